"""Readers' search: any input is a question, any question a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from articles.models import Revision, clock
from articles.models.teasing import teasers_of
from articles.public.filters import Chip, Choices, chips, choices, offered, understood
from articles.public.freshness import page
from articles.search import asked as filed
from articles.search import finding
from articles.search.asked import Asked
from articles.search.spelling import corrected
from articles.search.terms import Question, question
from articles.text.folding import words
from articles.text.measure import plain, without_pull_quotes
from articles.text.passages import Piece, marked, passage
from articles.text.stemming import stem

SIZE = 20
MOST_TYPED = 300
"""Characters that are looked for; of what is typed beyond them, the page says so."""


@dataclass(frozen=True)
class Result:
    """A revision that was found, and how it answers the question."""

    revision: Revision
    body: str
    stems: Sequence[str]

    @cached_property
    def headline(self) -> list[Piece]:
        return marked(self.revision.headline, self.stems)

    @cached_property
    def passage(self) -> list[Piece]:
        """From standfirst and body, which hold no notices; the standfirst where only headline or byline say it."""
        text = f"{self.revision.standfirst}\n{plain(without_pull_quotes(self.body))}".strip()
        return passage(text, self.stems) or [(self.revision.standfirst or self.revision.excerpt, False)]


@page
def search(request: HttpRequest, at: datetime) -> HttpResponse:
    known = choices(at, request.GET, numbered=False)
    kept, unknown = understood(request.GET, known)
    typed, cut = _typed(request.GET)
    if typed:
        kept["q"] = typed
    asked = _asked(question(typed), kept, known)
    after = finding.read(request.GET.get("further", ""))
    wanted = bool(asked.question.wanted)
    untold = wanted and clock.is_past()
    rows = finding.found(asked, at=at, most=SIZE + 1, after=after or finding.START) if wanted and not untold else []
    shown = rows[:SIZE]
    context = {
        "typed": typed,
        "cut": cut,
        "unknown": unknown,
        "unasked": bool(typed) and not wanted,
        "untold": untold,
        "offered": offered(known, kept, everything=True),
        "chosen": dict(kept.lists()),
        "this_year": timezone.localtime(at).year,
        "chips": chips(kept, known),
        "results": _results(shown, asked.question.stems),
        "suggestions": [] if rows or after or untold else list(_suggestions(typed, asked, kept, at)),
        "start": kept.urlencode(),
        "further": after is not None,
        "lost": after is None and "further" in request.GET,
        "next": _further(kept, shown[-1]) if len(rows) > SIZE else "",
    }
    return render(request, "search.html", context)


def _typed(query: QueryDict) -> tuple[str, bool]:
    """What can stand in a page of what was typed, and whether that is not all."""
    given = query.get("q", "").encode("utf-8", "replace").decode()
    typed = " ".join("".join(letter if letter.isprintable() else " " for letter in given).split())
    return typed[:MOST_TYPED], len(typed) > MOST_TYPED


def _asked(wanted: Question, kept: QueryDict, known: Choices) -> Asked:
    return Asked(wanted, list(_filed(kept, known)), _named_so(wanted, known))


def _filed(kept: QueryDict, known: Choices) -> Any:
    """The choices as tokens: each row must be met by one of its own."""
    topics = [filed.on_topic(known["topic"][value].pk) for value in kept.getlist("topic")]
    yield from [topics] if kept.get("match") == "any" and topics else [[topic] for topic in topics]
    yield from ([filed.by_author(known["author"][value].pk)] for value in kept.getlist("author"))
    yield from ([filed.of_kind(value)] for value in kept.getlist("kind"))
    yield from ([filed.in_year(value)] for value in kept.getlist("year"))


def _named_so(wanted: Question, known: Choices) -> Mapping[tuple[str, ...], Sequence[str]]:
    """For each row of words, the topics whose name says them."""
    if not wanted.wanted:
        return {}
    named = {topic.pk: f" {' '.join(map(stem, words(topic.name)))} " for topic in known["topic"].values()}
    return {
        row: [filed.on_topic(key) for key, name in named.items() if f" {' '.join(row)} " in name]
        for row in wanted.wanted
    }


def _results(found: Sequence[finding.Found], stems: Sequence[str]) -> list[Result]:
    bodies = {each.revision: each.body for each in found}
    return [Result(row, bodies[row.pk], stems) for row in teasers_of(list(bodies))]


def _further(kept: QueryDict, last: finding.Found) -> str:
    query = kept.copy()
    query["further"] = finding.write(last)
    return query.urlencode()


def _suggestions(typed: str, asked: Asked, kept: QueryDict, at: datetime) -> Any:
    """The question with known words in place of unknown ones, if that finds something."""
    if not asked.question.wanted:
        return
    for change in corrected(words(typed)):
        better = _changed(typed, change)
        if finding.finds(Asked(question(better), asked.filed), at=at):
            query = kept.copy()
            query["q"] = better
            yield Chip(better, query.urlencode())
            return


def _changed(typed: str, change: Mapping[str, str]) -> str:
    """What was typed, with its quotation marks and minus signs, word for word."""
    pieces = typed.split(" ")
    return " ".join(_word_changed(piece, change) for piece in pieces)


def _word_changed(piece: str, change: Mapping[str, str]) -> str:
    found = words(piece)
    if len(found) != 1 or found[0] not in change:
        return piece
    core = piece.strip('"“”„«»-−.,;:!?()[]')
    return piece.replace(core, change[found[0]]) if core else piece
