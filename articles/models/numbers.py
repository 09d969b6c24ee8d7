"""How many articles readers find under a choice: by what is kept for now, counted anew for a chosen moment."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from articles.models import clock
from articles.models.byline import Credit
from articles.models.revision import Revision, RevisionQuerySet, RevisionTopic
from articles.models.tally import Tally, month_of
from articles.models.written import SOMETIME, Written

STEP = 100
"""Questions are written for a multiple of so many authors."""

Numbers = dict[tuple[str, str], int]
"""By facet and key."""

HUNG: dict[str, QuerySet[Any, Any]] = {
    Tally.Facet.TOPIC: RevisionTopic.objects.all(),
    Tally.Facet.AUTHOR: Credit.objects.all(),
}
"""Facets of which a revision may have several, and where they hang."""


def totals(at: datetime, *facets: str, authors: Collection[str] | None = None) -> Numbers:
    """Of each choice of these facets at ``at`` (UTC); of authors only those with these keys, where they are given."""
    if clock.is_set():
        return _counted(at, facets)
    places = None if authors is None else -(-len(authors) // STEP) * STEP
    given = [*(authors or ()), *[""] * ((places or 0) - len(authors or ()))]
    return {(facet, key): total for facet, key, total in _kept(facets, places).tuples(at, *given)}


@lru_cache(maxsize=16)
def _kept(facets: Collection[str], places: int | None) -> Written:
    """The question for these facets and for so many authors, or for all."""

    def write(at: datetime, *authors: str) -> QuerySet[Any, Any]:
        asked = Q(facet__in=facets)
        if places is not None:
            asked &= ~Q(facet=Tally.Facet.AUTHOR) | Q(facet=Tally.Facet.AUTHOR, key__in=authors)
        return Tally.objects.filter(asked).totals(at=at)

    return Written(write, SOMETIME, *(f"key {number}" for number in range(places or 0)))


def number_of(facet: str, key: str, at: datetime) -> Combinable:
    """An expression: how many there are at ``at`` (UTC) of the topic or author whose key the column ``key`` holds."""
    found = _counted_of(facet, key, at) if clock.is_set() else _kept_of(facet, key, at)
    return Coalesce(Subquery(found, output_field=IntegerField()), 0)


def _kept_of(facet: str, key: str, at: datetime) -> QuerySet[Any, Any]:
    kept = Tally.objects.filter(facet=facet, key=Cast(OuterRef(key), CharField()), since__lte=at).order_by()
    return kept.values("key").annotate(total=Sum("number")).values("total")


def _counted_of(facet: str, key: str, at: datetime) -> QuerySet[Any, Any]:
    hung = HUNG[facet].filter(revision__in=_live(at), **{facet: OuterRef(key)}).order_by()
    return hung.values(facet).annotate(total=Count("revision", distinct=True)).values("total")


def _counted(at: datetime, facets: Collection[str]) -> Numbers:
    """From the intervals, every live revision looked at."""
    found: Counter[tuple[str, str]] = Counter()
    for facet, hung in HUNG.items():
        if facet in facets:
            pairs = hung.filter(revision__in=_live(at)).order_by().values_list("revision", facet).distinct()
            found.update((facet, str(key)) for _revision, key in pairs)
    rows: Iterable[Any] = _live(at).values_list("kind", "first_published")
    for kind, first in rows:
        found.update(((Tally.Facet.KIND, kind), (Tally.Facet.MONTH, month_of(first, timezone.get_current_timezone()))))
    return {(str(facet), key): number for (facet, key), number in found.items() if facet in facets}


def _live(at: datetime) -> RevisionQuerySet:
    return Revision.objects.live(at=at).order_by()
