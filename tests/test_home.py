"""The magazine's clock and language: chosen at the desk, heeded by every page and command, and kept by no thread."""

from datetime import datetime
from pathlib import Path
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command, get_commands, load_command_class
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory, TestCase, override_settings
from django.utils import timezone, translation
from django.utils.translation import gettext

from articles.desk import tallying
from articles.desk.imprinting import imprint, restore
from articles.models import Imprint, Tally
from articles.models.imprint import interfaces, is_interface, is_zone
from editorial import home
from tests.admin_forms import client_of
from tests.magazine import Magazine, at

KARACHI, KIRITIMATI = "Asia/Karachi", "Pacific/Kiritimati"
NEW_YEARS_EVE = datetime.fromisoformat("2025-12-31T20:00:00+00:00")
NOT_AT_HOME = {"flush", "demo", "restore"}
"""They empty or make the database that would be asked."""


def say(cast: Magazine, hours: float = 0, **facts: str) -> Imprint:
    newest = Imprint.objects.newest()
    seen = newest.number if newest else 0
    return imprint(Imprint(name="The Harbour", **facts), by=cast.publisher, seen=seen, now=at(hours))


def months() -> set[str]:
    return set(Tally.objects.filter(facet="month", number__gt=0).values_list("key", flat=True))


def test_nothing_asks_for_the_clock_of_the_server() -> None:
    code = (path for path in Path("articles").rglob("*.py") if "migrations" not in path.parts)
    assert not [str(path) for path in code if "get_default_timezone" in path.read_text()]


