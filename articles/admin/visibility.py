"""What readers see of an article, in a word: for the list, its filter and the form."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.walking import among
from articles.desk.glance import Glance
from articles.desk.moments import in_the_zone
from articles.models import Article, Revision
from articles.models.revision import RevisionQuerySet


def _revisions() -> RevisionQuerySet:
    return Revision.objects.filter(article=OuterRef("pk"))


def _live(at: datetime) -> Q:
    return Q(Exists(_revisions().live(at=at)))


def _newer(at: datetime) -> Q:
    newer = Revision.objects.filter(article=OuterRef("article"), saved_as__gt=OuterRef("saved_as"))
    return Q(Exists(_revisions().live(at=at).filter(Exists(newer))))


def _scheduled(at: datetime) -> Q:
    """They are few, so the database looks for them once; likewise for what is withdrawn."""
    return Q(among(Revision.objects.scheduled(at=at).values("article")))


def _withdrawn(at: datetime) -> Q:
    lasting = _revisions().filter(Q(live_until__isnull=True) | Q(live_until__gt=at), live_from__isnull=False)
    ended = Revision.objects.filter(live_until__lte=at)
    return Q(among(ended.values("article"))) & ~Q(Exists(lasting))


def _never(at: datetime) -> Q:
    return ~Q(Exists(_revisions().filter(live_from__isnull=False)))


STATES: dict[str, tuple[Any, Callable[[datetime], Q]]] = {
    "live": (gettext_lazy("live"), _live),
    "newer": (gettext_lazy("live, with a newer draft"), _newer),
    "scheduled": (gettext_lazy("scheduled"), _scheduled),
    "withdrawn": (gettext_lazy("withdrawn"), _withdrawn),
    "never": (gettext_lazy("never published"), _never),
}
"""What the list can be narrowed to, each with its condition on an article at an instant (UTC)."""


def visibility(article: Any) -> str:
    """A phrase for an article that came by ``with_visibility``."""
    if article.live_number and article.scheduled_for:
        return _("live, change scheduled for %(moment)s") % {"moment": moment(article.scheduled_for)}
    if article.live_number:
        return _("live, newer draft") if article.live_number != article.newest_number else _("live")
    if article.scheduled_for:
        return _("scheduled for %(moment)s") % {"moment": moment(article.scheduled_for)}
    if article.has_expired:
        return _("expired on %(moment)s") % {"moment": moment(article.expires_at)}
    return _("withdrawn") if article.ever_published else _("never published")


def glance_of(article: Any) -> str:
    """What is told of an article that came by ``with_visibility`` to who looks at it, for a verb that may follow."""
    return str(Glance(article.newest_number, article.scheduled_for)) if article.newest_number else ""


def moment(at: Any) -> str:
    """Day and time in the magazine's time zone, with the zone's name."""
    local = in_the_zone(at)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"


class VisibilityFilter(admin.SimpleListFilter):
    title = gettext_lazy("what readers see")
    parameter_name = "seen"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, label) for name, (label, _condition) in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        state = STATES.get(self.value() or "")
        return queryset.filter(state[1](timezone.now())) if state else queryset


class MineFilter(admin.SimpleListFilter):
    """Only for those who see more than their own articles."""

    title = gettext_lazy("owner")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("mine"))] if request.user.has_perm("articles.work_on_any_article") else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        return queryset.filter(owner=request.user) if self.value() == "mine" else queryset
