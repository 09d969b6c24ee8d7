"""Forms and lists of what can be merged: an action, a link, and the way on from a row that was."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.library import LibraryAdmin
from articles.admin.merging import form_address, merge_address, merge_page, successor
from articles.admin.refusing import RefusableAdmin
from articles.admin.typed import rows_typed
from articles.desk.addressing import Row
from articles.desk.mergeable import MERGEABLE, may_merge


class MergeableAdmin(RefusableAdmin, LibraryAdmin):
    actions = ("merge_chosen",)
    readonly_fields: tuple[str, ...] = ("former_addresses",)

    def get_urls(self) -> list[Any]:
        name = f"articles_{MERGEABLE[self.model].noun}_merge"
        return [path("merge/", self.admin_site.admin_view(self.merge), name=name), *super().get_urls()]

    def merge(self, request: HttpRequest) -> HttpResponse:
        return merge_page(request, self.model)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return may_merge(request.user, self.model)

    @admin.action(description=gettext_lazy("Merge…"), permissions=["merge"])
    def merge_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return redirect(merge_address(self.model, queryset.values_list("pk", flat=True)))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if (row := context.get("original")) and self.has_merge_permission(request):
            context["merge_address"] = merge_address(self.model, [row.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponseRedirect:
        """On to what a row was merged into; what was typed into its form is told back, for it is stored nowhere."""
        into = successor(self.model, object_id)
        if into is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc, no-any-return]
        sentence = _("This was merged into “%(into)s”, which is open here now.") % {"into": into}
        if typed := [*self.typed_in(request)]:
            sentence += " " + _("You had written: %(words)s") % {"words": " · ".join(typed)}
        messages.warning(request, sentence)
        return redirect(form_address(into))

    def typed_in(self, request: HttpRequest) -> Iterator[str]:
        """What was typed of the row, then what was typed below it and is not stored just so."""
        yield from (request.POST[name] for name in MERGEABLE[self.model].columns if request.POST.get(name))
        for inline in self.get_inline_instances(request):
            yield from rows_typed(request.POST, inline.get_formset(request).get_default_prefix(), inline.model)

    @admin.display(description=gettext_lazy("former addresses"), empty_value="")
    def former_addresses(self, row: Row) -> str:
        """They all lead here."""
        noun = MERGEABLE[type(row)].noun
        slugs = row.addresses.exclude(slug=row.slug).values_list("slug", flat=True) if row.pk else ()
        return ", ".join(reverse(noun, args=[slug]) for slug in slugs) or _("none")
