"""From an address of yesterday on to the one of today, for good."""

from django.http import HttpRequest, HttpResponsePermanentRedirect


def moved(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect:
    """301 (RFC 9110, 15.4.2), with the query string that was asked with: a place in a list stays the same place."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
