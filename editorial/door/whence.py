"""From where somebody knocks: an address of the network, or a browser in which the account was at home before."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from editorial.cookies import DESK

COOKIE = "known-browser"
LASTS = 180 * 24 * 60 * 60
OF_ONE_SUBSCRIBER = 64
"""Bits of an IPv6 network that one subscriber has whole (RFC 6177)."""


def address_of(request: HttpRequest) -> str:
    """The network from which the request came; ``""`` where that cannot be told.

    ``X-Forwarded-For`` is read from its end, as many steps as there are ``TRUSTED_PROXIES``: what stands before, the
    caller may have written.
    """
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    proxies: int = settings.TRUSTED_PROXIES
    return network(hops[-proxies] if 0 < proxies <= len(hops) else request.META.get("REMOTE_ADDR", ""))


def network(address: str) -> str:
    try:
        found = ip_address(address.strip())
    except ValueError:
        return ""
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((int(found), OF_ONE_SUBSCRIBER), strict=False))


def browser_of(request: HttpRequest, name: str) -> str:
    """What tells the browser apart in which the account of that name was let in before; ``""`` in any other."""
    return request.get_signed_cookie(COOKIE, "", salt=_salt(name), max_age=LASTS) or ""


def remember_browser(request: HttpRequest, response: HttpResponse, name: str) -> None:
    response.set_signed_cookie(
        COOKIE,
        browser_of(request, name) or get_random_string(22),
        salt=_salt(name),
        max_age=LASTS,
        path=DESK,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _salt(name: str) -> str:
    return f"editorial.door.{name.casefold()}"
