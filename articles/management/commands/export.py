"""Take the whole magazine along: rows, files and a manifest of both in a folder, while the desk goes on working."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from articles.management.record.layout import Unfit
from articles.management.record.reading import Archive
from articles.management.record.writing import write
from editorial import home


class Command(home.Command):
    help = (
        "Write the whole magazine into a new folder, as of one instant, while it is in use; restore builds it again. "
        "docs/export.md describes what is in it. Guard it as you guard the database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path, metavar="DEST", help="the folder, which must not exist yet")
        parser.add_argument("--secrets", action="store_true", help="password hashes and second factors as well")
        parser.add_argument("--check", action="store_true", help="write nothing; say whether DEST is whole and fits")

    def handle(self, *, target: Path, secrets: bool, check: bool, **options: Any) -> None:
        say = self.stdout.write if options["verbosity"] > 1 else lambda line: None
        began = time.monotonic()
        try:
            if not check:
                write(target, secrets=secrets, now=timezone.now(), say=say)
                self.stdout.write(f"Written in {time.monotonic() - began:.1f} s: {target}")
            else:
                rows, files = Archive(target).check()
                self.stdout.write(f"{target} is whole: {rows:,} rows, {files:,} files.")
        except Unfit as refusal:
            raise CommandError(str(refusal)) from refusal
