"""Make the search indexes of the desk and of readers anew."""

from typing import Any

from django.utils import timezone

from articles.models import Imprint
from articles.search import indexing, printing
from editorial import home


class Command(home.Command):
    help = "Make the indexes that search asks anew, some hundred articles at a time. The desk can go on working."

    def handle(self, **options: Any) -> None:
        done = 0
        for done in indexing.rebuild(now=timezone.now()):
            if options["verbosity"] > 1:
                self.stdout.write(f"{done} articles …")
        self.stdout.write(f"{done} articles are in the index.")
        for done in printing.rebuild(now=timezone.now(), zone=Imprint.objects.zone()):
            if options["verbosity"] > 1:
                self.stdout.write(f"{done} published articles …")
