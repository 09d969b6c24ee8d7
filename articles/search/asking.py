"""The one way to ask: which entries of the index say what somebody typed."""

from django.db.models import QuerySet

from articles.models import IndexEntry
from articles.search.engines import engine
from articles.search.terms import terms


def found(typed: str) -> QuerySet[IndexEntry]:
    """The entries that say every term of a query, none for a query without letters and digits; in no order.

    They are of working copies and of what is or will be live: who may see which of them is for the caller to say.
    """
    asked = terms(typed)
    entries: QuerySet[IndexEntry] = engine().anywhere(IndexEntry.objects.all(), asked) if asked else none()
    return entries


def found_in_headline(typed: str) -> QuerySet[IndexEntry]:
    """Those of them whose headline alone says it all."""
    asked = terms(typed)
    entries: QuerySet[IndexEntry] = engine().in_headline(IndexEntry.objects.all(), asked) if asked else none()
    return entries


def none() -> QuerySet[IndexEntry]:
    return IndexEntry.objects.none()
