"""Authors, with what was printed about them. Their e-mail address and account are for those who may change them."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.addressing import NamedForm
from articles.admin.biographies import as_printed, behind
from articles.admin.declarations import Declarations, save_grounds
from articles.admin.disguise import real_name
from articles.admin.errands import carry_new_name
from articles.admin.forgetting import forget_address, forget_route
from articles.admin.mergeable import MergeableAdmin
from articles.desk import disguising
from articles.desk.disguising import TOLD, may_disguise
from articles.desk.errands import may_rename
from articles.models import Author

PRIVATE = ("email", "account")


@admin.register(Author)
class AuthorAdmin(MergeableAdmin):
    change_form_template = "admin/articles/author/change_form.html"
    form = NamedForm
    list_display = ("name", "affiliation", "email")
    search_fields = ("name", "affiliation", "email")
    fields = ("name", "affiliation", "biography", "email", "slug", "former_addresses", "account", "written_under")
    readonly_fields = (*MergeableAdmin.readonly_fields, "written_under")
    raw_id_fields = ("account",)
    inlines = (Declarations,)

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:key>/real-name/", wrap(real_name), name="articles_author_real_name"),
            path("<int:key>/carry-name/", wrap(carry_new_name), name="articles_author_carry_name"),
            forget_route(Author),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("writes under"))
    def written_under(self, author: Author) -> str:
        return author.get_alias_display()

    def sees_private(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def public(self, names: Any, request: HttpRequest) -> tuple[str, ...]:
        return tuple(name for name in names if name not in PRIVATE or self.sees_private(request))

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return self.public(self.list_display, request)

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.public(self.search_fields, request)

    def get_fields(self, request: HttpRequest, obj: Author | None = None) -> tuple[str, ...]:
        shown = self.public(self.fields, request)
        return tuple(name for name in shown if name not in PRIVATE) if self.hides(request, obj) else shown

    def get_readonly_fields(self, request: HttpRequest, obj: Author | None = None) -> tuple[str, ...]:
        """What readers are told of a pen name is changed by those alone who may know whose it is."""
        is_closed = self.hides(request, obj) and not may_disguise(request.user)
        return (*self.readonly_fields, *TOLD) if is_closed else self.readonly_fields

    def hides(self, request: HttpRequest, obj: Author | None) -> bool:
        """Not from who had it open as an own name: their form, which is refused, comes back as it was filled in."""
        return obj is not None and bool(obj.alias) and not self.is_stale(request, obj)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """No guessing of an address letter by letter with ``?email__startswith=``."""
        is_private = lookup.partition("__")[0].removesuffix("_id") in PRIVATE
        return (not is_private or self.sees_private(request)) and super().lookup_allowed(lookup, value, request)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        save_grounds(formset, request.user)

    def save_model(self, request: HttpRequest, obj: Author, form: Any, change: bool) -> None:
        disguising.keep(obj, by=request.user, seen=form.seen)
        if "biography" in form.changed_data and (sentence := behind(obj, at=timezone.now())):
            messages.info(request, sentence)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """It names declarations of interest."""
        if not self.sees_private(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if author := context.get("original"):
            context["hides_history"] = not self.sees_private(request)
            context["may_disguise"] = may_disguise(request.user)
            context |= as_printed(Author.objects.get(pk=author.pk), request)
            context["forget_address"] = forget_address(author, request.user)
            if may_rename(request.user):
                context["errand_address"] = reverse("admin:articles_author_carry_name", args=[author.pk])
                context["errand_label"] = _("Carry the new name into the past…")
        return super().render_change_form(request, context, *args, **kwargs)
