"""What the readers' front page shows at an instant: the slots of an edition, and the latest where they leave room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from articles.models.byline import Credit
from articles.models.edition import Edition, Slot
from articles.models.image import Figure
from articles.models.revision import Revision, RevisionQuerySet
from articles.models.topic import Topic

TOP = 5
"""The lead and those beside it: where fewer are arranged, the latest follow."""
LATEST = 10
"""How many of the latest stand below all that is arranged."""


@dataclass(frozen=True)
class Section:
    """The newest on a topic; ``name`` is the topic's, unless the slot has a headline of its own."""

    name: str
    topic: Topic
    revisions: list[Revision]


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

    @property
    def revisions(self) -> list[Revision]:
        return [*self.top, *(each for section in self.sections for each in section.revisions), *self.latest]


def front_page(at: datetime) -> FrontPage:
    """What readers see at ``at`` (UTC), in five queries."""
    return composed(Slot.objects.filter(edition__in=Edition.objects.live(at=at).order_by().values("pk")), at)


def composed(slots: QuerySet[Slot], at: datetime) -> FrontPage:
    """The page of an edition's slots with what can be read at ``at`` (UTC).

    A slot whose article cannot is as if it were not there: the others close up, and the latest fill their number. How
    many rows are looked at is bounded by the slots, never by the articles.
    """
    arranged = list(slots.select_related("image").order_by("position"))
    placed = {slot.article_id: slot for slot in arranged if slot.article_id}
    sections = _once(slot for slot in arranged if slot.topic_id)
    stock = _stock(list(placed), sections, at)
    page = FrontPage(is_arranged=bool(arranged))
    page.top = [each for key in placed for each in _take(stock, 1, article=key)]
    page.top += _take(stock, max(TOP, len(placed)) - len(page.top))
    page.sections = [
        _section(slot, found) for slot in sections if (found := _take(stock, slot.size, topic=slot.topic_id))
    ]
    page.latest = _take(stock, LATEST)
    _complete(page.revisions)
    for revision in page.top:
        _dress(revision, placed.get(revision.article_id))
    return page


def _once(slots: Iterable[Slot]) -> list[Slot]:
    """The first on each topic: two topics of an edition may have become one."""
    first: dict[int | None, Slot] = {}
    for slot in slots:
        first.setdefault(slot.topic_id, slot)
    return list(first.values())


def _stock(articles: list[int], sections: Sequence[Slot], at: datetime) -> list[Revision]:
    """All that may be needed, the newest first: what slots name, and as many others as could be taken in turn."""
    live = Revision.objects.live(at=at)
    needed, others = max(TOP, len(articles)), live.exclude(article__in=articles)
    walks = [live.filter(article__in=articles).order_by().values("pk")]
    for slot in sections:
        needed += slot.size
        on_topic = others.filter(placements__topic=slot.topic_id, placements__first_published__lte=at)
        walks.append(_begin(on_topic.order_by("-placements__first_published", "-placements__revision"), needed))
    walks.append(_begin(others.filter(first_published__lte=at).newest_first(), needed + LATEST))
    found = Revision.objects.filter(pk__in=walks[0].union(*walks[1:]).order_by()).newest_first()
    return list(found.for_lists().prefetch_related(None).with_topics())


def _begin(walk: RevisionQuerySet, number: int) -> Any:
    """The first of a walk. The limit stands within, as SQLite has none in a part of a union."""
    return Revision.objects.filter(pk__in=walk.values("pk")[:number]).order_by().values("pk")


def _take(
    stock: list[Revision], number: int, *, article: int | None = None, topic: int | None = None
) -> list[Revision]:
    """The newest of the stock, of an article or on a topic where one is given; they are then no longer in it."""
    fit = (each for each in stock if article in (None, each.article_id) and (topic is None or _is_on(each, topic)))
    taken = [each for each, _number in zip(fit, range(number), strict=False)]
    stock[:] = [each for each in stock if each not in taken]
    return taken


def _is_on(revision: Revision, topic: int | None) -> bool:
    return any(placement.topic_id == topic for placement in revision.printed_topics)


def _section(slot: Slot, revisions: list[Revision]) -> Section:
    topic = next(each.topic for each in revisions[0].printed_topics if each.topic_id == slot.topic_id)
    return Section(slot.headline or topic.name, topic, revisions)


def _complete(revisions: list[Revision]) -> None:
    """What a teaser shows beside its topics, in two queries."""
    prefetch_related_objects(
        revisions,
        Prefetch("credits", Credit.objects.select_related("author")),
        Prefetch("figures", Figure.objects.filter(position=0), to_attr="leads"),
    )


def _dress(revision: Revision, slot: Slot | None) -> None:
    """Let it say what its slot says in place of its own; it is for this page alone and cannot be saved."""
    if slot is not None:
        revision.headline = slot.headline or revision.headline
        revision.standfirst = slot.standfirst or revision.standfirst
        revision.leads = [slot.figure] if slot.figure else revision.leads
