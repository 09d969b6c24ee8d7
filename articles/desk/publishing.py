"""What puts a text before readers and takes it away from them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.desk import intervals, sharing
from articles.desk.licensing import unlicensed
from articles.desk.refusal import Refused, refuse_if_any
from articles.desk.revising import up_to_date
from articles.desk.workflow import Move, log, move
from articles.models import Article


def publish(article: Article, *, by: Any, note: str = "", seen: int | None = None, now: datetime | None = None) -> None:
    """Let readers see the approved text from now on, in place of what they saw before."""
    with move("publish", article, by=by, note=note, seen=seen, now=now) as step:
        _print_from(step, step.now)


def schedule(
    article: Article,
    *,
    by: Any,
    moment: datetime | None,
    note: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> None:
    """Let readers see the approved text from ``moment`` on, an aware datetime in the future."""
    with move("schedule", article, by=by, note=note, seen=seen, now=now) as step:
        if moment is None or moment <= step.now:
            raise Refused(_("Choose a moment in the future, or publish now."))
        refuse_if_any(unlicensed(step.article, at=moment))
        step.moment = moment
        _print_from(step, moment)


def unschedule(
    article: Article, *, by: Any, note: str = "", seen: int | None = None, now: datetime | None = None
) -> None:
    """Take back what is scheduled; what readers see now stays."""
    with move("unschedule", article, by=by, note=note, seen=seen, now=now) as step:
        step.revision = step.article.revisions.scheduled(at=step.now).get()
        step.moment = step.revision.live_from
        intervals.clear_schedule(step.article, now=step.now)


def withdraw(article: Article, *, by: Any, note: str, seen: int | None = None, now: datetime | None = None) -> None:
    """Take the article away from readers now; its address answers 410 Gone with the public ``note``."""
    with move("withdraw", article, by=by, note=note, seen=seen, now=now) as step:
        _log_what_is_dropped(step)
        step.revision = step.article.revisions.live(at=step.now).first()
        intervals.end(step.article, now=step.now)


def _print_from(step: Move, at: datetime) -> None:
    step.revision = up_to_date(step.article, by=step.by, now=step.now)
    _log_what_is_dropped(step)
    intervals.begin(step.revision, at=at, now=step.now)
    sharing.draw_after(step.revision)


def _log_what_is_dropped(step: Move) -> None:
    """What was scheduled and gives way is told as an event of its own, with the moment that it had."""
    for revision in step.article.revisions.scheduled(at=step.now):
        stage = step.article.stage
        log(
            step.article,
            "unschedule",
            by=step.by,
            now=step.now,
            revision=revision,
            stages=(stage, stage),
            moment=revision.live_from,
        )
