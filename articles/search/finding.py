"""What readers find: live revisions, those first that say it in an earlier part, and of these the newest."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from articles.search.asked import TIERS, Asked
from articles.search.engines import engine

CURSOR = re.compile(r"([0-3])-(-?[0-9]{1,19})")
Cursor = tuple[int, int]
"""A part, and a place in the order within it."""

START: Cursor = (0, (1 << 63) - 1)

A_FEW = 20
"""Rows that are asked for where one would do: for one alone PostgreSQL walks along the places, which is in vain in the
parts that do not say the word."""

OF_A_PART = """walk_{tier} AS MATERIALIZED (
SELECT {place} AS place, {tier} AS tier, articles_revision.id AS revision FROM {findable}
CROSS JOIN articles_revision WHERE articles_revision.id = articles_findable.revision_id AND {finding} AND {place} < %s
AND articles_revision.live_from <= %s AND (articles_revision.live_until IS NULL OR articles_revision.live_until > %s)
ORDER BY {place} DESC LIMIT %s),
part_{tier} AS (SELECT * FROM walk_{tier} ORDER BY place DESC LIMIT %s{found_before})"""
"""The second limit is what the parts before have left over. Where that is nothing, no database begins to walk; and
PostgreSQL plans the walk for itself, as if it were asked for alone."""

FOUND = " - COALESCE((SELECT SUM(1) FROM part_{tier}), 0)"
OF_ALL = """WITH {parts} SELECT found.tier, found.place, found.revision, articles_revision.body FROM ({found}) AS found
JOIN articles_revision ON articles_revision.id = found.revision ORDER BY found.tier, found.place DESC"""


class Found(NamedTuple):
    """What was found: by which part and where in its order, the key of the revision, its body."""

    tier: int
    place: int
    revision: int
    body: str


def found(asked: Asked, *, at: datetime, most: int, after: Cursor = START) -> list[Found]:
    """At most so many of what is live at ``at`` (UTC) and says all that is wanted, in one query, after a place.

    The question wants at least one word. Each part is walked from its newest end until the rows suffice, so that a
    common word costs what a rare one does.
    """
    tiers = TIERS[after[0] :]
    parts, values = zip(*(_of_a_part(asked, tier, at, most, after) for tier in tiers), strict=True)
    found_in = " UNION ALL ".join(f"SELECT * FROM part_{tier}" for tier in tiers)  # noqa: S608
    statement = OF_ALL.format(parts=", ".join(parts), found=found_in)
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for each in values for value in each])
        return [Found(*row) for row in cursor.fetchall()]


def finds(asked: Asked, *, at: datetime) -> bool:
    return bool(found(asked, at=at, most=A_FEW))


def write(row: Found) -> str:
    return f"{row.tier}-{row.place}"


def read(cursor: str) -> Cursor | None:
    parts = CURSOR.fullmatch(cursor)
    return (int(parts[1]), int(parts[2])) if parts and abs(int(parts[2])) <= START[1] else None


def _of_a_part(asked: Asked, tier: int, at: datetime, most: int, after: Cursor) -> tuple[str, Sequence[Any]]:
    condition, queries = engine().finding(asked, tier)
    before = "".join(FOUND.format(tier=each) for each in range(after[0], tier))
    names = {"place": engine().PLACE, "findable": engine().FINDABLE, "finding": condition}
    moment = connection.ops.adapt_datetimefield_value(at)
    below = after[1] if tier == after[0] else START[1]
    written = OF_A_PART.format(tier=tier, found_before=before, **names)
    return written, [*queries, below, moment, moment, most, most]
