"""What the readers' front page shows at an instant: the slots of an edition, and the latest where they leave room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from articles.models.edition import Edition, Slot
from articles.models.revision import Revision, RevisionQuerySet
from articles.models.teasing import teasers_of
from articles.models.topic import Topic
from articles.models.written import SOMETIME, Written

TOP = 5
"""The lead and those beside it: where fewer are arranged, the latest follow."""
LATEST = 10
"""How many of the latest stand below all that is arranged."""


@dataclass(frozen=True)
class Section:
    """The newest on the topic of a slot."""

    slot: Slot
    revisions: list[Revision]

    @property
    def topic(self) -> Topic | None:
        return self.slot.topic

    @property
    def name(self) -> str:
        """The topic's, unless the slot has a headline of its own."""
        return self.slot.headline or str(self.topic)


@dataclass
class FrontPage:
    """``top`` begins with the lead. No article stands twice. ``is_arranged`` is off where all are the latest."""

    top: list[Revision] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    latest: list[Revision] = field(default_factory=list)
    is_arranged: bool = False

    @property
    def last(self) -> Revision | None:
        """The one behind which the list of all articles goes on, if it may."""
        return self.latest[-1] if len(self.latest) == LATEST else None


@dataclass
class Candidate:
    """A live revision that may stand on the page: its key, its article, its topics."""

    key: int
    article: int
    topics: set[int]


def front_page(at: datetime) -> FrontPage:
    """What readers see at ``at`` (UTC), in five queries."""
    return composed(Slot.objects.filter(edition__in=Edition.objects.live(at=at).order_by().values("pk")), at)


def composed(slots: QuerySet[Slot], at: datetime) -> FrontPage:
    """The page of an edition's slots with what can be read at ``at`` (UTC).

    A slot whose article cannot is as if it were not there: the others close up, and the latest fill their number. How
    many rows are looked at is bounded by the slots, never by the articles.
    """
    arranged = list(slots.select_related("image", "topic").order_by("position"))
    placed = {slot.article_id: slot for slot in arranged if slot.article_id}
    sections = _once(slot for slot in arranged if slot.topic_id)
    stock = _stock(list(placed), sections, at)
    top = [key for article in placed for key in _take(stock, 1, article=article)]
    top += _take(stock, max(TOP, len(placed)) - len(top))
    filled = [(slot, _take(stock, slot.size, topic=slot.topic_id)) for slot in sections]
    latest = _take(stock, LATEST)
    rows = _rows([*top, *(key for _slot, keys in filled for key in keys), *latest])
    for key in top:
        _dress(rows[key], placed.get(rows[key].article_id))
    return FrontPage(
        [rows[key] for key in top],
        [Section(slot, [rows[key] for key in keys]) for slot, keys in filled if keys],
        [rows[key] for key in latest],
        is_arranged=bool(arranged),
    )


def _once(slots: Iterable[Slot]) -> list[Slot]:
    """The first on each topic: two topics of an edition may have become one."""
    first: dict[int | None, Slot] = {}
    for slot in slots:
        first.setdefault(slot.topic_id, slot)
    return list(first.values())


def _stock(articles: list[int], sections: Sequence[Slot], at: datetime) -> list[Candidate]:
    """All that may be needed, the newest first: what slots name, and as many others as could be taken in turn."""
    asked = _asking(len(articles), tuple(slot.size for slot in sections))
    stock: dict[int, Candidate] = {}
    for key, article, topic in asked.tuples(at, *articles, *(slot.topic_id for slot in sections)):
        stock.setdefault(key, Candidate(key, article, set())).topics.add(topic)
    return list(stock.values())


@lru_cache(maxsize=64)
def _asking(articles: int, sizes: tuple[int, ...]) -> Written:
    """The question for so many articles, and sections of these sizes."""

    def write(at: datetime, *keys: int) -> QuerySet[Any, Any]:
        named, topics = keys[:articles], keys[articles:]
        live = Revision.objects.live(at=at)
        needed, others = max(TOP, articles), live.exclude(article__in=named)
        walks: list[Any] = [live.filter(article__in=named).order_by().values("pk")] if named else []
        for topic, size in zip(topics, sizes, strict=True):
            needed += size
            on_topic = others.filter(placements__topic=topic, placements__first_published__lte=at)
            walks.append(_begin(on_topic.order_by("-placements__first_published", "-placements__revision"), needed))
        walks.append(_begin(others.filter(first_published__lte=at).newest_first(), needed + LATEST))
        found = Revision.objects.filter(pk__in=walks[0].union(*walks[1:]).order_by() if walks[1:] else walks[0])
        return found.newest_first().values_list("pk", "article", "placements__topic")

    return Written(write, SOMETIME, *range(-articles - len(sizes), 0))


def _begin(walk: RevisionQuerySet, number: int) -> Any:
    """The first of a walk. The limit stands within, as SQLite has none in a part of a union."""
    return Revision.objects.filter(pk__in=walk.values("pk")[:number]).order_by().values("pk")


def _take(stock: list[Candidate], number: int, *, article: int = 0, topic: int | None = 0) -> list[int]:
    """The keys of the newest of the stock, of an article or on a topic if one is given; they are then out of it."""
    fit = (each for each in stock if article in (0, each.article) and (topic == 0 or topic in each.topics))
    taken = [each for each, _number in zip(fit, range(number), strict=False)]
    stock[:] = [each for each in stock if each not in taken]
    return [each.key for each in taken]


def _rows(keys: list[int]) -> dict[int, Revision]:
    return {row.pk: row for row in teasers_of(keys)}


def _dress(revision: Revision, slot: Slot | None) -> None:
    """Let it say what its slot says in place of its own; it is for this page alone and cannot be saved."""
    if slot is not None:
        revision.headline = slot.headline or revision.headline
        revision.standfirst = slot.standfirst or revision.standfirst
        revision.lead_figure = slot.figure or revision.lead_figure
