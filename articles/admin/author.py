"""Authors. Their e-mail address and account are for those who may change them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.addressing import NamedForm
from articles.admin.library import LibraryAdmin
from articles.models import Author

PRIVATE = ("email", "account")


@admin.register(Author)
class AuthorAdmin(LibraryAdmin):
    form = NamedForm
    list_display = ("name", "affiliation", "email")
    search_fields = ("name", "affiliation", "email")
    fields = ("name", "affiliation", "biography", "email", "slug", "account")
    raw_id_fields = ("account",)

    def sees_private(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def public(self, names: Any, request: HttpRequest) -> tuple[str, ...]:
        return tuple(name for name in names if name not in PRIVATE or self.sees_private(request))

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return self.public(self.list_display, request)

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.public(self.search_fields, request)

    def get_fields(self, request: HttpRequest, obj: Author | None = None) -> tuple[str, ...]:
        return self.public(self.fields, request)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """No guessing of an address letter by letter with ``?email__startswith=``."""
        is_private = lookup.partition("__")[0].removesuffix("_id") in PRIVATE
        return (not is_private or self.sees_private(request)) and super().lookup_allowed(lookup, value, request)
