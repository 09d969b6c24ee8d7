"""Questions that every page asks, in SQL that Django writes once: writing it takes longer than answering it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import RawQuerySet

SOMETIME = datetime(2001, 1, 1, tzinfo=UTC)
"""A moment to write a question with."""
Statement = tuple[type[Model], str, tuple[Any, ...]]


class Written:
    """A question with places for values: ``write`` puts it for stand-ins, none of which may occur in it otherwise."""

    def __init__(self, write: Callable[..., QuerySet[Any, Any]], *stand_ins: Any) -> None:
        self.write, self.stand_ins = write, stand_ins
        self.known: dict[str, Statement] = {}

    def rows(self, *values: Any) -> "RawQuerySet[Any]":
        """The rows for these values, in the order of the stand-ins."""
        model, sql, parameters = self._filled(values)
        return model._default_manager.raw(sql, parameters)

    def tuples(self, *values: Any) -> list[tuple[Any, ...]]:
        """The same of a question for texts and whole numbers, which every database gives as they are."""
        _model, sql, parameters = self._filled(values)
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    def _filled(self, values: tuple[Any, ...]) -> tuple[type[Model], str, list[Any]]:
        model, sql, parameters = self._written()
        given = dict(zip(map(_stored, self.stand_ins), map(_stored, values), strict=True))
        return model, sql, [given.get(each, each) for each in parameters]

    def _written(self) -> Statement:
        """Once for each kind of database that the process speaks to."""
        if connection.vendor not in self.known:
            rows = self.write(*self.stand_ins)
            self.known[connection.vendor] = rows.model, *rows.query.sql_with_params()
        return self.known[connection.vendor]


def _stored(value: Any) -> Any:
    """As the database takes it: SQLite has moments as text."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
