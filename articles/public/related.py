"""What to read after an article: what shares its topics, the rarer the topic the nearer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import log
from typing import Any, cast

from django.db.models import Exists, F, OuterRef, QuerySet

from articles.models import Revision, RevisionTopic, Topic
from articles.models.written import SOMETIME, Written

MOST = 3
NEAREST = 12
"""How many articles are looked at on each topic, the newest: a bound that does not grow with the magazine."""
TOPICS = 8
DECADE = timedelta(days=3652)
COLUMNS = ("article", "slug", "headline", "kind", "language", "first_published")


@dataclass(frozen=True)
class Related:
    """An article, and the topics that it shares, the rarest first."""

    revision: Revision
    topics: list[Topic]


def related(revision: Revision, at: datetime) -> list[Related]:
    """The nearest of what can be read at ``at`` (UTC), in one query."""
    topics = {placement.topic_id: placement.topic for placement in cast(Any, revision).printed_topics[:TOPICS]}
    found = list(_on_topics(len(topics)).rows(at, revision.article_id, *topics)) if topics else []
    weights = {topic: 1 / log(1 + frequency) for topic, frequency in _frequencies(found, at).items()}
    shared: dict[Revision, list[int]] = defaultdict(list)
    for row in found:
        shared[row].append(row.topic)
    rarest = {row: sorted(found, key=lambda topic: (-weights[topic], topic)) for row, found in shared.items()}
    near = sorted(shared, key=lambda row: (sum(weights[topic] for topic in rarest[row]), row.first_published, row.pk))
    return [Related(row, [topics[topic] for topic in rarest[row]]) for row in near[: -MOST - 1 : -1]]


def _frequencies(rows: Iterable[Any], at: datetime) -> dict[int, float]:
    """How many articles a topic has in ten years, told from the newest: exact where they are few.

    The weight is then that of Adamic and Adar, "Friends and neighbors on the web" (2003).
    """
    dates = defaultdict(list)
    for row in rows:
        dates[row.topic].append(row.first_published)
    return {topic: _frequency(sorted(found, reverse=True), at) for topic, found in dates.items()}


def _frequency(dates: list[datetime], at: datetime) -> float:
    if len(dates) < NEAREST:
        return len(dates)
    span = max(at - dates[NEAREST - 1], timedelta(hours=1))
    return NEAREST * max(1, DECADE / span)


@cache
def _on_topics(number: int) -> Written:
    """What is newest on each of so many topics, once for each that it shares, as ``topic``."""

    def write(at: datetime, article: int, *topics: int) -> QuerySet[Any, Any]:
        first, *others = (_newest(topic, article, at) for topic in topics)
        found = Revision.objects.filter(pk__in=first.union(*others, all=True), placements__topic__in=topics)
        return found.annotate(topic=F("placements__topic")).only(*COLUMNS).order_by()

    return Written(write, SOMETIME, 0, *range(-number, 0))


def _newest(topic: int, article: int, at: datetime) -> QuerySet[Any, Any]:
    """A walk along the index of the topic; its limit stands within, as SQLite has none in a part of a union."""
    live = Revision.objects.live(at=at).filter(pk=OuterRef("revision")).exclude(article=article)
    placements = RevisionTopic.objects.filter(Exists(live), topic=topic, first_published__lte=at)
    newest = placements.order_by("-first_published", "-revision_id").values("pk")[:NEAREST]
    return RevisionTopic.objects.filter(pk__in=newest).order_by().values("revision")
