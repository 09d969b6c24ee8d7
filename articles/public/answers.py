"""Answers for the programs of other sites: JSON, also where something is wrong, and open to all (CORS)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from articles.public.freshness import page

METHODS = "GET, HEAD, OPTIONS"
FOR_ALL = {
    "X-Robots-Tag": "noindex",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Location",
}
BEFOREHAND = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


class Unanswered(Exception):
    """What was asked has no answer; ``sentence`` says why, ``status`` is that of the answer (RFC 9110)."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence, self.status = sentence, status


def answers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A readers' page for machines; the view may raise :class:`Unanswered` or ``Http404``."""
    asked = page(_with_sentences(view))

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **named: str) -> HttpResponseBase:
        response = _by_method(request, asked, named)
        for name, value in FOR_ALL.items():
            response.headers[name] = value
        return response

    return answer


def told(data: Any, status: int = 200, content_type: str = "application/json") -> JsonResponse:
    return JsonResponse(data, status=status, content_type=content_type, json_dumps_params={"ensure_ascii": False})


def refusal(sentence: str, status: int) -> JsonResponse:
    return told({"error": sentence}, status)


def _by_method(request: HttpRequest, asked: Callable[..., Any], named: dict[str, str]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=BEFOREHAND)
    if request.method not in ("GET", "HEAD"):
        response = refusal(_("This can only be read."), 405)
        response.headers["Allow"] = METHODS
        return response
    return _unless_known(request, asked(request, **named))


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """304 where the asker has it already: told here, for the middleware’s own keeps no header that opens it to all."""
    if response.status_code != 200:
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


def _with_sentences(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:
        try:
            return view(request, **named)
        except Unanswered as unanswered:
            return refusal(unanswered.sentence, unanswered.status)
        except Http404:
            return refusal(_("Nothing is at this address."), 404)

    return answer
