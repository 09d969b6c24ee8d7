"""Pages on the magazine: their list, the form of one with its editions, and a proof of each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.admin.clock import zone
from articles.admin.editor import BodyWidget, policy
from articles.admin.moment_field import MomentField
from articles.admin.overview import interval
from articles.admin.reach import LARGEST_KEY
from articles.admin.screen import ScreenAdmin
from articles.admin.typed import number
from articles.desk.pages import may_publish, may_write, publish, restore, schedule, unschedule, withdraw, write
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.models import Page, PageEdition
from articles.models.about import SAID, PageKind

LIST = "admin:articles_page_changelist"
ADDRESS = "admin:articles_page_change"


class PageForm(forms.ModelForm):
    """``seen`` is the number of the edition that the person had before them; the kind is chosen once."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=PageKind, initial=PageKind.OTHER)
    note = forms.CharField(label=gettext_lazy("Note for the desk"), required=False, max_length=300)
    moment = MomentField(label=gettext_lazy("Day and time"), required=False)

    class Meta:
        model = PageEdition
        fields = SAID
        widgets = {"body": BodyWidget}

    def __init__(self, *args: Any, page: Page | None, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "use_required_attribute": False, **kwargs})
        self.fields["slug"].required = False
        if page:
            del self.fields["kind"]


@dataclass(frozen=True)
class Line:
    """An edition, when readers see or saw it in words, and whether that is still to come."""

    edition: PageEdition
    interval: str
    is_to_come: bool


def line(edition: PageEdition, now: datetime) -> Line:
    return Line(edition, interval(edition, now), bool(edition.live_from and edition.live_from > now))


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    if not may_look(request.user):
        raise PermissionDenied
    now = timezone.now()
    live = {edition.page_id: edition for edition in PageEdition.objects.live(at=now).defer("body", "rendered")}
    newest = PageEdition.objects.newest_of_each().select_related("page").defer("body", "rendered")
    context = {
        **admin.site.each_context(request),
        "opts": Page._meta,
        "title": _("Pages on the magazine"),
        "rows": [(edition, live.get(edition.page_id)) for edition in newest],
        "may_write": may_write(request.user),
    }
    return TemplateResponse(request, "admin/articles/page/pages.html", context)


