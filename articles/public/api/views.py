"""The first version of the API: every answer is built from what is live at the moment of the question."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Revision, Topic
from articles.models.page import page_at
from articles.models.provenance import LONG
from articles.models.revision import RevisionQuerySet
from articles.models.withdrawal import Farewell
from articles.public.answers import Unanswered, answers, told
from articles.public.api.asking import check
from articles.public.api.described import description
from articles.public.api.shapes import ARTICLE, AUTHOR, TEASER, WHOLE_TOPIC, Asked, Shape
from articles.public.filters import Filters, choices, understood
from articles.public.lists import latest, printed_authors, printed_topics
from articles.public.moving import moved
from articles.public.paging import page_of

SIZE = 100
"""Topics or authors in one answer."""


@answers
def start(request: HttpRequest, at: datetime) -> HttpResponse:
    check(request.GET, "start")
    asked = Asked(request, at)
    lists = {name: asked.named(f"api_{name}") for name in ("articles", "topics", "authors")}
    return told({**lists, "openapi": asked.named("api_openapi")})


@answers
def openapi(request: HttpRequest, at: datetime) -> HttpResponse:
    check(request.GET, "openapi")
    return told(description(Asked(request, at)))


@answers
def articles(request: HttpRequest, at: datetime) -> HttpResponse:
    check(request.GET, "articles")
    walk, kept = _chosen(request.GET, at)
    page = page_of(walk, request.GET, at, kept, _teasers)
    if page.lost:
        raise Unanswered(_("The place in the list that the address names cannot be read."))
    asked = Asked(request, at)
    items = [TEASER.of(row, asked) for row in page.rows]
    return told({"items": items, "next": _onward(asked, page.older), "previous": _onward(asked, page.newer)})


@answers
def article(request: HttpRequest, slug: str, at: datetime) -> HttpResponse:
    check(request.GET, "article")
    revision = page_at(slug, at)
    if revision is None:
        return _once_here(slug, at)
    return told(ARTICLE.of(revision, Asked(request, at)))


@answers
def topics(request: HttpRequest, at: datetime) -> HttpResponse:
    return _listed(request, "topics", _with_whole(printed_topics(at), at), WHOLE_TOPIC, at)


@answers
def topic(request: HttpRequest, slug: str, at: datetime) -> HttpResponse:
    return _one(request, "topic", slug, _with_whole(printed_topics(at), at), WHOLE_TOPIC, at)


@answers
def authors(request: HttpRequest, at: datetime) -> HttpResponse:
    return _listed(request, "authors", printed_authors(at), AUTHOR, at)


@answers
def author(request: HttpRequest, slug: str, at: datetime) -> HttpResponse:
    return _one(request, "author", slug, printed_authors(at), AUTHOR, at)


@answers
def nothing(request: HttpRequest, rest: str, at: datetime) -> HttpResponse:
    raise Http404


def _chosen(asked: QueryDict, at: datetime) -> tuple[RevisionQuerySet, QueryDict]:
    """What the query string chooses, as on the browse page; here it must all be understood."""
    known = choices(at, asked, all_there_are=False, numbered=False)
    kept, unknown = understood(asked, known)
    if unknown:
        raise Unanswered(_("A value in this address is that of no topic, author, kind, match or year."))
    return Filters(kept, latest(at), known).qs, kept


def _onward(asked: Asked, query: str) -> str | None:
    return f"{asked.named('api_articles')}?{query}" if query else None


def _teasers(walk: RevisionQuerySet, most: int) -> list[Revision]:
    return list(walk.defer("body", "rendered", "outline", *LONG).with_lead().with_credits().with_topics()[:most])


def _once_here(slug: str, at: datetime) -> HttpResponse:
    former = Revision.objects.published(at=at).filter(slug=slug).order_by("-live_from", "-pk").first()
    if former is None:
        raise Http404
    successor = Revision.objects.live(at=at).filter(article=former.article_id).first()
    if successor is None:
        return _gone(former, at)
    return HttpResponse(status=301, headers={"Location": reverse("api_article", args=[successor.slug])})


def _gone(revision: Revision, at: datetime) -> HttpResponse:
    """With the public note, which a front end owes its readers."""
    note = Farewell(revision, at).note
    if note is None:
        return told({"error": _("This article was published here for a limited time, which is over."), "note": ""}, 410)
    return told({"error": _("This article was published here and has been withdrawn."), "note": note}, 410)


def _with_whole(rows: QuerySet[Topic], at: datetime) -> QuerySet[Topic]:
    whole = printed_topics(at).filter(pk=OuterRef("parent")).values("slug")
    return rows.annotate(whole=Subquery(whole))


def _listed(request: HttpRequest, name: str, rows: QuerySet[Any], shape: Shape, at: datetime) -> HttpResponse:
    check(request.GET, name)
    asked = Asked(request, at)
    found = list(rows.filter(slug__gt=request.GET.get("after", "")).order_by("slug")[: SIZE + 1])
    onward = asked.named(f"api_{name}", after=found[SIZE - 1].slug) if len(found) > SIZE else None
    return told({"items": [shape.of(row, asked) for row in found[:SIZE]], "next": onward})


def _one(request: HttpRequest, name: str, slug: str, rows: QuerySet[Any], shape: Shape, at: datetime) -> HttpResponse:
    check(request.GET, name)
    row = rows.filter(slug=slug).first()
    if row is None:
        return moved(request, reverse(f"api_{name}", args=[get_object_or_404(rows, addresses__slug=slug).slug]))
    return told(shape.of(row, Asked(request, at)))
