"""What readers see of an article, in a word: for the list, its filter and the form."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article

NEVER = Q(ever_published=False, scheduled_for=None)
STATES = {
    "live": (gettext_lazy("live"), Q(live_number__isnull=False)),
    "newer": (gettext_lazy("live, with a newer draft"), Q(live_number__lt=F("newest_number"))),
    "scheduled": (gettext_lazy("scheduled"), Q(scheduled_for__isnull=False)),
    "withdrawn": (gettext_lazy("withdrawn"), Q(ever_published=True, live_number=None, scheduled_for=None)),
    "never": (gettext_lazy("never published"), NEVER),
}


def visibility(article: Any) -> str:
    """A phrase for an article that came by ``with_visibility``."""
    if article.live_number and article.scheduled_for:
        return _("live, change scheduled for %(moment)s") % {"moment": moment(article.scheduled_for)}
    if article.live_number:
        return _("live, newer draft") if article.live_number < article.newest_number else _("live")
    if article.scheduled_for:
        return _("scheduled for %(moment)s") % {"moment": moment(article.scheduled_for)}
    return _("withdrawn") if article.ever_published else _("never published")


def moment(at: Any) -> str:
    """Day and time in the magazine's time zone, with the zone's name."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'j M Y, H:i')} {local.tzname()}"


class VisibilityFilter(admin.SimpleListFilter):
    title = gettext_lazy("what readers see")
    parameter_name = "seen"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, label) for name, (label, _condition) in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        state = STATES.get(self.value() or "")
        return queryset.filter(state[1]) if state else queryset


class MineFilter(admin.SimpleListFilter):
    """Only for those who see more than their own articles."""

    title = gettext_lazy("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("mine"))] if request.user.has_perm("articles.work_on_any_article") else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        return queryset.filter(owner=request.user) if self.value() == "mine" else queryset
