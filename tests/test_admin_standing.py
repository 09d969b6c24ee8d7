"""The screen around readers' pages as they stood: what it asks, what it refuses, and what it says of the page."""

from datetime import timedelta
from unittest import mock

from django.http import HttpResponse
from django.test import TestCase, override_settings
from django.utils import timezone

from tests.admin_forms import client_of
from tests.magazine import NOW, Magazine

SCREEN = "/admin/articles/revision/as-it-stood/"
FRAME = "/admin/as-it-stood/20260302T120000Z"


class ScreenCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.article = cls.magazine.live("The narrow sea", slug="narrow-sea")

    def ask(self, who: str = "publisher", **asked: str) -> HttpResponse:
        return client_of(getattr(self.magazine, who)).get(SCREEN, asked)

    def test_it_begins_with_the_front_page_and_this_minute(self) -> None:
        page = self.ask().content.decode()
        assert 'name="address" value="/"' in page
        assert f'value="{timezone.localtime():%Y-%m-%dT%H:}' in page
        assert "<iframe" not in page

    def test_it_shows_a_page_in_a_frame_and_says_of_which_moment_it_is(self) -> None:
        answer = self.ask(address="/articles/narrow-sea/", at="2026-03-02T12:00")
        page = answer.content.decode()
        assert f'<iframe src="{FRAME}/articles/narrow-sea/"' in page
        assert "As it stood on 2 March 2026, 12:00 UTC." in page
        assert "This is not the page of today." in page
        assert '<a href="/articles/narrow-sea/">The page of today</a>' in page
        assert "frame-src 'self'" in answer["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]

    def test_of_a_moment_to_come_it_says_that_it_may_still_change(self) -> None:
        with mock.patch("django.utils.timezone.now", return_value=NOW):
            page = self.ask(address="/", at="2026-03-02T12:01").content.decode()
        assert "As it will stand on 2 March 2026, 12:01 UTC, by what is scheduled now." in page

    @override_settings(SITE_URL="https://magazine.example")
    def test_an_address_may_be_whole_and_keeps_what_it_asks(self) -> None:
        for address, path in {
            "https://magazine.example/articles/?topic=the-sea": "/articles/?topic=the-sea",
            "http://testserver/topics": "/topics/",
            "articles/narrow-sea": "/articles/narrow-sea/",
            "/articles/%D8%B3%D9%85%D9%86%D8%AF%D8%B1/#top": "/articles/%D8%B3%D9%85%D9%86%D8%AF%D8%B1/",
            "/feed/atom/": "/feed/atom/",
        }.items():
            page = self.ask(address=address, at="2026-03-02T12:00").content.decode()
            assert f'<iframe src="{FRAME}{path}"' in page, address

    def test_what_is_no_page_of_readers_is_refused_and_stays_in_the_form(self) -> None:
        for address in (
            "https://elsewhere.example/articles/narrow-sea/",
            "//elsewhere.example/",
            "http://[nothing",
            "/admin/articles/article/",
            "/proof/abc/",
            f"{FRAME}/articles/",
            "/no/such/page/",
        ):
            answer = self.ask(address=address, at="2026-03-02T12:00")
            page = answer.content.decode()
            assert answer.status_code == 400, address
            assert "No readers’ page has this address." in page
            assert f'value="{address}"' in page
            assert "<iframe" not in page

    def test_a_moment_that_is_none_is_refused(self) -> None:
        for moment in ("", "yesterday", "0001-01-01T00:00", "2026-13-40T12:00"):
            answer = self.ask(address="/", at=moment)
            assert answer.status_code == 400, moment
            assert 'class="errorlist"' in answer.content.decode()

    def test_an_hour_that_comes_twice_is_asked_for_again(self) -> None:
        with override_settings(TIME_ZONE="Europe/Berlin"), timezone.override("Europe/Berlin"):
            twice = {"address": "/", "at": "2026-10-25T02:30"}
            asked = self.ask(**twice)
            assert asked.status_code == 400
            assert "This time comes twice" in asked.content.decode()
            first, second = (self.ask(**twice, **{"at-offset": offset}) for offset in ("+02:00", "+01:00"))
        assert "20261025T003000Z" in first.content.decode()
        assert "20261025T013000Z" in second.content.decode()

    def test_a_moment_is_asked_to_the_second_and_stays_so_in_the_form(self) -> None:
        assert 'step="1"' in self.ask().content.decode()
        assert 'value="2026-03-02T12:00:31"' in self.ask(address="/", at="2026-03-02T12:00:31").content.decode()

    def test_only_who_has_the_permission_gets_it_and_finds_it(self) -> None:
        for who in ("editor", "contributor"):
            assert self.ask(who).status_code == 403
            assert SCREEN not in client_of(getattr(self.magazine, who)).get("/admin/").content.decode()
        assert SCREEN in client_of(self.magazine.publisher).get("/admin/").content.decode()
        assert self.ask("outsider")["Location"].startswith("/admin/login/")

    def test_the_frame_of_another_second_is_reached_too(self) -> None:
        moment = f"{NOW + timedelta(seconds=31):%Y-%m-%dT%H:%M:%S}"
        assert "20260302T120031Z" in self.ask(address="/", at=moment).content.decode()
