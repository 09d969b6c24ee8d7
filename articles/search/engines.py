"""Which engine answers: the one of the database."""

from types import ModuleType

from django.db import connection

from articles.search import postgres, sqlite

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}


def engine() -> ModuleType:
    return ENGINES[connection.vendor]
