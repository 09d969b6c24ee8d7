"""Days and times as the desk writes them: in the magazine's time zone, and named so."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

MORNING = time(7)


def in_words(moment: datetime) -> str:
    """Day and time in the magazine's time zone with the zone's name: ``3 March 2026, 14:00 CET``."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y, H:i')} {local.tzname()}"


def next_morning(now: datetime) -> datetime:
    """The next seven o'clock in the magazine's time zone, later than ``now``: when the daily letters go."""
    zone = timezone.get_current_timezone()
    local = timezone.localtime(now, zone)
    morning = datetime.combine(local.date(), MORNING, tzinfo=zone)
    return morning if morning > now else datetime.combine(local.date() + timedelta(days=1), MORNING, tzinfo=zone)
