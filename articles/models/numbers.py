"""How many articles readers find under a choice: by what is kept for now, counted anew for a chosen moment."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from articles.models import clock
from articles.models.byline import Credit
from articles.models.revision import Revision, RevisionQuerySet, RevisionTopic
from articles.models.tally import Tally, month_of

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
    asked = Q(facet__in=facets)
    if authors is not None:
        asked &= ~Q(facet=Tally.Facet.AUTHOR) | Q(facet=Tally.Facet.AUTHOR, key__in=authors)
    return {(facet, key): total for facet, key, total in Tally.objects.filter(asked).totals(at=at)}


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
