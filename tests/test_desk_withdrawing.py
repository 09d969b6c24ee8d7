"""Withdrawal: what is kept of it, what stands at the address then, and that no other page knows the article."""

import re
from copy import deepcopy
from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape

from articles.desk import editions, intervals, verbs
from articles.desk.arranging import arrange
from articles.desk.correcting import Change
from articles.desk.dating import set_dates
from articles.desk.holding import place_hold
from articles.desk.refusal import Refused
from articles.desk.workflow import log
from articles.models import Article, Series, Slot, Withdrawal
from tests.admin_forms import client_of, page
from tests.magazine import NOW, Magazine, at

HEADLINE = "The Zanzibar ledgers"
ADDRESS = "/articles/number-seven/"
WITHDRAWN_AT = 3
ASKED_OF = "http://testserver/articles/number-seven/"
SHOWN_ON = (
    ADDRESS,
    "/",
    "/articles/",
    "/articles/?topic=the-sea&kind=analysis",
    "/articles/the-part-before/",
    "/articles/the-answer/",
    "/articles/a-neighbour/",
    "/topics/the-sea/",
    "/authors/ada-brandt/",
    "/series/ledgers/",
    "/archive/2026/3/",
    "/search/?q=zanzibar",
    "/feed/",
    "/feed/atom/",
    "/feed/json/",
    "/topics/the-sea/feed/",
    "/authors/ada-brandt/feed/atom/",
    "/sitemap-articles-1.xml",
    "/sitemap-news.xml",
    "/api/v1/articles/",
    "/api/v1/articles/number-seven/",
    "/api/v1/articles/the-part-before/",
    "/api/v1/articles/the-answer/",
    f"/oembed?url={ASKED_OF}",
)
"""Every address that tells of the article while it is live, but what tells of its corrections."""
OF_CORRECTIONS = ("/corrections/", "/corrections/feed/", "/corrections/feed/json/")
GONE = (ADDRESS, "/api/v1/articles/number-seven/")


@pytest.fixture(scope="module")
def made(for_all: None) -> dict[str, Any]:
    """The cast, and an article that every page of the magazine tells of."""
    cast, series = Magazine(), Series.objects.create(name="Ledgers", slug="ledgers")
    cast.live("The part before", series=series, part=1)
    article = cast.live(HEADLINE, slug="number-seven", series=series, part=2, kind="analysis")
    cast.live("The answer", reply_to=article)
    cast.live("A neighbour", topics=[cast.sea])
    verbs.correct(article, by=cast.publisher, change=Change("note", right="The Zanzibar is a river."), now=at(1))
    arrange([Slot(article=article)], by=cast.editor, seen=0, now=at(1))
    editions.publish(by=cast.publisher, seen=1, now=at(1))
    return {"cast": cast, "article": article}


@pytest.fixture(scope="module")
def before(made: dict[str, Any]) -> dict[str, HttpResponse]:
    """What every address answers until the article is withdrawn."""
    return {path: ask(path, WITHDRAWN_AT) for path in (*SHOWN_ON, *OF_CORRECTIONS)}


def ask(path: str, hours: float, **headers: str) -> HttpResponse:
    with mock.patch("django.utils.timezone.now", return_value=at(hours)):
        return Client().get(path, headers=headers)


class WithdrawalCase:
    @pytest.fixture(autouse=True)
    def begin_with(self, made: dict[str, Any], db: None) -> None:
        vars(self).update(deepcopy(made))

    def withdraw(self, article: Article | None = None, **given: Any) -> Withdrawal:
        told = {"note": "It rested on a forged letter.", "now": at(WITHDRAWN_AT), **given}
        verbs.withdraw(article or self.article, by=self.cast.publisher, **told)
        return Withdrawal.objects.latest("pk")

    def tells_of_it(self, answer: HttpResponse) -> bool:
        return bool(re.search(rb"number-seven|Zanzibar", answer.content.replace(b'value="zanzibar"', b"")))


