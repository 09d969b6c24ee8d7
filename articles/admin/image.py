"""Pictures of the library: shown as a grid, taken in by the desk, described here."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.chooser import SEARCHED, choose, warning
from articles.admin.describing import DescriptionForm
from articles.admin.library import LibraryAdmin
from articles.admin.licences import licences, may_see_licences
from articles.admin.picture_filters import FILTERS
from articles.admin.picture_uploads import upload
from articles.admin.refusing import RefusableAdmin
from articles.desk.access import may_describe, pictures_of
from articles.desk.illustrating import DESCRIPTION, describe_picture
from articles.desk.licensing import beyond_licence
from articles.models import Image

FIELDSETS: Any = (
    (None, {"fields": ("preview", "alt", "decorative", "caption", "credit")}),
    (
        gettext_lazy("Focus"),
        {
            "fields": (("focus_x", "focus_y"),),
            "description": gettext_lazy(
                "What stays in sight where a page crops the picture. Click on it above, or write the percentages."
            ),
        },
    ),
    (gettext_lazy("Licence"), {"fields": ("licence", "licence_until")}),
    (gettext_lazy("File"), {"fields": ("name", "number", "size", "added", "by")}),
)


@admin.register(Image)
class ImageAdmin(RefusableAdmin, LibraryAdmin):
    form = DescriptionForm
    fieldsets = FIELDSETS
    readonly_fields = ("preview", "name", "number", "size", "added", "by")
    list_display = ("__str__",)
    list_filter = FILTERS
    list_per_page = 60
    list_max_show_all = 60
    show_full_result_count = False
    search_fields = SEARCHED
    search_help_text = gettext_lazy("Text alternative, caption, credit or file name")
    change_list_template = "admin/articles/image/change_list.html"
    change_form_template = "admin/articles/image/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        """A picture of somebody else's draft tells what the draft is about."""
        return super().get_queryset(request) & pictures_of(request.user, now=timezone.now())

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:key>/picture/", wrap(self.picture), name="articles_image_picture"),
            path("choose/", wrap(choose), name="articles_image_choose"),
            path("licences/", wrap(licences), name="articles_image_licences"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return may_describe(request.user, obj)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return upload(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {"title": _("Pictures"), "sees_licences": may_see_licences(request.user), **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        for image in changelist.result_list:
            image.warning = warning(image)
        return changelist

    def save_model(self, request: HttpRequest, obj: Image, form: DescriptionForm, change: bool) -> None:
        describe_picture(obj, by=request.user, **{name: form.cleaned_data[name] for name in DESCRIPTION})
        if "licence_until" in form.changed_data and (seen := beyond_licence(now=timezone.now()).filter(image=obj)):
            headlines = ", ".join(sorted({f"“{figure.revision}”" for figure in seen}))
            sentence = _("Its licence ends soon or has ended, and it stays before readers in %(headlines)s.")
            messages.warning(request, sentence % {"headlines": headlines})

    def picture(self, request: HttpRequest, key: int) -> HttpResponse:
        """On to the rendition that every browser can show."""
        found = get_object_or_404(self.get_queryset(request), pk=key)
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        return HttpResponseRedirect(found.src)

    @admin.display(description=gettext_lazy("picture"))
    def preview(self, image: Image) -> SafeString:
        markup = '<span class="focus-field"><img class="preview" src="{}" width="{}" height="{}" alt="{}"></span>'
        return format_html(markup, image.src, image.width, image.height, image.alt)

    @admin.display(description=gettext_lazy("number"), ordering="pk")
    def number(self, image: Image) -> int:
        """By which a figure in a body names it."""
        return image.pk

    @admin.display(description=gettext_lazy("size"))
    def size(self, image: Image) -> str:
        return _("%(width)s × %(height)s pixels") % {"width": image.width, "height": image.height}
