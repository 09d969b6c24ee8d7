"""Keyset paging: the next page is what is older than this page's last row, so no row is ever counted or skipped."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.db.models import Q
from django.http import QueryDict

from articles.models import Correction, Revision
from articles.models.teasing import teasers
from articles.public.lists import Walk, newest

SIZE = 20
CURSOR = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Cursor = tuple[datetime, int]
Rows = Callable[[Any, int], list[Any]]


@dataclass
class Page:
    """Rows newest first, and query strings: of its neighbours, ``""`` where there are none, of the start, of itself.

    ``lost`` says that the address asked for a place that cannot be read; the page is then the first.
    """

    rows: list[Any]
    older: str = ""
    newer: str = ""
    start: str = ""
    here: str = ""
    first: bool = True
    lost: bool = False


def page_of(walk: Walk, asked: QueryDict, at: datetime, kept: QueryDict | None = None, rows: Rows = teasers) -> Page:
    """The page that ``?older=`` or ``?newer=`` asks for; ``kept`` is what its links say besides.

    ``rows`` takes the first so many of a walk, with what is shown of each.
    """
    kept = kept or QueryDict()
    for direction, walks in (("older", _older), ("newer", _newer)):
        if cursor := read(asked.get(direction, "")):
            page, ends = walks(walk, cursor, at, rows)
            page.here = _query(kept, direction, asked.get(direction, ""))
            return _linked(page, ends, kept)
    first, more = _cut(newest(walk, at), rows)
    return _linked(Page(first, lost="older" in asked or "newer" in asked), (more, False), kept)


def write(row: Revision | Correction) -> str:
    """The place of a row in a list, fit for an address: microseconds since 1970 and its key."""
    listed = cast(datetime, row.listed_at)
    return f"{(listed - EPOCH) // timedelta(microseconds=1)}-{row.pk}"


def read(cursor: str) -> Cursor | None:
    found = CURSOR.fullmatch(cursor)
    return (EPOCH + timedelta(microseconds=int(found[1])), int(found[2])) if found else None


def _older(walk: Walk, cursor: Cursor, at: datetime, rows: Rows) -> tuple[Page, tuple[bool, bool]]:
    """One upper bound only: of two, a database may begin at the wrong one."""
    date, row = cursor
    found, more = _cut(newest(walk.filter(Q(dated__lt=date) | Q(row__lt=row)), min(date, at)), rows)
    return Page(found, first=False), (more, True)


def _newer(walk: Walk, cursor: Cursor, at: datetime, rows: Rows) -> tuple[Page, tuple[bool, bool]]:
    date, row = cursor
    above = newest(walk.filter(Q(dated__gt=date) | Q(row__gt=row), dated__gte=date), at)
    found, more = _cut(above.order_by("dated", "row"), rows)
    return Page(found[::-1], first=False), (True, more)


def _cut(walk: Walk, rows: Rows) -> tuple[list[Any], bool]:
    found = rows(walk, SIZE + 1)
    return found[:SIZE], len(found) > SIZE


def _linked(page: Page, ends: tuple[bool, bool], kept: QueryDict) -> Page:
    has_older, has_newer = ends
    page.start = kept.urlencode()
    page.here = page.here or page.start
    if page.rows and has_older:
        page.older = _query(kept, "older", write(page.rows[-1]))
    if page.rows and has_newer:
        page.newer = _query(kept, "newer", write(page.rows[0]))
    return page


def _query(kept: QueryDict, direction: str, cursor: str) -> str:
    query = kept.copy()
    query[direction] = cursor
    return query.urlencode()
