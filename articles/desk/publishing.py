"""What puts a text before readers and takes it away from them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.desk import correcting, intervals, sharing, withdrawing
from articles.desk.correcting import Change
from articles.desk.glance import Glance
from articles.desk.refusal import Refused, refuse_if_any
from articles.desk.revising import make_revision, up_to_date
from articles.desk.standing import unsigned
from articles.desk.workflow import Move, check_printing, log_what_is_dropped, move
from articles.models import Article, Revision
from articles.models.act import SILENT


def publish(
    article: Article,
    *,
    by: Any,
    change: Change | None = None,
    note: str = "",
    seen: Glance | int | None = None,
    now: datetime | None = None,
) -> None:
    """Let readers see the approved text from now on, in place of what they saw before.

    ``change`` says what it is to readers who know the article; without it, what differs is refused.
    """
    with move("publish", article, by=by, note=note, seen=seen, now=now) as step:
        _print_from(step, step.now, change)


def schedule(
    article: Article,
    *,
    by: Any,
    moment: datetime | None,
    change: Change | None = None,
    note: str = "",
    seen: Glance | int | None = None,
    now: datetime | None = None,
) -> None:
    """Let readers see the approved text from ``moment`` on, an aware datetime in the future; ``change`` as for
    :func:`publish`, which readers are told from that moment on.
    """
    with move("schedule", article, by=by, note=note, seen=seen, now=now) as step:
        if moment is None or moment <= step.now:
            raise Refused(_("Choose a moment in the future, or publish now."))
        _drop_what_is_scheduled(step)
        check_printing(step, moment)
        step.moment = moment
        _print_from(step, moment, change)


def correct(
    article: Article,
    *,
    by: Any,
    change: Change | None = None,
    note: str = "",
    seen: Glance | int | None = None,
    now: datetime | None = None,
) -> None:
    """Tell readers now what is to be said of the live text, without a change of it: it is printed once more."""
    with move("correct", article, by=by, note=note, seen=seen, now=now) as step:
        if change is None or change.kind is SILENT:
            raise Refused(_("Say what readers should be told. A silent fix needs a change of the text."))
        before = correcting.known_to_readers(step.article, step.now)
        correcting.check(step, before, change)
        revision = make_revision(step.article, by=by, now=step.now, note=str(change.kind.label))
        _begin(step, revision, step.now, before, change)


def unschedule(
    article: Article, *, by: Any, note: str = "", seen: Glance | int | None = None, now: datetime | None = None
) -> None:
    """Take back what is scheduled; what readers see now stays."""
    with move("unschedule", article, by=by, note=note, seen=seen, now=now) as step:
        step.revision = step.article.revisions.scheduled(at=step.now).get()
        step.moment = step.revision.live_from
        intervals.clear_schedule(step.article, now=step.now)


def withdraw(
    article: Article,
    *,
    by: Any,
    note: str,
    reason: str = "",
    asked_by: str = "",
    decided_by: str = "",
    shows_headline: bool = True,
    seen: Glance | int | None = None,
    now: datetime | None = None,
) -> None:
    """Take the article away from readers now; its address answers 410 Gone with the public ``note``, and with the
    headline where it ``shows_headline``.

    The desk keeps the ``reason``, else the note is it; who asked for it, if anybody; and who decided, else ``by``.
    What is gone already is withdrawn once more only to hide its headline.
    """
    with move("withdraw", article, by=by, note=note, seen=seen, now=now) as step:
        log_what_is_dropped(step.article, by=step.by, now=step.now)
        step.revision = _to_take_away(step, shows_headline)
        kept = withdrawing.keep(step, reason, asked_by, decided_by, shows_headline)
        intervals.end(step.article, now=step.now)
        if not shows_headline:
            sharing.take_away_after(step.article)
        step.note = withdrawing.in_short(kept)


def _to_take_away(step: Move, shows_headline: bool) -> Revision | None:
    live = step.article.revisions.live(at=step.now).first()
    if live is None and shows_headline:
        raise Refused(_("Readers do not see this article any more. To hide its headline too, choose the note alone."))
    return live or correcting.known_to_readers(step.article, step.now)


def _drop_what_is_scheduled(step: Move) -> None:
    """Before what is to be scheduled is judged, for which the former moment would be the first publication."""
    if step.article.revisions.scheduled(at=step.now).exists():
        log_what_is_dropped(step.article, by=step.by, now=step.now)
        intervals.clear_schedule(step.article, now=step.now)


def _print_from(step: Move, at: datetime, change: Change | None) -> None:
    before = correcting.known_to_readers(step.article, step.now)
    correcting.check(step, before, change)
    revision = up_to_date(step.article, by=step.by, now=step.now)
    if change and hasattr(revision, "correction"):
        revision = make_revision(step.article, by=step.by, now=step.now, note=revision.note)
    log_what_is_dropped(step.article, by=step.by, now=step.now)
    _begin(step, revision, at, before, change)


def _begin(step: Move, revision: Revision, at: datetime, before: Revision | None, change: Change | None) -> None:
    refuse_if_any(unsigned(step.article, revision))
    step.revision = revision
    moves_date = correcting.keep(step, before, revision, at, change)
    intervals.begin(revision, at=at, now=step.now, moves_date=moves_date)
    sharing.draw_after(revision)
