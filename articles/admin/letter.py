"""The outbox: what was sent, what waits and why. For superusers, who mend mail servers; nobody edits it."""

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Letter


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin):
    actions = None
    list_display = ("made", "to", "kind", "subject", "due", "sent", "attempts", "last_error")
    list_display_links = ("subject",)
    list_filter = ("kind", ("sent", admin.EmptyFieldListFilter), "made")
    list_select_related = ("to",)
    search_fields = ("subject", "to__username", "to__email")
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        return False
