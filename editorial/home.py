"""Where the magazine is at home: its clock and its language, for as long as a request or a command lasts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation

from editorial.identity import identity


@contextmanager
def at_home() -> Iterator[None]:
    """Tell times by the magazine's clock and speak its language inside, and as before afterwards."""
    known = identity()
    with timezone.override(known.zone), translation.override(known.language):
        yield


class AtHome:
    """Answers each request at home. A thread keeps nothing of it, nor does what it sends piece by piece."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with at_home():
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = made_at_home(response.streaming_content)
        return response


def made_at_home(parts: Any) -> Iterator[Any]:
    """The parts, each made at home when it is asked for."""
    parts, end = iter(parts), object()
    while True:
        with at_home():
            part = next(parts, end)
        if part is end:
            return
        yield part


class Command(BaseCommand):
    """A command that does its work at home; what it writes to letters and numbers is as the desk would have it."""

    def execute(self, *args: Any, **options: Any) -> Any:
        with at_home():
            return super().execute(*args, **options)
