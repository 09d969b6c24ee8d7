"""The head of a page: what is shown of it where somebody shares or embeds it."""

import json
import re
from copy import deepcopy
from unittest import mock
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from articles.desk import verbs
from articles.desk.dating import set_dates
from articles.desk.illustrating import add_picture
from articles.models import Article
from tests.magazine import UPDATED, Magazine, at, picture

SITE = "http://testserver"
META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')


@pytest.fixture(scope="module")
def made(for_all: None) -> tuple[Magazine, Article]:
    cast = Magazine()
    image = add_picture(picture(400, 300), "a.png", by=cast.editor, alt="A “door”", credit="A. B.")
    article = cast.live(
        "Eleven & “Miles”",
        slug="miles",
        standfirst="In short.",
        image=image,
        authors=[cast.ada, cast.bao],
        topics=[cast.sea, cast.borders],
    )
    return cast, article


class SharedCase:
    @pytest.fixture(autouse=True)
    def cast(self, made: tuple[Magazine, Article], db: None) -> None:
        (self.magazine, self.article), self.client = deepcopy(made), Client()

    def ask(self, path: str, hours: float = 1, **headers: str) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return self.client.get(path, headers=headers)

    def change_slug(self) -> None:
        changed = self.magazine.change(self.article, slug="leagues", now=at(1))
        approved = self.magazine.approve_again(changed, now=at(1))
        verbs.publish(approved, by=self.magazine.publisher, change=UPDATED, now=at(2))


class TestHead(SharedCase):
    def head(self, path: str, hours: float = 1) -> list[tuple[str, str]]:
        self.page = self.ask(path, hours).content.decode()
        return META.findall(self.page.partition("</head>")[0])

    def test_an_article_says_what_is_shown_where_it_is_shared(self) -> None:
        told = dict(self.head("/articles/miles/"))
        assert told["og:title"] == "Eleven &amp; “Miles”"
        assert told["og:description"] == told["description"] == "In short."
        assert (told["og:type"], told["twitter:card"]) == ("article", "summary_large_image")
        assert told["og:url"] == f"{SITE}/articles/miles/"
        assert f'<link rel="canonical" href="{SITE}/articles/miles/">' in self.page
        assert told["og:image"].startswith(f"{SITE}/media/renditions/")
        assert (told["og:image:width"], told["og:image:height"], told["og:image:alt"]) == ("400", "300", "A “door”")

    def test_every_page_says_what_it_is(self) -> None:
        paths = ("/", "/articles/", "/topics/", "/topics/borders/", "/authors/", "/authors/ada-brandt/", "/archive/")
        for path in (*paths, "/archive/2026/03/", "/search/", "/corrections/", "/articles/miles/"):
            assert len(dict(self.head(path))["description"]) > 8, path

    def test_every_author_is_named_by_address(self) -> None:
        authors = [value for name, value in self.head("/articles/miles/") if name == "article:author"]
        assert authors == [f"{SITE}/authors/ada-brandt/", f"{SITE}/authors/bao-lin/"]

    def test_only_a_text_that_changed_says_since_when(self) -> None:
        assert "article:modified_time" not in dict(self.head("/articles/miles/"))
        self.change_slug()
        assert dict(self.head("/articles/leagues/", 3))["article:modified_time"] == "2026-03-02T14:00:00+00:00"

    def test_a_page_without_a_picture_has_a_small_card(self) -> None:
        self.magazine.live("Plain", slug="plain")
        for path in ("/articles/plain/", "/", "/topics/the-sea/", "/authors/ada-brandt/"):
            told = dict(self.head(path))
            assert told["twitter:card"] == "summary", path
            assert "og:image" not in told, path

    def test_the_article_says_how_it_is_embedded(self) -> None:
        self.head("/articles/miles/")
        address = f"{SITE}/oembed?url={quote(f'{SITE}/articles/miles/', safe='')}"
        assert (
            f'<link rel="alternate" type="application/json+oembed" title="Eleven &amp; “Miles”" href="{address}">'
            in self.page
        )
        assert self.ask(address).status_code == 200


