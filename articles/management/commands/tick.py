"""Send the letters that wait. Nothing of publication hangs on it."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.desk.sending import send_waiting


class Command(BaseCommand):
    help = "Send the letters that wait in the outbox, then end. Safe to run at any time, also twice at a time."

    def handle(self, **options: Any) -> None:
        outcome = send_waiting()
        if outcome.sent or outcome.dropped or options["verbosity"] > 1:
            self.stdout.write(f"Letters sent: {outcome.sent}, dropped: {outcome.dropped}.")
        if outcome.failed:
            self.stderr.write(f"Letters that could not be sent and are tried again later: {outcome.failed}.")
