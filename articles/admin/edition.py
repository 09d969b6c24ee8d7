"""The screen on which editors arrange the front page; and its editions, with what became of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.arrangement import Arrangement, rearranged, rows_of, showing, typed_in
from articles.admin.clock import zone
from articles.admin.front_proofs import preview, proof
from articles.admin.linking import LONGEST, Target, targets
from articles.admin.overview import interval
from articles.admin.paging import page_of
from articles.admin.screen import ScreenAdmin
from articles.admin.typed import number
from articles.admin.visibility import visibility
from articles.desk.access import is_discarded, seen_by
from articles.desk.arranging import arrange, copied, may_arrange, restore, to_know
from articles.desk.editions import beyond_licence, may_publish, publish, schedule, unschedule
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.models import Edition

SCREEN = "admin:articles_edition_changelist"
DONE = {
    "save": gettext_lazy("Kept as edition %(number)s. Readers do not see it yet."),
    "publish": gettext_lazy("Readers see edition %(number)s now."),
    "schedule": gettext_lazy("Edition %(number)s is scheduled."),
}


@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest) -> HttpResponse:
    """The newest arrangement in a form. A POST keeps it, publishes it, or only puts the typed rows in another order."""
    if request.method == "POST":
        if not may_arrange(request.user):
            raise PermissionDenied
        return answer(request, request.POST.get("do", ""))
    if not may_look(request.user):
        raise PermissionDenied
    newest = Edition.objects.newest()
    rows = rows_of(copied(newest) if newest else ())
    return show(request, showing(request.user, rows, {"seen": newest.number if newest else 0}))


def may_look(person: Any) -> bool:
    return bool(person.has_perm("articles.view_edition") or may_arrange(person))


def answer(request: HttpRequest, deed: str) -> HttpResponse:
    typed = typed_in(request)
    if deed in DONE:
        return carry_out(request, typed, deed)
    rows = rearranged(typed.rows(), deed)
    return show(request, showing(request.user, rows, request.POST.dict()), sought(request))


def carry_out(request: HttpRequest, typed: Arrangement, deed: str) -> HttpResponse:
    """Keep what was typed, and publish it where that was asked for: both or nothing."""
    if not typed.is_valid():
        return show(request, typed, sentences=[_("Nothing was kept: put right what is marked.")])
    try:
        with transaction.atomic():
            edition = carried_out(request, typed, deed)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        return show(request, typed, sentences=refusal.sentences, stale=isinstance(refusal, Stale), status=409)
    messages.success(request, DONE[deed] % {"number": edition.number})
    if deed != "save":
        at = max(edition.live_from or timezone.now(), timezone.now())
        for sentence in to_know(edition.slots.select_related("article"), at=at):
            messages.warning(request, sentence)
    return redirect(SCREEN)


def carried_out(request: HttpRequest, typed: Arrangement, deed: str) -> Edition:
    """``over`` names the edition over which the person saves with open eyes."""
    given, by = typed.form.cleaned_data, request.user
    seen = number(request.GET.get("over")) or given["seen"]
    edition = arrange(typed.slots(), by=by, seen=seen, note=given["note"])
    if deed == "publish":
        return publish(by=by, seen=edition.number)
    if deed == "schedule":
        return schedule(by=by, seen=edition.number, moment=given["moment"])
    return edition


def sought(request: HttpRequest) -> str:
    return request.POST.get("q", "").replace("\0", "")[:LONGEST].strip()


def show(
    request: HttpRequest,
    arrangement: Arrangement,
    words: str = "",
    *,
    sentences: Any = (),
    stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    now, newest = timezone.now(), Edition.objects.newest()
    placed = name_articles(request, arrangement, now)
    page = page_of(Edition.objects.all(), request.GET, "made")
    context = {
        **admin.site.each_context(request),
        "opts": Edition._meta,
        "title": _("Front page"),
        "arrangement": arrangement,
        "sentences": sentences,
        "stale": stale,
        "newest": newest,
        "words": words,
        "is_changed": request.method == "POST",
        "found": [each for each in found(request, words, now) if each.number not in placed],
        "page": page,
        "lines": [Line(edition, interval(edition, now), _is_to_come(edition, now)) for edition in page.rows],
        "state": state(newest, now),
        "zone": zone(now),
        "may_arrange": may_arrange(request.user),
        "may_publish": may_publish(request.user),
    }
    return TemplateResponse(request, "admin/articles/edition/front_page.html", context, status=status)


def found(request: HttpRequest, words: str, now: datetime) -> list[Target]:
    """Articles by words of a headline, newest first; the newest that readers see where nothing was typed."""
    return targets(request, words, now)


def name_articles(request: HttpRequest, arrangement: Arrangement, now: datetime) -> set[int]:
    """Give each row of the form its article, and a phrase on what readers see of it; tells the keys of all."""
    rows: Any = {form: number(str(form["article"].value() or "")) for form in arrangement.articles.forms}
    articles: Any = seen_by(request.user).with_visibility(at=now).defer("body").in_bulk(set(rows.values()))
    for form, key in rows.items():
        form.placed = articles.get(key)
        form.state = phrase(form.placed) if form.placed else ""
        form.is_read = bool(form.placed and form.placed.live_number)
    return set(rows.values())


def phrase(article: Any) -> str:
    return str(article.get_stage_display() if is_discarded(article) else visibility(article))


@dataclass(frozen=True)
class Line:
    """An edition, when readers see or saw it in words, and whether that is still to come."""

    edition: Edition
    interval: str
    is_to_come: bool


def _is_to_come(edition: Edition, now: datetime) -> bool:
    return bool(edition.live_from and edition.live_from > now)


def state(newest: Edition | None, now: datetime) -> Iterator[str]:
    """What readers see, and what they will, in sentences."""
    live = Edition.objects.live(at=now).first()
    if live is None:
        yield _("Readers see the latest articles: no edition is live.")
    elif live.pk == (newest and newest.pk):
        yield _("Readers see this arrangement, edition %(number)s.") % {"number": live.number}
    else:
        yield _("Readers see edition %(number)s, not this arrangement.") % {"number": live.number}
    for edition in Edition.objects.scheduled(at=now):
        yield _("Edition %(number)s: %(interval)s.") % {
            "number": edition.number,
            "interval": interval(edition, now),
        }
    yield from beyond_licence(now=now)


@require_POST
def move(request: HttpRequest, key: int, deed: str) -> HttpResponse:
    """Take an edition off the schedule, or make it the newest arrangement again."""
    allowed = may_publish(request.user) if deed == "unschedule" else may_arrange(request.user)
    if not allowed:
        raise PermissionDenied
    edition = get_object_or_404(Edition, number=number(str(key)))
    try:
        if deed == "unschedule":
            unschedule(edition, by=request.user)
            messages.success(request, _("Edition %(number)s is off the schedule.") % {"number": edition.number})
        else:
            restored = restore(edition, by=request.user, seen=number(request.POST.get("seen")))
            said = {"number": edition.number, "next": restored.number}
            messages.success(request, _("Edition %(number)s is back, as edition %(next)s.") % said)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.sentences))
    return redirect(SCREEN)


@admin.register(Edition)
class EditionAdmin(ScreenAdmin):
    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(screen), name="articles_edition_changelist"),
            path("preview/", wrap(preview), name="articles_edition_preview"),
            path("<int:key>/", wrap(proof), name="articles_edition_proof"),
            path("<int:key>/unschedule/", wrap(move), {"deed": "unschedule"}, name="articles_edition_unschedule"),
            path("<int:key>/restore/", wrap(move), {"deed": "restore"}, name="articles_edition_restore"),
        ]

    def has_view_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return may_look(request.user)
