"""Halfway in: the password was right, the second factor is still to be shown. Nobody is logged in yet."""

from time import time
from typing import Any

import django_otp
from django.contrib.auth import load_backend, login
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django_otp.plugins.otp_totp.models import TOTPDevice

HALFWAY, SECRET = "halfway", "second-factor-secret"
LASTS = 10 * 60
"""Seconds."""


def begin(request: HttpRequest, person: Any) -> None:
    """Keep in a fresh session that the person, who came out of ``authenticate()``, gave the right password."""
    request.session.flush()
    request.session[HALFWAY] = {
        "person": person.pk,
        "backend": person.backend,
        "password": person.get_session_auth_hash(),
        "until": time() + LASTS,
    }


def person_of(request: HttpRequest) -> Any:
    """Who is halfway in, ``None`` when nobody is any more: ten minutes passed, or the account or password changed."""
    kept = request.session.get(HALFWAY)
    if kept is None or kept["until"] < time():
        return None
    person: Any = load_backend(kept["backend"]).get_user(kept["person"])
    if person is None or not constant_time_compare(kept["password"], person.get_session_auth_hash()):
        return None
    return person


def enter(request: HttpRequest, person: Any, device: TOTPDevice | None = None) -> None:
    """Log the person in, in a session with another key; with a device it is one that showed a second factor."""
    kept = request.session.pop(HALFWAY, None)
    login(request, person, kept["backend"] if kept else None)
    django_otp.login(request, device)
