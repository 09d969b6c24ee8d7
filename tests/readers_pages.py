"""Every page that readers and their machines can come to, with all of its bytes."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlsplit

from django.test import Client

from articles.models import AuthorAddress, PageEdition, Revision, SeriesAddress, TopicAddress

STARTS = (
    *("/", "/articles/", "/topics/", "/authors/", "/archive/", "/corrections/", "/search/", "/robots.txt"),
    *("/sitemap.xml", "/sitemap-news.xml", "/feed/", "/feed/atom/", "/feed/json/", "/corrections/feed/"),
    *("/api/v1/", "/api/v1/openapi.json", "/api/v1/articles/", "/api/v1/topics/", "/api/v1/authors/"),
)
LINKS = re.compile(rb'(?:href="|<loc>|<link>|"url": ?"|"next": ?")([^"<]+)')
SEARCHES = ("sea", "miles", "“narrow sea”", "mlies -ship", "nothing-at-all")
FURTHER = {"older", "after", "from", "further"}
"""Parameters that lead on in a list; others choose from it, in more ways than can be walked."""
NOT_PAGES = ("/static/", "/media/", "/admin/", "/proof/")
TOLD = ("Content-Type", "Location", "ETag", "Last-Modified", "Cache-Control", "Link")
Page = tuple[int, tuple[str | None, ...], bytes]


def walk(host: str = "testserver", searches: tuple[str, ...] = SEARCHES) -> Iterator[tuple[str, Page]]:
    """Each address once with status, headers and bytes: what links lead to, and all that was ever an address."""
    client = Client(HTTP_HOST=host)
    waiting = [*STARTS, *(f"/search/?q={words}" for words in searches), *former()]
    met = set(waiting)
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        yield path, (answer.status_code, tuple(answer.headers.get(name) for name in TOLD), answer.content)
        for link in links(answer.content, host) - met:
            met.add(link)
            waiting.append(link)


def former() -> Iterator[str]:
    """Addresses that nothing links to: of what was withdrawn, renamed, merged."""
    for kind, slugs in (
        ("articles/", Revision.objects.filter(live_from__isnull=False).values_list("slug", flat=True)),
        ("api/v1/articles/", Revision.objects.filter(live_from__isnull=False).values_list("slug", flat=True)),
        ("topics/", TopicAddress.objects.values_list("slug", flat=True)),
        ("authors/", AuthorAddress.objects.values_list("slug", flat=True)),
        ("series/", SeriesAddress.objects.values_list("slug", flat=True)),
        ("", PageEdition.objects.values_list("slug", flat=True)),
    ):
        yield from (f"/{kind}{slug}/" for slug in sorted(set(slugs)))


def links(content: bytes, host: str) -> set[str]:
    found = set()
    for link in LINKS.findall(content):
        parts = urlsplit(unescape(link.decode(errors="replace")))
        asks = {name for name, _value in parse_qsl(parts.query)}
        if parts.netloc in ("", host) and parts.path.startswith("/") and asks <= FURTHER:
            found.add(parts.path + (f"?{parts.query}" if parts.query else ""))
    return {path for path in found if not path.startswith(NOT_PAGES)}
