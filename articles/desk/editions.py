"""What puts an arrangement of the front page before readers, now or later."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.desk.arranging import copied, hold, make
from articles.desk.licensing import SOON, day_of
from articles.desk.refusal import NotAllowed, Refused, refuse_if_any
from articles.desk.turns import begin, is_live, take_back
from articles.desk.workflow import log
from articles.models import Edition, Slot

PUBLISH = "articles.publish_edition"


def may_publish(person: Any) -> bool:
    return bool(person.is_active and person.has_perm(PUBLISH))


def publish(*, by: Any, seen: int, now: datetime | None = None) -> Edition:
    """Let readers see the newest arrangement from now on; what is scheduled for later stays so.

    ``seen`` is its number. Raises :class:`NotAllowed`, :class:`Stale` or :class:`Refused`; nothing is changed then.
    """
    with _newest(by, seen) as newest:
        now = now or timezone.now()
        if is_live(Edition.objects.all(), newest, now):
            raise Refused(_("Readers see this arrangement already."))
        refuse_if_any(_unlicensed(newest, now))
        edition = _to_begin(newest, by, now)
        begin(Edition.objects.all(), edition, now)
        log(None, "publish", by=by, now=now, about=str(edition))
    return edition


def schedule(*, by: Any, seen: int, moment: datetime | None, now: datetime | None = None) -> Edition:
    """Let readers see the newest arrangement from ``moment`` on, an aware datetime, until the next that is scheduled.

    Raises as :func:`publish` does.
    """
    with _newest(by, seen) as newest:
        now = now or timezone.now()
        if moment is None or moment <= now:
            raise Refused(_("Choose a moment in the future, or publish now."))
        if Edition.objects.filter(live_from=moment).exclude(pk=newest.pk).exists():
            raise Refused(_("Another edition is scheduled for this very moment. Choose another, or unschedule it."))
        refuse_if_any(_unlicensed(newest, moment))
        edition = _to_begin(newest, by, now)
        begin(Edition.objects.all(), edition, moment)
        log(None, "schedule", by=by, now=now, about=str(edition), moment=moment)
    return edition


@transaction.atomic
def unschedule(edition: Edition, *, by: Any, now: datetime | None = None) -> None:
    """Take back an edition that is scheduled; what stands before it stays until the next one. Raises as above."""
    _check_may(by)
    hold(None)
    now = now or timezone.now()
    scheduled = Edition.objects.scheduled(at=now).filter(pk=edition.pk).first()
    if scheduled is None:
        raise Refused(_("This edition is not scheduled."))
    _take_back(scheduled, by, now)


def beyond_licence(*, now: datetime) -> Iterator[str]:
    """Which pictures of slots readers see, or will, whose licence has ended or ends within thirty days of ``now``.

    Nothing is taken away from readers by itself: somebody decides.
    """
    shown = Edition.objects.live(at=now) | Edition.objects.scheduled(at=now)
    slots = Slot.objects.filter(edition__in=shown.order_by().values("pk"), image__licence_until__lt=day_of(now) + SOON)
    for slot in slots.select_related("edition", "image").order_by("image__licence_until", "pk"):
        yield _("The licence of “%(picture)s”, a picture of edition %(number)s, ends on %(day)s.") % {
            "picture": slot.image,
            "number": slot.edition.number,
            "day": _day(slot),
        }


def _day(slot: Slot) -> str:
    return date_format(slot.image.licence_until, "j F Y") if slot.image and slot.image.licence_until else ""


@contextmanager
def _newest(by: Any, seen: int) -> Iterator[Edition]:
    """The newest edition, held; all that is done with it is done or nothing."""
    _check_may(by)
    with transaction.atomic():
        newest = hold(seen)
        if newest is None:
            raise Refused(_("Arrange the page first: there is nothing to publish yet."))
        yield newest


def _check_may(by: Any) -> None:
    if not may_publish(by):
        raise NotAllowed(_("You may not publish the front page."))


def _to_begin(newest: Edition, by: Any, now: datetime) -> Edition:
    """The edition to put before readers: one that was before them once begins no second time, but its copy does."""
    if newest.live_from is None:
        return newest
    if newest.live_from > now:
        _take_back(newest, by, now)
        return newest
    note = _("As in edition %(number)s") % {"number": newest.number}
    return make(copied(newest), by=by, now=now, note=note, verb="restore")


def _take_back(edition: Edition, by: Any, now: datetime) -> None:
    take_back(Edition.objects.all(), edition)
    log(None, "unschedule", by=by, now=now, about=str(edition), moment=edition.live_from)


def _unlicensed(edition: Edition, at: datetime) -> Iterator[str]:
    for slot in edition.slots.filter(image__licence_until__lt=day_of(at)).select_related("image"):
        yield _("The picture “%(picture)s” is licensed until %(day)s only. Choose another for the slot.") % {
            "picture": slot.image,
            "day": _day(slot),
        }