def may_look(person: Any) -> bool:
    return bool(person.has_perm("articles.view_page") or may_write(person))


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, key: int | None = None) -> HttpResponse:
    """The newest edition in a form, or an empty one. A POST keeps it, and publishes it where that was asked for."""
    page = get_object_or_404(Page, pk=min(key, LARGEST_KEY)) if key is not None else None
    if not may_write(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return save(request, page, PageForm(request.POST, page=page))
    newest = page.newest() if page else None
    seen = newest.number if newest else 0
    return show(request, page, PageForm(instance=newest, page=page, initial={"seen": seen, "note": ""}))


def save(request: HttpRequest, page: Page | None, typed: PageForm) -> HttpResponse:
    """``over`` names the edition over which the person saves with open eyes."""
    if not typed.is_valid():
        return show(request, page, typed, sentences=[_("Nothing was kept: put right what is marked.")])
    try:
        with transaction.atomic():
            edition, sentence = saved(request, page, typed)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        return show(request, page, typed, sentences=refusal.sentences, stale=isinstance(refusal, Stale), status=409)
    messages.success(request, sentence % {"number": edition.number})
    return redirect(ADDRESS, edition.page_id)


def saved(request: HttpRequest, page: Page | None, typed: PageForm) -> tuple[PageEdition, str]:
    given, by = typed.cleaned_data, request.user
    seen = (number(request.GET.get("over")) or given["seen"]) if page else None
    copy = PageEdition(**{name: given[name] for name in SAID})
    edition = write(copy, page=page, kind=given.get("kind", ""), by=by, seen=seen, note=given["note"])
    deed = request.POST.get("do")
    if deed == "publish":
        return publish(edition.page, by=by, seen=edition.number), _("Readers see edition %(number)s now.")
    if deed == "schedule":
        scheduled = schedule(edition.page, by=by, seen=edition.number, moment=given["moment"])
        return scheduled, _("Edition %(number)s is scheduled.")
    return edition, _("Kept as edition %(number)s. Readers do not see it yet.")


def show(
    request: HttpRequest,
    page: Page | None,
    typed: PageForm,
    *,
    sentences: Any = (),
    stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    editions = list(page.editions.defer("body", "rendered")) if page else []
    context = {
        **admin.site.each_context(request),
        "opts": Page._meta,
        "title": editions[0].title if editions else _("New page on the magazine"),
        "page": page,
        "form": typed,
        "media": typed.media,
        "sentences": sentences,
        "stale": stale,
        "newest": editions[0] if editions else None,
        "live": page.editions.live(at=now).first() if page else None,
        "lines": [line(edition, now) for edition in editions],
        "zone": zone(now),
        "may_publish": may_publish(request.user),
    }
    response = TemplateResponse(request, "admin/articles/page/page.html", context, status=status)
    response.headers["Content-Security-Policy"] = policy()
    return response


@require_safe
def proof(request: HttpRequest, key: int, edition: int) -> HttpResponse:
    """An edition by the readers’ own template."""
    if not may_look(request.user):
        raise PermissionDenied
    rows = PageEdition.objects.select_related("page")
    found = get_object_or_404(rows, page=min(key, LARGEST_KEY), number=number(str(edition)))
    said = {"number": found.number, "who": found.actor}
    said["interval"] = interval(found, timezone.now()) or _("readers do not see it")
    context = {
        "edition": found,
        "proof": _("Edition %(number)s, kept by %(who)s: %(interval)s.") % said,
        "back": reverse(LIST),
    }
    response = render(request, "page.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_POST
def move(request: HttpRequest, key: int, deed: str, edition: int = 0) -> HttpResponse:
    """Take the page away from readers, an edition off the schedule, or make an earlier one the newest again."""
    if not (may_write(request.user) if deed == "restore" else may_publish(request.user)):
        raise PermissionDenied
    page = get_object_or_404(Page, pk=min(key, LARGEST_KEY))
    try:
        messages.success(request, moved(request, page, deed, edition))
    except Refused as refusal:
        messages.error(request, " ".join(refusal.sentences))
    return redirect(ADDRESS, page.pk)


def moved(request: HttpRequest, page: Page, deed: str, which: int) -> str:
    if deed == "withdraw":
        withdraw(page, by=request.user)
        return _("Readers do not see the page any more.")
    edition = page.editions.filter(number=number(str(which))).first()
    if edition is None:
        raise Http404
    if deed == "unschedule":
        unschedule(edition, by=request.user)
        return _("Edition %(number)s is off the schedule.") % {"number": edition.number}
    restored = restore(edition, by=request.user, seen=number(request.POST.get("seen")))
    return _("Edition %(number)s is back, as edition %(next)s.") % {"number": edition.number, "next": restored.number}


@admin.register(Page)
class PageAdmin(ScreenAdmin):
    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(listed), name="articles_page_changelist"),
            path("add/", wrap(form), name="articles_page_add"),
            path("<int:key>/change/", wrap(form), name="articles_page_change"),
            path("<int:key>/editions/<int:edition>/", wrap(proof), name="articles_page_proof"),
            path("<int:key>/withdraw/", wrap(move), {"deed": "withdraw"}, name="articles_page_withdraw"),
            path(
                "<int:key>/unschedule/<int:edition>/",
                wrap(move),
                {"deed": "unschedule"},
                name="articles_page_unschedule",
            ),
            path("<int:key>/restore/<int:edition>/", wrap(move), {"deed": "restore"}, name="articles_page_restore"),
        ]

    def has_view_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        return may_look(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_write(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        return may_write(request.user)
