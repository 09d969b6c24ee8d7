"""The Content-Security-Policy of every answer: no nonce, nothing from elsewhere, and inline what has our hash alone."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from editorial import inline
from editorial.identity import identity


def directives(scripts: str, *, frames: str = "'none'", framed_by: str = "'none'") -> str:
    """The policy as a header's value (CSP level 3): where scripts may come from, what the page may frame and who it."""
    return _directives(scripts, frames, framed_by, identity().accent)


@lru_cache(maxsize=32)
def _directives(scripts: str, frames: str, framed_by: str, accent: str) -> str:
    pictures = " ".join(["'self'", "data:", *settings.PICTURE_HOSTS])
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            f"style-src 'self' {inline.styles(accent)}",
            f"img-src {pictures}",
            "font-src 'self'",
            "connect-src 'self'",
            *((f"frame-src {frames}",) if frames != "'none'" else ()),
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors {framed_by}",
        )
    )


USUAL = f"'self' {inline.source(inline.CHOSEN_SCHEME)}"
"""Where scripts come from, unless a page says more."""


class ContentSecurityPolicy:
    """Gives each answer that names no policy of its own the usual one, which every page of an error needs too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Content-Security-Policy" not in response.headers:
            response.headers["Content-Security-Policy"] = directives(USUAL)
        return response
