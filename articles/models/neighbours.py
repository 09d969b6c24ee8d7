"""The articles that stand beside one for its readers: what it replies to, its replies, the parts around it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models.reply_request import ReplyRequest
from articles.models.revision import Revision
from articles.models.written import SOMETIME, Written

MOST_REPLIES = 20
COLUMNS = (
    "article",
    "slug",
    "headline",
    "standfirst",
    "kind",
    "language",
    "series",
    "part",
    "reply_to",
    "first_published",
)


@dataclass(frozen=True)
class Neighbours:
    """What can be read at ``at`` (UTC): the part before and after it, what it replies to, the replies to it in the
    order in which they came. What was asked for by right of reply has ``by_right``, on either side.
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
        revision.neighbours = known = _found(revision, at)
    return known


def _found(revision: Revision, at: datetime) -> Neighbours:
    asked = (revision.article_id, revision.reply_to_id or 0, revision.series_id or 0, revision.part or 0)
    rows = list(NEAR.rows(at, *asked))
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


def _near(at: datetime, article: int, answered: int, series: int, part: int) -> QuerySet[Any]:
    live = Revision.objects.live(at=at).order_by()
    parts = live.filter(series=series).exclude(article=article)
    before = parts.filter(Q(part__lt=part) | Q(part=part, article__lt=article)).order_by("-part", "-article_id")[:1]
    after = parts.filter(Q(part__gt=part) | Q(part=part, article__gt=article)).order_by("part", "article_id")[:1]
    replies = live.filter(reply_to=article).order_by("first_published", "pk")[:MOST_REPLIES]
    first, *others = map(_within, (before, after, replies, live.filter(article=answered)[:1]))
    either = Q(article=article, reply=OuterRef("article")) | Q(article=OuterRef("article"), reply=article)
    by_right = Exists(ReplyRequest.objects.in_force(at=at).filter(either))
    found = Revision.objects.filter(pk__in=first.union(*others, all=True)).annotate(by_right=by_right)
    return found.only(*COLUMNS).order_by()


def _within(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """A limit stands within, as SQLite has none in a part of a union."""
    return Revision.objects.filter(pk__in=rows.values("pk")).order_by().values("pk")


NEAR = Written(_near, SOMETIME, 30_001, 30_002, 30_003, 30_004)
