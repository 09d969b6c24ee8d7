"""Draws the pictures that stand for articles where they are shared: those that lack one, or all anew.

Those with a headline that readers are told no more it takes away.
"""

from argparse import ArgumentParser
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.desk.sharing import draw_share, hidden_ones, lacks_share, take_away_after
from articles.models import Article, Revision
from editorial import home


class Command(home.Command):
    help = "Draw the share pictures that live and scheduled articles lack."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="all anew: after a new name, a new font")

    def handle(self, *, all: bool, **options: Any) -> None:
        done, now = 0, timezone.now()
        for article in hidden_ones(now=now):
            self.take_away(article)
        for revision in Revision.objects.to_be_read(at=now).defer("body", "rendered").order_by("pk").iterator():
            if all or lacks_share(revision):
                done += self.drawn(revision)
        self.stdout.write(f"Share pictures drawn: {done}.")

    @transaction.atomic
    def take_away(self, article: Article) -> None:
        take_away_after(Article.objects.select_for_update().get(pk=article.pk))

    def drawn(self, revision: Revision) -> bool:
        """One that cannot be drawn stops no other."""
        try:
            return bool(draw_share(revision))
        except Exception as error:
            self.stderr.write(f"{revision.pk} {revision}: {error}")
            return False
