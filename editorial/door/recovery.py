"""Recovery codes: each lets a person in once without the phone. Only a keyed digest of each is stored."""

from base64 import b32encode
from typing import Any

from django.utils.crypto import get_random_string, salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

NUMBER = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another. Twelve of them are 59 bits: too many to guess, also with the digest at hand."""


def new_codes(person: Any) -> list[str]:
    """Ten codes in place of all former ones, to be shown once: they cannot be read again."""
    codes = ["-".join(get_random_string(4, LETTERS) for _part in range(3)) for _code in range(NUMBER)]
    device, _made = StaticDevice.objects.get_or_create(user=person, defaults={"name": "recovery codes"})
    device.token_set.all().delete()
    StaticToken.objects.bulk_create(StaticToken(device=device, token=digest(person, code)) for code in codes)
    return codes


def device_of(person: Any) -> StaticDevice | None:
    return StaticDevice.objects.filter(user=person).first()


def left(person: Any) -> int:
    return StaticToken.objects.filter(device__user=person).count()


def digest(person: Any, code: str) -> str:
    """The 80 bits of it that the library’s column holds, whatever blanks and dashes were typed."""
    plain = "".join(filter(str.isalnum, code.casefold()))
    keyed = salted_hmac("editorial.door.recovery", f"{person.pk}\n{plain}", algorithm="sha256").digest()
    return b32encode(keyed[:10]).decode()
