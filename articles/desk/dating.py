"""The dates that bind: nothing is public before the embargo, nothing from the expiry on; and when to look again."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.desk import intervals
from articles.desk.access import WORK_ON_ANY, refuse_at_rest
from articles.desk.meanwhile import check_unchanged
from articles.desk.moments import in_words
from articles.desk.refusal import NotAllowed, refuse_if_any
from articles.desk.workflow import log, not_before_the_last
from articles.models import Article

AS_IT_IS: Any = object()
PERMISSIONS = {"embargo_until": WORK_ON_ANY, "expires_at": "articles.publish_article", "review_on": WORK_ON_ANY}
"""THE table of these dates, each with the permission to set it, besides that to change articles."""


def may_date(person: Any, name: str = "review_on") -> bool:
    is_allowed = person.has_perm("articles.change_article") and person.has_perm(PERMISSIONS[name])
    return bool(person.is_active and is_allowed)


@transaction.atomic
def set_dates(
    article: Article,
    *,
    by: Any,
    embargo_until: datetime | None = AS_IT_IS,
    expires_at: datetime | None = AS_IT_IS,
    review_on: date | None = AS_IT_IS,
    seen: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> None:
    """Set the embargo and the expiry (aware datetimes) and the day of review; ``None`` clears one, what is not given
    stays; ``seen`` is what the person saw of these. What is live or scheduled ends by the new expiry.

    Raises :class:`NotAllowed`, :class:`Stale`, or :class:`Refused` where readers see or will see it before the embargo
    or too late to expire. Nothing of this makes a revision or voids an approval.
    """
    dates = {"embargo_until": embargo_until, "expires_at": expires_at, "review_on": review_on}
    given = {name: value for name, value in dates.items() if value is not AS_IT_IS}
    locked = Article.objects.select_for_update().get(pk=article.pk)
    changed = {name for name, value in given.items() if value != getattr(locked, name)}
    _check_may(by, changed)
    refuse_at_rest(locked)
    check_unchanged(locked, given, seen or {}, "date", in_short(locked))
    for name in changed:
        setattr(locked, name, given[name])
    if changed:
        _keep(locked, changed, by, not_before_the_last(locked, now or timezone.now()))
    for name in PERMISSIONS:
        setattr(article, name, getattr(locked, name))


def _check_may(by: Any, changed: set[str]) -> None:
    if not may_date(by) or not all(may_date(by, name) for name in changed):
        raise NotAllowed(_("You may not set these dates."))


def _keep(article: Article, changed: set[str], by: Any, now: datetime) -> None:
    refuse_if_any(obstacles(article, changed, now))
    Article.objects.filter(pk=article.pk).update(**{name: getattr(article, name) for name in PERMISSIONS})
    if "expires_at" in changed:
        intervals.expire(article, now=now)
    stages = (article.stage, article.stage)
    log(article, "date", by=by, now=now, revision=article.newest(), stages=stages, note=in_short(article))


def obstacles(article: Article, changed: set[str], now: datetime) -> Iterator[str]:
    """Why the dates of the article cannot be as they are now on the row that is not yet saved."""
    embargo, expiry = article.embargo_until, article.expires_at
    if "embargo_until" in changed and embargo:
        yield from _embargo_obstacles(article, embargo, now)
    if "expires_at" in changed and expiry:
        yield from _expiry_obstacles(article, expiry, now)
    if embargo and expiry and expiry <= embargo:
        yield _("It would expire before its embargo ends. Change one of the two.")


def _embargo_obstacles(article: Article, embargo: datetime, now: datetime) -> Iterator[str]:
    if embargo <= now:
        yield _("An embargo ends in the future. Clear it, if it is over.")
    elif article.revisions.live(at=now).exists():
        yield _("Readers already see this article, so an embargo comes too late. Withdraw it first.")
    for moment in _scheduled_for(article, now):
        if moment < embargo:
            yield _("It is scheduled for %(moment)s, before that. Unschedule it first.") % {"moment": in_words(moment)}


def _expiry_obstacles(article: Article, expiry: datetime, now: datetime) -> Iterator[str]:
    if expiry <= now:
        yield _("An article expires in the future. To take it from readers now, withdraw it.")
    for moment in _scheduled_for(article, now):
        if expiry <= moment:
            yield _("It is scheduled for %(moment)s and would expire before. Unschedule it first.") % {
                "moment": in_words(moment)
            }


def _scheduled_for(article: Article, now: datetime) -> list[datetime]:
    starts = article.revisions.scheduled(at=now).values_list("live_from", flat=True)
    return [start for start in starts if start]


def in_short(article: Article) -> str:
    """“embargo until 3 March 2026, 14:00 CET, review on 5 May 2026”; what is not set is not named."""
    said = (
        _("embargo until %(moment)s") % {"moment": in_words(article.embargo_until)} if article.embargo_until else "",
        _("expires on %(moment)s") % {"moment": in_words(article.expires_at)} if article.expires_at else "",
        _("review on %(day)s") % {"day": date_format(article.review_on, "j F Y")} if article.review_on else "",
    )
    return ", ".join(filter(None, said)) or _("no dates that bind")
