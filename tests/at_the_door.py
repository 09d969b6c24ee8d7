"""What the tests of the door share: an app on a phone, and the two steps of a login."""

from base64 import b32decode
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from editorial.door import recovery

PASSWORD = "a password for tests"
LOGIN, CODE, PAGE = reverse("admin:login"), reverse("admin:login_code"), reverse("admin:second_factor")
SET_UP, INDEX = reverse("admin:second_factor_set_up"), reverse("admin:index")


def code_of(device: TOTPDevice, step: int = 0) -> str:
    """What the app shows now, or so many times 30 seconds later."""
    clock = TOTP(device.bin_key)
    clock.drift = step
    return f"{clock.token():06}"


def secret_on(answer: HttpResponse) -> TOTPDevice:
    """The app into which the key on the page was typed."""
    typed = answer.context["secret"].replace(" ", "")
    return TOTPDevice(key=b32decode(typed).hex())


def with_app(person: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=person, name="app")


def with_codes(person: User) -> list[str]:
    return recovery.new_codes(person)


def give_password(client: Client, name: str, password: str = PASSWORD, **more: Any) -> HttpResponse:
    return client.post(LOGIN, {"username": name, "password": password, "next": INDEX}, **more)


def goes_to(answer: HttpResponse) -> str:
    return urlsplit(answer.get("Location", "")).path


def is_at_the_desk(client: Client) -> bool:
    """Whether a page of the desk is shown, which none is to anybody else; this one asks for little."""
    return client.get(PAGE).status_code == 200
