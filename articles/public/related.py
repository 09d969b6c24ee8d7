"""What to read after an article: what shares its topics, the rarer the topic the nearer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import log
from typing import Any, cast

from django.db.models import BooleanField, Exists, F, OuterRef, QuerySet, TextField, Value

from articles.models import Revision, RevisionTopic, Topic
from articles.models.neighbours import COLUMNS, FURTHER, keep, near, places, row_of
from articles.models.written import SOMETIME, Row, Written

MOST = 3
NEAREST = 12
"""How many articles are looked at on each topic, the newest: a bound that does not grow with the magazine."""
TOPICS = 8
DECADE = timedelta(days=3652)
DATE, TOPIC = COLUMNS.index("first_published"), -1
"""The places of these in a row: it has all that a neighbour has, and then the topic; 0 if it is such a neighbour."""


NOTHING_FURTHER = {"opening": Value("", TextField()), "by_right": Value(False, BooleanField())}


@dataclass(frozen=True)
class Related:
    """An article, and the topics that it shares, the rarest first."""

    revision: Revision
    topics: list[Topic]


def related(revision: Revision, at: datetime) -> list[Related]:
    """The nearest of what can be read at ``at`` (UTC), in one query, which finds the neighbours of the page as well."""
    topics = {placement.topic_id: placement.topic for placement in cast(Any, revision).printed_topics[:TOPICS]}
    if not topics:
        return []
    asked = _on_topics(len(topics)).tuples(at, *places(revision), *topics)
    keep(revision, (row[:TOPIC] for row in asked if not row[TOPIC]), at)
    found = [row for row in asked if row[TOPIC]]
    weights = {topic: 1 / log(1 + frequency) for topic, frequency in _frequencies(found, at).items()}
    rows = {row[0]: row for row in found}
    shared: dict[int, list[int]] = defaultdict(list)
    for row in found:
        shared[row[0]].append(row[TOPIC])
    rarest = {key: sorted(mine, key=lambda topic: (-weights[topic], topic)) for key, mine in shared.items()}
    nearest = sorted(rows, key=lambda key: (sum(weights[topic] for topic in rarest[key]), rows[key][DATE], key))
    return [
        Related(row_of(rows[key][:TOPIC]), [topics[topic] for topic in rarest[key]])
        for key in nearest[: -MOST - 1 : -1]
    ]


def _frequencies(rows: Iterable[Row], at: datetime) -> dict[int, float]:
    """How many articles a topic has in ten years, told from the newest: exact where they are few.

    The weight is then that of Adamic and Adar, "Friends and neighbors on the web" (2003).
    """
    dates = defaultdict(list)
    for row in rows:
        dates[row[TOPIC]].append(row[DATE])
    return {topic: _frequency(sorted(found, reverse=True), at) for topic, found in dates.items()}


def _frequency(dates: list[datetime], at: datetime) -> float:
    if len(dates) < NEAREST:
        return len(dates)
    span = max(at - dates[NEAREST - 1], timedelta(hours=1))
    return NEAREST * max(1, DECADE / span)


@cache
def _on_topics(number: int) -> Written:
    """The neighbours, and what is newest on each of so many topics, once for each that it shares."""

    def write(at: datetime, article: int, answered: int, series: int, part: int, *topics: int) -> QuerySet[Any, Any]:
        first, *others = (_newest(topic, article, at) for topic in topics)
        found = Revision.objects.filter(pk__in=first.union(*others, all=True), placements__topic__in=topics)
        beside = near(at, article, answered, series, part).annotate(topic=Value(0))
        shared = found.order_by().annotate(**NOTHING_FURTHER, topic=F("placements__topic"))
        columns = (*COLUMNS, *FURTHER, "topic")
        return beside.values_list(*columns).union(shared.values_list(*columns), all=True).order_by()

    return Written(write, SOMETIME, 30_001, 30_002, 30_003, 30_004, *range(-number, 0))


def _newest(topic: int, article: int, at: datetime) -> QuerySet[Any, Any]:
    """A walk along the index of the topic; its limit stands within, as SQLite has none in a part of a union."""
    live = Revision.objects.live(at=at).filter(pk=OuterRef("revision")).exclude(article=article)
    placements = RevisionTopic.objects.filter(Exists(live), topic=topic, first_published__lte=at)
    newest = placements.order_by("-first_published", "-revision_id").values("pk")[:NEAREST]
    return RevisionTopic.objects.filter(pk__in=newest).order_by().values("revision")
