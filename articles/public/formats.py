"""THE table of feed formats: each writes the same entries of the same channel."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from articles.public.entries import Entry, Person

UNFIT_FOR_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ATOM = "http://www.w3.org/2005/Atom"
RSS_NAMES = {
    "xmlns:atom": ATOM,
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself: whole addresses; ``changed`` (UTC) is when what it tells of last changed."""

    title: str
    description: str
    publisher: str
    language: str
    page: str
    address: str
    changed: datetime
    hub: str = ""


def rss(channel: Channel, entries: Sequence[Entry]) -> bytes:
    """RSS 2.0 (rssboard.org/rss-specification). ``author`` would demand an e-mail address, hence ``dc:creator``."""
    root = Element("rss", {"version": "2.0", **RSS_NAMES})
    top = SubElement(root, "channel")
    _tell(top, title=channel.title, link=channel.page, description=_as_html(channel.description))
    _tell(top, language=channel.language)
    _tell(top, lastBuildDate=format_datetime(channel.changed))
    SubElement(top, "atom:link", {"rel": "self", "type": FORMATS["rss"].type, "href": channel.address})
    if channel.hub:
        SubElement(top, "atom:link", {"rel": "hub", "href": channel.hub})
    for entry in entries:
        _rss_item(SubElement(top, "item"), entry)
    return _xml(root)


def _rss_item(item: Element, entry: Entry) -> None:
    _tell(item, title=entry.title, link=entry.address, description=_as_html(entry.summary))
    SubElement(item, "guid", {"isPermaLink": "false"}).text = entry.id
    _tell(item, pubDate=format_datetime(entry.published))
    for name, people in (("dc:creator", entry.authors), ("dc:contributor", entry.others)):
        for person in people:
            _tell(item, **{name: person.name})
    for topic in entry.topics:
        _tell(item, category=topic)
    _tell(item, **{"content:encoded": entry.content})


def _as_html(text: str) -> str:
    """A description of RSS is HTML (best practices profile), so words that look like markup are escaped."""
    return escape(text, quote=False)


def atom(channel: Channel, entries: Sequence[Entry]) -> bytes:
    """Atom (RFC 4287)."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": channel.language})
    _tell(root, id=channel.address, title=channel.title, subtitle=channel.description)
    _tell(root, updated=channel.changed.isoformat())
    _tell(SubElement(root, "author"), name=channel.publisher)
    _link(root, "self", channel.address, FORMATS["atom"].type)
    _link(root, "alternate", channel.page, "text/html")
    if channel.hub:
        _link(root, "hub", channel.hub)
    for entry in entries:
        _atom_entry(SubElement(root, "entry", {"xml:lang": entry.language}), entry)
    return _xml(root)


def _atom_entry(element: Element, entry: Entry) -> None:
    _tell(element, id=entry.id, title=entry.title)
    _tell(element, published=entry.published.isoformat(), updated=entry.updated.isoformat())
    _link(element, "alternate", entry.address, "text/html")
    for name, people in (("author", entry.authors), ("contributor", entry.others)):
        for person in people:
            _tell(SubElement(element, name), name=person.name, uri=person.address)
    for topic in entry.topics:
        SubElement(element, "category", {"term": fit(topic)})
    _tell(element, summary=entry.summary)
    SubElement(element, "content", {"type": "html"}).text = fit(entry.content)


def json_feed(channel: Channel, entries: Sequence[Entry]) -> bytes:
    """JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.page,
        "feed_url": channel.address,
        "language": channel.language,
        "authors": [{"name": channel.publisher}],
        "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else [],
        "items": [_json_item(entry) for entry in entries],
    }
    return json.dumps(_given(feed) | {"items": feed["items"]}, ensure_ascii=False).encode()


def _json_item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "image": entry.picture,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [_json_person(person) for person in entry.authors],
        "tags": entry.topics,
        "language": entry.language,
    }
    return _given(item)


def _json_person(person: Person) -> dict[str, str]:
    return {"name": person.name, "url": person.address}


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _tell(element: Element, **texts: str) -> None:
    for name, text in texts.items():
        if text:
            SubElement(element, name).text = fit(text)


def _link(element: Element, rel: str, address: str, kind: str = "") -> None:
    SubElement(element, "link", {"rel": rel, "href": address, **({"type": kind} if kind else {})})


def _xml(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def fit(text: str) -> str:
    """Without the characters that XML 1.0 has no way to write."""
    return UNFIT_FOR_XML.sub("", text)


@dataclass(frozen=True)
class Format:
    name: str
    type: str
    write: Callable[[Channel, Sequence[Entry]], bytes]


FORMATS = {
    "rss": Format("RSS", "application/rss+xml", rss),
    "atom": Format("Atom", "application/atom+xml", atom),
    "json": Format("JSON Feed", "application/feed+json", json_feed),
}
USUAL = "rss"
"""The format at a feed's bare address; the others follow it: ``/feed/atom/``."""
