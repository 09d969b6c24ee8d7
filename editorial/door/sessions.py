"""The sessions of a person, of whom Django’s table does not know whose they are."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone


def end_sessions(person: Any, *, but: str | None = None) -> int:
    """End every session of the person except the one with the key ``but``; how many. Readers have none to look at."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=but or "")
    of_person = [each.pk for each in running.iterator() if each.get_decoded().get(SESSION_KEY) == str(person.pk)]
    return Session.objects.filter(pk__in=of_person).delete()[0]
