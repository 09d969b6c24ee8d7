"""What stands on which day: wishes (planned, due) and facts (scheduled, live), in the magazine's time zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.desk.planning import is_late, with_open_wishes
from articles.models import Article, Revision
from articles.models.article import ArticleQuerySet

MOST = 1_000
"""Articles and revisions that are read for one page at most, of each."""
DAY = timedelta(days=1)


class Sort(models.TextChoices):
    DUE = "due", gettext_lazy("due")
    PLANNED = "planned", gettext_lazy("planned")
    SCHEDULED = "scheduled", gettext_lazy("scheduled")
    LIVE = "live", gettext_lazy("live")


@dataclass(frozen=True)
class Entry:
    """Something on a day of the calendar; ``at`` is the moment in the magazine's time zone, ``None`` for a day."""

    sort: Sort
    day: date
    at: datetime | None
    key: int
    headline: str
    stage: str = ""
    late: bool = False
    is_change: bool = False


def entries(articles: ArticleQuerySet, first: date, last: date, now: datetime) -> list[Entry]:
    """What stands on the days ``first`` to ``last`` of those articles, in two queries; what has no hour first.

    A day is one of the magazine's time zone and has 23 or 25 hours when clocks change. ``now`` is an aware datetime:
    what has a later interval is scheduled, not live.
    """
    start, end = midnight(first), midnight(last + DAY)
    found = [*_wishes(articles, first, last, start, end, now), *_facts(articles, start, end, now)]
    return sorted(found, key=lambda entry: (entry.day, _instant(entry), entry.sort, entry.key))


def midnight(day: date) -> datetime:
    """The first instant of the day in the magazine's time zone, in UTC."""
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone()).astimezone(UTC)


def hours(day: date) -> int:
    """How many hours the day has: 24, or 23 or 25 when clocks change."""
    return round((midnight(day + DAY) - midnight(day)) / timedelta(hours=1))


def _instant(entry: Entry) -> datetime:
    """In UTC: an hour that comes twice in a night would sort by its digits otherwise."""
    return entry.at.astimezone(UTC) if entry.at else midnight(entry.day)


def _wishes(
    articles: ArticleQuerySet, first: date, last: date, start: datetime, end: datetime, now: datetime
) -> Iterator[Entry]:
    within = Q(due__gte=first, due__lte=last) | Q(planned_for__gte=start, planned_for__lt=end)
    for article in with_open_wishes(articles).filter(within).only("headline", "stage", "due", "planned_for")[:MOST]:
        if article.due and first <= article.due <= last:
            yield _wish(Sort.DUE, article, article.due, None, is_late(article.due, None, now))
        if article.planned_for and start <= article.planned_for < end:
            at = _local(article.planned_for)
            yield _wish(Sort.PLANNED, article, at.date(), at, is_late(None, at, now))


def _wish(sort: Sort, article: Article, day: date, at: datetime | None, late: bool) -> Entry:
    return Entry(sort, day, at, article.pk, str(article), stage=article.get_stage_display(), late=late)


def _facts(articles: ArticleQuerySet, start: datetime, end: datetime, now: datetime) -> Iterator[Entry]:
    own = Exists(articles.order_by().filter(pk=OuterRef("article")))
    begun = Revision.objects.filter(own, live_from__gte=start, live_from__lt=end).order_by("live_from")
    for revision in begun.only("article", "headline", "live_from", "first_published")[:MOST]:
        if revision.live_from:
            at, sort = _local(revision.live_from), Sort.SCHEDULED if revision.live_from > now else Sort.LIVE
            is_change = revision.first_published != revision.live_from
            yield Entry(sort, at.date(), at, revision.article_id, str(revision), is_change=is_change)


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)
