"""What the list of articles can be narrowed to, in words that still mean the same when a filter was kept for a year."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.walking import among
from articles.desk.mergeable import successors
from articles.models import Article, Topic
from articles.models.article import ArticleTopic

WITHOUT = "none"
KEY = re.compile("[0-9]{1,18}")


class ChangedFilter(admin.SimpleListFilter):
    """Days are those of the magazine’s time zone."""

    title = _("changed")
    parameter_name = "changed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("today", _("today")),
            ("week", _("in the last 7 days")),
            ("month", _("in the last 30 days")),
            ("year", _("in the last 12 months")),
            ("older", _("longer ago")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        condition = changed_within(self.value() or "", timezone.localtime())
        return queryset.filter(condition) if condition else queryset


def changed_within(span: str, now: datetime) -> Q:
    """A condition for the articles that changed in a span that ends ``now``, a local time; empty for an unknown one."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    starts = {"today": midnight} | {
        name: midnight - timedelta(days=days) for name, days in (("week", 6), ("month", 29), ("year", 364))
    }
    if span == "older":
        return Q(changed__lt=starts["year"])
    return Q(changed__gte=starts[span]) if span in starts else Q()


class TopicFilter(admin.SimpleListFilter):
    """As stock, but without a join that would make every row be compared with every other, and without a topic “-”."""

    title = _("topic")
    parameter_name = "topics__id__exact"
    template = "admin/articles/article/_long_filter.html"

    def __init__(self, *arguments: Any) -> None:
        """Where a filter was kept before its topic was merged, the one that it became is asked for."""
        super().__init__(*arguments)
        value: str = self.value() or ""
        if KEY.fullmatch(value) and value not in {name for name, _label in self.lookup_choices}:
            for successor in successors(Topic, [int(value)]).values():
                self.used_parameters[self.parameter_name] = str(successor.pk)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        topics = [(str(key), name) for key, name in Topic.objects.order_by("name").values_list("pk", "name")]
        return [*topics, (WITHOUT, _("without a topic"))] if topics else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        value = self.value()
        if value == WITHOUT:
            return queryset.exclude(Exists(ArticleTopic.objects.filter(article=OuterRef("pk"))))
        if value is None:
            return queryset
        if value not in {name for name, _label in self.lookup_choices}:
            return queryset.none()
        return queryset.filter(among(ArticleTopic.objects.filter(topic=value).values("article")))
