"""The one place where intervals change. The caller holds the article's row, so no two changes meet."""

from datetime import datetime

from django.db.models import Min

from articles.models import Article, Credit, Revision, RevisionTopic
from articles.models.revision import RevisionQuerySet
from articles.search import indexing


def begin(revision: Revision, *, at: datetime, now: datetime) -> None:
    """Let the revision be what readers see from ``at`` on, in place of whatever was live or scheduled for later.

    A revision whose turn would have no length, because it began at this very instant, is taken as never published.
    """
    article = revision.article
    _clear_schedule(article, now=now)
    standing = article.revisions.live(at=at)
    _clear(standing.filter(live_from=at))
    standing.update(live_until=at)
    first = article.revisions.aggregate(first=Min("first_published"))["first"] or at
    _set(Revision.objects.filter(pk=revision.pk), live_from=at, live_until=None, first_published=first)
    revision.refresh_from_db(fields=["live_from", "live_until", "first_published"])
    indexing.refresh([article.pk], now=now)


def end(article: Article, *, now: datetime) -> None:
    """Let readers see nothing of the article from ``now`` on."""
    _clear_schedule(article, now=now)
    live = article.revisions.live(at=now)
    _clear(live.filter(live_from=now))
    live.update(live_until=now)
    indexing.refresh([article.pk], now=now)


def clear_schedule(article: Article, *, now: datetime) -> None:
    """Take back what is still to come; what is live stays so with an open end."""
    _clear_schedule(article, now=now)
    indexing.refresh([article.pk], now=now)


def _clear_schedule(article: Article, *, now: datetime) -> None:
    scheduled = article.revisions.scheduled(at=now)
    starts = list(scheduled.values_list("live_from", flat=True))
    _clear(scheduled)
    article.revisions.filter(live_from__lte=now, live_until__in=starts).update(live_until=None)


def _clear(revisions: RevisionQuerySet) -> None:
    _set(revisions, live_from=None, live_until=None, first_published=None)


def _set(
    revisions: RevisionQuerySet,
    *,
    live_from: datetime | None,
    live_until: datetime | None,
    first_published: datetime | None,
) -> None:
    """Change the interval, the publication date wherever a list is ordered by it, and whether the desk is done."""
    keys = list(revisions.values_list("pk", flat=True))
    Revision.objects.filter(pk__in=keys).update(
        live_from=live_from, live_until=live_until, first_published=first_published
    )
    for rows in (RevisionTopic.objects, Credit.objects):
        rows.filter(revision__in=keys).update(first_published=first_published)
    Article.objects.filter(revisions__in=keys).update(on_desk=live_from is None)
