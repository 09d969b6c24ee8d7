"""The Content-Security-Policy of every answer: no nonce, nothing from elsewhere, and inline what has our hash alone."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from editorial import inline


def directives(scripts: str) -> str:
    """The policy as a header's value (CSP level 3); ``scripts`` says where scripts may come from."""
    pictures = " ".join(["'self'", "data:", *settings.PICTURE_HOSTS])
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            f"style-src 'self' {inline.styles()}",
            f"img-src {pictures}",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


USUAL = directives(f"'self' {inline.source(inline.CHOSEN_SCHEME)}")


class ContentSecurityPolicy:
    """Gives each answer that names no policy of its own the usual one, which every page of an error needs too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", USUAL)
        return response
