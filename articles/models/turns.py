"""What readers have had of an article, turn by turn: which revision, from when to when, and what they were told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models.act import SILENT, Act
from articles.models.correction import Correction
from articles.models.revision import Revision

MOST = 200
"""A bound for the page that shows them all: the newest."""
COLUMNS = ("article", "number", "headline", "slug", "language", "live_from", "live_until", "first_published")


@dataclass(frozen=True)
class Turn:
    """``number`` counts from 1 the turns without a gap before them, those left out too. ``end`` is ``None`` of what
    has none yet (UTC).

    ``correction`` is what the change was, if it was one: what was only printed anew is none, nor is the first turn,
    after a gap too, unless readers were told something with it.
    """

    number: int
    revision: Revision
    start: datetime
    end: datetime | None
    correction: Correction | None

    @property
    def act(self) -> Act | None:
        return self.correction.kind_of_act if self.correction else None


def turns_at(article: int, at: datetime) -> list[Turn]:
    """Those up to ``at`` (UTC) since readers got the article last, the earliest first, in one query; of more than
    :data:`MOST` the newest, in two.

    What lies before a gap is not among them: to show what was withdrawn would undo the withdrawal.
    """
    found = Revision.objects.published(at=at).filter(article=article).order_by("-live_from", "-number")
    told = tuple(f"correction__{name}" for name in ("act", "at", "wrong", "right", "after"))
    rows = _without_gap(found.select_related("correction").only(*COLUMNS, *told)[: MOST + 1])
    left_out = len(_without_gap(found.only("live_from", "live_until"))) - MOST if len(rows) > MOST else 0
    return [_turn(number, row, at) for number, row in enumerate(rows[:MOST][::-1], left_out + 1)]


def _without_gap(newest_first: Iterable[Revision]) -> list[Revision]:
    kept: list[Revision] = []
    for row in newest_first:
        if kept and row.live_until != kept[-1].live_from:
            break
        kept.append(row)
    return kept


def _turn(number: int, row: Any, at: datetime) -> Turn:
    told = getattr(row, "correction", None)
    in_force = told if told and told.at == row.live_from else None
    if number == 1 and in_force and in_force.kind_of_act is SILENT:
        in_force = None
    ended = row.live_until if row.live_until and row.live_until <= at else None
    return Turn(number, row, row.live_from, ended, in_force)