class TestItIsGoneAtOnce(WithdrawalCase):
    def test_no_page_tells_of_it_from_that_instant_on_and_every_page_does_when_it_is_back(
        self, before: dict[str, HttpResponse]
    ) -> None:
        assert [path for path, answer in before.items() if not self.tells_of_it(answer)] == []
        self.withdraw(shows_headline=False)
        after = {path: ask(path, WITHDRAWN_AT) for path in before}
        assert [path for path, answer in after.items() if self.tells_of_it(answer)] == []
        assert {path for path, answer in after.items() if answer.status_code == 410} == set(GONE)
        verbs.publish(self.article, by=self.cast.publisher, now=at(5))
        assert [path for path in before if not self.tells_of_it(ask(path, 5))] == []

    def test_no_copy_outlives_a_minute_or_is_taken_for_the_new_page(self, before: dict[str, HttpResponse]) -> None:
        self.withdraw()
        for path in SHOWN_ON:
            answer = before[path]
            assert int(re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])[1]) <= 60, path
            etag = answer.headers["ETag"]
            assert ask(path, WITHDRAWN_AT, if_none_match=etag).status_code != 304, path

    def test_where_it_expires_first_no_copy_outlives_that(self) -> None:
        set_dates(self.article, by=self.cast.publisher, expires_at=at(3.005), now=at(2))
        assert ask(ADDRESS, 3).headers["Cache-Control"].endswith("max-age=18")


class TestTheAddress(WithdrawalCase):
    def test_headline_and_note_stand_there(self) -> None:
        self.withdraw(reason="A secret reason", asked_by="The family", decided_by="The editor in chief")
        answer = ask(ADDRESS, 4)
        assert answer.status_code == 410
        shown = answer.content.decode()
        assert HEADLINE in shown
        assert "It rested on a forged letter." in shown
        for secret in ("A secret reason", "The family", "The editor in chief"):
            assert secret not in shown
            assert secret not in ask(GONE[1], 4).content.decode()

    def test_the_note_alone_stands_there(self) -> None:
        self.withdraw(shows_headline=False)
        for path in GONE:
            answer = ask(path, 4)
            assert answer.status_code == 410
            assert "It rested on a forged letter." in answer.content.decode()
            assert b"Zanzibar" not in answer.content
            assert "Zanzibar" not in str(answer.headers)

    def test_the_headline_of_what_is_gone_can_be_hidden_too(self) -> None:
        self.withdraw()
        place_hold(self.article, by=self.cast.publisher, reason="A court order", now=at(3.5))
        with pytest.raises(Refused, match="choose the note alone"):
            self.withdraw(now=at(4))
        self.withdraw(now=at(4), note="By order of a court.", shows_headline=False)
        answer = ask(ADDRESS, 5)
        assert "By order of a court." in answer.content.decode()
        assert b"Zanzibar" not in answer.content
        assert not self.tells_of_it(ask("/corrections/", 5))
        with pytest.raises(Refused, match="nothing to withdraw"):
            self.withdraw(now=at(6), shows_headline=False)
        assert Withdrawal.objects.count() == 2

    def test_what_was_corrected_stays_listed_where_the_headline_stays(self) -> None:
        self.withdraw()
        assert self.tells_of_it(ask("/corrections/", 4))
        assert self.tells_of_it(ask("/corrections/feed/", 4))

    def test_once_it_was_published_again_and_expired_its_headline_is_told(self) -> None:
        self.withdraw(shows_headline=False)
        set_dates(self.article, by=self.cast.publisher, expires_at=at(8), now=at(4))
        verbs.publish(self.article, by=self.cast.publisher, now=at(5))
        shown = ask(ADDRESS, 9).content.decode()
        assert "for a limited time, which is over" in shown
        assert HEADLINE in shown
        assert ask(GONE[1], 9).json()["note"] == ""
        assert self.tells_of_it(ask("/corrections/", 9))

    def test_a_withdrawal_of_former_times_is_still_told(self) -> None:
        """It has no record, only its event."""
        intervals.end(self.article, now=at(3))
        told = "It rested on a forged letter."
        log(self.article, "withdraw", by=self.cast.publisher, now=at(3), revision=self.article.newest(), note=told)
        shown = ask(ADDRESS, 4).content.decode()
        assert HEADLINE in shown
        assert told in shown
        assert ask(GONE[1], 4).json()["note"] == told


