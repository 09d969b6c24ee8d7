"""The log of the whole desk."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.overview import done
from articles.admin.records import RecordAdmin
from articles.models import Event


@admin.register(Event)
class EventAdmin(RecordAdmin):
    list_display = ("at", "actor", "what", "article_link", "revision_number", "moment", "note")
    list_filter = ("verb", "at")
    list_select_related = ("article", "revision")
    search_fields = ("actor", "note", "article__headline")
    fields = ("at", "actor", "what", "article_link", "revision_number", "from_stage", "to_stage", "moment", "note")
    readonly_fields = ("what", "article_link", "revision_number")

    @admin.display(description=_("what"), ordering="verb")
    def what(self, event: Event) -> Any:
        return done(event.verb)

    @admin.display(description=_("revision"))
    def revision_number(self, event: Event) -> int | None:
        return event.revision.number if event.revision else None