class TestEmbedding(SharedCase):
    def embed(self, path: str, hours: float = 1, more: str = "", site: str = SITE) -> HttpResponse:
        return self.ask(f"/oembed?url={quote(f'{site}{path}', safe='')}{more}", hours)

    def test_an_article_is_told_as_a_card(self) -> None:
        answer = self.embed("/articles/miles/")
        told = json.loads(answer.content)
        assert answer.headers["Content-Type"] == "application/json"
        assert (told["version"], told["type"], told["title"]) == ("1.0", "rich", "Eleven & “Miles”")
        assert told["author_name"] == "Ada Brandt, Bao Lin"
        assert told["provider_url"] == f"{SITE}/"
        assert f'<a href="{SITE}/articles/miles/"><strong>Eleven &amp; “Miles”</strong></a>' in told["html"]
        assert (told["thumbnail_width"], told["thumbnail_height"]) == (400, 300)

    def test_a_card_is_no_larger_than_there_is_room(self) -> None:
        told = json.loads(self.embed("/articles/miles/", more="&maxwidth=320&maxheight=999").content)
        assert (told["width"], told["height"]) == (320, 240)
        assert "thumbnail_url" not in told

    def test_a_single_author_has_an_address(self) -> None:
        self.magazine.live("Plain", slug="plain")
        told = json.loads(self.embed("/articles/plain/").content)
        assert told["author_url"] == f"{SITE}/authors/ada-brandt/"
        assert "thumbnail_url" not in told

    def test_a_former_address_is_told_as_the_article_of_today(self) -> None:
        self.change_slug()
        told = json.loads(self.embed("/articles/miles/", 3).content)
        assert f"{SITE}/articles/leagues/" in told["html"]

    def test_the_address_of_the_magazine_is_known_by_whichever_host_it_is_asked(self) -> None:
        with override_settings(SITE_URL="https://review.test"):
            assert self.embed("/articles/miles/", site="https://review.test").status_code == 200

    def test_whatever_is_not_live_is_unknown(self) -> None:
        hidden: list[Article] = [
            self.magazine.draft("Drafted"),
            self.magazine.scheduled("Scheduled", moment=at(24)),
            self.magazine.withdrawn("Forged"),
            self.magazine.live("Expired", now=at(-2)),
        ]
        set_dates(hidden[-1], by=self.magazine.publisher, expires_at=at(0.5), now=at(-1))
        for path in [f"/articles/{each.slug}/" for each in hidden] + ["/articles/never/", "/", "/topics/", "/nothing"]:
            answer = self.embed(path)
            assert (answer.status_code, json.loads(answer.content)) == (404, {"error": "Nothing is at this address."})
        for site in ("https://elsewhere.test", "http://[", ""):
            assert self.embed("/articles/miles/", site=site).status_code == 404, site

    def test_what_cannot_be_understood_is_said(self) -> None:
        for query, status in (("", 400), ("?url=", 400), ("?url=x&maxwidth=wide", 400), ("?url=x&format=xml", 501)):
            answer = self.ask(f"/oembed{query}")
            assert answer.status_code == status, query
            assert json.loads(answer.content)["error"].endswith(".")

    def test_any_site_may_read_it_and_none_may_write(self) -> None:
        path = f"/oembed?url={quote(f'{SITE}/articles/miles/', safe='')}"
        first = self.ask(path)
        again = self.ask(path, if_none_match=first.headers["ETag"])
        asked = self.client.options(path)
        written = Client(enforce_csrf_checks=True).post(path)
        assert [each.status_code for each in (first, again, asked, written)] == [200, 304, 204, 405]
        assert all(each.headers["Access-Control-Allow-Origin"] == "*" for each in (first, again, asked, written))
        assert asked.headers["Access-Control-Allow-Methods"] == written.headers["Allow"] == "GET, HEAD, OPTIONS"
