"""The second factor: an app on a person’s phone that shows another code every 30 seconds (TOTP, RFC 6238)."""

from base64 import b32encode
from binascii import unhexlify
from datetime import timedelta
from typing import Any

import django_otp
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from editorial.door import recovery
from editorial.door.knocking import TooMany
from editorial.door.sessions import end_sessions

BYTES_OF_A_SECRET = 20
"""As RFC 4226, section 4, recommends."""


def device_of(person: Any) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=person, confirmed=True).first()


def is_required(person: Any) -> bool:
    """Whether a role of the person asks for it. A superuser may do what every role may, so any role binds them too."""
    roles = settings.SECOND_FACTOR_ROLES
    return bool(roles) and (person.is_superuser or person.groups.filter(name__in=roles).exists())


def is_shown(request: HttpRequest) -> bool:
    """Whether this session was begun with one."""
    return getattr(request.user, "otp_device", None) is not None


def new_secret() -> str:
    """A secret in hexadecimal."""
    return str(random_hex(BYTES_OF_A_SECRET))


def for_typing(secret: str) -> str:
    """The secret as apps ask for it (base 32, RFC 4648), in groups of four."""
    letters = b32encode(unhexlify(secret)).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def for_opening(person: Any, secret: str) -> str:
    """An ``otpauth:`` address, which an app on the same machine opens."""
    return str(TOTPDevice(user=person, key=secret).config_url)


@transaction.atomic
def set_up(person: Any, secret: str, code: str, *, session: str | None) -> list[str]:
    """Begin to ask the person for codes; the recovery codes, to be shown once. Ends all sessions but ``session``.

    Takes the place of a former app. Raises :class:`ValidationError` when the code is not the one that the app shows.
    """
    get_user_model().objects.select_for_update().get(pk=person.pk)
    clock = TOTP(unhexlify(secret))
    if not (code.isascii() and code.isdigit() and clock.verify(int(code), tolerance=1)):
        raise ValidationError(_("This is not the code that the app shows now. Wait for the next one and type that."))
    TOTPDevice.objects.filter(user=person).delete()
    device = TOTPDevice.objects.create(user=person, name="app", key=secret, last_t=clock.t(), drift=clock.drift)
    person.otp_device = device
    end_sessions(person, but=session)
    record(person, by=person, what=_("Second factor set up."))
    return recovery.new_codes(person)


def check(person: Any, *, code: str, recovery_code: str) -> TOTPDevice:
    """The person’s app, when the code is the one it shows or the recovery code was not used yet; it is then used up.

    Raises :class:`ValidationError`, and :class:`TooMany` while the library lets wrong codes wait (1 second, 2, 4, …).
    """
    device, spare = device_of(person), recovery.device_of(person)
    asked, token = (spare, recovery.digest(person, recovery_code)) if recovery_code else (device, code)
    _refuse_while_waiting(asked)
    if device is None or asked is None or not django_otp.verify_token(person, asked.persistent_id, token):
        raise ValidationError(_("This code is not right, or it was used before."), "wrong")
    return device


def _refuse_while_waiting(device: TOTPDevice | StaticDevice | None) -> None:
    allowed, why = device.verify_is_allowed() if device else (True, None)
    if not allowed and why:
        raise TooMany(max(why["locked_until"] - timezone.now(), timedelta(seconds=1)))


@transaction.atomic
def renew_codes(person: Any) -> list[str]:
    record(person, by=person, what=_("New recovery codes made."))
    return recovery.new_codes(person)


@transaction.atomic
def turn_off(person: Any) -> None:
    _remove(person)
    record(person, by=person, what=_("Second factor turned off."))


@transaction.atomic
def reset(person: Any, *, by: Any) -> None:
    """For somebody whose phone is lost: the password alone lets them in again. Their sessions end."""
    _remove(person)
    end_sessions(person)
    record(person, by=by, what=_("Second factor reset."))


def resettable(by: Any) -> QuerySet[Any]:
    """The accounts whose second factor the person may reset: never their own, and a superuser’s only as one."""
    people = get_user_model().objects.filter(totpdevice__confirmed=True, is_active=True).exclude(pk=by.pk)
    if not by.has_perm(settings.MAY_RESET_SECOND_FACTORS):
        return people.none()
    return people if by.is_superuser else people.filter(is_superuser=False)


def _remove(person: Any) -> None:
    for devices in (TOTPDevice, StaticDevice):
        devices.objects.filter(user=person).delete()


def record(person: Any, *, by: Any, what: str) -> None:
    """In the account’s history, which superusers read."""
    LogEntry.objects.create(
        user_id=by.pk,
        content_type=ContentType.objects.get_for_model(get_user_model()),
        object_id=str(person.pk),
        object_repr=str(person)[:200],
        action_flag=CHANGE,
        change_message=what,
    )
