"""What search engines ask for: which addresses there are (sitemaps.org, protocol 0.9), and which to leave alone.

An index names parts. Each holds the rows of ten thousand neighbouring keys, so none is ever larger, no row is counted
or skipped, and a page stays in its part for ever.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from xml.etree.ElementTree import Element, SubElement, tostring

from django.db.models import Exists, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from articles.models import Revision
from articles.models.magazine import magazine
from articles.models.revision import RevisionQuerySet
from articles.public.formats import fit
from articles.public.freshness import page
from articles.public.lists import latest, newest, printed_authors, printed_series, printed_topics

SIZE = 10_000
NAMES = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
NEWS_NAMES = {**NAMES, "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}
NEWS_LASTS = timedelta(hours=48)
MOST_NEWS = 1_000
"""What Google takes for news, and how many of them in one file (developers.google.com, news sitemaps)."""


@dataclass(frozen=True)
class Section:
    """Pages of one sort: their rows at a moment, and the column by whose values they lie in parts."""

    rows: Callable[[datetime], QuerySet[Any]]
    key: str = "pk"

    def part(self, number: int, at: datetime) -> QuerySet[Any]:
        return self.rows(at).filter(**{f"{self.key}__gt": (number - 1) * SIZE, f"{self.key}__lte": number * SIZE})

    def numbers(self, at: datetime) -> range:
        """The numbers of the parts from the first that holds anything to the last."""
        rows = self.rows(at)
        last = rows.order_by(f"-{self.key}").values(self.key)[:1]
        ends = rows.order_by(self.key).values_list(self.key, Subquery(last)).first()
        return range(-(-ends[0] // SIZE), -(-ends[1] // SIZE) + 1) if ends else range(0)


SECTIONS = {
    "topics": Section(printed_topics),
    "authors": Section(printed_authors),
    "articles": Section(latest, "article_id"),
}
DATES = ("first_published", "updated")
"""What the date of an article is told from."""
PAGES = ("front", "browse", "topics", "corrections")


@page
def sitemap(request: HttpRequest, at: datetime) -> HttpResponse:
    """The index of all parts that hold anything."""
    root = Element("sitemapindex", NAMES)
    for address in [reverse("sitemap_pages"), *_parts(at)]:
        SubElement(SubElement(root, "sitemap"), "loc").text = request.build_absolute_uri(address)
    return _xml(root)


@page
def pages(request: HttpRequest, at: datetime) -> HttpResponse:
    series = (row.get_absolute_url() for row in printed_series(at).only("slug")[:SIZE])
    about = (row.get_absolute_url() for row in magazine().pages)
    return _xml(_urlset(request, ((address, None) for address in (*map(reverse, PAGES), *about, *series))))


@page
def part(request: HttpRequest, section: str, number: int, at: datetime) -> HttpResponse:
    rows = list(_bare(SECTIONS[section].part(number, at)))
    if not rows:
        raise Http404
    return _xml(_urlset(request, ((row.get_absolute_url(), getattr(row, "dated_for_readers", None)) for row in rows)))


@page
def news(request: HttpRequest, at: datetime) -> HttpResponse:
    """The articles first published within the last 48 hours."""
    root = Element("urlset", NEWS_NAMES)
    for revision in _news(at).only("slug", "headline", "language", "first_published", "corrected")[:MOST_NEWS]:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = request.build_absolute_uri(revision.get_absolute_url())
        _tell_news(SubElement(url, "news:news"), revision)
    return _xml(root)


@page
def robots(request: HttpRequest, at: datetime) -> HttpResponse:
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('front')}proof/",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _parts(at: datetime) -> Iterator[str]:
    """The addresses of the parts that are not empty, then of the news; one query looks into all, on whatever row."""
    numbered = [(name, number) for name, section in SECTIONS.items() for number in section.numbers(at)]
    asked = {f"{name}_{number}": Exists(SECTIONS[name].part(number, at)) for name, number in numbered}
    for name, _number in numbered[:1]:
        (held,) = SECTIONS[name].rows(at).order_by().values(**asked, news=Exists(_news(at)))[:1]
        yield from (reverse("sitemap_part", args=part) for part in numbered if held[f"{part[0]}_{part[1]}"])
        yield from [reverse("sitemap_news")] if held["news"] else []


def _bare(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With no more of each than its address and when it changed."""
    return rows.order_by("pk").only("slug", *(DATES if rows.model is Revision else ()))


def _news(at: datetime) -> RevisionQuerySet:
    return newest(latest(at), at).filter(dated__gt=at - NEWS_LASTS)


def _tell_news(element: Element, revision: Revision) -> None:
    publication = SubElement(element, "news:publication")
    SubElement(publication, "news:name").text = fit(magazine().name)
    SubElement(publication, "news:language").text = revision.language
    published = cast(datetime, revision.first_published)
    SubElement(element, "news:publication_date").text = published.isoformat(timespec="seconds")
    SubElement(element, "news:title").text = fit(revision.entitled(revision.headline))


def _urlset(request: HttpRequest, rows: Iterable[tuple[str, datetime | None]]) -> Element:
    root, site = Element("urlset", NAMES), request.build_absolute_uri("/").rstrip("/")
    for address, changed in rows:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = site + address
        if changed:
            SubElement(url, "lastmod").text = changed.isoformat(timespec="seconds")
    return root


def _xml(root: Element) -> HttpResponse:
    content = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(content, content_type="application/xml; charset=utf-8")
