"""Cookies are a matter of the desk: readers' addresses neither see nor set one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

DESK = "/admin/"
FOR_A_WHILE = "public, max-age="


class CookiesOfTheDesk:
    """Outside the desk a request goes on without its cookies.

    Otherwise the middleware for sessions and forms takes a stale cookie back, or renews it, on whatever address it came
    with. Who comes with a cookie works at the desk, asks anew each time, and so sees a move just made at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(DESK):
            return self.get_response(request)
        came_with_some, request.COOKIES = bool(request.COOKIES), {}
        response = self.get_response(request)
        if came_with_some and response.headers.get("Cache-Control", "").startswith(FOR_A_WHILE):
            response.headers["Cache-Control"] = "private, no-cache"
        return response
