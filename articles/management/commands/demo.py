"""A small magazine on this machine, built once and served."""

import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles.desk.roles import ROLES
from articles.management.demo.building import ADMINISTRATOR, PASSWORD, build
from articles.models import Article

HOST = "127.0.0.1"


def check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be had here: {error.strerror}. Choose another: make demo PORT=8010"
            ) from error


class Command(BaseCommand):
    help = "Build a demo magazine from manuscripts, once, and serve it. For development only."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where to serve on 127.0.0.1 (8000)")
        parser.add_argument("--no-serve", action="store_true", help="only build")

    def handle(self, *, port: int, no_serve: bool, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "The demo has accounts with known passwords, so it runs only in development. Set DEBUG=1 to try it."
            )
        if not no_serve:
            check_free(port)
        self.build()
        if not no_serve:
            self.serve(port)

    def build(self) -> None:
        call_command("migrate", verbosity=0)
        if Article.objects.exists():
            self.stdout.write("A magazine is here already; nothing was changed.")
            return
        self.stdout.write("Building the demo magazine: each manuscript is read, edited, reviewed and published.")
        number = build(self.say)
        self.stdout.write(self.style.SUCCESS(f"{number} articles made."))

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def serve(self, port: int) -> None:
        address = f"http://{HOST}:{port}"
        self.stdout.write(f"\n  Readers   {address}/\n  Desk      {address}/admin/")
        for name in (*ROLES, ADMINISTRATOR):
            self.stdout.write(f"            {name:12} password: {PASSWORD}")
        self.say("\n  Stop with Ctrl+C.\n")
        call_command("runserver", f"{HOST}:{port}", use_reloader=False, skip_checks=True)
