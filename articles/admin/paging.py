"""Pages of a list that is never counted: the next one begins below the last row of this one."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

SIZE = 50
BELOW = "below"
PLACE = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """``further`` is the query string of the next page, ``start`` that of the first; ``""`` where there is none."""

    rows: list[Any]
    further: str = ""
    start: str = ""


def page_of(rows: QuerySet[Any], asked: QueryDict, moment: str) -> Page:
    """The rows latest first by the column ``moment``, from the place on that the address asks for; 50 a page."""
    ordered = rows.order_by(f"-{moment}", "-pk")
    place = PLACE.fullmatch(asked.get(BELOW, ""))
    if place:
        at, key = EPOCH + timedelta(microseconds=int(place[1])), int(place[2])
        ordered = ordered.filter(Q(**{f"{moment}__lte": at}), Q(**{f"{moment}__lt": at}) | Q(pk__lt=key))
    found = list(ordered[: SIZE + 1])
    shown, more = found[:SIZE], len(found) > SIZE
    return Page(shown, _query(asked, _place(shown[-1], moment)) if more else "", _query(asked, "") if place else "")


def _place(row: Model, moment: str) -> str:
    """Microseconds since 1970, and the key."""
    return f"{(getattr(row, moment) - EPOCH) // timedelta(microseconds=1)}-{row.pk}"


def _query(asked: QueryDict, place: str) -> str:
    kept = asked.copy()
    kept[BELOW] = place
    if not place:
        del kept[BELOW]
    return f"?{kept.urlencode()}"
