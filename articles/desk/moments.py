"""Days and times as the desk writes them: in the magazine's time zone, and named so."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

MORNING = time(7)


def in_words(moment: datetime) -> str:
    """Day and time in the magazine's time zone with the zone's name: ``3 March 2026, 14:00 CET``."""
    local = in_the_zone(moment)
    return f"{date_format(local, 'j F Y, H:i')} {local.tzname()}"


def in_the_zone(moment: datetime) -> datetime:
    """An aware moment in the magazine's time zone; in UTC at the ends of the calendar, where the zone has no such day.

    Nobody can type such a moment; what was kept when the magazine had another zone is still shown.
    """
    try:
        return timezone.localtime(moment)
    except OverflowError:
        return moment.astimezone(UTC)


def next_morning(now: datetime) -> datetime:
    """The next seven o'clock in the magazine's time zone, later than ``now``: when the daily letters go."""
    zone = timezone.get_current_timezone()
    local = timezone.localtime(now, zone)
    morning = datetime.combine(local.date(), MORNING, tzinfo=zone)
    return morning if morning > now else datetime.combine(local.date() + timedelta(days=1), MORNING, tzinfo=zone)
