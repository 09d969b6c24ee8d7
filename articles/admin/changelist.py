"""The list of articles in pages that nobody counts: the keys of a page, with one more if more follow, then its rows."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Article

LAST_PAGE = 2_000
"""Pages of 50 rows: what lies further down is found by a filter, a search or the other order of a column."""


class ArticleList(ChangeList):
    """As stock, but ``result_count`` is only what is known of it: the rows up to this page, and one if more follow."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Article]) -> list[Any]:
        """Rows that a column puts level come newest first."""
        columns = [part for part in super().get_ordering(request, queryset) if part != "-pk"]
        ties = [] if {"changed", "-changed"}.intersection(columns) else ["-changed"]
        return [*columns, *ties, "-pk"]

    def get_ordering_field_columns(self) -> dict[int, Any]:
        """None of them orders a search but one that was chosen."""
        is_ranked = self.query.strip() and not self.params.get(ORDER_VAR)
        return {} if is_ranked else super().get_ordering_field_columns()

    def get_results(self, request: HttpRequest) -> None:
        if not 1 <= self.page_num <= LAST_PAGE:
            raise IncorrectLookupParameters
        self.first = (self.page_num - 1) * self.list_per_page
        keys = self.queryset.values_list("pk", flat=True)
        found = list(keys[self.first : self.first + self.list_per_page + 1])
        self.has_more = len(found) > self.list_per_page
        self.result_list = self.rows(found[: self.list_per_page])
        self.result_count = self.first + len(found)
        self.full_result_count = self.result_count
        self.multi_page = self.can_show_all = self.show_full_result_count = False
        self.show_admin_actions = bool(self.result_list)

    def rows(self, keys: list[int]) -> list[Article]:
        asked = self.root_queryset.defer("body", "standfirst").prefetch_related("bylines")
        found = {article.pk: article for article in asked.filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.has_active_filters)

    @property
    def first_shown(self) -> int:
        return self.first + 1

    @property
    def last(self) -> int:
        return self.first + len(self.result_list)

    @property
    def previous_page(self) -> str:
        """The query string of the page before, ``""`` on the first."""
        return self.get_query_string({PAGE_VAR: self.page_num - 1}) if self.page_num > 1 else ""

    @property
    def next_page(self) -> str:
        is_offered = self.has_more and self.page_num < LAST_PAGE
        return self.get_query_string({PAGE_VAR: self.page_num + 1}) if is_offered else ""
