"""The one place where intervals change. The caller holds the article's row, so no two changes meet."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.db.models import Min, Q

from articles.desk.access import refuse_on_hold
from articles.desk.tallying import tallied
from articles.models import Article, Correction, Credit, Revision, RevisionTopic
from articles.models.act import SILENT
from articles.models.correction import to_print
from articles.models.revision import RevisionQuerySet
from articles.search import indexing, printing


def followed(change: Callable[..., None]) -> Callable[..., None]:
    """What readers find, and the numbers beside their choices, follow the change of a turn."""

    @wraps(change)
    def changed(row: Article | Revision, *, now: datetime, **named: Any) -> None:
        articles = [row.article_id if isinstance(row, Revision) else row.pk]
        with tallied(articles, now=now) as zone:
            change(row, now=now, **named)
        printing.refresh(articles, now=now, zone=zone)

    return changed


@followed
def begin(revision: Revision, *, at: datetime, now: datetime, moves_date: bool = False) -> None:
    """Let the revision be what readers see from ``at`` on, in place of whatever was live or scheduled for later, and
    until the article expires. Where it ``moves_date``, readers are told that it was updated then.

    A revision whose turn would have no length, because it began at this very instant, is taken as never published.
    Of an article on legal hold it raises :class:`articles.desk.refusal.Refused`, whoever calls.
    """
    article = revision.article
    refuse_on_hold(article)
    _clear_schedule(article, now=now)
    former = article.revisions.published(at=at).order_by("-live_from", "-number").only("updated").first()
    standing = article.revisions.live(at=at)
    _clear(standing.filter(live_from=at))
    standing.update(live_until=at)
    first = article.revisions.aggregate(first=Min("first_published"))["first"] or at
    _set(
        Revision.objects.filter(pk=revision.pk),
        live_from=at,
        live_until=article.expires_at,
        first_published=first,
        updated=at if moves_date else former.updated if former else None,
        corrected=_put_right(revision, at),
    )
    revision.refresh_from_db(fields=["live_from", "live_until", "first_published", "updated", "corrected"])
    indexing.refresh([article.pk], now=now)


@followed
def take_over(revision: Revision, *, of: Revision, now: datetime) -> None:
    """Let the revision be what readers see for the rest of the turn ``of`` another, which is live; what is scheduled
    and the dates that readers are told stay as they are.
    """
    until, first = of.live_until, of.first_published
    Revision.objects.filter(pk=of.pk).update(live_until=now)
    _set(Revision.objects.filter(pk=revision.pk), live_from=now, live_until=until, first_published=first)
    revision.refresh_from_db(fields=["live_from", "live_until", "first_published"])
    indexing.refresh([revision.article_id], now=now)


@followed
def end(article: Article, *, now: datetime) -> None:
    """Let readers see nothing of the article from ``now`` on."""
    _clear_schedule(article, now=now)
    live = article.revisions.live(at=now)
    _clear(live.filter(live_from=now))
    live.update(live_until=now)
    indexing.refresh([article.pk], now=now)


@followed
def expire(article: Article, *, now: datetime) -> None:
    """Let what readers see last, now or as scheduled, end when the article expires; openly, where it does not."""
    last = article.revisions.to_be_read(at=now).order_by("-live_from").values_list("pk", flat=True)[:1]
    Revision.objects.filter(pk__in=list(last)).update(live_until=article.expires_at)


@followed
def clear_schedule(article: Article, *, now: datetime) -> None:
    """Take back what is still to come; what is live stays so until the article expires."""
    _clear_schedule(article, now=now)
    indexing.refresh([article.pk], now=now)


def _clear_schedule(article: Article, *, now: datetime) -> None:
    scheduled = article.revisions.scheduled(at=now)
    starts = list(scheduled.values_list("live_from", flat=True))
    _clear(scheduled)
    article.revisions.filter(live_from__lte=now, live_until__in=starts).update(live_until=article.expires_at)


def _put_right(revision: Revision, at: datetime) -> list[Any]:
    """What readers of the revision are told: its own correction, and all that are in force by then."""
    own = Q(after=revision.pk) & ~Q(act=SILENT.name)
    told = Correction.objects.shown(at=at) | Correction.objects.filter(own)
    return to_print(told.filter(article=revision.article_id).order_by("at", "pk"))


def _clear(revisions: RevisionQuerySet) -> None:
    columns = ("live_from", "live_until", "first_published", "updated")
    _set(revisions, corrected=[], **dict.fromkeys(columns))


def _set(
    revisions: RevisionQuerySet, *, live_from: datetime | None, first_published: datetime | None, **columns: Any
) -> None:
    """Change the interval, the publication date wherever a list is ordered by it, and whether the desk is done."""
    keys = list(revisions.values_list("pk", flat=True))
    Revision.objects.filter(pk__in=keys).update(live_from=live_from, first_published=first_published, **columns)
    for rows in (RevisionTopic.objects, Credit.objects):
        rows.filter(revision__in=keys).update(first_published=first_published)
    Article.objects.filter(revisions__in=keys).update(on_desk=live_from is None)
