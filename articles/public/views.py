"""Readers' pages: what is found, and what shows it."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from articles.models import Correction, Edition, PageEdition, Revision
from articles.models.correction import CorrectionQuerySet
from articles.models.front_page import front_page
from articles.models.interval import changing, first_change, next_change
from articles.models.neighbours import neighbours_at
from articles.models.page import page_at
from articles.models.series import MOST_PARTS
from articles.models.teasing import teasers
from articles.models.withdrawal import Farewell
from articles.models.written import SOMETIME, Written
from articles.public.filters import Filters, chips, choices, offered, understood, ways_out
from articles.public.freshness import page, until
from articles.public.lists import (
    beside,
    by_author,
    family,
    latest,
    listed_corrections,
    on_topic,
    parts,
    printed_author,
    printed_authors,
    printed_series,
    printed_topics,
    topics_with_newest,
)
from articles.public.moving import moved
from articles.public.paging import page_of, write
from articles.public.related import related
from articles.public.structured import of_article, of_author, of_front, of_page, of_series, of_topic

MANY_TOPICS = 20
"""From more than these on, their letters lead to them."""


@page
def front(request: HttpRequest, at: datetime) -> HttpResponse:
    found = front_page(at)
    older = f"older={write(found.last)}" if found.last else ""
    context = {"page": found, "older": older, "structured": of_front(request.build_absolute_uri)}
    response = render(request, "front.html", context)
    return until(response, first_change(FRONT_CHANGING.tuples(at), at), at)


FRONT_CHANGING = Written(lambda at: changing(Revision.objects.all(), Edition.objects.all(), at=at), SOMETIME)


@page
def article(request: HttpRequest, slug: str, at: datetime) -> HttpResponse:
    revision = page_at(slug, at)
    if revision is None:
        return once_here(request, slug, at)
    told = [each for each in revision.put_right if each.act.listed and not each.superseded]
    context = {
        "revision": revision,
        "at": at,
        "related": related(revision, at),
        "structured": of_article(revision, request.build_absolute_uri, told, neighbours_at(revision, at)),
    }
    return render(request, "article.html", context)


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of an address that leads nowhere; Django's own renews a stale cookie."""
    return render(request, "404.html", status=404)


def once_here(request: HttpRequest, slug: str, at: datetime, name: str = "article") -> HttpResponse:
    """Where the article went that was last published at this address; an address of none was never there.

    ``name`` is that of the page of an article that is asked for.
    """
    former = Revision.objects.published(at=at).filter(slug=slug).order_by("-live_from", "-pk").first()
    if former is None:
        raise Http404
    successor = Revision.objects.live(at=at).filter(article=former.article_id).first()
    if successor is None:
        return gone(request, former, at)
    return HttpResponsePermanentRedirect(reverse(name, args=[successor.slug]))


def gone(request: HttpRequest, revision: Revision, at: datetime) -> HttpResponse:
    """Withdrawn with a note, where somebody decided so when it ended or since; else it expired."""
    return render(request, "gone.html", {"revision": revision, "farewell": Farewell(revision, at)}, status=410)


@page
def browse(request: HttpRequest, at: datetime) -> HttpResponse:
    known = choices(at, request.GET)
    kept, unknown = understood(request.GET, known)
    listed = page_of(Filters(kept, latest(at), known).qs, request.GET, at, kept)
    context = {
        "page": listed,
        "offered": offered(known, kept),
        "chosen": dict(kept.lists()),
        "chips": chips(kept, known),
        "ways_out": ways_out(kept, known, at) if listed.first and not listed.rows else [],
        "unknown": unknown,
    }
    return render(request, "browse.html", context)


@page
def corrections(request: HttpRequest, at: datetime) -> HttpResponse:
    listed = page_of(listed_corrections(at), request.GET, at, rows=_with_headlines)
    return render(request, "corrections.html", {"page": listed})


def _with_headlines(walk: CorrectionQuerySet, most: int) -> list[Correction]:
    return list(walk.for_lists()[:most])


@page
def about(request: HttpRequest, slug: str, at: datetime) -> HttpResponse:
    """A page on the magazine; from an address of yesterday to the one of today."""
    editions = PageEdition.objects.select_related("page")
    found = editions.live(at=at).filter(slug=slug).first()
    if found is not None:
        context = {"edition": found, "at": at, "structured": of_page(found, request.build_absolute_uri)}
        response = render(request, "page.html", context)
        return until(response, next_change(Revision.objects.all(), PageEdition.objects.all(), at=at), at)
    former = get_object_or_404(editions.filter(slug=slug, live_from__lte=at).order_by("-live_from", "-pk")[:1])
    successor = editions.live(at=at).filter(page=former.page_id).first()
    if successor is not None:
        return moved(request, successor.get_absolute_url())
    return render(request, "page_gone.html", {"edition": former}, status=410)


@page
def topics(request: HttpRequest, at: datetime) -> HttpResponse:
    rows = topics_with_newest(at)
    letters = dict.fromkeys(family.topic.letter for family, _newest in rows) if len(rows) > MANY_TOPICS else ()
    return render(request, "topics.html", {"topics": rows, "letters": list(filter(None, letters))})


@page
def topic(request: HttpRequest, slug: str, at: datetime) -> HttpResponse:
    found = family(slug, at)
    if found is None:
        return moved(request, get_object_or_404(printed_topics(at), addresses__slug=slug).get_absolute_url())
    listed = page_of(on_topic(latest(at), found.topic), request.GET, at)
    context = {
        "topic": found.topic,
        "family": found,
        "page": listed,
        "beside": beside(found.topic, at),
        "structured": of_topic(found.topic, request.build_absolute_uri),
    }
    return render(request, "topic.html", context)


@page
def series(request: HttpRequest, slug: str, at: datetime) -> HttpResponse:
    found = printed_series(at).filter(slug=slug).first()
    if found is None:
        return moved(request, get_object_or_404(printed_series(at), addresses__slug=slug).get_absolute_url())
    read = teasers(parts(found, at), MOST_PARTS)
    structured = of_series(found, read, request.build_absolute_uri)
    return render(request, "series.html", {"series": found, "parts": read, "structured": structured})


@page
def author(request: HttpRequest, slug: str, at: datetime) -> HttpResponse:
    found = printed_author(slug, at)
    if found is None:
        return moved(request, get_object_or_404(printed_authors(at), addresses__slug=slug).get_absolute_url())
    listed = page_of(by_author(latest(at), found), request.GET, at)
    context = {"author": found, "page": listed, "structured": of_author(found, request.build_absolute_uri)}
    return render(request, "author.html", context)
