"""Feeds: the same entries in each format, in full, true to what is live, and never under another name."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from unittest import mock
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from articles.desk import verbs
from articles.desk.illustrating import add_picture
from articles.desk.saving import save
from articles.models import Article, AuthorAddress, Byline, Role, TopicAddress
from articles.public.credited import PROPERTIES
from articles.public.formats import FORMATS
from articles.text.abroad import abroad
from editorial import environment
from tests.magazine import BODY, NOW, UPDATED, Magazine, at, disclaimer, picture

DC, CONTENT = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/rss/1.0/modules/content/}"
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://testserver"


@dataclass
class Read:
    """An entry as a reader of feeds takes it in, whatever its format."""

    id: str
    address: str
    title: str
    content: str
    published: datetime
    updated: datetime | None = None
    authors: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    summary: str = ""


def of_rss(content: bytes) -> list[Read]:
    return [
        Read(
            item.findtext("guid"),
            item.findtext("link"),
            item.findtext("title"),
            item.findtext(f"{CONTENT}encoded"),
            parsedate_to_datetime(item.findtext("pubDate")),
            None,
            [name.text for name in item.iter(f"{DC}creator")],
            [topic.text for topic in item.iter("category")],
            item.findtext("description"),
        )
        for item in ElementTree.fromstring(content).iter("item")
    ]


def of_atom(content: bytes) -> list[Read]:
    return [
        Read(
            entry.findtext(f"{ATOM}id"),
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}title"),
            entry.findtext(f"{ATOM}content"),
            datetime.fromisoformat(entry.findtext(f"{ATOM}published")),
            datetime.fromisoformat(entry.findtext(f"{ATOM}updated")),
            [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")],
            [topic.get("term") for topic in entry.iter(f"{ATOM}category")],
            entry.findtext(f"{ATOM}summary"),
        )
        for entry in ElementTree.fromstring(content).iter(f"{ATOM}entry")
    ]


def of_json(content: bytes) -> list[Read]:
    return [
        Read(
            item["id"],
            item["url"],
            item["title"],
            item["content_html"],
            datetime.fromisoformat(item["date_published"]),
            datetime.fromisoformat(item["date_modified"]),
            [author["name"] for author in item.get("authors", [])],
            item.get("tags", []),
            item["summary"],
        )
        for item in json.loads(content)["items"]
    ]


READERS: dict[str, Callable[[bytes], list[Read]]] = {"rss": of_rss, "atom": of_atom, "json": of_json}
TAILS = {"rss": "", "atom": "atom/", "json": "json/"}


@pytest.fixture(scope="module")
def made(for_all: None) -> tuple[Magazine, Article]:
    cast = Magazine()
    cast.live("Older", now=at(-5), kind="analysis", disclaimers=[])
    article = cast.live(
        "Ships & “Tolls” <now>\x0c",
        slug="ships",
        standfirst="In short.",
        authors=[cast.ada, cast.bao],
        topics=[cast.sea, cast.borders],
    )
    cast.draft("Drafted")
    cast.scheduled("Tomorrow", moment=at(24))
    cast.withdrawn("Forged", now=at(-1))
    return cast, article


class FeedCase:
    @pytest.fixture(autouse=True)
    def cast(self, made: tuple[Magazine, Article], db: None) -> None:
        self.magazine, self.article = deepcopy(made)

    def ask(self, path: str, hours: float = 1, **headers: str) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return Client().get(path, headers=headers)

    def read(self, form: str, path: str = "/feed/", query: str = "", hours: float = 1) -> list[Read]:
        answer = self.ask(f"{path}{TAILS[form]}{query}", hours)
        assert answer.status_code == 200, answer
        assert answer.headers["Content-Type"] == f"{FORMATS[form].type}; charset=utf-8"
        return READERS[form](answer.content)

    def titles(self, path: str = "/feed/", query: str = "", hours: float = 1) -> list[str]:
        """The same in every format."""
        told = [[each.title for each in self.read(form, path, query, hours)] for form in FORMATS]
        assert told[0] == told[1] == told[2]
        return told[0]

    def publish_again(self, hours: float, **columns: str) -> None:
        changed = self.magazine.change(self.article, now=at(hours - 0.5), **columns)
        again = self.magazine.approve_again(changed, now=at(hours - 0.5))
        verbs.publish(again, by=self.magazine.publisher, change=UPDATED, now=at(hours))


class TestEntries(FeedCase):
    def test_each_format_has_what_is_live_newest_first(self) -> None:
        assert READERS.keys() == FORMATS.keys()
        assert self.titles() == ["Ships & “Tolls” <now>", "Older"]
        assert self.titles(hours=25)[0] == "Tomorrow"

    def test_an_entry_says_where_what_when_on_what_and_by_whom(self) -> None:
        for form in FORMATS:
            entry = self.read(form)[0]
            assert entry.address == f"{SITE}/articles/ships/", form
            assert entry.published == NOW, form
            assert entry.summary == "In short.", form
            assert entry.authors == ["Ada Brandt", "Bao Lin"], form
            assert entry.topics == ["The sea", "Borders"], form

    def test_the_whole_text_is_there_with_its_notices(self) -> None:
        for form in FORMATS:
            content = self.read(form)[0].content
            assert BODY in content, form
            assert content.index(BODY) < content.index("<p>The views expressed are the author’s own.</p>"), form

    def test_notices_stand_where_the_page_has_them(self) -> None:
        hung = [
            disclaimer(place, f"Words for the {place}.", place=place, purpose="funding")
            for place in ("end", "start", "byline")
        ]
        article = self.magazine.live("Told", now=at(0.5), disclaimers=hung)
        page = self.ask(f"/articles/{article.slug}/").content.decode().partition("<main")[2]
        for form in FORMATS:
            for content in (self.read(form)[0].content, page):
                places = [content.index(f"Words for the {place}.") for place in ("byline", "start")]
                places += [content.index(BODY), content.index("Words for the end.")]
                assert places == sorted(places), form

    def test_an_entry_keeps_its_name_when_its_address_changes(self) -> None:
        for form in FORMATS:
            before = self.read(form)[0].id
            assert re.fullmatch(r"tag:[^,/:]+,2026-03-02:article-\d+", before), form
        self.publish_again(2, slug="vessels")
        for form in FORMATS:
            after = self.read(form, hours=3)[0]
            assert (after.address, after.id) == (f"{SITE}/articles/vessels/", before), form

    def test_an_entry_has_one_name_by_whichever_host_it_is_asked_for(self) -> None:
        with override_settings(ALLOWED_HOSTS=["*"], SITE_URL="https://review.test"):
            names = {READERS["atom"](self.ask("/feed/atom/", host=host).content)[0].id for host in ("a.test", "b.test")}
        (name,) = names
        assert name.startswith("tag:review.test,2026-03-02:")

    def test_a_changed_text_says_when_it_appeared_and_keeps_its_date(self) -> None:
        assert self.read("atom")[0].updated == NOW
        self.publish_again(2, headline="Ships and tolls")
        for form in ("atom", "json"):
            entry = self.read(form, hours=3)[0]
            assert (entry.title, entry.published, entry.updated) == ("Ships and tolls", NOW, at(2)), form

    def test_what_is_withdrawn_leaves_and_the_feed_says_when(self) -> None:
        verbs.withdraw(self.article, by=self.magazine.publisher, note="Wrong.", now=at(2))
        assert self.titles(hours=3) == ["Older"]
        root = ElementTree.fromstring(self.ask("/feed/atom/", 3).content)
        assert datetime.fromisoformat(root.findtext(f"{ATOM}updated")) == at(2)

    def test_translators_are_no_authors_and_are_named_where_the_format_can(self) -> None:
        article = self.magazine.draft("Translated", now=at(-1))
        Byline.objects.create(article=article, author=self.magazine.bao, role=Role.TRANSLATOR, position=2)
        self.publish(article)
        for form in FORMATS:
            assert self.read(form)[0].authors == ["Ada Brandt"], form
        assert b"<dc:contributor>Bao Lin</dc:contributor>" in self.ask("/feed/").content
        assert b"<contributor><name>Bao Lin</name>" in self.ask("/feed/atom/").content

    def test_who_did_all_there_is_counts_as_its_author(self) -> None:
        article = self.magazine.draft("Drawn", now=at(-1))
        Byline.objects.filter(article=article).update(role=Role.ILLUSTRATOR)
        self.publish(article)
        assert self.read("rss")[0].authors == ["Ada Brandt"]

    def publish(self, article: Article) -> None:
        save(article, by=self.magazine.editor, now=at(0))
        verbs.publish(self.magazine.approve_again(article, now=at(0.1)), by=self.magazine.publisher, now=at(0.2))

    def test_every_role_has_its_property(self) -> None:
        assert PROPERTIES.keys() == set(Role)

    def test_control_characters_do_not_break_a_feed(self) -> None:
        self.magazine.live("Bro\x0bken", standfirst="A\x0cB\x1f", now=at(0.5))
        assert len(self.titles()) == 3

    def test_a_text_of_another_language_says_so(self) -> None:
        self.magazine.live("آبنائے کا محصول", language="ur", now=at(0.5))
        assert '<div lang="ur" dir="rtl">' in self.read("rss")[0].content
        entry = ElementTree.fromstring(self.ask("/feed/atom/").content).find(f"{ATOM}entry")
        assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "ur"

    def test_links_between_many_articles_cost_one_query(self) -> None:
        link = f'<p><a href="article:{self.article.pk}">Tolls</a></p>'
        for number in range(2):
            self.magazine.live(f"Linking {number}", body=BODY + link, now=at(0.5))
        with CaptureQueriesContext(connection) as captured:
            assert (
                f'<a href="{SITE}/articles/ships/">Tolls</a>'
                in self.read("json", "/feed/", "?topic=the-sea")[0].content
            )
        assert len(captured) == 6


class TestAbroad(FeedCase):
    def test_pictures_and_notes_have_whole_addresses_and_nothing_of_the_page(self) -> None:
        image = add_picture(picture(400, 300), "a.png", by=self.magazine.editor, alt="A “door”", credit="A. B.")
        body = f"<p>A toll<small>Of three coins.</small>.</p><figure data-image='{image.pk}'></figure>"
        self.magazine.live("Pictured", slug="pictured", body=body, image=image, now=at(0.5))
        for form in FORMATS:
            content = self.read(form)[0].content
            assert content.count(f'<img src="{SITE}/media/renditions/') == 2, form
            assert f'<a href="{SITE}/articles/pictured/#note-1" id="ref-1">1</a>' in content, form
            assert not re.search(r'(?:href|src)="(?!http)|srcset|<picture|<source| class=| role=', content), form
        assert json.loads(self.ask("/feed/json/").content)["items"][0]["image"].startswith(f"{SITE}/media/")

    def test_words_that_look_like_an_attribute_stay_words(self) -> None:
        said = '<p>He wrote href="/a" and class="b".</p>'
        assert abroad(said, site=SITE, page=f"{SITE}/x/") == said

    def test_addresses_elsewhere_stay(self) -> None:
        for address in ("https://a.test/b", "//a.test/b", "mailto:a@b.test"):
            link = f'<a href="{address}">a</a>'
            assert abroad(link, site=SITE, page="") == link


class TestChannels(FeedCase):
    def test_the_feed_of_a_topic_an_author_a_kind_and_any_choice(self) -> None:
        ships, older = "Ships & “Tolls” <now>", "Older"
        assert self.titles("/topics/borders/feed/") == [ships]
        assert self.titles("/authors/ada-brandt/feed/") == [ships, older]
        assert self.titles("/authors/bao-lin/feed/") == [ships]
        assert self.titles("/feed/", "?kind=analysis") == [older]
        assert self.titles("/feed/", "?topic=the-sea&topic=borders") == [ships]
        assert self.titles("/feed/", "?topic=the-sea&topic=borders&match=any") == [ships, older]
        assert self.titles("/feed/", "?author=ada-brandt&year=2025") == []
        assert self.titles("/feed/", "?utm_source=x") == [ships, older]

    def test_a_choice_that_means_nothing_has_no_feed(self) -> None:
        for path in ("/feed/?topic=never", "/feed/atom/?kind=poem", "/topics/never/feed/", "/authors/never/feed/json/"):
            assert self.ask(path).status_code == 404, path

    def test_a_former_address_leads_to_the_feed_of_today_in_the_same_format(self) -> None:
        TopicAddress.objects.create(topic=self.magazine.sea, slug="seas")
        AuthorAddress.objects.create(author=self.magazine.ada, slug="ada")
        for form, tail in TAILS.items():
            for former, today in (("topics/seas", "topics/the-sea"), ("authors/ada", "authors/ada-brandt")):
                answer = self.ask(f"/{former}/feed/{tail}")
                assert (answer.status_code, answer.headers["Location"]) == (301, f"/{today}/feed/{tail}"), form

    def test_a_feed_names_its_own_address_and_the_page_that_shows_the_same(self) -> None:
        for path, page in (
            ("/feed/", "/"),
            ("/topics/the-sea/feed/", "/topics/the-sea/"),
            ("/feed/?topic=the-sea", "/articles/?topic=the-sea"),
        ):
            channel = ElementTree.fromstring(self.ask(path).content).find("channel")
            assert channel.find(f"{ATOM}link").get("href") == SITE + path
            assert channel.findtext("link") == SITE + page
        told = json.loads(self.ask("/feed/json/").content)
        assert (told["feed_url"], told["home_page_url"]) == (f"{SITE}/feed/json/", f"{SITE}/")
        links = ElementTree.fromstring(self.ask("/feed/atom/").content).findall(f"{ATOM}link")
        assert {link.get("rel"): link.get("href") for link in links} == {
            "self": f"{SITE}/feed/atom/",
            "alternate": f"{SITE}/",
        }

    def test_atom_has_all_that_the_standard_demands(self) -> None:
        root = ElementTree.fromstring(self.ask("/feed/atom/").content)
        for element in (root, *root.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1
            assert element.find(f"{ATOM}author") is not None

    def test_pages_name_their_feeds(self) -> None:
        for path, feeds in (
            ("/", ["/feed/", "/feed/atom/", "/feed/json/"]),
            ("/topics/the-sea/", ["/topics/the-sea/feed/atom/"]),
            ("/authors/ada-brandt/", ["/authors/ada-brandt/feed/json/"]),
            ("/articles/?topic=the-sea", ["/feed/?topic=the-sea", "/feed/atom/?topic=the-sea"]),
        ):
            links = re.findall(r'<link rel="alternate" type="[^"]+" title="[^"]+" href="([^"]+)">', self.text(path))
            assert set(feeds) <= set(links), path

    def text(self, path: str) -> str:
        return self.ask(path).content.decode()

    def test_a_hub_is_named_only_where_one_is_set(self) -> None:
        assert not [form for form, tail in TAILS.items() if b"hub" in self.ask(f"/feed/{tail}").content]
        with override_settings(WEBSUB_HUB="https://hub.test/"):
            answers = {form: self.ask(f"/feed/{tail}") for form, tail in TAILS.items()}
        assert b'<atom:link rel="hub" href="https://hub.test/" />' in answers["rss"].content
        assert b'<link rel="hub" href="https://hub.test/" />' in answers["atom"].content
        assert json.loads(answers["json"].content)["hubs"] == [{"type": "WebSub", "url": "https://hub.test/"}]
        assert answers["atom"].headers["Link"] == f'<https://hub.test/>; rel="hub", <{SITE}/feed/atom/>; rel="self"'

    def test_a_hub_must_be_an_address(self) -> None:
        with mock.patch.dict("os.environ", {"WEBSUB_HUB": "hub"}), pytest.raises(ImproperlyConfigured):
            environment.page("WEBSUB_HUB")


class TestAddresses(FeedCase):
    def test_nothing_that_machines_read_has_half_an_address_or_one_of_nobody(self) -> None:
        feeds = [path + tail for path in ("/feed/", "/topics/the-sea/feed/") for tail in TAILS.values()]
        for path in (*feeds, "/sitemap.xml", "/sitemap-articles-1.xml", "/api/v1/articles/", "/articles/ships/"):
            said = self.text(path)
            assert "example.com" not in said, path
            assert not re.search(r'"(?:url|page|id|@id|item|logo|image)": ?"/|<(?:loc|link|uri)>/', said), path

    def text(self, path: str) -> str:
        return self.ask(path).content.decode()


class TestAge(FeedCase):
    def test_a_feed_is_sent_again_after_a_withdrawal_and_not_before(self) -> None:
        for tail in TAILS.values():
            before = self.ask(f"/feed/{tail}").headers
            by_date, by_print = {"if_modified_since": before["Last-Modified"]}, {"if_none_match": before["ETag"]}
            assert [self.ask(f"/feed/{tail}", **asked).status_code for asked in (by_date, by_print)] == [304, 304]
        verbs.withdraw(self.article, by=self.magazine.publisher, note="Wrong.", now=at(2))
        for tail in TAILS.values():
            assert [self.ask(f"/feed/{tail}", 3, **asked).status_code for asked in (by_date, by_print)] == [200, 200]

    def test_a_magazine_without_articles_has_a_feed(self) -> None:
        assert self.titles(hours=-9) == []
        assert "Last-Modified" not in self.ask("/feed/", -9).headers
