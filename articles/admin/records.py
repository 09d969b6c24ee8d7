"""What the desk keeps and nobody edits: read-only, and only of articles that the person may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.reach import reachable


class RecordAdmin(admin.ModelAdmin):
    """For a model with an ``article``."""

    actions = None
    view_on_site = False
    list_select_related: tuple[str, ...] = ("article",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(article__in=reachable(request).values("pk"))

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
