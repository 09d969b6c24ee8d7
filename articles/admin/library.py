"""What articles draw on: it says where it is used, and is deleted only when that is nowhere."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from articles.admin.opened import OpenedAdmin
from articles.admin.used import may_know, standing_in_the_way, used, used_address
from articles.desk import deleting
from articles.desk.refusal import Refused
from articles.models.uses import is_used


class LibraryAdmin(OpenedAdmin):
    view_on_site = False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.where_used)
        return [path("<int:key>/used/", view, name=f"articles_{self.opts.model_name}_used"), *super().get_urls()]

    def where_used(self, request: HttpRequest, key: int) -> HttpResponse:
        return used(request, self, key)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        row = context.get("original")
        if row and may_know(request, self):
            context["used_address"] = used_address(row)
        return super().render_change_form(request, context, *args, **kwargs)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Filters that it offers and on its own columns: what uses it may be articles that the person must not know."""
        own = {field.name for field in self.model._meta.concrete_fields}
        offered = {getattr(offer, "parameter_name", None) for offer in self.list_filter}
        allowed = lookup in offered or lookup.partition("__")[0] in own
        return allowed and super().lookup_allowed(lookup, value, request)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """As stock for what nothing uses; else what stands in the way are the articles that use it."""
        rows = list(objs)
        if in_use := [row for row in rows if is_used(row)]:
            return [], {}, set(), list(nested(request, in_use) if len(rows) > 1 else lines(request, in_use))
        return super().get_deleted_objects(rows, request)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        deleting.delete(obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with transaction.atomic():
            for row in queryset:
                deleting.delete(row, by=request.user)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self.unless_refused(request, lambda: super(LibraryAdmin, self).delete_view(request, object_id))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return self.unless_refused(request, lambda: super(LibraryAdmin, self).changelist_view(request, extra_context))

    def unless_refused(self, request: HttpRequest, deed: Any) -> HttpResponse:
        """What somebody put to use between the question and the answer stays."""
        try:
            return deed()
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(f"admin:articles_{self.opts.model_name}_changelist")


def lines(request: HttpRequest, rows: Sequence[Model]) -> list[Any]:
    return list(standing_in_the_way(request, rows))


def nested(request: HttpRequest, rows: Sequence[Model]) -> list[Any]:
    """Each row with the articles that use it, as Django’s ``unordered_list`` shows them."""
    return [part for row in rows for part in (str(row), lines(request, [row]))]
