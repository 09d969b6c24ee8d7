"""The sections of the desk's front page as a filter of the article list: what a count there leads to."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.admin.front import PARAMETER
from articles.admin.reach import reachable
from articles.desk.front import articles_in, sections_of
from articles.models import Article


class FrontFilter(admin.SimpleListFilter):
    title = gettext_lazy("what waits")
    parameter_name = PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(section.name, section.label) for section in sections_of(request.user)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        section = next((each for each in sections_of(request.user) if each.name == self.value()), None)
        if section is None:
            return queryset
        found = articles_in(section, reachable(request), request.user, timezone.now())
        return queryset.filter(pk__in=found.values("pk"))

    def get_facet_queryset(self, changelist: Any) -> dict[str, int]:
        """No facets: all sections in one statement are more than SQLite reads, and the front page counts them."""
        return {}
