"""The files that people sent, kept as they came."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from articles.admin.records import RecordAdmin
from articles.models import ManuscriptFile


@admin.register(ManuscriptFile)
class ManuscriptFileAdmin(RecordAdmin):
    list_display = ("name", "article_link", "received", "by", "original")
    list_select_related = ("article", "by")
    search_fields = ("name", "article__headline", "checksum")
    fields = ("name", "article_link", "received", "by", "checksum", "what_was_found", "original")
    readonly_fields = ("article_link", "what_was_found", "original")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.download)
        return [path("<int:key>/original/", view, name="articles_manuscriptfile_original"), *super().get_urls()]

    def download(self, request: HttpRequest, key: int) -> FileResponse:
        """The file as it came, to be saved and never to be shown in the browser."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kept = self.get_object(request, str(key))
        if kept is None or not kept.file:
            raise Http404
        response = FileResponse(
            kept.file.open(), as_attachment=True, filename=kept.name, content_type="application/octet-stream"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store, private"
        return response

    @admin.display(description=_("report"))
    def what_was_found(self, kept: ManuscriptFile) -> SafeString:
        return mark_safe(linebreaks(kept.report, autoescape=True))  # noqa: S308

    @admin.display(description=_("original"))
    def original(self, kept: ManuscriptFile) -> SafeString:
        if not kept.file:
            return format_html("{}", _("Removed, for its sender asked to be forgotten."))
        address = reverse("admin:articles_manuscriptfile_original", args=[kept.pk])
        return format_html('<a href="{}">{}</a>', address, _("Download"))
