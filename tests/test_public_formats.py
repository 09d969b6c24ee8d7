"""Every feed in every format is what its specification and the validator of the W3C demand."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any
from unittest import mock
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from articles.desk import verbs
from articles.desk.illustrating import add_picture
from articles.models import Byline, Role
from articles.public.formats import FORMATS
from tests.magazine import Magazine, at, picture
from tests.test_desk_correcting import CORRECTION

ATOM, XML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}"
DC, ENCODED = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/rss/1.0/modules/content/}encoded"
WHOLE = re.compile(r"https?://(?!(?:www\.)?example\.(?:com|org|net)/)[^\s/]+/\S*")
NAME = re.compile(r"tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:\S+|https?://\S+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
MARKUP = re.compile(r"</?[a-zA-Z!]")
FOR_PAGES_ALONE = {"script", "style", "iframe", "form", "input", "button", "object", "embed", "meta", "link", "base"}
PATHS = (
    "/feed/",
    "/feed/?kind=analysis",
    "/feed/?author=ada-brandt&year=2025",
    "/topics/the-sea/feed/",
    "/authors/bao-lin/feed/",
    "/corrections/feed/",
)


class Passage(HTMLParser):
    """What a reader of feeds could not show, or not find, in an entry’s HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.wrong += [f"<{tag}>"] if tag in FOR_PAGES_ALONE else []
        for name, value in attributes:
            if name in ("href", "src") and not re.match(r"(?:https?://|mailto:)", value or ""):
                self.wrong.append(f"{name}={value}")
            if name.startswith("on") or name in ("style", "srcset"):
                self.wrong.append(name)


def numbers(element: Element, **wanted: str) -> Iterator[str]:
    """How often a child may stand there: ``1``, ``?`` at most once, ``+`` at least once, ``*`` ever."""
    there = Counter(child.tag for child in element)
    for name, many in wanted.items():
        tag = name if element.tag in ("channel", "item") else ATOM + name
        number = there[tag]
        if (many == "1" and number != 1) or (many == "?" and number > 1) or (many == "+" and not number):
            yield f"{element.tag} has {number} {name}"
        for child in element.findall(tag):
            if not (child.text or "").strip() and not child.attrib and len(child) == 0:
                yield f"{name} is empty"


def misfits(pattern: re.Pattern[str], *texts: str | None) -> Iterator[str]:
    return (f"“{text}” is not {pattern.pattern}" for text in texts if not pattern.fullmatch(text or ""))


def of_rss(content: bytes, here: str) -> Iterator[str]:
    """RSS 2.0 and the RSS Best Practices Profile (rssboard.org)."""
    root = ElementTree.fromstring(content)
    assert (root.tag, root.get("version"), [child.tag for child in root]) == ("rss", "2.0", ["channel"])
    (channel,) = root
    yield from numbers(channel, title="1", link="1", description="1", language="1", lastBuildDate="1")
    yield from misfits(LANGUAGE, channel.findtext("language"))
    yield from misfits(RFC_822, channel.findtext("lastBuildDate"))
    yield from misfits(WHOLE, channel.findtext("link"))
    selves = [(link.get("href"), link.get("type")) for link in channel.findall(f"{ATOM}link[@rel='self']")]
    if selves != [(here, FORMATS["rss"].type)]:
        yield f"names itself {selves}"
    for item in channel.findall("item"):
        yield from of_item(item, parsedate_to_datetime(channel.findtext("lastBuildDate")))
    yield from twice([item.findtext("guid") for item in channel.findall("item")])


def of_item(item: Element, built: datetime) -> Iterator[str]:
    yield from numbers(item, title="1", link="1", description="1", guid="1", pubDate="1", author="?", category="*")
    yield from misfits(WHOLE, item.findtext("link"))
    yield from misfits(NAME, item.findtext("guid"))
    yield from misfits(RFC_822, item.findtext("pubDate"))
    if parsedate_to_datetime(item.findtext("pubDate")) > built:
        yield "is younger than its feed"
    if item.find("guid").get("isPermaLink") != "false":
        yield "has a name that is no address and does not say so"
    if item.find("author") is not None:
        yield "author must be an e-mail address; a name is dc:creator"
    if MARKUP.search(item.findtext("description")):
        yield "has markup in its description"
    yield from Passage(item.findtext("description")).wrong
    yield from Passage(item.findtext(ENCODED)).wrong


def of_atom(content: bytes, here: str) -> Iterator[str]:
    """RFC 4287, sections 3 and 4."""
    root = ElementTree.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    yield from numbers(root, id="1", title="1", updated="1", subtitle="?", icon="?", logo="?", generator="?")
    yield from misfits(NAME, root.findtext(f"{ATOM}id"))
    yield from misfits(RFC_3339, root.findtext(f"{ATOM}updated"))
    yield from misfits(LANGUAGE, root.get(f"{XML}lang"))
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    if links.get("self") != here:
        yield f"names itself {links.get('self')}"
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        yield from of_entry(entry, root)
    yield from twice([entry.findtext(f"{ATOM}id") for entry in entries])
    for link in root.iter(f"{ATOM}link"):
        yield from misfits(WHOLE, link.get("href"))
    for name in ("author", "contributor"):
        for person in root.iter(ATOM + name):
            yield from numbers(person, name="1", uri="?", email="?")
            yield from misfits(WHOLE, *(uri.text for uri in person.findall(f"{ATOM}uri")))


