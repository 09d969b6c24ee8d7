"""Every public answer: no cookie, no script but our own, a fingerprint, and a life that ends by the next change."""

import re
from copy import deepcopy
from datetime import timedelta
from unittest import mock

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.desk import verbs
from articles.desk.pages import publish, write
from articles.models import Article, PageEdition
from editorial import inline
from tests.magazine import NOW, SILENTLY, Magazine, at

SITEMAP = "/sitemap-articles-1.xml"
PAGES = (
    "/",
    "/articles/",
    "/articles/?topic=the-sea&older=1-1",
    "/articles/eleven-miles/",
    "/topics/",
    "/topics/the-sea/",
    "/topics/the-sea/feed/",
    "/authors/ada-brandt/",
    "/authors/ada-brandt/feed/json/",
    "/feed/",
    "/feed/atom/",
    "/feed/json/?kind=opinion",
    "/api/v1/",
    "/api/v1/openapi.json",
    "/api/v1/articles/",
    "/api/v1/articles/eleven-miles/",
    "/api/v1/topics/the-sea/",
    "/api/v1/authors/",
    "/corrections/",
    "/about-us/",
    "/corrections/feed/",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/sitemap-news.xml",
    "/sitemap-topics-1.xml",
    "/robots.txt",
)
OTHERS = ("/articles/forged/", "/articles/never/", "/never/", "/healthz")


@pytest.fixture(scope="module")
def made(for_all: None) -> tuple[Magazine, Article]:
    cast = Magazine()
    article = cast.live("Eleven Miles")
    cast.withdrawn("Forged")
    about = write(PageEdition(title="About us"), by=cast.editor, seen=None, now=NOW)
    publish(about.page, by=cast.publisher, seen=1, now=NOW)
    return cast, article


@pytest.fixture(scope="module")
def known() -> dict[str, HttpResponse]:
    """What was answered an hour after all was published."""
    return {}


class FreshnessCase:
    @pytest.fixture(autouse=True)
    def cast(self, made: tuple[Magazine, Article], known: dict[str, HttpResponse], db: None) -> None:
        (self.magazine, self.article), self.client = deepcopy(made), Client()
        self.known = known

    def ask(self, path: str, seconds: float = 3600, **headers: str) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=NOW + timedelta(seconds=seconds)):
            return self.client.get(path, headers=headers)

    def answer(self, path: str) -> HttpResponse:
        """That of an hour later, asked for by the first test that looks at it."""
        if path not in self.known:
            self.known[path] = self.ask(path)
        return self.known[path]


class TestEveryPage(FreshnessCase):
    def test_no_page_sets_a_cookie_or_depends_on_one(self) -> None:
        for path in PAGES + OTHERS:
            answer = self.answer(path)
            assert not answer.cookies, path
            assert "cookie" not in answer.headers.get("Vary", "").lower(), path

    def test_no_page_answers_a_stale_cookie_with_another(self) -> None:
        for path in PAGES + OTHERS:
            assert not self.ask(path, cookie="csrftoken=abc; sessionid=abc; messages=abc").cookies, path

    def test_no_page_lets_a_script_run_but_our_own(self) -> None:
        ours = f"script-src 'self' {inline.source(inline.CHOSEN_SCHEME)};"
        for path in (*PAGES, "/articles/forged/", "/healthz"):
            assert ours in self.answer(path).headers["Content-Security-Policy"], path

    def test_what_stands_in_a_page_itself_is_what_its_policy_allows(self) -> None:
        for path in (*PAGES, "/articles/forged/", "/never/"):
            answer = self.answer(path)
            for text in re.findall(r"<(?:style|script)>(.*?)</", answer.content.decode(), re.S):
                assert inline.source(text) in answer.headers["Content-Security-Policy"], path

    def test_absent_pages_have_a_policy_too(self) -> None:
        assert "default-src 'none'" in self.answer("/never/").headers["Content-Security-Policy"]

    def test_a_page_that_did_not_change_is_not_sent_again(self) -> None:
        for path in PAGES:
            first = self.answer(path)
            assert first.status_code == 200, path
            again = self.ask(path, 3630, if_none_match=first.headers["ETag"])
            assert (again.status_code, again.content) == (304, b""), path

    def test_a_page_that_changed_is_sent_again(self) -> None:
        paths = ("/", "/articles/", "/topics/the-sea/", "/authors/ada-brandt/", "/feed/", SITEMAP)
        before = {path: self.ask(path).headers["ETag"] for path in paths}
        self.magazine.live(now=at(1))
        for path, known in before.items():
            assert self.ask(path, 7200, if_none_match=known).status_code == 200, path

    def test_only_reading_is_answered_even_where_forms_are_guarded(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        for path in PAGES:
            assert strict.post(path).status_code == 405, path
            assert strict.put(path).status_code == 405, path
            assert strict.delete(path).status_code == 405, path

    def test_head_is_answered_without_a_body(self) -> None:
        for path in PAGES:
            answer = self.client.head(path)
            assert (answer.status_code, answer.content) == (200, b""), path

    def test_someone_signed_in_gets_the_very_same_page(self) -> None:
        self.client.force_login(self.magazine.publisher)
        signed_in = self.ask("/").content
        self.client.logout()
        assert signed_in == self.ask("/").content


class TestLifetime(FreshnessCase):
    def age(self, path: str, seconds: float) -> str:
        return self.ask(path, seconds).headers["Cache-Control"]

    def test_a_page_lives_a_minute_where_nothing_is_planned(self) -> None:
        for path in (*PAGES, "/articles/forged/"):
            assert self.answer(path).headers["Cache-Control"] == "public, max-age=60", path

    def test_a_page_lives_no_longer_than_until_the_next_publication(self) -> None:
        self.magazine.scheduled(moment=at(2))
        for path in ("/", "/articles/", "/topics/the-sea/", "/authors/ada-brandt/", "/feed/", SITEMAP):
            assert self.age(path, 7200 - 12.5) == "public, max-age=12", path
            assert self.age(path, 7200) == "public, max-age=60", path

    def test_an_article_lives_until_its_own_change_or_that_of_another_which_it_may_lead_to(self) -> None:
        self.magazine.scheduled(moment=at(2))
        assert self.age("/articles/eleven-miles/", 7190) == "public, max-age=10"
        self.magazine.change(self.article, headline="Changed")
        approved = self.magazine.approve_again(self.article)
        verbs.schedule(approved, by=self.magazine.publisher, change=SILENTLY, moment=at(3), now=NOW)
        assert self.age("/articles/eleven-miles/", 3 * 3600 - 7) == "public, max-age=7"

    def test_who_comes_from_the_desk_asks_anew_and_sees_a_move_at_once(self) -> None:
        self.client.force_login(self.magazine.publisher)
        for path in PAGES:
            assert self.age(path, 3600) == "private, no-cache", path
        assert self.age("/healthz", 3600) == "no-store"

    def test_what_watches_over_the_server_is_never_told_an_old_answer(self) -> None:
        assert self.age("/healthz", 0) == "no-store"
