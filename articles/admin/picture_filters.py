"""Filters of the picture library."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.access import WORK_ON_ANY
from articles.desk.licensing import SOON, day_of
from articles.models import Image


class LicenceEndFilter(admin.SimpleListFilter):
    title = gettext_lazy("licence ends")
    parameter_name = "ends"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ended", _("has ended")), ("soon", _("within 30 days"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        today = day_of(timezone.now())
        if self.value() == "ended":
            return queryset.filter(licence_until__lt=today)
        if self.value() == "soon":
            return queryset.filter(licence_until__gte=today, licence_until__lt=today + SOON)
        return queryset


class DescribedFilter(admin.SimpleListFilter):
    title = gettext_lazy("described")
    parameter_name = "described"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("yes, or decorative")), ("no", _("not yet"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        if self.value() == "no":
            return queryset.filter(decorative=False, alt="")
        return queryset.exclude(decorative=False, alt="") if self.value() == "yes" else queryset


class UnusedFilter(admin.SimpleListFilter):
    """Only for those who may know of every article."""

    title = gettext_lazy("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", _("in no article, draft or revision"))] if request.user.has_perm(WORK_ON_ANY) else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        return queryset.filter(articles=None, figures=None) if self.value() == "none" else queryset


FILTERS = (DescribedFilter, "licence", LicenceEndFilter, UnusedFilter)
