"""Sessions, accounts, forms and messages are matters of the desk: readers' addresses never touch them.

Django's own middleware takes a stale cookie back, or renews it, on whatever address it came with.
"""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

DESK = "/admin/"


class DeskOnly:
    """Passes by what is not of the desk."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        of_the_desk = request.path_info.startswith(DESK)
        answer: HttpResponseBase = super().__call__(request) if of_the_desk else self.get_response(request)  # type: ignore[misc]
        return answer


class Sessions(DeskOnly, SessionMiddleware):
    pass


class Accounts(DeskOnly, AuthenticationMiddleware):
    pass


class Messages(DeskOnly, MessageMiddleware):
    pass


class Forms(DeskOnly, CsrfViewMiddleware):
    def process_view(self, request: HttpRequest, *args: Any) -> Any:
        return super().process_view(request, *args) if request.path_info.startswith(DESK) else None
