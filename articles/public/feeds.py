"""RSS 2.0 (rssboard.org/rss-specification): the latest articles, of the magazine or of one topic."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.http import http_date
from django.utils.xmlutils import SimplerXMLGenerator

from articles.models import Revision
from articles.models.revision import RevisionQuerySet
from articles.public.freshness import last_change, page
from articles.public.lists import latest, newest, on_topic, printed_topics
from articles.public.moving import moved

SIZE = 20
UNFIT_FOR_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Feed(Rss201rev2Feed):
    """RSS with every author by name: ``author`` of RSS itself demands an e-mail address, which readers never see."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def latest_post_date(self) -> datetime:
        return self.feed["changed"]

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", _fit(name))


@page
def feed(request: HttpRequest, at: datetime) -> HttpResponse:
    return _answer(request, latest(at), at, settings.MAGAZINE_NAME, settings.MAGAZINE_TAGLINE, reverse("front"))


@page
def topic_feed(request: HttpRequest, slug: str, at: datetime) -> HttpResponse:
    topic = printed_topics(at).filter(slug=slug).first()
    if topic is None:
        successor = get_object_or_404(printed_topics(at), addresses__slug=slug)
        return moved(request, reverse("topic_feed", args=[successor.slug]))
    title = f"{topic.name} · {settings.MAGAZINE_NAME}"
    return _answer(request, on_topic(latest(at), topic), at, title, topic.description, topic.get_absolute_url())


def _answer(
    request: HttpRequest, walk: RevisionQuerySet, at: datetime, title: str, description: str, link: str
) -> HttpResponse:
    changed = last_change(at)
    written = Feed(
        title=_fit(title),
        link=request.build_absolute_uri(link),
        description=_fit(description or title),
        language=settings.LANGUAGE_CODE,
        feed_url=request.build_absolute_uri(request.path),
        changed=changed or at,
    )
    for revision in _rows(walk, at):
        written.add_item(**_item(request, revision))
    headers = {"Last-Modified": http_date(changed.timestamp())} if changed else {}
    return HttpResponse(
        written.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8", headers=headers
    )


def _rows(walk: RevisionQuerySet, at: datetime) -> RevisionQuerySet:
    return newest(walk, at).defer("body", "rendered", "outline").prefetch_related("credits")[:SIZE]


def _item(request: HttpRequest, revision: Revision) -> dict[str, Any]:
    return {
        "title": _fit(revision.headline),
        "link": request.build_absolute_uri(revision.get_absolute_url()),
        "description": _fit(revision.standfirst or revision.excerpt),
        "pubdate": revision.first_published,
        "unique_id": tag(request.get_host(), revision),
        "unique_id_is_permalink": False,
        "creators": dict.fromkeys(credit.name for credit in revision.credits.all()),
    }


def tag(host: str, revision: Revision) -> str:
    """The name of an article for all time (RFC 4151): it stays when the article gets another address."""
    return f"tag:{host.partition(':')[0]},{revision.first_published:%Y-%m-%d}:article-{revision.article_id}"


def _fit(text: str) -> str:
    return UNFIT_FOR_XML.sub("", text)
