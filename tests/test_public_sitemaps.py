"""Sitemaps: every public address and no other, in parts that never grow too large, valid by a schema of our own."""

from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from articles.desk import verbs
from articles.desk.correcting import Change
from articles.models import Article, Revision
from articles.public import sitemaps
from tests.magazine import NOW, SILENTLY, UPDATED, Magazine, at

SITE = "http://testserver"
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas/sitemap.xsd"))
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@pytest.fixture(scope="module")
def made(for_all: None) -> tuple[Magazine, Article]:
    cast = Magazine()
    cast.live("Older", now=at(-72))
    article = cast.live(
        "Ships & “Tolls” <now>\x0c",
        slug="ships",
        authors=[cast.ada, cast.bao],
        topics=[cast.sea, cast.borders],
    )
    cast.live("آبنائے کا محصول", language="ur")
    cast.draft("Drafted")
    cast.scheduled("Tomorrow", moment=at(24))
    cast.withdrawn("Forged")
    return cast, article


class SitemapCase:
    @pytest.fixture(autouse=True)
    def cast(self, made: tuple[Magazine, Article], db: None) -> None:
        self.magazine, self.article = deepcopy(made)

    def ask(self, path: str, hours: float = 1) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return Client().get(path)

    def read(self, path: str, hours: float = 1) -> dict[str, str | None]:
        """The addresses of a valid file, each with when it changed."""
        answer = self.ask(path, hours)
        assert answer.status_code == 200, path
        root = etree.fromstring(answer.content)
        SCHEMA.assertValid(root)
        return {entry.findtext(f"{MAP}loc"): entry.findtext(f"{MAP}lastmod") for entry in root}

    def all_pages(self, hours: float = 1) -> dict[str, str | None]:
        parts = [part for part in self.read("/sitemap.xml", hours) if "news" not in part]
        return {page: date for part in parts for page, date in self.read(part.removeprefix(SITE), hours).items()}

    def publish_again(self, change: Change = UPDATED, **columns: str) -> None:
        changed = self.magazine.change(self.article, now=at(1), **columns)
        approved = self.magazine.approve_again(changed, now=at(1))
        verbs.publish(approved, by=self.magazine.publisher, change=change, now=at(2))


class TestPages(SitemapCase):
    def test_the_parts_hold_every_public_address_and_no_other(self) -> None:
        urdu = Article.objects.get(language="ur")
        assert {page.removeprefix(SITE) for page in self.all_pages()} == {
            "/",
            "/articles/",
            "/topics/",
            "/corrections/",
            "/topics/the-sea/",
            "/topics/borders/",
            "/authors/ada-brandt/",
            "/authors/bao-lin/",
            "/articles/ships/",
            "/articles/older/",
            urdu.revisions.get().get_absolute_url(),
        }

    def test_an_article_says_when_its_text_appeared(self) -> None:
        assert self.all_pages()[f"{SITE}/articles/ships/"] == "2026-03-02T12:00:00+00:00"
        self.publish_again(slug="vessels")
        pages = self.all_pages(3)
        assert pages[f"{SITE}/articles/vessels/"] == "2026-03-02T14:00:00+00:00"
        assert f"{SITE}/articles/ships/" not in pages

    def test_a_silent_fix_moves_no_date(self) -> None:
        self.publish_again(SILENTLY, slug="vessels")
        assert self.all_pages(3)[f"{SITE}/articles/vessels/"] == "2026-03-02T12:00:00+00:00"

    def test_a_magazine_without_articles_has_a_sitemap(self) -> None:
        assert list(self.read("/sitemap.xml", -999)) == [f"{SITE}/sitemap-pages.xml"]


class TestParts(SitemapCase):
    def test_a_part_holds_neighbours_and_an_empty_one_is_neither_named_nor_there(self) -> None:
        with mock.patch.object(sitemaps, "SIZE", 1):
            live = set(Revision.objects.live(at=at(1)).values_list("article", flat=True))
            parts = [part for part in self.read("/sitemap.xml") if "articles" in part]
            assert parts == [f"{SITE}/sitemap-articles-{number}.xml" for number in sorted(live)]
            assert all(len(self.read(part.removeprefix(SITE))) == 1 for part in parts)
            withdrawn = Article.objects.get(headline="Forged").pk
            assert self.ask(f"/sitemap-articles-{withdrawn}.xml").status_code == 404

    def test_many_parts_cost_no_more_than_one(self) -> None:
        costs = []
        for size in (sitemaps.SIZE, 1):
            with mock.patch.object(sitemaps, "SIZE", size), CaptureQueriesContext(connection) as captured:
                self.read("/sitemap.xml")
            costs.append(len(captured))
        assert costs[0] == costs[1] <= 6

    def test_parts_that_cannot_be_are_not_there(self) -> None:
        for part in (
            "articles-0",
            "articles-99",
            "articles-9999999999",
            "articles-999999999",
            "editors-1",
            "articles-x",
        ):
            assert self.ask(f"/sitemap-{part}.xml").status_code == 404, part


class TestNews(SitemapCase):
    def titles(self, hours: float) -> list[str]:
        answer = self.ask("/sitemap-news.xml", hours)
        root = etree.fromstring(answer.content)
        assert len(root) == 0 or SCHEMA.validate(root)
        return [title.text for title in root.iter(f"{NEWS}title")]

    def test_it_holds_what_was_first_published_within_48_hours(self) -> None:
        assert self.titles(1) == ["آبنائے کا محصول", "Ships & “Tolls” <now>"]
        assert self.titles(47.9)[0] == "Tomorrow"
        assert self.titles(48) == ["Tomorrow"]
        assert self.titles(99) == []

    def test_a_changed_text_is_no_news(self) -> None:
        older = Article.objects.get(headline="Older")
        changed = self.magazine.change(older, headline="Older and wiser")
        approved = self.magazine.approve_again(changed)
        verbs.publish(approved, by=self.magazine.publisher, change=UPDATED, now=NOW + timedelta(minutes=5))
        assert "Older and wiser" not in self.titles(1)

    def test_it_is_named_only_while_there_is_any(self) -> None:
        assert f"{SITE}/sitemap-news.xml" in self.read("/sitemap.xml")
        assert f"{SITE}/sitemap-news.xml" not in self.read("/sitemap.xml", 99)


class TestRobots(SitemapCase):
    def test_robots_are_kept_from_the_desk_and_shown_the_sitemap(self) -> None:
        lines = self.ask("/robots.txt").content.decode().splitlines()
        assert "Disallow: /admin/" in lines
        assert "Disallow: /proof/" in lines
        assert f"Sitemap: {SITE}/sitemap.xml" in lines


def test_the_schema_finds_what_is_wrong() -> None:
    for wrong in (
        "<urlset></urlset>",
        "<urlset><url><loc>/articles/</loc></url></urlset>",
        "<urlset><url><loc>https://a.test/</loc><lastmod>yesterday</lastmod></url></urlset>",
        "<urlset><url><loc>https://a.test/</loc></url><url><loc>https://a.test/</loc></url></urlset>",
        "<sitemapindex><url><loc>https://a.test/</loc></url></sitemapindex>",
    ):
        root = etree.fromstring(wrong.replace(">", f' xmlns="{MAP[1:-1]}">', 1))
        assert not SCHEMA.validate(root), wrong
