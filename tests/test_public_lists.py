"""Lists: what they cost, how they are paged, and what the filters find."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from unittest import mock
from urllib.parse import urlencode

from django.db import connection
from django.http import QueryDict
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from articles.models import Article, Author, Credit, Revision, RevisionTopic, Topic
from articles.models.magazine import forget
from articles.public.paging import SIZE, read, write
from tests.examples import examples
from tests.magazine import NOW, Magazine, at

TEASER = re.compile(r'<h[23]><a href="/articles/([^"/]+)/">')
MOST_QUERIES = 6


def print_many(
    count: int,
    *,
    topics: list[Topic],
    author: Author,
    gap: timedelta = timedelta(hours=1),
    now: datetime = NOW,
    **columns: Any,
) -> list[str]:
    """So many live articles, the first the newest, of ``now``, ``gap`` apart; gives their slugs."""
    begun = Article.objects.count()
    slugs = [f"piece-{begun + number}" for number in range(count)]
    articles = Article.objects.bulk_create(Article(headline=slug, slug=slug, **columns) for slug in slugs)
    Revision.objects.bulk_create(
        _revision(article, now - gap * number, **columns) for number, article in reversed(list(enumerate(articles)))
    )
    _hang(Revision.objects.filter(article__in=articles), topics, author)
    return slugs


def _revision(article: Article, moment: datetime, **columns: Any) -> Revision:
    columns |= {"headline": article.headline, "slug": article.slug, "body": "<p>Text.</p>", "excerpt": "Text."}
    return Revision(
        article=article, number=1, saved_as=1, made=moment, live_from=moment, first_published=moment, **columns
    )


def _hang(revisions: Iterable[Revision], topics: list[Topic], author: Author) -> None:
    RevisionTopic.objects.bulk_create(
        RevisionTopic(revision=each, topic=topic, position=position, first_published=each.first_published)
        for each in revisions
        for position, topic in enumerate(topics)
    )
    Credit.objects.bulk_create(
        Credit(revision=each, author=author, name=author.name, first_published=each.first_published)
        for each in revisions
    )


class ListCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()

    def read(self, path: str, hours: float = 1) -> str:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            answer = self.client.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def found(self, path: str, hours: float = 1) -> list[str]:
        return TEASER.findall(self.read(path, hours))


class TestCost(ListCase):
    pages = (
        "/",
        "/articles/",
        "/articles/?topic=the-sea&topic=borders&kind=opinion&author=ada-brandt&year=2026",
        "/articles/?topic=the-sea&topic=borders&match=any",
        "/articles/?older=9999999999999999-1",
        "/articles/piece-0/",
        "/topics/",
        "/topics/the-sea/",
        "/authors/ada-brandt/",
        "/feed/",
        "/feed/atom/?topic=the-sea&topic=borders&kind=opinion&author=ada-brandt&year=2026",
        "/feed/json/?topic=the-sea&topic=borders&match=any",
        "/topics/the-sea/feed/",
        "/authors/ada-brandt/feed/json/",
        "/api/v1/articles/",
        "/api/v1/articles/?topic=the-sea&topic=borders&kind=opinion&author=ada-brandt&year=2026&older=9999999999999999-1",
        "/api/v1/articles/piece-0/",
        "/api/v1/topics/",
        "/api/v1/topics/the-sea/",
        "/api/v1/authors/",
        "/api/v1/authors/ada-brandt/",
        "/api/v1/openapi.json",
        "/sitemap.xml",
        "/sitemap-news.xml",
        "/sitemap-articles-1.xml",
        "/sitemap-authors-1.xml",
        "/robots.txt",
        "/authors/",
        "/archive/",
        "/archive/2026/03/",
        "/search/?q=text",
        "/search/?q=xyzzyx",
        "/healthz",
    )

    def queries(self) -> dict[str, list[str]]:
        costs = {}
        for path in self.pages:
            forget()
            with CaptureQueriesContext(connection) as captured:
                self.read(path)
            costs[path] = [query["sql"] for query in captured.captured_queries]
        return costs

    def test_a_page_asks_as_often_with_five_articles_as_with_five_hundred(self) -> None:
        hung = {"topics": [self.magazine.sea, self.magazine.borders], "author": self.magazine.ada}
        print_many(5, **hung)
        few = self.queries()
        print_many(495, **hung)
        many = self.queries()
        assert {path: len(asked) for path, asked in few.items()} == {path: len(asked) for path, asked in many.items()}
        for path, asked in many.items():
            assert len(asked) <= MOST_QUERIES, path
            assert not [sql for sql in asked if "COUNT(" in sql or "OFFSET" in sql], path
            assert not [sql for sql in asked if re.search(r'"articles_article"', sql)], path


class TestPaging(ListCase):
    def walk(self, path: str, direction: str, label: str) -> list[list[str]]:
        """The lists from this page on, following its links."""
        lists = []
        while path:
            page = self.read(path)
            lists.append(TEASER.findall(page))
            link = re.search(rf'<a rel="{direction}" href="([^"]+)">{label}</a>', page)
            last, path = path, path.partition("?")[0] + link[1].replace("&amp;", "&") if link else ""
        self.last = last
        return lists

    def check_walk(self, path: str, slugs: list[str]) -> None:
        onward = self.walk(path, "next", "Older")
        assert [slug for page in onward for slug in page] == slugs
        back = self.walk(self.last, "prev", "Newer")
        assert back == onward[::-1]

    def test_every_article_is_met_once_in_either_direction(self) -> None:
        slugs = print_many(2 * SIZE + 5, topics=[self.magazine.sea], author=self.magazine.ada)
        for path in ("/articles/", "/topics/the-sea/", "/authors/ada-brandt/", "/articles/?topic=the-sea&kind=opinion"):
            with self.subTest(path=path):
                self.check_walk(path, slugs)

    def test_articles_of_the_same_instant_are_met_once_too(self) -> None:
        slugs = print_many(2 * SIZE, topics=[self.magazine.sea], author=self.magazine.ada, gap=timedelta(0))
        for path in ("/articles/", "/topics/the-sea/"):
            with self.subTest(path=path):
                self.check_walk(path, slugs)

    def test_a_full_last_page_leads_no_further(self) -> None:
        print_many(SIZE, topics=[self.magazine.sea], author=self.magazine.ada)
        assert 'rel="next"' not in self.read("/articles/")

    def test_what_is_published_meanwhile_shifts_no_page(self) -> None:
        print_many(2 * SIZE, topics=[self.magazine.sea], author=self.magazine.ada)
        older = re.search(r'rel="next" href="([^"]+)"', self.read("/articles/"))[1]
        before = self.found(f"/articles/{older}")
        print_many(3, topics=[self.magazine.sea], author=self.magazine.ada, gap=timedelta(minutes=1))
        assert self.found(f"/articles/{older}") == before

    def test_a_place_that_cannot_be_read_is_said_and_the_list_begins(self) -> None:
        (slug,) = print_many(1, topics=[self.magazine.sea], author=self.magazine.ada)
        for place in ("x", "1-", "-1-1", "1-1-1", "٣-٣", "9" * 18 + "-1", "1-" + "9" * 19, "%00", ""):
            page = self.read(f"/articles/?older={place}")
            assert "cannot be read" in page, place
            assert TEASER.findall(page) == [slug], place

    def test_a_page_beyond_the_end_leads_back(self) -> None:
        page = self.read("/articles/?kind=opinion&older=0-1")
        assert '<a href="?kind=opinion">Back to its beginning</a>' in page

    def test_a_place_is_read_as_it_was_written(self) -> None:
        revision = Revision(pk=7, first_published=datetime.fromisoformat("2026-03-02T12:00:00.123456+00:00"))
        assert read(write(revision)) == (revision.first_published, 7)

    def test_the_front_page_goes_on_in_the_list_of_all(self) -> None:
        slugs = print_many(30, topics=[self.magazine.sea], author=self.magazine.ada)
        page = self.read("/")
        assert TEASER.findall(page) == slugs[:15]
        older = re.search(r'rel="next" href="([^"]+)"', page)[1]
        assert self.found(older) == slugs[15:]

    def test_the_address_of_a_page_is_its_own(self) -> None:
        page = self.read("/articles/?utm_source=x&older=0-1&kind=opinion")
        assert 'rel="canonical" href="http://testserver/articles/?kind=opinion&amp;older=0-1"' in page


class TestFilters(ListCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        sea, borders, ada, bao = cls.magazine.sea, cls.magazine.borders, cls.magazine.ada, cls.magazine.bao
        cls.magazine.live("sea", topics=[sea], authors=[ada], now=at(-1))
        cls.magazine.live("both", topics=[borders, sea], authors=[ada, bao], now=at(-2))
        cls.magazine.live("line", topics=[borders], authors=[bao], kind="analysis", now=at(-3))
        cls.magazine.live("old", topics=[sea], authors=[ada], now=datetime.fromisoformat("2024-12-31T23:30:00+00:00"))
        cls.magazine.withdrawn("gone", topics=[sea, borders], now=at(-4))
        cls.magazine.scheduled("later", topics=[sea, borders], moment=at(24), now=at(-5))

    def test_one_topic_finds_its_articles(self) -> None:
        assert self.found("/articles/?topic=the-sea") == ["sea", "both", "old"]

    def test_all_topics_find_what_is_on_each(self) -> None:
        assert self.found("/articles/?topic=the-sea&topic=borders") == ["both"]
        assert self.found("/articles/?topic=the-sea&topic=borders&match=all") == ["both"]

    def test_any_topics_find_each_article_once(self) -> None:
        assert self.found("/articles/?topic=the-sea&topic=borders&match=any") == ["sea", "both", "line", "old"]

    def test_a_kind_and_an_author_narrow_further(self) -> None:
        assert self.found("/articles/?kind=analysis") == ["line"]
        assert self.found("/articles/?author=bao-lin") == ["both", "line"]
        assert self.found("/articles/?author=bao-lin&topic=the-sea&kind=opinion") == ["both"]

    def test_an_author_with_two_roles_is_found_once(self) -> None:
        revision = Revision.objects.get(slug="line")
        first = revision.first_published
        Credit.objects.create(revision=revision, author=self.magazine.bao, role="illustrated", first_published=first)
        assert self.found("/authors/bao-lin/") == ["both", "line"]

    def test_a_year_is_one_of_the_magazines_time_zone(self) -> None:
        assert self.found("/articles/?year=2024") == ["old"]
        with override_settings(TIME_ZONE="Asia/Karachi"):
            assert self.found("/articles/?year=2024") == []
            assert self.found("/articles/?year=2025") == ["old"]

    def test_a_scheduled_article_is_found_from_its_moment_on(self) -> None:
        assert self.found("/articles/?topic=the-sea&topic=borders", 24) == ["later", "both"]

    def test_each_choice_can_be_taken_back(self) -> None:
        page = self.read("/articles/?topic=the-sea&topic=borders&match=any&kind=opinion")
        chips = re.findall(r'<li><a href="\?([^"]*)"><span', page)
        assert [dict(QueryDict(chip.replace("&amp;", "&")).lists()) for chip in chips] == [
            {"topic": ["borders"], "kind": ["opinion"]},
            {"topic": ["the-sea"], "kind": ["opinion"]},
            {"topic": ["the-sea", "borders"], "match": ["any"]},
        ]

    def test_the_form_shows_what_was_chosen(self) -> None:
        page = self.read("/articles/?topic=the-sea&match=any&kind=opinion&author=ada-brandt&year=2026")
        for chosen in (
            'name="topic" value="the-sea" checked',
            'name="match" value="any" checked',
            '<option value="opinion" selected>',
            '<option value="ada-brandt" selected>',
            'value="2026"',
        ):
            assert chosen in page

    def test_unknown_choices_are_left_out_and_said_to_be(self) -> None:
        for query in ("topic=never&topic=borders", "topic=borders&kind=never", "topic=borders&author=x&year=20266"):
            page = self.read(f"/articles/?{query}")
            assert "mean nothing here" in page, query
            assert TEASER.findall(page) == ["both", "line"], query
        assert "mean nothing here" not in self.read("/articles/?kind=&author=&year=&match=all")

    def test_an_unpublished_authors_name_is_not_offered(self) -> None:
        Author.objects.create(name="Nobody Yet", slug="nobody-yet")
        assert "Nobody Yet" not in self.read("/articles/")

    def test_choices_that_find_nothing_say_what_to_do(self) -> None:
        assert "fits all of these choices" in self.read("/articles/?kind=news")


VALUES = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.sampled_from(["the-sea", "borders", "any", "all", "opinion", "ada-brandt", "2026", "0000", "1-1", "\x00", "%"]),
)
NAMES = st.sampled_from(["topic", "match", "kind", "author", "year", "older", "newer", "other"])


class TestAnyQueryString(HypothesisTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.magazine.live()

    @examples(60)
    @given(st.lists(st.tuples(NAMES, VALUES), max_size=8))
    def test_any_query_string_is_answered_with_a_page(self, pairs: list[tuple[str, str]]) -> None:
        query = urlencode(pairs, errors="replace")
        for path in ("/articles/", "/topics/the-sea/", "/authors/ada-brandt/"):
            assert self.client.get(f"{path}?{query}").status_code == 200

    @examples(30)
    @given(st.binary(max_size=40))
    def test_bytes_that_are_no_text_are_answered_too(self, data: bytes) -> None:
        assert self.client.get("/articles/", QUERY_STRING=data.decode("latin-1")).status_code == 200