class TestChoosing(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.eve = cls.cast.live(headline="New Year’s Eve", now=NEW_YEARS_EVE)
        cls.spring = cls.cast.live(headline="Spring", now=datetime.fromisoformat("2026-02-10T12:00:00+00:00"))

    def found(self, address: str) -> str:
        with mock.patch("django.utils.timezone.now", return_value=at(9)):
            return self.client.get(address).content.decode()

    def test_months_years_and_search_follow_the_clock_in_the_same_breath(self) -> None:
        assert months() == {"2025-12", "2026-02"}
        first = say(self.cast, time_zone=KARACHI)
        assert months() == {"2026-01", "2026-02"}
        assert tallying.differences(now=at(1), zone=ZoneInfo(KARACHI)) == {}
        for address in ("/archive/2026/01/", "/articles/?year=2026", "/search/?q=eve&year=2026"):
            assert f"/articles/{self.eve.slug}/" in self.found(address), address
        for address in ("/articles/?year=2025", "/search/?q=eve&year=2025"):
            assert f"/articles/{self.eve.slug}/" not in self.found(address), address
        say(self.cast, 1, time_zone="UTC")
        assert months() == {"2025-12", "2026-02"}
        restore(first, by=self.cast.publisher, seen=2, now=at(2))
        assert months() == {"2026-01", "2026-02"}
        call_command("recount", "--check")

    def test_what_is_published_afterwards_is_counted_by_it(self) -> None:
        say(self.cast, time_zone=KARACHI)
        self.cast.live(headline="Later", now=datetime.fromisoformat("2026-03-31T21:00:00+00:00"))
        assert "2026-04" in months()
        call_command("recount", "--check")

    def test_a_save_that_keeps_the_clock_counts_nothing(self) -> None:
        say(self.cast, time_zone=KARACHI)
        with mock.patch.object(tallying, "recount_months", side_effect=AssertionError):
            say(self.cast, 1, time_zone=KARACHI, tagline="Letters")

    def test_readers_and_the_desk_speak_its_language_and_tell_its_time(self) -> None:
        say(self.cast, time_zone=KARACHI, language="ur")
        page = self.found(f"/articles/{self.eve.slug}/")
        assert '<html lang="ur" dir="rtl"' in page
        with translation.override("ur"):
            assert gettext("Share") in page
            assert gettext("The magazine") in client_of(self.cast.publisher).get("/admin/articles/imprint/").text
        assert "1 جنوری 2026" in page
        assert "<language>ur</language>" in self.found("/feed/")
        assert (translation.get_language(), timezone.get_current_timezone_name()) == ("en", "UTC")

    def test_the_form_offers_what_there_is_and_says_what_is_chosen(self) -> None:
        publisher = client_of(self.cast.publisher)
        page = publisher.get("/admin/articles/imprint/").text
        assert '<option value="Europe/Lisbon">Europe/Lisbon</option>' in page
        assert '<option value="UTC" selected>' in page
        assert '<option value="ur">اردو</option>' in page
        rows = {"menu-TOTAL_FORMS": "0", "menu-INITIAL_FORMS": "0"}
        typed = {"seen": "0", "name": "The Harbour", "time_zone": "Mars/Olympus", "language": "tlh", **rows}
        page = publisher.post("/admin/articles/imprint/", typed).text
        assert "“Mars/Olympus” is no time zone" in page
        assert "is not written in “tlh”" in page
        publisher.post("/admin/articles/imprint/", {**typed, "time_zone": KIRITIMATI, "language": "en"})
        assert Imprint.objects.get().time_zone == KIRITIMATI

    def test_a_new_article_is_in_the_language_of_the_magazine(self) -> None:
        say(self.cast, language="ur")
        form = client_of(self.cast.editor).get("/admin/articles/article/add/").text
        assert '<option value="ur" selected>' in form

    def test_commands_work_at_home(self) -> None:
        say(self.cast, time_zone=KIRITIMATI, language="ur")
        seen = []
        with mock.patch("articles.management.commands.tick.send_waiting") as send:
            send.side_effect = lambda: seen.append(timezone.get_current_timezone_name()) or mock.Mock(failed=0)
            call_command("tick")
        assert seen == [KIRITIMATI]
        ours = {name for name, app in get_commands().items() if app == "articles"} - NOT_AT_HOME
        assert {name for name in ours if not isinstance(load_command_class("articles", name), home.Command)} == set()


class TestAThread(TestCase):
    def test_keeps_nothing_of_another_request(self) -> None:
        request = RequestFactory().get("/")
        cast = Magazine()
        say(cast, time_zone=KARACHI, language="ur")
        seen = []

        def answer(request: object) -> HttpResponse:
            seen.append((timezone.get_current_timezone_name(), translation.get_language()))
            raise RuntimeError

        with pytest.raises(RuntimeError):
            home.AtHome(answer)(request)
        assert seen == [(KARACHI, "ur")]
        assert (timezone.get_current_timezone_name(), translation.get_language()) == ("UTC", "en")

    def test_makes_what_it_sends_piece_by_piece_at_home_too(self) -> None:
        cast = Magazine()
        say(cast, time_zone=KARACHI)

        def names() -> object:
            for _piece in range(2):
                yield timezone.get_current_timezone_name()

        answer = home.AtHome(lambda request: StreamingHttpResponse(names()))(RequestFactory().get("/"))
        pieces = iter(answer)
        assert next(pieces) == KARACHI.encode()
        assert timezone.get_current_timezone_name() == "UTC"
        assert list(pieces) == [KARACHI.encode()]


def test_only_what_exists_is_a_zone_or_a_language_of_the_interface() -> None:
    is_zone("Europe/Lisbon")
    is_interface("ur")
    for name in ("Mars/Olympus", "", "../../etc/passwd", "Europe"):
        with pytest.raises(ValidationError):
            is_zone(name)
    with pytest.raises(ValidationError):
        is_interface("tlh")
    with override_settings(LANGUAGE_CODE="en-gb"):
        assert interfaces() == ["en", "en-gb", "ur"]


def test_where_this_machine_does_not_know_the_zone_it_is_that_of_the_server() -> None:
    assert Imprint(name="The Harbour", time_zone="Mars/Olympus").zone == ZoneInfo("UTC")