def of_entry(entry: Element, root: Element) -> Iterator[str]:
    yield from numbers(entry, id="1", title="1", updated="1", published="?", content="?", summary="?", rights="?")
    yield from misfits(NAME, entry.findtext(f"{ATOM}id"))
    published, updated = entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated")
    if undated := [*misfits(RFC_3339, published, updated)]:
        yield from undated
        return
    if datetime.fromisoformat(published) > datetime.fromisoformat(updated):
        yield "was changed before it was published"
    if datetime.fromisoformat(updated) > datetime.fromisoformat(root.findtext(f"{ATOM}updated")):
        yield "is younger than its feed"
    if entry.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
        yield "has no author"
    alternates = entry.findall(f"{ATOM}link[@rel='alternate']")
    yield from twice([(link.get("type"), link.get("hreflang")) for link in alternates])
    if not alternates and entry.find(f"{ATOM}content") is None:
        yield "has neither content nor a page"
    if entry.find(f"{ATOM}content").get("type") != "html":
        yield "does not say that its content is HTML"
    if not all(category.get("term") for category in entry.findall(f"{ATOM}category")):
        yield "has a category without a term"
    yield from Passage(entry.findtext(f"{ATOM}content")).wrong


def of_json(content: bytes, here: str) -> Iterator[str]:
    """JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    feed = json.loads(content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    yield from misfits(re.compile(".+"), feed["title"])
    yield from misfits(WHOLE, feed["home_page_url"], feed["feed_url"])
    yield from misfits(LANGUAGE, feed["language"])
    if feed["feed_url"] != here:
        yield f"names itself {feed['feed_url']}"
    for item in feed["items"]:
        yield from misfits(NAME, item["id"])
        yield from misfits(WHOLE, item["url"], *(item[name] for name in ("image",) if name in item))
        yield from misfits(RFC_3339, item["date_published"], item["date_modified"])
        yield from misfits(LANGUAGE, item["language"])
        yield from Passage(item["content_html"]).wrong
        if not all(isinstance(tag, str) for tag in item.get("tags", [])):
            yield "has a tag that is no text"
        for person in item.get("authors", []):
            yield from misfits(re.compile(".+"), person["name"])
            yield from misfits(WHOLE, person["url"])
    yield from twice([item["id"] for item in feed["items"]])


def twice(names: list[Any]) -> list[str]:
    return [f"{name} is there twice" for name, number in Counter(names).items() if number > 1]


RULES: dict[str, Callable[[bytes, str], Iterator[str]]] = {"rss": of_rss, "atom": of_atom, "json": of_json}


@pytest.fixture(scope="module")
def printed(for_all: None) -> None:
    """What could go wrong in a feed: markup in words, pictures, a translator, another language, a correction."""
    cast = Magazine()
    image = add_picture(picture(400, 300), "a.png", by=cast.editor, alt="A “door” & a <wall>", credit="A. B.")
    body = (
        f"<h2>Who pays?</h2><p>A toll<small>Of three.</small> <a href='mailto:a@b.test'>is</a> a tax.</p>"
        f"<figure data-image='{image.pk}'></figure><p><a href='https://youtu.be/abc'>A film</a></p>"
    )
    rich = cast.live(
        "Ships & “Tolls” <b>now</b>",
        slug="ships",
        standfirst="A <b>bold</b> & <script> toll.",
        body=body * 3,
        image=image,
        authors=[cast.ada, cast.bao],
    )
    Byline.objects.filter(article=rich, author=cast.bao).update(role=Role.TRANSLATOR)
    cast.live("آبنائے کا محصول", language="ur", now=at(-2))
    cast.live(
        "Plain", kind="analysis", disclaimers=[], now=at(-3), body=f"{body}<p><a href='article:{rich.pk}'>See</a></p>"
    )
    verbs.correct(rich, by=cast.publisher, change=CORRECTION, now=at(1))


@pytest.mark.usefixtures("printed", "db")
@pytest.mark.parametrize("form", FORMATS)
def test_every_feed_is_valid(client: Client, form: str) -> None:
    found = []
    for path in PATHS:
        bare, _question, query = path.partition("?")
        address = f"{bare}{'' if form == 'rss' else form + '/'}{_question}{query}"
        with mock.patch("django.utils.timezone.now", return_value=at(2)):
            answer = client.get(address)
        assert answer.status_code == 200, address
        found += [f"{address}: {line}" for line in RULES[form](answer.content, f"http://testserver{address}")]
    assert not found, "\n".join(found)


@pytest.mark.usefixtures("printed", "db")
def test_the_rules_find_what_is_wrong(client: Client) -> None:
    addresses = {"rss": "/feed/", "atom": "/feed/atom/", "json": "/feed/json/"}
    feeds = {form: client.get(address).content for form, address in addresses.items()}
    for form, right, wrong in (
        ("rss", rb"\+0000</pubDate>", b"UTC</pubDate>"),
        ("rss", rb' isPermaLink="false"', b""),
        ("rss", rb"http://testserver/media", b"/media"),
        ("atom", rb"<entry(.*?)<updated>.*?</updated>", rb"<entry\1"),
        ("atom", rb"tag:", b"the "),
        ("atom", rb"http://testserver/articles/ships/", b"https://example.com/"),
        ("json", rb'"url": "http://testserver', b'"url": "'),
        ("json", rb'\+00:00"', b'"'),
    ):
        broken = re.sub(right, wrong, feeds[form])
        assert broken != feeds[form], right
        assert list(RULES[form](broken, f"http://testserver{addresses[form]}")), right
