"""Typed readers for environment variables. A value that cannot be read stops the start with a sentence."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

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
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": True, **dict(parse_qsl(parts.query))},
        }
    raise ImproperlyConfigured(
        f"{name} must look like sqlite:///magazine.sqlite3 or postgres://user:password@host:5432/name; "
        f"its scheme is {parts.scheme!r}."
    )
