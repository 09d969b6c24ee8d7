"""The log of the whole desk: who did what to what, when, from where to where, and why. It is never counted."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.narrowing import NarrowingForm
from articles.admin.overview import done, stages_of
from articles.admin.paging import page_of
from articles.admin.reach import reachable_anywhere
from articles.admin.records import RecordAdmin
from articles.desk.access import WORK_ON_ANY
from articles.models import Event

LONG = ("article__body", "article__standfirst", "revision__body", "revision__rendered", "revision__outline")


@admin.register(Event)
class EventAdmin(RecordAdmin):
    fields = ("at", "actor", "what", "concerns", "revision_number", "stages", "moment", "note")
    readonly_fields = ("what", "concerns", "revision_number", "stages")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        """Also of what is in the trash; what is about no article is for those who work on everybody's."""
        events = Event.objects.select_related("article", "revision").defer(*LONG)
        if request.user.has_perm(WORK_ON_ANY):
            return events
        return events.filter(article__in=reachable_anywhere(request).values("pk"))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            told = _("The log of the whole desk is for editors. What happened to an article stands on its own page.")
            raise PermissionDenied(told)
        form = NarrowingForm(request.GET)
        page = page_of(form.narrowed(self.get_queryset(request)), request.GET, "at")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("What happened on the desk"),
            "form": form,
            "page": page,
            "lines": [(event, done(event.verb), stages_of(event)) for event in page.rows],
        }
        return TemplateResponse(request, "admin/articles/event/events.html", context)

    @admin.display(description=gettext_lazy("what"))
    def what(self, event: Event) -> Any:
        return done(event.verb)

    @admin.display(description=gettext_lazy("about"))
    def concerns(self, event: Event) -> SafeString | str:
        return self.article_link(event) if event.article_id else event.about

    @admin.display(description=gettext_lazy("revision"))
    def revision_number(self, event: Event) -> int | None:
        return event.revision.number if event.revision else None

    @admin.display(description=gettext_lazy("from where to where"))
    def stages(self, event: Event) -> str:
        return stages_of(event)
