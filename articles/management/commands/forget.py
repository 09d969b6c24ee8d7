"""Remove what is personal of an author, an account, or of whoever has an e-mail address; the record stays whole."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError
from django.db.models import Q

from articles.desk.forgetting import Held, check_address, forget, forget_address, held_by_address, held_of
from articles.desk.refusal import Refused
from articles.models import Author, RealName
from editorial import home
from editorial.door.sessions import end_sessions


class Command(home.Command):
    help = (
        "Remove what is personal of an author, an account or an e-mail address: addresses, names on the account, "
        "sessions, second factors, unsaved texts. What was printed and the log stay."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--author", metavar="SLUG", help="the end of the author’s address on the site")
        who.add_argument("--account", metavar="USERNAME")
        who.add_argument("--email", metavar="ADDRESS", help="the whole address of a person")
        parser.add_argument("--by", metavar="USERNAME", help="who does it, for the log (the first superuser)")
        parser.add_argument("--note", default="", help="the reason, for the log")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *, by: str | None, note: str, dry_run: bool, **options: Any) -> None:
        if options["email"] is not None:
            self.take_no_part(options["email"])
        rows, address = self.found(options), options["email"] or ""
        if not rows and not held_by_address(address):
            raise CommandError("Nobody was found. Check how it is written; an author is named by their slug.")
        person = self.person(by)
        for row in rows:
            self.say(f"{row._meta.verbose_name} “{row}”", held_of(row))
            if not dry_run:
                self.let_go(row, person, note)
        if rest := held_by_address(address):
            self.say(address, rest)
            if not dry_run:
                forget_address(address, by=person, note=note)
        self.stdout.write("Nothing was changed." if dry_run else "Removed. Archives and backups still hold it.")

    def take_no_part(self, email: str) -> None:
        try:
            check_address(email)
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was changed.") from refusal

    def found(self, options: dict[str, Any]) -> list[Any]:
        if options["author"]:
            return list(Author.objects.filter(slug=options["author"]))
        if options["account"]:
            return list(User.objects.filter(username=options["account"]))
        same = {"email__iexact": options["email"]}
        disguised = RealName.objects.filter(**same).values("author")
        return [*Author.objects.filter(Q(**same) | Q(pk__in=disguised)), *User.objects.filter(**same)]

    def person(self, username: str | None) -> User:
        people = User.objects.filter(is_active=True, **({"username": username} if username else {"is_superuser": True}))
        found = people.order_by("pk").first()
        if found is None:
            raise CommandError("There is no such active account to do it. Give one with --by USERNAME.")
        return found

    def say(self, who: str, held: Held) -> None:
        self.stdout.write(f"{who}: {', '.join(f'{label} ({count})' for label, count in held) or 'nothing is held'}.")

    def let_go(self, row: Any, person: User, note: str) -> None:
        try:
            forget(row, by=person, note=note)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if isinstance(row, User):
            end_sessions(row)
