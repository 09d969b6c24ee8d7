"""Half-open intervals ``[live_from, live_until)`` in which readers see a row. An open end is NULL."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Subquery


def live_at(at: datetime) -> Q:
    """``live_from <= at < live_until``, an open end counting as never."""
    return Q(Q(live_until__isnull=True) | Q(live_until__gt=at), live_from__lte=at)


def changing_at(rows: QuerySet[Any], at: datetime) -> Q:
    """Those of the rows that begin or end next after ``at``, each found along its index."""
    start = rows.filter(live_from__gt=at).order_by("live_from").values("live_from")[:1]
    end = rows.filter(live_until__gt=at).order_by("live_until").values("live_until")[:1]
    return Q(live_from=Subquery(start)) | Q(live_until=Subquery(end))


def next_change(*every: QuerySet[Any], at: datetime) -> datetime | None:
    """When what readers see of any of these rows changes next after ``at`` (UTC), in one query; ``None``: never."""
    return first_change(changing(*every, at=at), at)


def changing(*every: QuerySet[Any], at: datetime) -> Any:
    """The intervals of those of all the rows that begin or end next after ``at``."""
    first, *others = (intervals(rows.filter(changing_at(rows, at))) for rows in every)
    return first.union(*others, all=True).order_by() if others else first


def first_change(found: Iterable[tuple[datetime | None, datetime | None]], at: datetime) -> datetime | None:
    """The first moment after ``at`` among these intervals."""
    return min((moment for interval in found for moment in interval if moment and moment > at), default=None)


def intervals(rows: QuerySet[Any]) -> Any:
    return rows.order_by().values_list("live_from", "live_until")
