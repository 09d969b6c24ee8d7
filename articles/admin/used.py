"""Where a row of the library is used, as far as the person may see: on its own page, and where deletion is refused."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.paging import page_of
from articles.admin.reach import reachable_anywhere
from articles.admin.visibility import visibility
from articles.admin.wordings import wordings
from articles.desk.access import WORK_ON_ANY, is_discarded
from articles.models import Disclaimer
from articles.models.uses import MOST, articles_using, further_uses, is_used_more, uses_of

SHOWN = 20


@dataclass(frozen=True)
class Place:
    """An article that uses the row: what readers see of it, and which of its copies it is that use the row."""

    article: Any
    state: str
    copies: str

    @property
    def address(self) -> str:
        return reverse("admin:articles_article_change", args=[self.article.pk])


def used(request: HttpRequest, model_admin: Any, key: int) -> HttpResponse:
    row = model_admin.get_object(request, str(key))
    if row is None:
        raise Http404
    if not may_know(request, model_admin):
        raise PermissionDenied(_("Where it is used is for those who may change it."))
    page = page_of(visible(request, [row]), request.GET, "changed")
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Where used"),
        "subtitle": str(row),
        "original": row,
        "page": page,
        "places": places([row], page.rows),
        "not_shown": list(not_shown(request, [row])),
        "wordings": wordings(row, timezone.now()) if isinstance(row, Disclaimer) else [],
    }
    return TemplateResponse(request, "admin/articles/used.html", context)


def may_know(request: HttpRequest, model_admin: Any) -> bool:
    """Who may change or delete any row of the kind; not who may change only what they added themselves."""
    return bool(model_admin.has_change_permission(request) or model_admin.has_delete_permission(request))


def standing_in_the_way(request: HttpRequest, rows: Sequence[Model]) -> Iterator[Any]:
    """A line for each article that uses one of the rows, 20 at most, and lines on what is not shown."""
    found = list(visible(request, rows)[: SHOWN + 1])
    for place in places(rows, found[:SHOWN]):
        yield format_html('<a href="{}">{}</a>: {}; {}', place.address, place.article, place.state, place.copies)
    if len(found) > SHOWN:
        yield format_html('<a href="{}">{}</a>', used_address(rows[0]), _("and more: where used"))
    yield from not_shown(request, rows)


def used_address(row: Model) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_used", args=[row.pk])


def visible(request: HttpRequest, rows: Sequence[Model]) -> Any:
    found = articles_using(rows) & reachable_anywhere(request)
    return found.with_visibility(at=timezone.now()).defer("body").order_by("-changed", "-pk")


def not_shown(request: HttpRequest, rows: Sequence[Model]) -> Iterator[str]:
    """A sentence on uses by what is no article, on those beyond the latest thousand, on articles out of reach."""
    for label, names in further_uses(rows):
        yield _("%(what)s: %(names)s") % {"what": capfirst(label), "names": ", ".join(names)}
    if is_used_more(rows):
        yield _("It is used more than %(most)s times; the latest are listed.") % {"most": MOST}
    if not request.user.has_perm(WORK_ON_ANY):
        hidden = articles_using(rows).count() - visible(request, rows).count()
        told = ngettext(
            "and %(count)s article that you cannot see", "and %(count)s articles that you cannot see", hidden
        )
        yield from [told % {"count": hidden}] if hidden else []


def places(rows: Sequence[Model], articles: Sequence[Any]) -> list[Place]:
    """For articles that came by :func:`visible`, in two further queries."""
    working, numbers = copies_using(rows, [article.pk for article in articles])
    return [
        Place(article, state(article), ", ".join(copies(article.pk in working, numbers[article.pk])))
        for article in articles
    ]


def copies_using(rows: Sequence[Model], keys: list[int]) -> tuple[set[int], dict[int, set[int]]]:
    """The articles whose working copy uses a row, and the numbers of the revisions that do, by article."""
    working: set[int] = set()
    numbers: dict[int, set[int]] = defaultdict(set)
    for use in (use for use in uses_of(rows) if use.article):
        found = use.rows(rows).filter(**{f"{use.article}__in": keys})
        if not use.is_printed:
            working.update(found.values_list(use.article, flat=True))
            continue
        for key, number in found.values_list(use.article, use.number):
            numbers[key].add(number)
    return working, numbers


def state(article: Any) -> str:
    return str(article.get_stage_display()) if is_discarded(article) else visibility(article)


def copies(is_working: bool, numbers: set[int]) -> Iterator[str]:
    if is_working:
        yield _("working copy")
    if spans := list(spans_of(sorted(numbers))):
        told = ngettext("revision %(numbers)s", "revisions %(numbers)s", len(numbers))
        yield told % {"numbers": ", ".join(spans)}


def spans_of(numbers: Sequence[int]) -> Iterator[str]:
    """“1–3” and “7” for 1, 2, 3 and 7."""
    for _gap, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        span = [number for _place, number in run]
        yield str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}"
