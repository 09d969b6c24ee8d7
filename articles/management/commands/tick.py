"""Send the letters that wait, and forget what is over at the door. Nothing of publication hangs on it."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from articles.desk.sending import send_waiting
from editorial import home
from editorial.door.knocking import forget


class Command(home.Command):
    help = (
        "Send the letters that wait in the outbox, forget what is over at the door, then end. "
        "Safe to run at any time, also twice at a time."
    )

    def handle(self, **options: Any) -> None:
        forget()
        SessionStore.clear_expired()
        outcome = send_waiting()
        if outcome.sent or outcome.dropped or options["verbosity"] > 1:
            self.stdout.write(f"Letters sent: {outcome.sent}, dropped: {outcome.dropped}.")
        if outcome.failed:
            self.stderr.write(f"Letters that could not be sent and are tried again later: {outcome.failed}.")
