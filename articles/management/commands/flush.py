"""Empty the whole database: the one thing that the guards do not stand in the way of."""

from typing import Any

from django.core.management.commands import flush
from django.db import transaction

from articles import guards


class Command(flush.Command):
    """As Django's own, which on SQLite deletes row by row. Whatever ends it, the guards are there afterwards."""

    def handle(self, **options: Any) -> None:
        database = options["database"]
        with transaction.atomic(using=database):
            guards.lift(database)
            super().handle(**options)
            guards.set_up(database)
