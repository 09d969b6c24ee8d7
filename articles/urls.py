"""Where the desk asks for readers' pages: the same views, by another clock and below an address of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import get_script_prefix, path, register_converter, resolve, reverse, set_script_prefix
from django.urls.converters import StringConverter
from django.views.decorators.http import require_safe

from articles.admin.standing import address_of, may_look_back
from articles.models import clock, magazine
from articles.public.views import absent
from editorial.policy import USUAL, directives

READERS = "articles.public.urls"
OF_NO_MOMENT = {"healthz", "rendition"}
NOT_ASKED_AGAIN = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


class Moment:
    """A second in UTC, ``20260302T120000Z``, in the years that the screen takes."""

    regex = "(?:19|20|21)[0-9]{6}T[0-9]{6}Z"

    def to_python(self, value: str) -> datetime:
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)

    def to_url(self, moment: datetime) -> str:
        return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


class Anything(StringConverter):
    regex = ".*"


register_converter(Moment, "moment")
register_converter(Anything, "anything")


@admin.site.admin_view
@require_safe
def as_it_stood(request: HttpRequest, at: datetime, rest: str) -> HttpResponse:
    """The readers' page at the path ``rest`` as of ``at``. Its links lead on within the moment.

    By itself in a tab it could be taken for today's: a browser that says that it opens one gets the screen around it.
    """
    if not may_look_back(request.user):
        raise PermissionDenied
    if request.headers.get("Sec-Fetch-Dest") == "document":
        query = request.META.get("QUERY_STRING", "")
        return redirect(address_of(f"/{rest}?{query}" if query else f"/{rest}", at))
    for header in NOT_ASKED_AGAIN:
        request.META.pop(header, None)
    with _below(reverse("as_it_stood", args=[at, ""])), clock.set_to(at), magazine.as_it_stood(at):
        return _to_look_at(_answer(request, rest))


@contextmanager
def _below(prefix: str) -> Iterator[None]:
    """Within, every address of the project begins with the prefix, as if the server had mounted it there."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)


def _answer(request: HttpRequest, rest: str) -> HttpResponse:
    try:
        found = resolve(f"/{rest}", READERS)
        if found.url_name in OF_NO_MOMENT:
            raise Http404
        response: HttpResponse = found.func(request, *found.args, **found.kwargs)
        return response
    except Http404 as nothing:
        return absent(request, nothing)


def _to_look_at(answer: HttpResponse) -> HttpResponse:
    """What the page says and nothing of its headers: for a frame of the desk alone, kept and found by nobody.

    What is for machines stands there as its text.
    """
    kind = answer.headers["Content-Type"]
    shown = HttpResponse(
        answer.content,
        status=answer.status_code,
        content_type=kind if kind.startswith("text/html") else "text/plain; charset=utf-8",
        headers={
            "Cache-Control": "no-store, private",
            "Content-Security-Policy": directives(USUAL, framed_by="'self'"),
            "X-Frame-Options": "SAMEORIGIN",
            "X-Robots-Tag": "noindex, nofollow",
        },
    )
    if "Location" in answer.headers:
        shown.headers["Location"] = answer.headers["Location"]
    return shown


urlpatterns = [path("<moment:at>/<anything:rest>", as_it_stood, name="as_it_stood")]
