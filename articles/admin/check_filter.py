"""The list of articles by the check that they wait for."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.reach import reachable
from articles.desk.waiting import lacks
from articles.models import Article, OwedCheck
from articles.models.check import CHECKS


class CheckFilter(admin.SimpleListFilter):
    """Not there where no rule asks for anything."""

    title = _("waits for the check")
    parameter_name = "check"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        asked = set(OwedCheck.objects.values_list("check_name", flat=True))
        return [(check.name, check.label) for check in CHECKS if check.name in asked]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        name = self.value()
        if name not in {each for each, _label in self.lookup_choices}:
            return queryset
        found = lacks(reachable(request), name, timezone.now())
        return queryset.filter(pk__in=found.order_by().values("pk"))

    def get_facet_queryset(self, changelist: Any) -> dict[str, int]:
        """Nothing is counted."""
        return {}
