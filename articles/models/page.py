"""An article as its page is asked for: the revision and all that hangs on it, in two queries.

What :meth:`RevisionQuerySet.for_page` finds for a proof, in the same places.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, Value

from articles.models.author import Author
from articles.models.byline import Credit
from articles.models.disclaimer import Notice, Wording
from articles.models.image import Figure
from articles.models.revision import Revision, RevisionTopic
from articles.models.series import Series
from articles.models.topic import Topic
from articles.models.written import SOMETIME, Written

Row = tuple[Any, ...]


def page_at(slug: str, at: datetime) -> Revision | None:
    """What readers see at the address at ``at`` (UTC)."""
    revision = next(iter(LIVE.rows(at, slug)), None)
    if revision is not None:
        _hang(revision, PARTS.tuples(revision.pk))
    return revision


def _hang(revision: Revision, parts: list[Row]) -> None:
    of = {part: [row[1:] for row in parts if row[0] == part] for part in "cnpfs"}
    _keep(revision.credits.all(), "credits", revision, map(_credit, of["c"]))
    _keep(revision.notices.all(), "notices", revision, map(_notice, of["n"]))
    revision.printed_topics = [_placement(row) for row in of["p"]]  # type: ignore[attr-defined]
    revision.lead_figure, revision.joined = next(map(_figure, of["f"]), None), True
    revision.series = next(map(_series, of["s"]), None)


def _keep(rows: QuerySet[Any], name: str, revision: Revision, found: Iterator[Any]) -> None:
    """As Django keeps what it prefetched."""
    rows._result_cache, rows._prefetch_done = list(found), True  # type: ignore[attr-defined]
    revision.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


def _credit(row: Row) -> Credit:
    _position, key, author, alias, _2, _3, role, name, biography, affiliation, slug = row
    person = Author(pk=author, name=name, slug=slug)
    return Credit(
        pk=key, author=person, role=role, name=name, biography=biography, affiliation=affiliation, alias=alias
    )


def _notice(row: Row) -> Notice:
    return Notice(pk=row[1], wording=row[6], place=row[7], purpose=row[8], version=Wording(language=row[9]))


def _placement(row: Row) -> RevisionTopic:
    position, key, topic, *_numbers, name, slug = row[:8]
    return RevisionTopic(pk=key, position=position, topic=Topic(pk=topic, name=name, slug=slug))


def _figure(row: Row) -> Figure:
    _position, key, width, height, focus_x, focus_y, checksum, alt, caption, credit, licence = row
    return Figure(
        pk=key, width=width, height=height, focus_x=focus_x, focus_y=focus_y, checksum=checksum, alt=alt,
        caption=caption, credit=credit, licence=licence,
    )  # fmt: skip


def _series(row: Row) -> Series:
    _position, key, *_numbers, name, slug = row[:8]
    return Series(pk=key, name=name, slug=slug)


def _live(at: datetime, slug: str) -> QuerySet[Revision]:
    return Revision.objects.live(at=at).filter(slug=slug).defer("body").newest_first()[:1]


def _parts(revision: int) -> QuerySet[Any, Any]:
    """Five tables in one: a letter, the position, the key, four whole numbers, five texts."""
    no, nothing = Value(0), Value("")
    credits = ("author_id", "alias", no, no, "role", "name", "biography", "affiliation", "author__slug")
    notices = (no, no, no, no, "wording", "place", "purpose", "version__language", nothing)
    topics = ("topic_id", no, no, no, "topic__name", "topic__slug", nothing, nothing, nothing)
    series = (no, no, no, no, "name", "slug", nothing, nothing, nothing)
    figures = ("width", "height", "focus_x", "focus_y", "checksum", "alt", "caption", "credit", "licence")
    return (
        _part("c", Credit.objects.filter(revision=revision), F("position"), credits)
        .union(
            _part("n", Notice.objects.filter(revision=revision), no, notices),
            _part("p", RevisionTopic.objects.filter(revision=revision), F("position"), topics),
            _part("f", Figure.objects.filter(revision=revision, position=0), no, figures),
            _part("s", Series.objects.filter(revisions=revision), no, series),
            all=True,
        )
        .order_by("part", "place_in", "key")
    )


def _part(letter: str, rows: QuerySet[Any, Any], position: Any, columns: tuple[Any, ...]) -> QuerySet[Any, Any]:
    named = {f"c{place}": F(column) if isinstance(column, str) else column for place, column in enumerate(columns)}
    rows = rows.order_by().annotate(part=Value(letter), place_in=position, key=F("pk"), **named)
    return rows.values_list("part", "place_in", "key", *named)


LIVE = Written(_live, SOMETIME, "an address")
PARTS = Written(_parts, -1)
