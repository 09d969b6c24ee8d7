"""Disclaimers."""

from django.contrib import admin

from articles.admin.library import LibraryAdmin
from articles.models import Disclaimer


@admin.register(Disclaimer)
class DisclaimerAdmin(LibraryAdmin):
    list_display = ("name", "owed_by", "place", "wording")
    list_filter = ("owed_by", "place")
    search_fields = ("name", "wording")
    fields = ("name", "wording", "place", "owed_by")
