"""Typed readers for environment variables. A value that cannot be read stops the start with a sentence."""

import os
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf.global_settings import LANGUAGES
from django.core.exceptions import ImproperlyConfigured

from editorial.colour import HEX

WEB = {"http", "https"}
YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def secret(name: str, *, missing: str) -> str:
    """The value, or :class:`ImproperlyConfigured` with the sentence ``missing``."""
    if value := os.environ.get(name):
        return value
    raise ImproperlyConfigured(missing)


def boolean(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in YES | NO:
        return value.strip().lower() in YES
    raise ImproperlyConfigured(f"{name} must be one of 1, 0, true, false, yes, no, on, off; it is {value!r}.")


def integer(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number; it is {value!r}.") from None


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def time_zone(name: str, default: str) -> str:
    """A name of the IANA time zone database."""
    value = os.environ.get(name) or default
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError):
        raise ImproperlyConfigured(
            f"{name} must be a time zone such as Europe/Lisbon or UTC; it is {value!r}."
        ) from None


def language(name: str, default: str) -> str:
    """A language that Django has an interface in."""
    value = os.environ.get(name) or default
    if value.lower() not in dict(LANGUAGES):
        raise ImproperlyConfigured(f"{name} must be a language code such as en, en-gb or ur; it is {value!r}.")
    return value


def colour(name: str) -> str:
    """A colour in hexadecimal as CSS has it, ``#8c1c13`` or ``#811``, or ``""``."""
    value = os.environ.get(name, "").strip()
    if value and not HEX.fullmatch(value):
        raise ImproperlyConfigured(f"{name} must be a colour such as #8c1c13; it is {value!r}.")
    return value


SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}
POSTGRES_SCHEMES = {"postgres", "postgresql"}


def database(name: str, default: str) -> dict[str, Any]:
    """A database from an address: ``sqlite:///relative``, ``sqlite:////absolute`` or ``postgres://user:pw@host/name``.

    What follows a ``?`` becomes an option of the PostgreSQL connection (``?sslmode=require``).
    """
    address = os.environ.get(name) or default
    parts = urlsplit(address)
    if parts.scheme == "sqlite" and parts.path[1:]:
        return {**SQLITE, "NAME": unquote(parts.path[1:])}
    if parts.scheme in POSTGRES_SCHEMES and parts.path[1:]:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(_port(name, parts) or ""),
            "OPTIONS": {"pool": True, **dict(parse_qsl(parts.query))},
        }
    raise ImproperlyConfigured(
        f"{name} must look like sqlite:///magazine.sqlite3 or postgres://user:password@host:5432/name; "
        f"its scheme is {parts.scheme!r}."
    )


SMTP = "django.core.mail.backends.smtp.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP_PORTS = {"smtp": 25, "smtps": 465}
PATIENCE = 20
"""Seconds until a silent mail server counts as gone."""


def mail(name: str, default: str) -> dict[str, Any]:
    """A mail server from an address, as ``BACKEND`` and ``OPTIONS``.

    ``smtp://user:pw@host:587?starttls=1``, ``smtps://user:pw@host`` with TLS from the first byte, or ``console://``.
    """
    address = os.environ.get(name) or default
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    starttls = query.pop("starttls", "0").lower()
    if parts.scheme == "console":
        return {"BACKEND": CONSOLE, "OPTIONS": {}}
    if parts.scheme in SMTP_PORTS and parts.hostname and not query and starttls in YES | NO:
        return {
            "BACKEND": SMTP,
            "OPTIONS": {
                "host": parts.hostname,
                "port": _port(name, parts) or SMTP_PORTS[parts.scheme],
                "username": unquote(parts.username or ""),
                "password": unquote(parts.password or ""),
                "use_tls": parts.scheme == "smtp" and starttls in YES,
                "use_ssl": parts.scheme == "smtps",
                "timeout": PATIENCE,
            },
        }
    raise ImproperlyConfigured(
        f"{name} must look like smtp://user:password@host:587?starttls=1, smtps://user:password@host or console://; "
        f"its scheme is {parts.scheme!r}."
    )


def _port(name: str, parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise ImproperlyConfigured(f"The port in {name} must be a number up to 65535.") from None


def page(name: str) -> str:
    """The whole address of a page or a service, ``""`` where none is given."""
    address = os.environ.get(name, "").strip()
    parts = urlsplit(address)
    if not address or (parts.scheme in WEB and parts.hostname):
        return address
    raise ImproperlyConfigured(f"{name} must look like https://hub.example.org/; it is {address!r}.")


def site(name: str, default: str) -> str:
    """The address of the site without a slash at its end: ``https://magazine.example.org``."""
    address = os.environ.get(name) or default
    parts = urlsplit(address)
    if parts.scheme in WEB and parts.hostname and not parts.query and not parts.fragment:
        return address.rstrip("/")
    raise ImproperlyConfigured(f"{name} must look like https://magazine.example.org; it is {address!r}.")
