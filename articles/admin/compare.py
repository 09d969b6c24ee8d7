"""Two copies of an article compared on a page: side by side or in one text."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.differences import pictures, shown_field, stretches
from articles.admin.overview import interval, proof_address
from articles.admin.reach import reach
from articles.admin.visibility import moment
from articles.desk.comparing import compare_copies
from articles.desk.copies import NOW, find_copy
from articles.desk.looking import look
from articles.models import Article, Revision

VIEWS = ("sides", "inline")


@dataclass(frozen=True)
class Head:
    """One of the two copies, as the page introduces it."""

    title: str
    saved: str = ""
    note: str = ""
    proof: str = ""


@require_safe
def choose(request: HttpRequest, key: int) -> HttpResponse:
    """From the two that were chosen in a list on to their page, the older one first."""
    article = reach(request, key)
    chosen = [request.GET.get(name, "") for name in ("a", "b")]
    if not all(map(is_name, chosen)):
        return redirect("admin:articles_article_history", article.pk)
    return redirect(compare_address(article, *sorted(chosen, key=_age)))


@require_safe
def compare(request: HttpRequest, key: int, a: str, b: str) -> HttpResponse:
    """``a`` and ``b`` are numbers of revisions, or ``now`` for the working copy."""
    article = reach(request, key)
    old, new = found(article, a), found(article, b)
    context = {**heads(article, old, new), **differences(old, new)}
    context |= {"view": view_asked_for(request), "swapped": compare_address(article, b, a)}
    context = {**admin.site.each_context(request), **context}
    response = TemplateResponse(request, "admin/articles/article/compare.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def heads(article: Article, old: Any, new: Any) -> dict[str, Any]:
    return {
        "opts": Article._meta,
        "title": _("Compare"),
        "subtitle": str(article),
        "article": article,
        "old": head(old),
        "new": head(new),
        "languages": (old, new),
    }


def differences(old: Any, new: Any) -> dict[str, Any]:
    comparison = compare_copies(old, new)
    return {
        "fields": [shown_field(difference) for difference in comparison.fields],
        "stretches": list(stretches(comparison, pictures(old, new))),
    }


def view_asked_for(request: HttpRequest) -> str:
    asked = request.GET.get("view", "")
    return asked if asked in VIEWS else VIEWS[0]


def is_name(name: str) -> bool:
    return name == NOW or (name.isascii() and name.isdecimal())


def _age(name: str) -> float:
    return float("inf") if name == NOW else float(name)


def compare_address(article: Article, a: str | int, b: str | int = NOW) -> str:
    return reverse("admin:articles_article_compare", args=[article.pk, str(a), str(b)])


def found(article: Article, name: str) -> Any:
    if not is_name(name):
        raise Http404
    try:
        return find_copy(article, name)
    except Revision.DoesNotExist as missing:
        raise Http404 from missing


def head(copy: Article | Revision) -> Head:
    if isinstance(copy, Article):
        return Head(_("Working copy"), _("as it stands on the desk now"))
    saved = _("saved by %(who)s on %(moment)s") % {"who": copy.actor, "moment": moment(copy.made)}
    seen = interval(copy, timezone.now())
    return Head(
        _("Revision %(number)s") % {"number": copy.number},
        f"{saved}; {seen}" if seen else saved,
        copy.note,
        proof_address(copy),
    )


def since(request: HttpRequest, article: Any) -> dict[str, Any]:
    """For the form of an article that came by ``with_visibility``: what it can be compared with at once.

    To open the form is to look at the article; a form that comes back refused is no new look.
    """
    before = look(article, by=request.user) if request.method == "GET" else None
    return {**choosing(article), "since_look": compare_address(article, before.number) if before else ""}


def choosing(article: Any) -> dict[str, Any]:
    """For a list of revisions of an article that came by ``with_visibility``: how to choose two of them."""
    return {
        "newest_number": article.newest_number,
        "since_live": compare_address(article, article.live_number) if article.live_number else "",
        "choose_address": reverse("admin:articles_article_choose", args=[article.pk]),
    }
