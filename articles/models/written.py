"""Questions that pages ask again and again, in SQL that Django writes once: that takes longer than answering it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from articles.models import clock

SOMETIME = datetime(2001, 1, 1, tzinfo=UTC)
"""A moment to write a question with."""

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Text:
    """A question as it goes to the database, and how to read the answer.

    ``converters`` are functions by the places of their columns; ``columns`` are those of the model, which come first,
    ``annotations`` what follows them.
    """

    model: Any
    sql: str
    parameters: Sequence[Any]
    converters: Sequence[tuple[int, Callable[[Any], Any]]]
    columns: Sequence[str]
    annotations: Sequence[str]


class Written:
    """A question with places for values: ``write`` puts it for stand-ins, none of which may occur in it otherwise."""

    def __init__(self, write: Callable[..., QuerySet[Any, Any]], *stand_ins: Any) -> None:
        self.write, self.stand_ins = write, stand_ins
        self.known: dict[tuple[str, bool], Text] = {}

    def tuples(self, *values: Any) -> list[Row]:
        """The rows for these values, in the order of the stand-ins, each with its columns as Python has them."""
        text = self.text
        given = dict(zip(map(_stored, self.stand_ins), map(_stored, values), strict=True))
        with connection.cursor() as cursor:
            cursor.execute(text.sql, [given.get(each, each) for each in text.parameters])
            found: list[Row] = cursor.fetchall()
        return [_converted(row, text.converters) for row in found] if text.converters else found

    def rows(self, *values: Any) -> list[Any]:
        """The same as rows of the model, each with what the question was annotated with."""
        return [self.row(found) for found in self.tuples(*values)]

    def row(self, found: Row) -> Any:
        """One of :meth:`tuples` as a row of the model."""
        text, width = self.text, len(self.text.columns)
        row: Model = text.model.from_db(connection.alias, text.columns, found[:width])
        row.__dict__.update(zip(text.annotations, found[width:], strict=True))
        return row

    @property
    def text(self) -> Text:
        """Once for each kind of database that the process speaks to, and for a clock that is set to some moment."""
        kind = connection.vendor, clock.is_set()
        if kind not in self.known:
            self.known[kind] = self._text()
        return self.known[kind]

    def _text(self) -> Text:
        query = self.write(*self.stand_ins).query
        compiler = query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        selected = [expression for expression, *_rest in compiler.select[: compiler.col_count]]
        places = (compiler.klass_info or {}).get("select_fields", ())
        columns = [selected[place].target.attname for place in places]
        converters = list(_converters(compiler.get_converters(selected)))
        return Text(query.model, sql, parameters, converters, columns, list(compiler.annotation_col_map or ()))


def _converted(row: Row, converters: Sequence[tuple[int, Callable[[Any], Any]]]) -> Row:
    cells = list(row)
    for place, convert in converters:
        cells[place] = convert(cells[place])
    return tuple(cells)


def _converters(found: Any) -> Iterator[tuple[int, Callable[[Any], Any]]]:
    """Those of a column in one function, as Django calls them one after the other."""
    for place, (converters, expression) in found.items():

        def convert(value: Any, converters: Any = converters, expression: Any = expression) -> Any:
            for each in converters:
                value = each(value, expression, connection)
            return value

        yield place, convert


def _stored(value: Any) -> Any:
    """As the database takes it: SQLite has moments as text."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
