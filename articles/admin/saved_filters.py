"""Saved filters: the row of them above the list, and the pages on which they are kept, opened and mended."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.admin.reach import LARGEST_KEY
from articles.desk import filtering
from articles.desk.refusal import NotAllowed, Refused
from articles.models import Article, SavedFilter

PASSING = ("p", "e", "all", "_facets", "_popup", "_to_field", "_changelist_filters")
"""Parameters of the list that say nothing of which articles it shows."""


def above_the_list(request: HttpRequest) -> dict[str, Any]:
    """What the list's template shows of saved filters; one query."""
    here = narrowing(request.GET.urlencode())
    filters = [
        {"saved": saved, "is_here": narrowing(saved.query) == here} for saved in filtering.filters_of(request.user)
    ]
    return {
        "present_query": here,
        "may_share": filtering.may_share(request.user),
        "saved_filters": filters,
        "is_new_filter": bool(here) and not any(each["is_here"] for each in filters),
    }


def narrowing(query: str) -> str:
    """The query string without what says nothing of the articles, in one order, so that two can be compared."""
    asked = QueryDict(query)
    kept = QueryDict(mutable=True)
    for name in sorted(asked.keys() - set(PASSING)):
        kept.setlist(name, [value for value in asked.getlist(name) if value])
    return kept.urlencode()


def understood(query: str, specs: Iterable[Any]) -> tuple[str, list[str]]:
    """The part of a kept query string that the list's filters know, and what they do not, as ``name=value``."""
    known = {name: spec for spec in specs for name in spec.expected_parameters()}
    asked, kept, dropped = QueryDict(query), QueryDict(mutable=True), []
    for name, values in asked.lists():
        for value in values:
            if name in (SEARCH_VAR, ORDER_VAR) or (name in known and knows(known[name], value)):
                kept.appendlist(name, value)
            else:
                dropped.append(f"{name}={value}")
    return kept.urlencode(), dropped


def knows(spec: Any, value: str) -> bool:
    """Whether a filter offers the value; one that has no list of what it offers is not asked."""
    if not isinstance(spec, admin.SimpleListFilter):
        return True
    return value in {str(offered) for offered, _label in spec.lookup_choices}


@require_GET
def open_filter(request: HttpRequest, key: int, specs: Iterable[Any]) -> HttpResponse:
    """Lead to the list as it was kept; what it no longer knows is left out and named."""
    saved = reach(request, key)
    kept, dropped = understood(saved.query, specs)
    if dropped:
        messages.warning(
            request,
            _("The list does not know this part of “%(name)s” any more and leaves it out: %(dropped)s")
            % {"name": saved.name, "dropped": ", ".join(dropped)},
        )
    return redirect(f"{reverse('admin:articles_article_changelist')}?{kept}")


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the present filter; a refused name comes back in a form of its own."""
    check_sees_the_list(request)
    typed = {"name": request.POST.get("name", ""), "query": narrowing(request.POST.get("query", ""))}
    shared = "shared" in request.POST
    try:
        filtering.keep_filter(by=request.user, **typed, shared=shared)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        return page(request, "keep_filter.html", _("Save this filter"), 400, refusal=refusal, shared=shared, **typed)
    messages.success(request, _("“%(name)s” is kept. It stands above the list.") % {"name": typed["name"]})
    return redirect(f"{reverse('admin:articles_article_changelist')}?{typed['query']}")


@require_GET
def manage(request: HttpRequest) -> HttpResponse:
    check_sees_the_list(request)
    return managing(request)


def managing(request: HttpRequest, status: int = 200, **said: Any) -> HttpResponse:
    rows = [
        {"saved": saved, "may_mend": filtering.may_mend(request.user, saved)}
        for saved in filtering.filters_of(request.user)
    ]
    return page(request, "filters.html", _("Saved filters"), status, rows=rows, **said)


@require_POST
def mend(request: HttpRequest, key: int, deed: str) -> HttpResponse:
    """Rename, share, keep to oneself again or remove a filter."""
    saved = reach(request, key)
    try:
        carry_out(deed, saved, request)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        return managing(request, 400, refusal=refusal, refused=saved.pk, typed=request.POST.get("name", ""))
    return redirect("admin:articles_article_filters")


def carry_out(deed: str, saved: SavedFilter, request: HttpRequest) -> None:
    person = request.user
    match deed:
        case "rename":
            filtering.rename_filter(saved, by=person, name=request.POST.get("name", ""))
        case "share" | "unshare":
            filtering.share_filter(saved, by=person, shared=deed == "share")
        case "remove":
            filtering.remove_filter(saved, by=person)
        case _:
            raise Http404


def reach(request: HttpRequest, key: int) -> SavedFilter:
    check_sees_the_list(request)
    return get_object_or_404(filtering.filters_of(request.user), pk=min(key, LARGEST_KEY))


def check_sees_the_list(request: HttpRequest) -> None:
    if not (request.user.has_perm("articles.view_article") or request.user.has_perm("articles.change_article")):
        raise PermissionDenied


def page(request: HttpRequest, template: str, title: str, status: int, **context: Any) -> HttpResponse:
    shown = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": title,
        "may_share": filtering.may_share(request.user),
        **context,
    }
    return TemplateResponse(request, f"admin/articles/article/{template}", shown, status=status)
