"""Feeds: the latest articles, those of a topic, of an author, or of any choice of the browse page, in each format."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Author, Topic
from articles.models.magazine import magazine
from articles.public.entries import Entry, entries, put_right
from articles.public.filters import Filters, chips, choices, understood
from articles.public.formats import FORMATS, USUAL, Channel
from articles.public.freshness import changes, page, until
from articles.public.lists import (
    Walk,
    by_author,
    latest,
    listed_corrections,
    on_topic,
    printed_authors,
    printed_topics,
)
from articles.public.moving import moved


@dataclass(frozen=True)
class Source:
    """What a feed tells of: a walk, what it is called, the path of the page that shows the same, and its own path;
    and how it is told.
    """

    walk: Walk
    title: str
    description: str
    page: str
    path: str
    tell: Callable[[HttpRequest, Any, datetime], list[Entry]] = entries


@page
def feed(request: HttpRequest, at: datetime, form: str = USUAL) -> HttpResponse:
    """The latest, or what the query string chooses, as it does on the browse page."""
    return _answer(request, _chosen(request.GET, at, form), at, form)


@page
def topic_feed(request: HttpRequest, slug: str, at: datetime, form: str = USUAL) -> HttpResponse:
    topic = printed_topics(at).filter(slug=slug).first()
    if topic is None:
        successor = get_object_or_404(printed_topics(at), addresses__slug=slug)
        return moved(request, address("topic_feed", form, successor.slug))
    return _answer(request, _on_topic(topic, at, form), at, form)


@page
def author_feed(request: HttpRequest, slug: str, at: datetime, form: str = USUAL) -> HttpResponse:
    author = printed_authors(at).filter(slug=slug).first()
    if author is None:
        successor = get_object_or_404(printed_authors(at), addresses__slug=slug)
        return moved(request, address("author_feed", form, successor.slug))
    return _answer(request, _by_author(author, at, form), at, form)


@page
def corrections_feed(request: HttpRequest, at: datetime, form: str = USUAL) -> HttpResponse:
    source = Source(
        listed_corrections(at),
        _of(_("Corrections")),
        _("What we got wrong, and what is right."),
        reverse("corrections"),
        address("corrections_feed", form),
        put_right,
    )
    return _answer(request, source, at, form)


def address(name: str, form: str, *slugs: str) -> str:
    return reverse(name, args=[*slugs, *([] if form == USUAL else [form])])


def _chosen(asked: QueryDict, at: datetime, form: str) -> Source:
    """A feed of a choice that means nothing would be one of everything, so there is none."""
    path = address("feed", form)
    if not asked:
        return Source(latest(at), magazine().name, magazine().tagline, reverse("front"), path)
    known = choices(at, asked, all_there_are=False, numbered=False)
    kept, unknown = understood(asked, known)
    if unknown:
        raise Http404
    query = f"?{kept.urlencode()}" if kept else ""
    title = " · ".join([*(chip.name for chip in chips(kept, known)), magazine().name])
    walk = Filters(kept, latest(at), known).qs
    return Source(walk, title, magazine().tagline, reverse("browse") + query, path + query)


def _on_topic(topic: Topic, at: datetime, form: str) -> Source:
    path = address("topic_feed", form, topic.slug)
    return Source(on_topic(latest(at), topic), _of(topic.name), topic.description, topic.get_absolute_url(), path)


def _by_author(author: Author, at: datetime, form: str) -> Source:
    path = address("author_feed", form, author.slug)
    return Source(by_author(latest(at), author), _of(author.name), author.biography, author.get_absolute_url(), path)


def _of(name: str) -> str:
    return f"{name} · {magazine().name}"


def _answer(request: HttpRequest, source: Source, at: datetime, form: str) -> HttpResponse:
    changed, change = changes(at)
    channel = _channel(request, source, changed or at)
    content = FORMATS[form].write(channel, source.tell(request, source.walk, at))
    told = {"headers": _headers(channel, changed), "content_type": f"{FORMATS[form].type}; charset=utf-8"}
    return until(HttpResponse(content, **told), change, at)


def _channel(request: HttpRequest, source: Source, changed: datetime) -> Channel:
    return Channel(
        title=source.title,
        description=source.description or source.title,
        publisher=magazine().name,
        language=get_language() or settings.LANGUAGE_CODE,
        page=request.build_absolute_uri(source.page),
        address=request.build_absolute_uri(source.path),
        changed=changed,
        hub=settings.WEBSUB_HUB,
    )


def _headers(channel: Channel, changed: datetime | None) -> dict[str, str]:
    """WebSub names hub and feed in the header too (W3C recommendation, section 4)."""
    told = {"Last-Modified": http_date(changed.timestamp())} if changed else {}
    if channel.hub:
        told["Link"] = f'<{channel.hub}>; rel="hub", <{channel.address}>; rel="self"'
    return told
