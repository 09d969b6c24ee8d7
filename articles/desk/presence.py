"""Who has an article open beside oneself: told by a soft ping, forgotten a minute after the last one."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.access import may_see
from articles.desk.refusal import NotAllowed
from articles.models import Article, Presence
from articles.models.presence import PresenceQuerySet


def ping(article: Article, *, by: Any, now: datetime | None = None) -> None:
    """Note that the person has the article open. Raises :class:`NotAllowed` where they may not see it."""
    if not may_see(by, article):
        raise NotAllowed(_("You may not see this article."))
    now = now or timezone.now()
    _forget_the_gone(article, now)
    Presence.objects.bulk_create(
        [Presence(article=article, account=by, since=now, heard=now)],
        update_conflicts=True,
        unique_fields=["article", "account"],
        update_fields=["heard"],
    )


def others(article: Article, *, by: Any, now: datetime | None = None) -> PresenceQuerySet:
    """Who else has the article open, each with ``since`` and ``last_saved`` (UTC, ``None`` without a revision)."""
    return Presence.objects.filter(article=article).open(at=now or timezone.now()).beside(by)


def _forget_the_gone(article: Article, now: datetime) -> None:
    present = Presence.objects.filter(article=article).open(at=now)
    Presence.objects.filter(article=article).exclude(pk__in=present.values("pk")).delete()
