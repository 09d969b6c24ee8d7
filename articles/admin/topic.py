"""Topics."""

from django.contrib import admin

from articles.admin.addressing import NamedForm
from articles.admin.library import LibraryAdmin
from articles.models import Topic


@admin.register(Topic)
class TopicAdmin(LibraryAdmin):
    form = NamedForm
    list_display = ("name", "slug", "description")
    search_fields = ("name", "description")
    fields = ("name", "description", "slug")
