"""How often one may try: counted before the answer is looked at, so that no number of tries at once gets past."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from editorial.door.models import Knock
from editorial.door.whence import address_of, browser_of

OF_A_PERSON, OF_AN_ACCOUNT, OF_AN_ADDRESS = 5, 50, 50
"""Tries without a pause: at one account from one place, at one account from anywhere, from one address."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(minutes=15)
FORGOTTEN = timedelta(hours=1)


class TooMany(ValidationError):
    """``wait`` says how long until the next try; a right password given meanwhile is not looked at."""

    def __init__(self, wait: timedelta) -> None:
        minutes = ceil(wait / timedelta(minutes=1))
        sentence = ngettext(
            "Too many attempts that were wrong. Try again in %(minutes)s minute.",
            "Too many attempts that were wrong. Try again in %(minutes)s minutes.",
            minutes,
        )
        super().__init__(sentence, "too many", {"minutes": minutes})
        self.wait = wait


@dataclass(frozen=True)
class Try:
    """One try at an account, under the keys by which it counts; ``own`` is the key of this person in this place."""

    free: dict[str, int]
    own: str

    def was_right(self) -> None:
        """A right password is no wrong one, whatever the second factor says later."""
        Knock.objects.filter(key__in=self.free, count__gt=0).update(count=F("count") - 1)

    def let_in(self) -> None:
        Knock.objects.filter(key=self.own).delete()


def knock(request: HttpRequest, name: str, now: datetime | None = None) -> Try:
    """Count a try at the account of that name, or raise :class:`TooMany`.

    A browser in which the account was at home before counts for itself: whoever guesses from elsewhere can neither use
    its tries nor take them away (OWASP, “Slow down online guessing attacks with device cookies”).
    """
    attempt = _attempt(address_of(request), browser_of(request, name), name.casefold())
    _count(attempt.free, now or timezone.now())
    return attempt


def _attempt(address: str, browser: str, name: str) -> Try:
    if browser:
        own = _key("browser", browser, name)
        return Try({own: OF_A_PERSON}, own)
    own = _key("person", address, name)
    return Try({own: OF_A_PERSON, _key("account", name): OF_AN_ACCOUNT, _key("address", address): OF_AN_ADDRESS}, own)


def _key(*parts: str) -> str:
    return salted_hmac("editorial.door.knock", "\n".join(parts), algorithm="sha256").hexdigest()


def _count(free: dict[str, int], now: datetime) -> None:
    """Rows are made and locked in one order, so that two requests never wait for each other."""
    Knock.objects.bulk_create([Knock(key=key, last=now) for key in sorted(free)], ignore_conflicts=True)
    with transaction.atomic():
        knocks = list(Knock.objects.filter(key__in=free).order_by("key").select_for_update())
        wait = max((until(each, free[each.key]) for each in knocks), default=now) - now
        if wait > timedelta(0):
            raise TooMany(wait)
        for each in knocks:
            each.count = 1 if each.last < now - FORGOTTEN else each.count + 1
            each.last = now
        Knock.objects.bulk_update(knocks, ["count", "last"])


def until(knock: Knock, free: int) -> datetime:
    """When the next try is looked at: at once while some are free, then after 1 minute, 2, 4, up to 15."""
    if knock.count < free:
        return knock.last
    return knock.last + min(FIRST_PAUSE * (1 << min(knock.count - free, 8)), LONGEST_PAUSE)


def forget(*, now: datetime | None = None) -> int:
    """Delete what is an hour old; how many rows. Leaves to others what they hold."""
    old = Knock.objects.filter(last__lt=(now or timezone.now()) - FORGOTTEN)
    with transaction.atomic():
        free = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True))
        return Knock.objects.filter(pk__in=free).delete()[0]
