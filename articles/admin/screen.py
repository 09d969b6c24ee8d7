"""What is worked on at screens of its own, where the stock list would be: so the desk’s front page leads there."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ScreenAdmin(admin.ModelAdmin):
    """For a model whose rows are made by the desk’s verbs alone. Who may see the screen says the model’s own class."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
