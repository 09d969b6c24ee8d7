"""How the desk says a day and a time: short, in the time zone of the magazine."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.desk.moments import in_the_zone

NEAR = timedelta(days=6)


def clock(at: datetime) -> str:
    """``14:02 UTC``, with the day in front if it is not today."""
    local, today = timezone.localtime(at), timezone.localdate()
    return f"{date_format(local, 'H:i' if local.date() == today else 'j M, H:i')} {local.tzname()}"


def day(of: date, today: date) -> str:
    """“today”, “tomorrow”, “yesterday”, ``Thu 5 Mar`` within six days, else ``5 Mar`` or ``5 Mar 2025``."""
    if word := {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}.get((of - today).days):
        return word
    if of.year != today.year:
        return date_format(of, "j M Y")
    return date_format(of, "D j M" if abs(of - today) <= NEAR else "j M")


def day_and_time(at: datetime, today: date) -> str:
    """``tomorrow, 07:00``, without the zone: a page of many times names it once."""
    local = in_the_zone(at)
    named = {"day": day(local.date(), today), "time": date_format(local, "H:i")}
    return _("%(day)s, %(time)s") % named


def zone(now: datetime) -> str:
    """``Europe/Berlin, now 14:02 CET``, for the head of a page."""
    local = timezone.localtime(now)
    named = {"zone": timezone.get_current_timezone_name(), "time": f"{date_format(local, 'H:i')} {local.tzname()}"}
    return _("%(zone)s, now %(time)s") % named
