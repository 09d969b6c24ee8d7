"""Draws the pictures that stand for articles where they are shared: those that lack one, or all anew."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from articles.desk.sharing import draw_share, lacks_share
from articles.models import Revision
from editorial import home


class Command(home.Command):
    help = "Draw the share pictures that live and scheduled articles lack."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="all anew: after a new name, a new font")

    def handle(self, *, all: bool, **options: Any) -> None:
        done, now = 0, timezone.now()
        for revision in Revision.objects.to_be_read(at=now).defer("body", "rendered").order_by("pk").iterator():
            if all or lacks_share(revision):
                done += self.drawn(revision)
        self.stdout.write(f"Share pictures drawn: {done}.")

    def drawn(self, revision: Revision) -> bool:
        """One that cannot be drawn stops no other."""
        try:
            return bool(draw_share(revision))
        except Exception as error:
            self.stderr.write(f"{revision.pk} {revision}: {error}")
            return False
