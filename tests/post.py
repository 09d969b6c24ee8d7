"""Addresses for the cast, and a look into the outbox."""

from typing import Any

from django.contrib.auth.models import User

from articles.models import Letter
from tests.magazine import Magazine

CAST = ("contributor", "other_contributor", "editor", "publisher", "outsider")


def give_addresses(magazine: Magazine) -> None:
    """Each of the cast can be reached as ``editor@example.org``."""
    for name in CAST:
        address(getattr(magazine, name), f"{name}@example.org")


def address(account: User, email: str) -> None:
    account.email = email
    account.save(update_fields=["email"])


def letters(**which: Any) -> set[tuple[str, str]]:
    """Who hears of what: user names with kinds."""
    return set(Letter.objects.filter(**which).values_list("to__username", "kind"))
