"""The history of an article in one list: revisions, moves with their notes, and what readers came to see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from articles.admin.compare import compare_address
from articles.admin.overview import done, interval, proof_address, stages_of
from articles.admin.visibility import moment
from articles.models import Article, Revision

DECIDING = ("publish", "correct", "reprint", "withdraw")
"""The verbs by which readers get or lose something at once."""
Decided = set[datetime]
"""The instants at which somebody let something come or go."""


@dataclass(frozen=True)
class Entry:
    """Something that happened ``at`` an instant; ``who`` is empty where it came about by the clock alone."""

    at: datetime
    sort: str
    what: str
    who: str = ""
    note: str = ""
    about: str = ""
    number: int | None = None
    words: int | None = None
    proof: str = ""
    compare: str = ""

    @property
    def when(self) -> str:
        return moment(self.at)


def timeline(article: Article, now: datetime) -> list[Entry]:
    """The newest first; at one instant a save comes before the move that it made possible."""
    revisions = list(article.revisions.defer("body", "rendered", "outline", "excerpt"))
    news = _news_to_readers(article, revisions)
    decided = set(article.events.filter(verb__in=DECIDING).values_list("at", flat=True))
    entries = [*_saves(article, revisions, now), *_moves(article, news)]
    entries += [*_turns(revisions, decided, news, now), *_expiries(revisions, decided, now)]
    return sorted(entries, key=lambda entry: (entry.at, entry.sort != "save", entry.number or 0), reverse=True)


def _saves(article: Article, revisions: list[Revision], now: datetime) -> Iterator[Entry]:
    for revision in revisions:
        number = revision.number
        yield Entry(
            revision.made,
            "save",
            _("saved revision %(number)s") % {"number": number},
            revision.actor,
            revision.note,
            interval(revision, now),
            number,
            revision.word_count,
            proof_address(revision),
            compare_address(article, number - 1, number) if number > 1 else "",
        )


def _news_to_readers(article: Article, revisions: list[Revision]) -> dict[int, str]:
    """For a published revision, by its number, the comparison with the one that readers had before."""
    published = sorted((each for each in revisions if each.live_from), key=lambda each: (each.live_from, each.number))
    return {
        later.number: compare_address(article, earlier.number, later.number) for earlier, later in pairwise(published)
    }


def _moves(article: Article, news: dict[int, str]) -> Iterator[Entry]:
    """All events but saves, which stand there as revisions."""
    events = (
        article.events.exclude(verb="save").select_related("revision").defer("revision__body", "revision__rendered")
    )
    for event in events:
        yield Entry(
            event.at,
            "move",
            str(done(event.verb)),
            event.actor,
            event.note,
            _about(event),
            event.revision.number if event.revision else None,
            proof=proof_address(event.revision) if event.revision else "",
            compare=news.get(event.revision.number, "") if event.revision and event.verb == "publish" else "",
        )


def _about(event: Any) -> str:
    about = [_("revision %(number)s") % {"number": event.revision.number}] if event.revision else []
    if event.moment:
        about.append(_("for %(moment)s") % {"moment": moment(event.moment)})
    return ", ".join(filter(None, (*about, stages_of(event))))


def _turns(revisions: list[Revision], decided: Decided, news: dict[int, str], now: datetime) -> Iterator[Entry]:
    """What came before readers at its appointed time, with nobody there to do it."""
    for revision in revisions:
        start = revision.live_from
        if start and start <= now and start not in decided:
            yield Entry(
                start,
                "turn",
                _("published as scheduled"),
                about=_("revision %(number)s") % {"number": revision.number},
                number=revision.number,
                proof=proof_address(revision),
                compare=news.get(revision.number, ""),
            )


def _expiries(revisions: list[Revision], decided: Decided, now: datetime) -> Iterator[Entry]:
    """What readers no longer saw, with nothing in its place and nobody who withdrew it."""
    begun = {revision.live_from for revision in revisions}
    for revision in revisions:
        end = revision.live_until
        if end and end <= now and end not in begun | decided:
            about = _("revision %(number)s") % {"number": revision.number}
            yield Entry(end, "turn", _("expired"), about=about, number=revision.number)
