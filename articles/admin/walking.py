"""A condition by which the database walks the list in its order and stops when a page is full."""

from typing import Any

from django.db.models import BooleanField, Case, QuerySet, Value, When


def among(keys: QuerySet[Any]) -> Case:
    """A condition for articles whose key is among ``keys``, also to order by.

    For a bare ``pk__in`` SQLite would begin with the keys, fetch each row from a table with whole texts in it and sort
    them all: 0.5 s for a word that 100,000 articles hold. PostgreSQL does so, or not, by guesses that are wrong for
    rare words: 1 s. Behind a CASE both gather the keys once and ask them along a narrow index: 0.1 s.
    """
    return Case(When(pk__in=keys, then=Value(True)), default=Value(False), output_field=BooleanField())
