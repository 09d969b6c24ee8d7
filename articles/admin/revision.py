"""Revisions of all articles, each with its proof."""

from typing import Any

from django.contrib import admin
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import standing
from articles.admin.overview import interval, proof_address
from articles.admin.records import RecordAdmin
from articles.models import Revision


@admin.register(Revision)
class RevisionAdmin(RecordAdmin):
    list_display = ("headline_or_none", "number", "actor", "made", "readers_see", "note", "proof")
    list_filter = ("kind", "made")
    search_fields = ("headline", "standfirst", "actor", "note")
    ordering = ("-made", "-pk")
    fields = ("article_link", "number", "headline", "standfirst", "kind", "slug", "actor", "made", "note", "word_count")
    readonly_fields = ("article_link", "readers_see", "proof")

    def get_urls(self) -> list[Any]:
        stood = self.admin_site.admin_view(standing.screen)
        return [path("as-it-stood/", stood, name="articles_revision_as_it_stood"), *super().get_urls()]

    def get_fields(self, request: object, obj: Revision | None = None) -> tuple[str, ...]:
        return (*self.fields, "readers_see", "proof")

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def headline_or_none(self, revision: Revision) -> str:
        return str(revision)

    @admin.display(description=gettext_lazy("readers see it"), ordering="live_from")
    def readers_see(self, revision: Revision) -> str:
        return interval(revision, timezone.now())

    @admin.display(description=gettext_lazy("proof"))
    def proof(self, revision: Revision) -> SafeString:
        return format_html('<a href="{}">{}</a>', proof_address(revision), _("Proof"))
