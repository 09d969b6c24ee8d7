"""What readers may list. Each list is a walk along one index, by ``dated`` and ``row``, which paging follows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Any, TypeVar, cast

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from articles.models import Author, Correction, Credit, Revision, RevisionTopic, Series, Tally, Topic, Withdrawal
from articles.models.correction import CorrectionQuerySet
from articles.models.numbers import number_of
from articles.models.revision import RevisionQuerySet
from articles.models.written import SOMETIME, Written

LOOKED_AT = 100
"""The newest articles on a topic, by which those beside it are told."""

MOST_BESIDE = 6

Walk = RevisionQuerySet | CorrectionQuerySet
AnyWalk = TypeVar("AnyWalk", bound=RevisionQuerySet | CorrectionQuerySet)


def latest(at: datetime) -> RevisionQuerySet:
    """Everything live at ``at`` (UTC)."""
    return cast(RevisionQuerySet, Revision.objects.live(at=at).alias(dated=F("first_published"), row=F("pk")))


def on_topic(revisions: RevisionQuerySet, topic: Topic | int) -> RevisionQuerySet:
    """Those on a topic, by the date on the topic's row: its index is in the order of the list."""
    placed = revisions.filter(placements__topic=topic)
    return placed.alias(dated=F("placements__first_published"), row=F("placements__revision_id"))


def by_author(revisions: RevisionQuerySet, author: Author | int) -> RevisionQuerySet:
    """Those that credit an author, each once, in whatever roles, by the date on the first of the author's credits."""
    row = F("credits__revision_id")
    signed = revisions.filter(credits__author=author).alias(dated=F("credits__first_published"), row=row)
    earlier = Credit.objects.filter(revision=OuterRef("row"), author=author, pk__lt=OuterRef("credit"))
    return signed.alias(credit=F("credits")).filter(~Exists(earlier))


def listed_corrections(at: datetime) -> CorrectionQuerySet:
    """What readers are told at ``at`` (UTC) that was put right, but of articles whose very headline is hidden."""
    hidden = Withdrawal.objects.hiding(at=at).values("article")
    return Correction.objects.listed(at=at).exclude(article__in=hidden)


def newest(walk: AnyWalk, at: datetime) -> AnyWalk:
    """A walk from its newest end. The bound says nothing new of live rows: it lets a partial index serve."""
    return cast(AnyWalk, walk.filter(dated__lte=at).order_by("-dated", "-row"))


def printed_topics(at: datetime) -> QuerySet[Topic]:
    """The topics of all that was ever published."""
    placements = RevisionTopic.objects.filter(topic=OuterRef("pk"), first_published__lte=at)
    return Topic.objects.filter(Exists(placements.filter(revision__live_from__lte=at)))


def printed_series(at: datetime) -> QuerySet[Series]:
    """The series of all that was ever published."""
    return Series.objects.filter(Exists(Revision.objects.published(at=at).filter(series=OuterRef("pk"))))


def parts(series: Series, at: datetime) -> RevisionQuerySet:
    """The parts that can be read, in their order."""
    return latest(at).filter(series=series).order_by("part", "article_id")


@dataclass(frozen=True)
class Family:
    """A topic with the one of which it is a part and its own parts by name, as far as they were ever printed."""

    topic: Topic
    whole: Topic | None
    parts: list[Topic]


def family(slug: str, at: datetime) -> Family | None:
    """The printed topic at the address with those beside it, in one query."""
    rows = FAMILY.rows(at, slug)
    topic = next((row for row in rows if row.slug == slug), None)
    return _family(topic, rows) if topic else None


def _around(at: datetime, slug: str) -> QuerySet[Topic]:
    asked = Topic.objects.filter(slug=slug)
    around = Q(slug=slug) | Q(parent__in=asked) | Q(pk__in=asked.values("parent"))
    return printed_topics(at).filter(around).order_by("filed", "pk")


FAMILY = Written(_around, SOMETIME, "an address")


def _family(topic: Topic, rows: Sequence[Topic]) -> Family:
    whole = next((row for row in rows if row.pk == topic.parent_id), None)
    return Family(topic, whole, [row for row in rows if row.parent_id == topic.pk])


def topics_with_newest(at: datetime) -> list[tuple[Family, Revision | None]]:
    """Each printed topic that is no part of another, by name, with the newest article on it.

    ``None`` is the newest where all have been withdrawn.
    """
    is_live = Exists(Revision.objects.live(at=at).filter(pk=OuterRef("revision")))
    placements = RevisionTopic.objects.filter(is_live, topic=OuterRef("pk"), first_published__lte=at)
    newest = placements.order_by("-first_published", "-revision").values("revision")[:1]
    topics = list(printed_topics(at).annotate(newest=Subquery(newest)).order_by("filed", "pk"))
    named = Revision.objects.only("headline", "slug", "language", "corrected")
    headlines = named.in_bulk({topic.newest for topic in topics})
    families = [_family(topic, topics) for topic in topics]
    return [(each, headlines.get(cast(Any, each.topic).newest)) for each in families if each.whole is None]


def printed_authors(at: datetime) -> QuerySet[Author]:
    """The authors of all that was ever published; once credited, always there."""
    credits = Credit.objects.filter(author=OuterRef("pk"), first_published__lte=at)
    return Author.objects.filter(Exists(credits.filter(revision__live_from__lte=at))).defer("email")


def printed_author(slug: str, at: datetime) -> Author | None:
    """The one at the address, if ever credited."""
    return next(iter(AUTHOR.rows(at, slug)), None)


AUTHOR = Written(lambda at, slug: printed_authors(at).filter(slug=slug).order_by(), SOMETIME, "an address")


def beside(topic: Topic, at: datetime) -> list[Topic]:
    """The topics that the newest articles on this one are also on, those first that are seldom met elsewhere."""
    met = Counter(BESIDE.tuples(at, topic.pk))
    nearest = sorted(met, key=lambda row: (-met[row] / sqrt(max(row[3], 1)), row[1]))
    return [Topic(pk=key, name=name, slug=slug) for key, name, slug, _number in nearest[:MOST_BESIDE]]


def _met(at: datetime, topic: int) -> QuerySet[Any, Any]:
    """Each other topic of each of the newest, with its name, its address and how many articles it has."""
    mine = RevisionTopic.objects.filter(topic=topic, first_published__lte=at)
    newest = mine.order_by("-first_published", "-revision").values("revision")[:LOOKED_AT]
    live = Exists(Revision.objects.live(at=at).filter(pk=OuterRef("revision")))
    number = number_of(Tally.Facet.TOPIC, "topic", at)
    others = RevisionTopic.objects.filter(live, revision__in=newest).exclude(topic=topic).order_by()
    return others.values_list("topic", "topic__name", "topic__slug", number)


BESIDE = Written(_met, SOMETIME, -1)
