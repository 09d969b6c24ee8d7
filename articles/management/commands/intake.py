"""Take in manuscripts: each file becomes a draft."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from articles.desk.intake import Receipt, take_in
from articles.desk.refusal import Refused
from articles.manuscripts.manuscript import Unreadable
from articles.models import Kind
from editorial import home


class Command(home.Command):
    help = "Take in manuscripts (.docx, .txt, .md): each becomes a draft, never a publication, with a report."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--kind", choices=Kind.values, default=Kind.OPINION, help="what the articles are (opinion)")
        parser.add_argument("--by", metavar="USERNAME", help="whose drafts they will be (the first superuser)")
        parser.add_argument("--dry-run", action="store_true", help="only report, write nothing")

    def handle(self, *, files: list[Path], kind: str, by: str | None, dry_run: bool, **options: Any) -> None:
        person = self.person(by)
        taken = [self.take(path, by=person, kind=kind, dry_run=dry_run) for path in files]
        if not all(taken):
            raise CommandError(f"{taken.count(False)} of {len(taken)} files could not be taken in; see above.")

    def person(self, username: str | None) -> User:
        if username:
            found = User.objects.filter(username=username, is_active=True).first()
            missing = f"There is no active account “{username}”. Give one with --by USERNAME."
        else:
            found = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
            missing = "There is no superuser yet. Give an account with --by USERNAME, or run createsuperuser."
        if found is None:
            raise CommandError(missing)
        return found

    def take(self, path: Path, **how: Any) -> bool:
        """Whether the file could be taken in; says what became of it."""
        self.stdout.write(self.style.MIGRATE_HEADING(str(path)))
        try:
            receipt = take_in(path.read_bytes(), path.name, **how)
        except OSError as error:
            self.stderr.write(f"  The file cannot be opened: {error.strerror}. Check its name and try again.")
        except (Unreadable, Refused) as refusal:
            self.stderr.write(f"  {refusal}")
        else:
            self.report(receipt)
            return True
        return False

    def report(self, receipt: Receipt) -> None:
        for line in receipt.lines:
            self.stdout.write(f"  {line}")
        if receipt.article and not receipt.already:
            self.stdout.write(self.style.SUCCESS(f"  Draft {receipt.article.pk} made."))
