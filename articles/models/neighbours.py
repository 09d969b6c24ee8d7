"""The articles that stand beside one for its readers: what it replies to, its replies, the parts around it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from articles.models.reply_request import ReplyRequest
from articles.models.revision import Revision
from articles.models.written import SOMETIME, Row, Written

MOST_REPLIES = 20
COLUMNS = (
    *("pk", "headline", "kind", "language", "slug", "series_id", "part", "reply_to_id", "article_id"),
    *("first_published", "corrected"),
)
"""What is shown of a neighbour and what places it, in the order of the model."""
FURTHER = ("opening", "by_right")
"""Its standfirst, and whether the one of the two was asked for as a reply to the other by right."""


@dataclass(frozen=True)
class Neighbours:
    """What can be read at ``at`` (UTC): the part before and after it, what it replies to, the replies to it in the
    order in which they came: all that stand by right, and of the others the first. Each has ``by_right``.
    """

    at: datetime
    previous: Revision | None = None
    next: Revision | None = None
    answered: Revision | None = None
    replies: list[Any] = field(default_factory=list)

    @property
    def by_right(self) -> list[Any]:
        return [reply for reply in self.replies if reply.by_right]

    @property
    def others(self) -> list[Any]:
        return [reply for reply in self.replies if not reply.by_right]


def neighbours_at(revision: Revision, at: datetime) -> Neighbours:
    """In one query, the first time that it is asked of this row for this moment."""
    known = revision.neighbours
    if known is None or known.at != at:
        known = keep(revision, NEAR.tuples(at, *places(revision)), at)
    return known


def places(revision: Revision) -> tuple[int, int, int, int]:
    """By what :func:`near` finds its neighbours."""
    return revision.article_id, revision.reply_to_id or 0, revision.series_id or 0, revision.part or 0


def keep(revision: Revision, found: Iterable[Row], at: datetime) -> Neighbours:
    """The neighbours among rows of :data:`COLUMNS` and :data:`FURTHER`, then known of the revision for that moment."""
    neighbours = revision.neighbours = _arranged(revision, list(map(row_of, found)), at)
    return neighbours


def row_of(found: Row) -> Any:
    *columns, standfirst, by_right = found
    row: Any = Revision.from_db(connection.alias, ("id", *COLUMNS[1:]), columns)
    row.standfirst, row.by_right = standfirst, bool(by_right)
    return row


def _arranged(revision: Revision, rows: list[Revision], at: datetime) -> Neighbours:
    here = _place(revision)
    parts = sorted((row for row in rows if revision.series_id and row.series_id == revision.series_id), key=_place)
    replies = [row for row in rows if row.reply_to_id == revision.article_id]
    return Neighbours(
        at,
        next((row for row in reversed(parts) if _place(row) < here), None),
        next((row for row in parts if _place(row) > here), None),
        next((row for row in rows if row.article_id == revision.reply_to_id), None),
        sorted(replies, key=lambda row: (row.first_published, row.pk)),
    )


def _place(row: Any) -> tuple[int, int]:
    """Two parts may have one number; the article that was begun first then comes first."""
    return row.part or 0, row.article_id


def near(at: datetime, article: int, answered: int, series: int, part: int) -> QuerySet[Any, Any]:
    """The rows of all neighbours, in no order."""
    live = Revision.objects.live(at=at).order_by()
    parts = live.filter(series=series).exclude(article=article)
    before = parts.filter(Q(part__lt=part) | Q(part=part, article__lt=article)).order_by("-part", "-article_id")[:1]
    after = parts.filter(Q(part__gt=part) | Q(part=part, article__gt=article)).order_by("part", "article_id")[:1]
    in_force = ReplyRequest.objects.in_force(at=at)
    replies = live.filter(reply_to=article)
    ordinary = replies.order_by("first_published", "pk")[:MOST_REPLIES]
    owed = replies.filter(article__in=in_force.filter(article=article).order_by().values("reply"))
    first, *others = map(_within, (before, after, ordinary, owed, live.filter(article=answered)[:1]))
    found = Revision.objects.filter(pk__in=first.union(*others, all=True)).order_by()
    either = Q(article=article, reply=OuterRef("article")) | Q(article=OuterRef("article"), reply=article)
    by_right = Exists(in_force.filter(either))
    return found.annotate(opening=F("standfirst"), by_right=by_right).values_list(*COLUMNS, *FURTHER)


def _within(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """A limit stands within, as SQLite has none in a part of a union."""
    return Revision.objects.filter(pk__in=rows.values("pk")).order_by().values("pk")


NEAR = Written(near, SOMETIME, 30_001, 30_002, 30_003, 30_004)
