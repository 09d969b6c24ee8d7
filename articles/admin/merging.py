"""Two or more topics or authors that are one: the page that tells what a merge will do, and asks."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.typed import number
from articles.desk.addressing import Row
from articles.desk.foreseeing import Prospect, Reach, foresee, reach
from articles.desk.mergeable import MERGEABLE, may_merge, successors
from articles.desk.merging import merge
from articles.desk.refusal import Refused

MOST = 50
KEEP = "keep-"


def merge_page(request: HttpRequest, model: type[Row]) -> HttpResponse:
    """``?row=`` names those that are one, ``into`` the one that stays; a POST merges them.

    ``q`` looks for more, of which ``also`` names those that were ticked.
    """
    if not may_merge(request.user, model):
        raise PermissionDenied
    rows = asked_for(request.POST if request.method == "POST" else request.GET, model)
    if request.method == "POST":
        return carry_out(request, model, rows)
    return ask(request, model, rows, survivor(request.GET, rows))


def asked_for(form: QueryDict, model: type[Row]) -> list[Row]:
    keys = [number(key) for key in form.getlist("row") + form.getlist("also")][:MOST]
    return list(model._default_manager.filter(pk__in=keys))


def survivor(form: QueryDict, rows: Sequence[Row]) -> Row | None:
    """The one that was chosen to stay, or else the one that most articles use."""
    chosen = number(form.get("into"))
    return next((row for row in rows if row.pk == chosen), None) or max(rows, key=weight, default=None)


def weight(row: Row) -> tuple[int, int, int]:
    used = reach([row], type(row), at=timezone.now())
    return used.live, used.unseen, -row.pk


def carry_out(request: HttpRequest, model: type[Row], rows: list[Row]) -> HttpResponse:
    """Merge, or say why not: on the page as long as there is something to merge, else where the rows went."""
    into = model(pk=number(request.POST.get("into")))
    sources = [model(pk=key) for key in map(number, request.POST.getlist("row")) if key != into.pk]
    choices = {column: number(request.POST.get(f"{KEEP}{column}")) for column in MERGEABLE[model].columns}
    try:
        event = merge(sources, into, by=request.user, choices=choices)
    except Refused as refusal:
        return refuse(request, model, rows, refusal)
    stays = model._default_manager.get(pk=into.pk)
    admin.site._registry[model].log_change(request, stays, event.note)
    messages.success(request, _("Merged: all that was said of the others is now said of “%(into)s”.") % {"into": stays})
    return redirect(form_address(stays))


def refuse(request: HttpRequest, model: type[Row], rows: list[Row], refusal: Refused) -> HttpResponse:
    if len(rows) > 1:
        return ask(request, model, rows, survivor(request.POST, rows), refusal.sentences)
    messages.warning(request, " ".join(refusal.sentences))
    return redirect(form_address(rows[0]) if rows else reverse(f"admin:articles_{MERGEABLE[model].noun}_changelist"))


def ask(
    request: HttpRequest, model: type[Row], rows: list[Row], into: Row | None, sentences: Sequence[str] = ()
) -> HttpResponse:
    now = timezone.now()
    prospect = foresee(rows, into, at=now) if into and len(rows) > 1 else None
    context = {
        **admin.site.each_context(request),
        "opts": model._meta,
        "title": _("Merge %(rows)s") % {"rows": model._meta.verbose_name_plural},
        "rows": [(row, said(reach([row], model, at=now))) for row in rows],
        "sought": sought(request.GET),
        "found": [(row, said(reach([row], model, at=now))) for row in others(request, model, rows)],
        "into": into,
        "prospect": prospect,
        "effects": list(effects(prospect)) if prospect else [],
        "questions": list(questions(prospect, rows, request.POST)) if prospect else [],
        "sentences": sentences,
        "back": reverse(f"admin:articles_{MERGEABLE[model].noun}_changelist"),
    }
    return TemplateResponse(request, "admin/articles/merge.html", context, status=409 if sentences else 200)


def others(request: HttpRequest, model: type[Row], rows: list[Row]) -> list[Row]:
    """What the list of the desk finds by the words that were typed, without what is here already."""
    if not (words := sought(request.GET)):
        return []
    screen = admin.site._registry[model]
    found, _may_repeat = screen.get_search_results(request, screen.get_queryset(request), words)
    return list(found.exclude(pk__in=[row.pk for row in rows]).distinct()[:MOST])


def sought(form: QueryDict) -> str:
    """The words that were typed, as long as nothing of what they found was ticked."""
    return "" if "also" in form else form.get("q", "").replace("\x00", "").strip()


def said(used: Reach) -> str:
    """“6 live, 2 that readers do not see”."""
    live = _("%(count)s live") % {"count": used.live} if used.live else ""
    unseen = _("%(count)s that readers do not see") % {"count": used.unseen} if used.unseen else ""
    return ", ".join(filter(None, (live, unseen))) or _("used by no article")


def questions(prospect: Prospect, rows: list[Row], form: QueryDict) -> Iterator[dict[str, Any]]:
    """What only the person can decide, each with the values to choose from and whose they are."""
    names = {row.pk: str(row) for row in rows}
    for conflict in prospect.conflicts:
        name = f"{KEEP}{conflict.column}"
        yield {
            "name": name,
            "label": conflict.label,
            "choices": [(key, value, names[key]) for key, value in conflict.values.items()],
            "chosen": number(form.get(name)),
        }


def effects(prospect: Prospect) -> Iterator[str]:
    """What will happen, a sentence each."""
    into = {"into": prospect.into}
    yield from articles_told(prospect)
    yield _("No text changes and no approval is lost. What was printed stays as it was printed.")
    yield _("Readers who ask for %(addresses)s are led to %(address)s from now on.") % {
        "addresses": ", ".join(prospect.addresses),
        "address": prospect.into.get_absolute_url(),
    }
    if prospect.names:
        yield _("The desk also finds “%(into)s” as: %(names)s.") % {**into, "names": ", ".join(prospect.names)}
    if prospect.parts:
        yield _("Parts of “%(into)s” become: %(parts)s.") % {**into, "parts": ", ".join(map(str, prospect.parts))}
    yield _("This cannot be undone.")


def articles_told(prospect: Prospect) -> Iterator[str]:
    follow, into = prospect.follow, {"into": prospect.into}
    if not follow:
        yield _("No article is concerned.")
    if follow.live:
        yield ngettext(
            "%(count)s article that readers see is listed under “%(into)s”.",
            "%(count)s articles that readers see are listed under “%(into)s”.",
            follow.live,
        ) % {**into, "count": follow.live}
    if follow.unseen:
        yield ngettext(
            "%(count)s article that readers do not see follows: a draft, scheduled or withdrawn.",
            "%(count)s articles that readers do not see follow: drafts, scheduled and withdrawn ones.",
            follow.unseen,
        ) % {"count": follow.unseen}
    if prospect.on_both:
        yield ngettext(
            "%(count)s of them has “%(into)s” too and keeps it once.",
            "%(count)s of them have “%(into)s” too and keep it once.",
            prospect.on_both,
        ) % {**into, "count": prospect.on_both}


def form_address(row: Row) -> str:
    return reverse(f"admin:articles_{MERGEABLE[type(row)].noun}_change", args=[row.pk])


def merge_address(model: type[Row], keys: Iterable[Any]) -> str:
    query = QueryDict(mutable=True)
    query.setlist("row", list(keys))
    return f"{reverse(f'admin:articles_{MERGEABLE[model].noun}_merge')}?{query.urlencode()}"


def successor(model: type[Row], key: str) -> Row | None:
    return successors(model, [number(key)]).get(number(key))
