"""The picture that stands for an article where somebody shares it: drawn at publication, never when it is asked for."""

import logging
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.text import capfirst
from django.utils.translation import override

from articles.models import Figure, Revision
from articles.models.magazine import magazine
from articles.pictures.card import ACCENT, Card, draw
from articles.pictures.sizes import CARD, FALLBACK, card_name, rendition_name, widths

SALT = "articles.desk.sharing"
logger = logging.getLogger(__name__)


def draw_after(revision: Revision) -> None:
    """Draw it when the publication is done and sure. Whatever goes wrong then is logged and undoes nothing."""
    transaction.on_commit(partial(_try, revision.pk))


def draw_share(revision: Revision) -> str:
    """Draw and store the picture; gives the name under which it is stored, the same for the same picture.

    The name is a keyed digest of the content (HMAC with ``SECRET_KEY``): a scheduled article's can be told by nobody.
    """
    content = draw(_card(revision))
    name = card_name(salted_hmac(SALT, content, algorithm="sha256").hexdigest())
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
