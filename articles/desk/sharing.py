"""The picture that stands for an article where somebody shares it: drawn at publication, never when it is asked for."""

import logging
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import capfirst
from django.utils.translation import override

from articles.models import Article, Figure, Revision, Withdrawal
from articles.models.magazine import magazine
from articles.pictures.card import ACCENT, Card, draw
from articles.pictures.sizes import CARD, FALLBACK, card_name, rendition_name, widths

SALT = "articles.desk.sharing"
logger = logging.getLogger(__name__)


def draw_after(revision: Revision) -> None:
    """Draw it when the publication is done and sure. Whatever goes wrong then is logged and undoes nothing."""
    transaction.on_commit(partial(_try, revision.pk))


def take_away_after(article: Article) -> None:
    """Delete what was drawn of all its revisions when the withdrawal that hides the headline is sure; the caller holds
    the article. What looks the same of another article stays with that.
    """
    drawn = set(article.revisions.exclude(share="").values_list("share", flat=True))
    article.revisions.exclude(share="").update(share="")
    others = Revision.objects.filter(share__in=drawn).values_list("share", flat=True)
    transaction.on_commit(partial(_delete, drawn.difference(others)))


def hidden_ones(*, now: datetime) -> QuerySet[Article]:
    """Articles whose headline is told nowhere any more, but stands on a share picture: drawn by an older version."""
    hidden = Withdrawal.objects.hiding(at=now).values("article")
    return Article.objects.filter(pk__in=hidden, revisions__share__gt="").distinct().order_by("pk")


def draw_share(revision: Revision) -> str:
    """Draw and store the picture; gives the name under which it is stored, the same for the same picture, or ``""``
    where the revision was taken from readers while it was drawn.
    """
    content = draw(_card(revision))
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=revision.article_id)
        if not Revision.objects.to_be_read(at=timezone.now()).filter(pk=revision.pk).exists():
            return ""
        name = _name(revision, content)
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(content))
        Revision.objects.filter(pk=revision.pk).update(share=name)
    return name


def lacks_share(revision: Revision) -> bool:
    return not (revision.share and default_storage.exists(revision.share))


def _try(key: int) -> None:
    try:
        revision = Revision.objects.get(pk=key)
        if lacks_share(revision):
            draw_share(revision)
    except Exception:
        logger.exception("The share picture of revision %s could not be drawn; manage.py share_pictures will.", key)


def _delete(names: set[str]) -> None:
    for name in names:
        try:
            default_storage.delete(name)
        except Exception:
            logger.exception("The share picture %s could not be deleted, and readers still have it.", name)


def _name(revision: Revision, content: bytes) -> str:
    """A keyed digest of the content (HMAC with ``SECRET_KEY``): a scheduled article's can be told by nobody.

    Nor by who had it before its headline was hidden: how often that was goes into it.
    """
    hidden = revision.article.withdrawals.filter(shows_headline=False).count()
    return card_name(salted_hmac(SALT, content + bytes(hidden), algorithm="sha256").hexdigest())


def _card(revision: Revision) -> Card:
    lead = revision.lead
    with override(revision.language):
        kind = capfirst(str(revision.get_kind_display()))
    return Card(
        headline=revision.headline,
        kind=kind,
        byline=", ".join(dict.fromkeys(credit.name for credit in revision.credits.all())),
        magazine=magazine().name,
        language=revision.language,
        direction=revision.direction,
        picture=_content(lead) if lead else None,
        focus=(lead.focus_x, lead.focus_y) if lead else (50, 50),
        accent=magazine().accent or ACCENT,
    )


def _content(lead: Figure) -> bytes | None:
    """The smallest rendition that covers the card, or the largest that there is."""
    offered = widths(lead.width)
    width = next((each for each in offered if each >= CARD[0]), offered[-1])
    try:
        with default_storage.open(rendition_name(lead.checksum, width, FALLBACK)) as file:
            return bytes(file.read())
    except OSError:
        return None
