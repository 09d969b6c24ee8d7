"""Owed checks: the rules on which articles owe what before they are printed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.opened import OpenedAdmin
from articles.desk import deleting, requiring
from articles.models import OwedCheck


@admin.register(OwedCheck)
class OwedCheckAdmin(OpenedAdmin):
    list_display = ("check_name", "why_owed", "needs_second")
    list_filter = ("check_name",)
    list_select_related = ("topic",)
    fields = ("check_name", "kind", "topic", "flag", "needs_second")
    view_on_site = False
    actions = None

    @admin.display(description=_("owed, for"))
    def why_owed(self, rule: OwedCheck) -> str:
        return rule.why

    def save_model(self, request: HttpRequest, obj: OwedCheck, form: Any, change: bool) -> None:
        requiring.require(obj, by=request.user)

    def delete_model(self, request: HttpRequest, obj: OwedCheck) -> None:
        deleting.delete(obj, by=request.user)
