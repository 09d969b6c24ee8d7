"""Make the numbers beside readers' choices anew, or say where they are wrong."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from articles.desk import tallying
from articles.models import Imprint
from editorial import home


class Command(home.Command):
    help = (
        "Count anew how many articles readers find under each topic, author, kind and month. With --check only compare."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether a number is wrong")

    def handle(self, *, check: bool, **options: Any) -> None:
        now, zone = timezone.now(), Imprint.objects.zone()
        wrong = tallying.differences(now=now, zone=zone)
        told = ", ".join(f"{facet} {key} ({number:+})" for (facet, key, _since), number in sorted(wrong.items()))
        if check and wrong:
            raise CommandError(f"These numbers are wrong by: {told}. Run manage.py recount.")
        if wrong:
            tallying.recount(now=now, zone=zone)
        self.stdout.write(f"Mended: {told}." if wrong else "Every number is right.")
