"""What a merge will do, told before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from articles.desk import filing
from articles.desk.addressing import Row
from articles.desk.mergeable import MERGEABLE, drawing_on
from articles.desk.merging import Conflict, conflicts, still_carried
from articles.models import Article, Revision, Topic


@dataclass(frozen=True)
class Reach:
    """How many articles draw on rows: those that readers see with one, and all others on the desk."""

    live: int
    unseen: int

    def __bool__(self) -> bool:
        return bool(self.live or self.unseen)


@dataclass(frozen=True)
class Prospect:
    """``on_both`` articles have a source and ``into``; ``addresses`` will lead to it; ``names`` will find it."""

    into: Row
    sources: list[Row]
    follow: Reach
    on_both: int
    addresses: list[str]
    names: list[str]
    parts: list[Topic]
    conflicts: list[Conflict]
    obstacles: list[str]


def foresee(sources: Sequence[Row], into: Row, *, at: datetime) -> Prospect:
    """What :func:`articles.desk.merging.merge` would do at the instant ``at`` (UTC). Nothing is changed."""
    others = [source for source in sources if source.pk != into.pk]
    topics = [source for source in others if isinstance(source, Topic)]
    return Prospect(
        into,
        others,
        reach(others, type(into), at=at),
        Article.objects.filter(drawing_on(others, type(into)), drawing_on([into], type(into))).count(),
        _addresses(others),
        [name for topic in topics for name in _names(topic)],
        list(filing.parts_to_come(topics, into)) if isinstance(into, Topic) else [],
        conflicts(into, others),
        _obstacles(others, into),
    )


def _obstacles(sources: Sequence[Row], into: Row) -> list[str]:
    if isinstance(into, Topic):
        return list(filing.handing_obstacles([source for source in sources if isinstance(source, Topic)], into))
    return list(still_carried([into.pk, *(source.pk for source in sources)]))


def reach(rows: Sequence[Row], model: type[Row], *, at: datetime) -> Reach:
    """How many articles draw on any of the rows, which are of the model."""
    using = {f"{_printed(model)}__in": [row.pk for row in rows]}
    seen = Exists(Revision.objects.live(at=at).filter(article=OuterRef("pk"), **using))
    found = Article.objects.filter(drawing_on(rows, model))
    live = found.filter(Q(seen)).count()
    return Reach(live, found.count() - live)


def _printed(model: type[Row]) -> str:
    return "placements__topic" if model is Topic else "credits__author"


def _addresses(rows: Sequence[Row]) -> list[str]:
    """Each row's own address and its former ones, as paths."""
    slugs = [
        (MERGEABLE[type(row)].noun, slug)
        for row in rows
        for slug in dict.fromkeys([row.slug, *row.addresses.values_list("slug", flat=True)])
    ]
    return [reverse(noun, args=[slug]) for noun, slug in slugs]


def _names(topic: Topic) -> list[str]:
    return [topic.name, *topic.synonyms.values_list("name", flat=True)]