class TestTheRecord(WithdrawalCase):
    def test_all_that_was_said_is_kept_and_told_to_the_desk(self) -> None:
        record = self.withdraw(reason=" A court order ", asked_by="The  court", decided_by="Our lawyer")
        assert (record.reason, record.asked_by, record.decided_by) == ("A court order", "The court", "Our lawyer")
        assert (record.actor, record.at, record.shows_headline) == ("publisher", at(3), True)
        assert record.revision.number == 2
        assert self.article.events.first().note.splitlines() == [
            "It rested on a forged letter.",
            "Reason: A court order",
            "Asked for by The court.",
            "Decided by Our lawyer.",
        ]
        desk = client_of(self.cast.editor).get(page("article", "change", self.article.pk)).content.decode()
        assert "Our lawyer" in desk
        assert "A court order" in desk

    def test_what_turns_the_words_that_follow_is_not_kept(self) -> None:
        record = self.withdraw(note="For\u202eged.", reason="\u2066Law\u2069", decided_by="Our \u202blawyer")
        assert (record.note, record.reason, record.decided_by) == ("Forged.", "Law", "Our lawyer")

    def test_what_is_not_said_has_its_plain_meaning(self) -> None:
        record = self.withdraw()
        assert (record.reason, record.asked_by, record.decided_by) == (record.note, "", "publisher")
        assert self.article.events.first().note == record.note

    def test_what_is_too_long_is_refused(self) -> None:
        with pytest.raises(Refused, match="Shorten this to 200 characters: who decided"):
            self.withdraw(decided_by="x" * 201)
        assert not Withdrawal.objects.exists()
        assert ask(ADDRESS, 4).status_code == 200

    def test_the_database_keeps_it_as_it_was_written(self) -> None:
        self.withdraw()
        for change in ({"note": "Another"}, {"shows_headline": False}, {"at": NOW}, {"decided_by": "Nobody"}):
            with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
                Withdrawal.objects.update(**change)
        with pytest.raises(IntegrityError, match="never goes"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM articles_withdrawal")


class TestTheForm(WithdrawalCase):
    def send(self, **typed: str) -> HttpResponse:
        given = {"note": "As we must.", "shown": "note", "reason": "A court order", "asked_by": "The <court>"} | typed
        return client_of(self.cast.publisher).post(page("article", "move", self.article.pk, "withdraw"), given)

    def test_it_asks_for_all_of_it(self) -> None:
        assert self.send(decided_by="Our lawyer").status_code == 302
        record = Withdrawal.objects.get()
        assert (record.note, record.reason, record.asked_by) == ("As we must.", "A court order", "The <court>")
        assert (record.decided_by, record.shows_headline) == ("Our lawyer", False)

    def test_what_was_typed_stays_where_it_is_refused(self) -> None:
        for typed in ({"note": " "}, {"decided_by": "x" * 201}, {"shown": "all"}):
            answer = self.send(**typed)
            assert answer.status_code == 200
            assert escape("The <court>") in answer.content.decode()
            assert "A court order</textarea>" in answer.content.decode()
        verbs.withdraw(self.article, by=self.cast.publisher, note="Before you did", shows_headline=False)
        answer = self.send()
        assert answer.status_code == 409
        assert "so there is nothing to withdraw" in answer.content.decode()
        assert escape("The <court>") in answer.content.decode()
        assert re.search(r'value="note"[^>]*checked', answer.content.decode())

    def test_the_person_who_presses_is_proposed_as_who_decided(self) -> None:
        shown = client_of(self.cast.publisher).get(page("article", "move", self.article.pk, "withdraw")).content
        assert b'name="decided_by" value="publisher"' in shown
