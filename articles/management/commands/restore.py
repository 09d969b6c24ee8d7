"""Build a magazine from an archive, in an empty database of either kind."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.management.record.layout import Unfit
from articles.management.record.reading import Archive
from articles.management.record.restoring import refuse_unless_ready, restore


class Command(BaseCommand):
    help = (
        "Build the magazine that export wrote, in a database that has nothing but the tables of migrate. The archive "
        "is read and checked first; whatever is wrong with it, nothing is changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, metavar="SOURCE", help="the folder that export wrote")

    def handle(self, *, source: Path, **options: Any) -> None:
        say = self.stdout.write if options["verbosity"] > 1 else lambda line: None
        try:
            archive = Archive(source)
            refuse_unless_ready()
            rows, files = archive.check()
            restore(archive, say=say)
        except Unfit as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"The magazine is here: {rows:,} rows, {files:,} files.")
        if not archive.manifest["secrets"]:
            self.stdout.write("Nobody has a password yet: manage.py changepassword NAME gives one.")
