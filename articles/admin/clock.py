"""How the desk says a time of day: short, with the zone of the magazine."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def clock(at: datetime) -> str:
    """``14:02 UTC``, with the day in front if it is not today."""
    local, today = timezone.localtime(at), timezone.localdate()
    return f"{date_format(local, 'H:i' if local.date() == today else 'j M, H:i')} {local.tzname()}"
