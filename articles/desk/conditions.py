"""What must be true before a verb: each yields the sentences that stand in the way, none when nothing does."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from articles.desk.access import hold_of
from articles.desk.licensing import unlicensed
from articles.desk.moments import in_words
from articles.desk.readiness import disclaimers, unready
from articles.models import Article, Withdrawal


def not_on_hold(article: Article, now: datetime) -> Iterator[str]:
    if hold := hold_of(article):
        yield hold.told


def has_text(article: Article, now: datetime) -> Iterator[str]:
    if not article.headline.strip() and not article.body.strip():
        yield _("There is nothing to review yet. Write a headline or a body first.")


def ready(article: Article, now: datetime) -> Iterator[str]:
    """Of disclaimers, :func:`disclaimed` says it. A licence that ended today has ended on any later day as well."""
    yield from unready(article)
    yield from unlicensed(article, at=now)


def disclaimed(article: Article, at: datetime) -> Iterator[str]:
    return disclaimers(article, at=at)


def licensed(article: Article, at: datetime) -> Iterator[str]:
    return unlicensed(article, at=at)


def not_under_embargo(article: Article, at: datetime) -> Iterator[str]:
    if article.embargo_until is not None and at < article.embargo_until:
        yield _("Under embargo until %(moment)s: nothing may be public before. Schedule it for then or later.") % {
            "moment": in_words(article.embargo_until)
        }


def not_expired(article: Article, at: datetime) -> Iterator[str]:
    if article.expires_at is not None and article.expires_at <= at:
        yield _("Its date of expiry, %(moment)s, is not after that. Move or clear it first.") % {
            "moment": in_words(article.expires_at)
        }


def never_published(article: Article, now: datetime) -> Iterator[str]:
    if article.first_published(at=now):
        yield _("Readers were given this article, so it stays. Withdraw it if they should see it no longer.")
    elif article.scheduled(at=now):
        yield _("This article is scheduled. Unschedule it first.")


def newest_is_not_live(article: Article, now: datetime) -> Iterator[str]:
    live = article.live(at=now)
    if live is not None and live == article.newest():
        yield _("Readers already see this text. Change and save it first, then publish the change.")


def newest_is_live(article: Article, now: datetime) -> Iterator[str]:
    live = article.live(at=now)
    if live is None:
        yield _("Readers do not see this article, so there is nothing to say of it.")
    elif live != article.newest() or article.scheduled(at=now):
        yield _(
            "There is a newer text. Publish that, and say with it what readers should be told; or restore this one."
        )


def newest_waits(article: Article, now: datetime) -> Iterator[str]:
    newest = article.newest()
    if newest is None or newest.live_from is None:
        return
    if newest.live_from > now:
        yield _("This text is scheduled. Unschedule it first, then ask for changes.")
    elif newest.live_until is None or newest.live_until > now:
        yield _("Readers already see this text. Change and save it to begin a new draft.")


def is_scheduled(article: Article, now: datetime) -> Iterator[str]:
    if not article.scheduled(at=now):
        yield _("Nothing of this article is scheduled.")


def is_told_of(article: Article, now: datetime) -> Iterator[str]:
    """Of what is gone, the address may still tell the headline: that can be taken away as well."""
    if article.live(at=now):
        return
    hidden = Withdrawal.objects.hiding(at=now).filter(article=article.pk)
    if not article.first_published(at=now) or hidden.exists():
        yield from is_live(article, now)


def is_live(article: Article, now: datetime) -> Iterator[str]:
    if not article.live(at=now):
        yield _("Readers do not see this article, so there is nothing to withdraw.")
