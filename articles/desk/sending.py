"""The outbox goes out: each letter by itself, the daily ones of a person as one; what fails is tried again later."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.colleagues import is_colleague
from articles.desk.envelopes import envelope
from articles.models import Letter
from articles.models.letter import MOST_ATTEMPTS, LetterQuerySet

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)
FAILURES_IN_A_ROW = 3
log = logging.getLogger(__name__)


@dataclass
class Outcome:
    """How many letters were sent, failed and are tried again later, or were dropped for want of a reader."""

    sent: int = 0
    failed: int = 0
    dropped: int = 0


def send_waiting(*, now: datetime | None = None) -> Outcome:
    """Send what waits at ``now``. Safe at any number of places at once; after three failures in a row it rests."""
    now, outcome, in_a_row = now or timezone.now(), Outcome(), 0
    while in_a_row < FAILURES_IN_A_ROW and (letters := claim(now)) is not None:
        wanted = [letter for letter in letters if _is_wanted(letter)]
        outcome.dropped += _drop([letter for letter in letters if letter not in wanted])
        if wanted and (error := _send(wanted)):
            in_a_row += 1
            outcome.failed += _put_off(wanted, error)
        elif wanted:
            in_a_row = 0
            outcome.sent += _mark_sent(wanted, now)
    return outcome


@transaction.atomic
def claim(now: datetime) -> list[Letter] | None:
    """Take the letter that waits longest, with the other daily ones of its reader if it is one; ``None``: none waits.

    A claim counts the attempt and puts off the next one, so that nobody else takes the letter, and that it is tried
    again if this process dies. Rows are locked in one order and only for the claim, never while a server is asked. The
    list is empty when somebody else was quicker.
    """
    first = Letter.objects.waiting(at=now).first()
    if first is None:
        return None
    together = Letter.objects.filter(to=first.to_id, daily=True) if first.daily else Letter.objects.filter(pk=first.pk)
    letters = list(together.waiting(at=now).select_for_update(of=("self",)).select_related("to", "about"))
    for letter in letters:
        letter.due = now + pause(letter.attempts)
        letter.attempts += 1
    Letter.objects.bulk_update(letters, ["due", "attempts"])
    return letters


def pause(attempts: int) -> timedelta:
    """How long to wait after so many earlier attempts: 5 minutes, 10, 20, up to six hours."""
    return min(FIRST_PAUSE * (1 << attempts), LONGEST_PAUSE)


def _is_wanted(letter: Letter) -> bool:
    """Whether its reader still has an address, an open account, and may see what it is about."""
    reachable = letter.to.is_active and letter.to.email
    return bool(reachable and (letter.about is None or is_colleague(letter.to, letter.about)))


def _send(letters: list[Letter]) -> str:
    """``""`` when the server took the letters, else what it said."""
    try:
        EmailMessage(**envelope(letters)).send()
    except Exception as error:  # Every mail backend has exceptions of its own.
        log.warning("A letter to account %s was not sent: %r", letters[0].to_id, error)
        return f"{type(error).__name__}: {error}"
    return ""


def _mark_sent(letters: list[Letter], now: datetime) -> int:
    return _of(letters).update(sent=now, last_error="")


def _put_off(letters: list[Letter], error: str) -> int:
    return _of(letters).update(last_error=error)


def _drop(letters: list[Letter]) -> int:
    reason = _("Not sent: the account is closed, has no e-mail address, or may no longer see the article.")
    return _of(letters).update(attempts=MOST_ATTEMPTS, last_error=reason)


def _of(letters: list[Letter]) -> LetterQuerySet:
    return Letter.objects.filter(pk__in=[letter.pk for letter in letters])
