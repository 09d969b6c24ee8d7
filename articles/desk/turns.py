"""Turns of numbered editions of one thing: each ends where the next begins, and several may be yet to come."""

from datetime import datetime
from typing import Any

from articles.models.numbered import Numbered, NumberedQuerySet


def begin(editions: NumberedQuerySet[Any], edition: Numbered, at: datetime) -> None:
    """Let it be before readers from ``at`` until the next that is scheduled, in place of what stood there.

    ``editions`` are all of the thing, which the caller holds. One that began at this very instant was never seen.
    """
    following = editions.scheduled(at=at).values_list("live_from", flat=True).first()
    standing = editions.live(at=at)
    standing.filter(live_from=at).update(live_from=None, live_until=None)
    standing.update(live_until=at)
    editions.filter(pk=edition.pk).update(live_from=at, live_until=following)
    edition.live_from, edition.live_until = at, following


def take_back(editions: NumberedQuerySet[Any], edition: Numbered) -> None:
    """It is scheduled no more: what stands before it goes on until it would have ended."""
    start, end = edition.live_from, edition.live_until
    editions.filter(pk=edition.pk).update(live_from=None, live_until=None)
    editions.filter(live_until=start).update(live_until=end)


def is_live(editions: NumberedQuerySet[Any], edition: Numbered, at: datetime) -> bool:
    return editions.live(at=at).filter(pk=edition.pk).exists()
