"""Go on with what was begun on the desk: a disclaimer, or a new name, printed on what is live."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from articles.desk.errands import apply, go_on
from articles.desk.refusal import Refused
from articles.models import Disclaimer, Errand
from editorial import home

ALL_DAY = 86_400.0


class Command(home.Command):
    help = (
        "Print a disclaimer on the live articles that owe it, or go on with all that was begun and did not end. "
        "Broken off at any point, it goes on where it was; run twice, it prints nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", required=True, metavar="NAME", help="the account that does it, a publisher")
        parser.add_argument("--disclaimer", metavar="NAME", help="begin with this one; without it, only go on")
        parser.add_argument("--reason", default="", help="what the log of each article says")
        parser.add_argument("--reword", action="store_true", help="also print its newest words where others stand")

    def handle(self, *, by: str, disclaimer: str | None, reason: str, reword: bool, **options: Any) -> None:
        person = get_user_model()._default_manager.filter(username=by).first()
        if person is None:
            raise CommandError(f"There is no account “{by}”.")
        try:
            if disclaimer:
                apply(self.named(disclaimer), by=person, reason=reason, adds=True, rewords=reword)
            for errand in Errand.objects.open().order_by("pk"):
                self.go_on(errand, person)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def named(self, name: str) -> Disclaimer:
        found = Disclaimer.objects.filter(name=name).first()
        if found is None:
            raise CommandError(f"There is no disclaimer “{name}”.")
        return found

    def go_on(self, errand: Errand, person: Any) -> None:
        for revision, told in go_on(errand, by=person, seconds=ALL_DAY):
            if told:
                self.stderr.write(f"{revision.article_id} “{revision}”: {told}")
        self.stdout.write(f"{errand}: printed anew on {errand.printed}, refused on {len(errand.refused)}.")
