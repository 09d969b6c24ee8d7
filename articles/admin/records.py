"""What the desk keeps and nobody edits: read-only, and only of articles that the person may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.reach import key_of, reachable, reachable_anywhere


class RecordAdmin(admin.ModelAdmin):
    """For a model with an ``article``."""

    actions = None
    view_on_site = False
    list_select_related: tuple[str, ...] = ("article",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(article__in=reachable(request).values("pk"))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Also of an article in the trash, whose page leads here."""
        of_the_trash = self.model._default_manager.filter(article__in=reachable_anywhere(request).values("pk"))
        return super().get_object(request, object_id, from_field) or of_the_trash.filter(pk=key_of(object_id)).first()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("article"))
    def article_link(self, record: Any) -> SafeString:
        address = reverse("admin:articles_article_change", args=[record.article_id])
        return format_html('<a href="{}">{}</a>', address, record.article)
