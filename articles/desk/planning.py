"""Wishes still to come true: the days and moments of :mod:`articles.desk.assigning` that nothing has answered yet."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from articles.models import Article, Event, Revision
from articles.models.article import ArticleQuerySet


def with_open_wishes(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Those on whose day or moment something is still to be done.

    A wish is answered by whatever is published or scheduled for a moment after it was made; a plan for an update of a
    live article is open again.
    """
    made = Event.objects.filter(article=OuterRef(OuterRef("pk")), verb="assign").order_by("-at", "-pk").values("at")[:1]
    answered = Revision.objects.filter(article=OuterRef("pk"), live_from__gt=Subquery(made))
    return articles.filter(~Exists(answered), Q(due__isnull=False) | Q(planned_for__isnull=False), on_desk=True)


def expected(article: Article, *, now: datetime) -> datetime:
    """When readers will get the working copy, as far as the desk knows at ``now``: as scheduled; else as planned, but
    not before the embargo ends. What nobody has a plan for counts as published now.
    """
    return article.scheduled(at=now) or max(filter(None, (now, article.planned_for, article.embargo_until)))


def is_late(due: date | None, planned_for: datetime | None, now: datetime) -> bool:
    """Whether the day is over in the magazine’s time zone, or the moment has passed."""
    today = timezone.localdate(now)
    return bool(due and due < today) or bool(planned_for and planned_for < now)
