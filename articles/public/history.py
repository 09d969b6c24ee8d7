"""The history of an article for its readers, where the magazine shows it: what they had when, and what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Credit, Revision
from articles.models.magazine import magazine
from articles.models.turns import Turn, turns_at
from articles.public.freshness import page
from articles.public.views import once_here
from articles.text.difference import compare, compare_items, compare_lines
from articles.text.links import resolve
from articles.text.marking import Passage, mark, mark_items, passages
from articles.text.runs import Run

NAMED = ("article", "slug", "language", "headline", "corrected")
SHOWN = ("article", "language", "headline", "standfirst", "body")


@dataclass(frozen=True)
class Part:
    """Something of the article that differs: its name, and safe HTML of how."""

    label: str
    html: SafeString


@page
def history(request: HttpRequest, slug: str, at: datetime) -> HttpResponse:
    """The versions since readers got it last, and what changed between the two that the address names."""
    if not magazine().history:
        raise Http404
    revision = Revision.objects.live(at=at).filter(slug=slug).only(*NAMED).first()
    if revision is None:
        return once_here(request, slug, at, name="history")
    turns = turns_at(revision.article_id, at)
    pair, is_lost = _asked(request.GET, turns)
    old, new = _texts(pair) if pair else (None, None)
    context = {
        "revision": revision,
        "turns": turns[::-1],
        "pair": pair,
        "is_lost": is_lost,
        **_before(turns[0]),
        "parts": list(_parts(old, new)) if old and new else [],
        "passages": list(_passages(old, new)) if old and new else [],
        "language": new or revision,
    }
    return render(request, "history.html", context)


def _before(earliest: Turn) -> dict[str, Any]:
    """What is not shown, if anything: turns that are too many, or else those before the article was taken away."""
    if earliest.number > 1:
        return {"left_out": earliest.number}
    return {"came_back": earliest.start} if earliest.start != earliest.revision.first_published else {}


def _asked(asked: QueryDict, turns: Sequence[Turn]) -> tuple[tuple[Turn, Turn] | None, bool]:
    """The two turns to compare, the last two where none are named; and whether what was named is not there."""
    if len(turns) < 2:
        return None, bool(asked)
    usual = turns[-2], turns[-1]
    if not {"from", "to"} & asked.keys():
        return usual, False
    by_number = {str(turn.number): turn for turn in turns}
    new = by_number.get(asked.get("to", str(turns[-1].number)))
    old = by_number.get(asked.get("from", str(new.number - 1) if new else ""))
    return ((old, new), False) if old and new and old.number < new.number else (usual, True)


def _texts(pair: tuple[Turn, Turn]) -> tuple[Revision, Revision]:
    """The two with what was printed of them, in three queries."""
    credits = Credit.objects.only("revision", "role", "name", "position")
    rows = Revision.objects.only(*SHOWN).prefetch_related(Prefetch("credits", credits), "notices")
    found = rows.in_bulk([turn.revision.pk for turn in pair])
    old, new = (found[turn.revision.pk] for turn in pair)
    return old, new


def _parts(old: Revision, new: Revision) -> Iterator[Part]:
    """What stands around the text and differs, as readers had it; the name of a person only as it was printed."""
    for label, before, after in (
        (_("Headline"), old.headline, new.headline),
        (_("Standfirst"), old.standfirst, new.standfirst),
    ):
        if before != after:
            yield Part(label, mark_safe(mark(compare_lines(before, after))))  # noqa: S308
    for label, one, other in ((_("Byline"), _signed(old), _signed(new)), (_("Notices"), _noticed(old), _noticed(new))):
        if one != other:
            yield Part(label, _listed(compare_items(one, other)))


def _signed(revision: Revision) -> list[str]:
    return [f"{capfirst(credit.role_name)} {credit.name}" for credit in revision.credits.all()]


def _noticed(revision: Revision) -> list[str]:
    return [notice.wording for notice in revision.notices.all()]


def _listed(runs: Sequence[Run]) -> SafeString:
    items = "".join(f"<li>{item}</li>" for item in mark_items(runs))
    return mark_safe(f"<ul>{items}</ul>")  # noqa: S308


def _passages(old: Revision, new: Revision) -> Iterator[str]:
    """The passages of the body that differ, each with its neighbours; ``""`` for what is left out between them."""
    if old.body == new.body:
        return
    found = passages(compare(old.body, new.body), lambda number: f"<span>{_('Picture')}</span>")
    near = [any(each.differs for each in found[max(place - 1, 0) : place + 2]) for place in range(len(found))]
    for is_near, group in groupby(zip(near, found, strict=True), key=lambda pair: pair[0]):
        yield from (_printed(passage) for _near, passage in group) if is_near else ("",)


def _printed(passage: Passage) -> SafeString:
    """Every word was escaped where differences are marked; links to our own articles are of their day."""
    return mark_safe(resolve(passage.inline, {}))  # noqa: S308
