"""Pictures of the library: taken in by the desk, described here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.library import LibraryAdmin
from articles.admin.refusing import RefusableAdmin, RefusableForm
from articles.desk.access import pictures_of
from articles.desk.illustrating import add_picture, picture_like
from articles.models import Image
from articles.pictures.limits import LARGEST_FILE
from articles.pictures.sizes import FALLBACK, fallback_width, rendition_name

DESCRIPTION = ("alt", "decorative", "caption", "credit")


class ImageForm(RefusableForm):
    """Described for those who cannot see it, or marked as decorative."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("decorative") and not (cleaned.get("alt") or "").strip():
            self.add_error("alt", _("Say what the picture shows, or mark it as decorative."))
        return cleaned


class UploadForm(ImageForm):
    file = forms.FileField(label=gettext_lazy("file"))

    def clean_file(self) -> UploadedFile:
        """The same picture is described once, where it is."""
        file: UploadedFile = self.cleaned_data["file"]
        known = picture_like(file.read(LARGEST_FILE + 1))
        file.seek(0)
        if known is not None:
            sentence = format_html(
                _('This picture is in the library already: <a href="{}">{}</a>. Change its description there.'),
                reverse("admin:articles_image_change", args=[known.pk]),
                known,
            )
            raise forms.ValidationError(sentence)
        return file


@admin.register(Image)
class ImageAdmin(RefusableAdmin, LibraryAdmin):
    list_display = ("thumbnail", "alt", "decorative", "caption", "credit", "number", "added")
    list_display_links = ("thumbnail", "alt")
    list_filter = ("decorative",)
    search_fields = ("alt", "caption", "credit")
    readonly_fields = ("preview", "number", "width", "height", "added")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        """A picture of somebody else's draft tells what the draft is about."""
        return super().get_queryset(request) & pictures_of(request.user, now=timezone.now())

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.picture)
        return [path("<int:key>/picture/", view, name="articles_image_picture"), *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> tuple[str, ...]:
        return ("preview", *DESCRIPTION, *self.readonly_fields[1:]) if obj else ("file", *DESCRIPTION)

    def get_form(self, request: HttpRequest, obj: Image | None = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, form=ImageForm if change else UploadForm, **kwargs)

    def save_model(self, request: HttpRequest, obj: Image, form: ImageForm, change: bool) -> None:
        if change:
            obj.save(update_fields=DESCRIPTION)
        else:
            become(obj, take_in(form.cleaned_data, request))

    def picture(self, request: HttpRequest, key: int) -> HttpResponse:
        """On to the rendition that every browser can show."""
        found = get_object_or_404(self.get_queryset(request), pk=key)
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        name = rendition_name(found.checksum, fallback_width(found.width), FALLBACK)
        return HttpResponseRedirect(default_storage.url(name))

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image: Image) -> SafeString:
        return format_html('<img class="thumbnail" src="{}" alt="{}" loading="lazy">', address(image), image)

    @admin.display(description=gettext_lazy("picture"))
    def preview(self, image: Image) -> SafeString:
        return format_html('<img class="preview" src="{}" alt="{}">', address(image), image.alt)

    @admin.display(description=gettext_lazy("number"), ordering="pk")
    def number(self, image: Image) -> int:
        """By which a figure in a body names it."""
        return image.pk


def address(image: Image) -> str:
    return reverse("admin:articles_image_picture", args=[image.pk])


def take_in(described: dict[str, Any], request: HttpRequest) -> Image:
    file: UploadedFile = described["file"]
    return add_picture(
        file.read(LARGEST_FILE + 1), file.name or "", by=request.user, **{name: described[name] for name in DESCRIPTION}
    )


def become(row: Model, stored: Model) -> None:
    """Let the form's unsaved row be the one that the desk stored."""
    row.__dict__.update(stored.__dict__)
