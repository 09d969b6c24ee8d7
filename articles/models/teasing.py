"""Articles as lists tease them: the revision, who wrote it, its first topic and its lead picture, in one query.

Names and topics come as plain values: a row of a model for each would take longer than the rest of the page.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from articles.models.byline import Credit, Signature
from articles.models.image import Figure
from articles.models.revision import Revision, RevisionTopic
from articles.models.topic import Topic
from articles.models.written import Row, Written

STEP = 21
"""A page and one row more: questions are written for so many keys, or for a multiple of it."""

TEASED = (
    *("headline", "standfirst", "kind", "language", "slug"),
    *("part", "article_id", "first_published", "updated", "corrected", "excerpt", "word_count"),
)
"""What a list shows of the revision itself, in the order of the model. Every other part has columns of these types."""
AS_TEXT = {"corrected": Cast("corrected", TextField())}
"""What comes as text, for no other part has a column of its type."""


def teasers(walk: QuerySet[Revision], most: int) -> list[Revision]:
    """The first of a walk, in two queries: one for the keys and one for all the rest."""
    return teasers_of(list(walk.values_list("pk", flat=True)[:most]))


def teasers_of(keys: Sequence[int]) -> list[Revision]:
    """The revisions with these keys that there are, in this order, without the long columns."""
    if not keys:
        return []
    number = -(-len(keys) // STEP) * STEP
    parts: dict[str, list[Row]] = {part: [] for part in "rcpf"}
    for part, _place, _row, *row in _parts(number).tuples(*keys, *[0] * (number - len(keys))):
        parts[part].append(tuple(row))
    rows = {row[0]: _revision(*row) for row in parts["r"]}
    _sign(rows, parts["c"])
    _hang(rows, parts)
    return [rows[key] for key in keys if key in rows]


def _revision(key: int, *teased: Any) -> Revision:
    columns = dict(zip(TEASED, teased, strict=False))
    columns["corrected"] = json.loads(columns["corrected"])
    revision = Revision.from_db(connection.alias, ("id", *TEASED), (key, *columns.values()))
    revision.section, revision.joined = None, True
    return revision


def _sign(rows: dict[int, Revision], credits: list[Row]) -> None:
    signed = defaultdict(list)
    for key, role, name, slug, *_nothing in credits:
        signed[key].append(Signature(role, name, slug))
    for key, row in rows.items():
        row.signed = signed[key]


def _hang(rows: dict[int, Revision], parts: dict[str, list[Row]]) -> None:
    for key, name, slug, *_nothing in reversed(parts["p"]):
        rows[key].section = Topic(name=name, slug=slug)
    for key, checksum, _1, _2, _3, _4, _5, width, _6, _7, _8, _9, *sizes in parts["f"]:
        named = dict(zip(("height", "focus_x", "focus_y"), sizes, strict=True))
        rows[key].lead_figure = Figure(revision_id=key, checksum=checksum, width=width, **named)


@cache
def _parts(number: int) -> Written:
    return Written(_write, *range(-number, 0))


def _write(*keys: int) -> QuerySet[Any, Any]:
    """Four tables in one: a letter, a place, the row's key, that of its revision, and the columns."""
    of, no, nothing, never = {"revision__in": keys}, Value(0), Value(""), Value(None, output_field=DateTimeField())
    rest = (no, no, never, never, nothing, nothing, no, no, no)
    teased = [AS_TEXT.get(name, name) for name in TEASED]
    credit = ("role", "name", "author__slug", nothing, nothing, *rest)
    topic = ("topic__name", "topic__slug", nothing, nothing, nothing, *rest)
    figure = ("checksum", *[nothing] * 4, no, "width", never, never, nothing, nothing, "height", "focus_x", "focus_y")
    return (
        _part("r", Revision.objects.filter(pk__in=keys), no, F("pk"), (*teased, no, no))
        .union(
            _part("c", Credit.objects.filter(**of), F("position"), F("revision"), credit),
            _part("p", RevisionTopic.objects.filter(**of), F("position"), F("revision"), topic),
            _part("f", Figure.objects.filter(**of, position=0), no, F("revision"), figure),
            all=True,
        )
        .order_by("place_in", "row")
    )


def _part(letter: str, rows: QuerySet[Any], place: Any, of: F, columns: Sequence[Any]) -> QuerySet[Any, Any]:
    named = {f"c{number}": F(column) if isinstance(column, str) else column for number, column in enumerate(columns)}
    rows = rows.order_by().annotate(letter=Value(letter), place_in=place, row=F("pk"), of=of, **named)
    return rows.values_list("letter", "place_in", "row", "of", *named)
