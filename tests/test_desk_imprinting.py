"""What the magazine says of itself: editions, before readers at once, and asked in one place by every page."""

import time
from unittest import mock

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import TestCase

from articles.desk.imprinting import imprint, restore
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.models import Event, Image, Imprint
from articles.models import magazine as known
from articles.models.magazine import LASTS, forget, magazine
from articles.models.uses import is_used
from editorial import inline
from tests.magazine import NOW, Magazine, at


class ImprintCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()

    def say(self, hours: float = 0, seen: int | None = None, **facts: object) -> Imprint:
        newest = Imprint.objects.newest()
        seen = (newest.number if newest else 0) if seen is None else seen
        return imprint(Imprint(**{"name": "The Harbour", **facts}), by=self.cast.publisher, seen=seen, now=at(hours))


class TestEditions(ImprintCase):
    def test_each_save_is_the_next_edition_and_begins_where_the_former_ends(self) -> None:
        self.say()
        self.say(2, tagline="Letters from a small port")
        intervals = Imprint.objects.order_by("number").values_list("number", "live_from", "live_until")
        assert list(intervals) == [(1, NOW, at(2)), (2, at(2), None)]
        told = Event.objects.filter(article=None).values_list("verb", "about")
        assert list(told) == [("publish", "Magazine, edition 2"), ("publish", "Magazine, edition 1")]

    def test_a_save_that_changes_nothing_makes_none(self) -> None:
        assert self.say() == self.say(1)

    def test_two_in_one_instant_leave_the_later(self) -> None:
        self.say()
        self.say(accent="#0b5d57")
        assert Imprint.objects.get(live_from__isnull=False).accent == "#0b5d57"

    def test_an_earlier_one_comes_back_as_the_next(self) -> None:
        first = self.say(tagline="Once")
        self.say(1)
        third = restore(first, by=self.cast.publisher, seen=2, now=at(2))
        assert (third.number, third.tagline, third.note) == (3, "Once", "As in edition 1")
        with pytest.raises(Refused, match="already"):
            restore(first, by=self.cast.publisher, seen=3, now=at(3))

    def test_a_stale_save_is_refused_and_says_who_was_before(self) -> None:
        self.say()
        with pytest.raises(Stale, match="publisher saved this after you opened it"):
            self.say(1, seen=0, name="Mine")
        none = mock.patch("articles.models.numbered.NumberedQuerySet.newest", return_value=None)
        with none, pytest.raises(Stale, match="just now"):
            self.say(1, seen=0, name="Mine")
        assert Imprint.objects.get().name == "The Harbour"

    def test_only_publishers_may(self) -> None:
        edition = self.say()
        with pytest.raises(NotAllowed):
            imprint(Imprint(name="Mine"), by=self.cast.editor, seen=1)
        with pytest.raises(NotAllowed):
            restore(edition, by=self.cast.editor, seen=1)

    def test_a_logo_is_used_and_needs_a_licence(self) -> None:
        logo = Image.objects.create(file="a.png", checksum="a" * 64, width=640, height=480, licence_until=NOW.date())
        self.say(logo=logo)
        assert is_used(logo)
        with pytest.raises(Refused, match="licensed until 2 March 2026"):
            self.say(48, logo=logo, tagline="Later")

    def test_the_database_knows_one_open_edition_at_most(self) -> None:
        self.say()
        with pytest.raises(IntegrityError), transaction.atomic():
            Imprint.objects.create(number=2, name="Another", made=NOW, actor="x", live_from=NOW)


class TestTheOnePlace(ImprintCase):
    def test_until_somebody_saves_it_is_what_the_environment_says(self) -> None:
        forget()
        with self.settings(MAGAZINE_NAME="The Pier", ACCENT="#0b5d57"):
            assert (magazine().name, magazine().accent, magazine().logo) == ("The Pier", "#0b5d57", None)

    def test_a_save_is_seen_at_once_and_asked_for_once(self) -> None:
        self.say()
        with self.assertNumQueries(1):
            assert {magazine().name for _time in range(9)} == {"The Harbour"}

    def test_the_save_of_another_process_is_seen_some_seconds_later(self) -> None:
        self.say()
        assert magazine().name == "The Harbour"
        theirs = known.Magazine(Imprint(name="The Harbour"))
        self.say(1, name="The Pier")
        known.kept.magazine, known.kept.until = theirs, time.monotonic() + LASTS
        assert magazine().name == "The Harbour"
        with mock.patch("time.monotonic", return_value=known.kept.until + 1):
            assert magazine().name == "The Pier"

    def test_where_the_database_does_not_answer_it_is_what_was_known(self) -> None:
        self.say()
        magazine()
        known.kept.until = 0
        with mock.patch.object(known, "found", side_effect=DatabaseError):
            assert magazine().name == "The Harbour"
            forget()
            assert magazine().name == known.of_environment().name


class TestWhatReadersGet(ImprintCase):
    def test_every_page_feed_and_record_says_the_new_name(self) -> None:
        article = self.cast.live()
        self.say(name="The Harbour Review", tagline="Letters from a small port")
        paths = ["/", f"/articles/{article.slug}/", "/topics/", "/feed/", "/feed/atom/", "/feed/json/"]
        paths += ["/sitemap-news.xml", "/api/v1/openapi.json", "/nowhere-at-all/"]
        with mock.patch("django.utils.timezone.now", return_value=at(1)):
            found = {path: self.client.get(path).content.decode() for path in paths}
        assert [path for path in paths if "The Harbour Review" not in found[path]] == []
        assert not any(known.of_environment().name in page for page in found.values())
        assert "Letters from a small port" in found["/"]

    def test_the_policy_allows_the_styles_of_the_new_colour(self) -> None:
        for hour, accent in enumerate(("#0b5d57", "#7a1f5c")):
            self.say(hour, accent=accent)
            for path in ("/", "/nowhere/"):
                answer = self.client.get(path)
                assert accent in answer.content.decode()
                assert inline.source(inline.sheet("lists", accent)) in answer.headers["Content-Security-Policy"]

    def test_a_proof_of_the_desk_has_it_too_and_its_head_the_name(self) -> None:
        article = self.cast.draft()
        self.say(name="The Harbour Review", accent="#0b5d57")
        self.client.force_login(self.cast.editor)
        answer = self.client.get(f"/admin/articles/article/{article.pk}/proof/1/")
        kind = "proof of an article"
        assert inline.source(inline.sheet(kind, "#0b5d57")) in answer.headers["Content-Security-Policy"]
        assert "The Harbour Review" in self.client.get("/admin/").content.decode()

    def test_machines_are_told_who_publishes_it(self) -> None:
        logo = Image.objects.create(file="a.png", checksum="a" * 64, width=640, height=480)
        self.say(logo=logo, publisher="Harbour Press", issn="2049-3630", founded=1911, socials="https://a.example/@h")
        page = self.client.get("/").content.decode()
        for said in (
            '"legalName":"Harbour Press"',
            '"ISSN 2049-3630"',
            '"foundingDate":"1911"',
            "https://a.example/@h",
        ):
            assert said in page
        assert "icon.svg" not in page.partition("application/ld+json")[2].partition("</script>")[0]
