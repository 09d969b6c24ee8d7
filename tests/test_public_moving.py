"""Where readers are led when a topic or an author has another address, and which topic is part of which."""

import re
from copy import deepcopy
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.desk import addressing, filing
from articles.desk.merging import merge
from articles.models import Author, Topic
from tests.magazine import Magazine, at, seen
from tests.test_public_lists import MOST_QUERIES, TEASER


@pytest.fixture(scope="module")
def made(for_all: None) -> tuple[Magazine, Topic, Author]:
    cast = Magazine()
    seas = Topic.objects.create(name="Seas", slug="seas")
    anne = Author.objects.create(name="A. Brandt", slug="a-brandt", biography="A. Brandt writes.")
    cast.live("one", topics=[seas], authors=[anne], now=at(-2))
    cast.live("two", topics=[cast.sea], now=at(-1))
    return cast, seas, anne


class MovingCase:
    @pytest.fixture(autouse=True)
    def cast(self, made: tuple[Magazine, Topic, Author], db: None) -> None:
        self.magazine, self.seas, self.anne = deepcopy(made)

    def ask(self, path: str, hours: float = 1) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return Client().get(path)

    def read(self, path: str) -> str:
        answer = self.ask(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def check_moved(self, old: str, new: str) -> None:
        answer = self.ask(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, new)
        assert answer.headers["Cache-Control"] == "public, max-age=60"

    def merge(self) -> None:
        merge([self.seas], self.magazine.sea, by=self.magazine.publisher)
        choices = {"biography": self.magazine.ada.pk}
        merge([self.anne], self.magazine.ada, by=self.magazine.publisher, choices=choices)

    def readdress(self, row: Any, slug: str) -> None:
        row.slug = slug
        addressing.keep(row, by=self.magazine.editor, seen=seen(row))


class TestRedirects(MovingCase):
    def test_what_was_merged_leads_to_what_it_was_merged_into(self) -> None:
        self.merge()
        self.check_moved("/topics/seas/", "/topics/the-sea/")
        self.check_moved("/topics/seas/feed/", "/topics/the-sea/feed/")
        self.check_moved("/authors/a-brandt/", "/authors/ada-brandt/")

    def test_the_lists_show_the_articles_of_both(self) -> None:
        self.merge()
        for path in ("/topics/the-sea/", "/authors/ada-brandt/"):
            assert TEASER.findall(self.read(path)) == ["two", "one"]
        assert "Seas" not in self.read("/topics/")

    def test_an_address_changed_by_hand_leads_on(self) -> None:
        self.readdress(self.seas, "oceans")
        self.readdress(self.anne, "anne")
        self.check_moved("/topics/seas/", "/topics/oceans/")
        self.check_moved("/authors/a-brandt/", "/authors/anne/")

    def test_one_step_leads_there_after_several_moves(self) -> None:
        self.readdress(self.seas, "oceans")
        self.merge()
        self.readdress(self.magazine.sea, "sea")
        for old in ("seas", "oceans", "the-sea"):
            self.check_moved(f"/topics/{old}/", "/topics/sea/")

    def test_the_place_in_a_list_goes_along(self) -> None:
        self.merge()
        self.check_moved("/topics/seas/?older=9-1", "/topics/the-sea/?older=9-1")

    def test_what_was_never_printed_gives_no_new_address_away(self) -> None:
        self.readdress(self.magazine.borders, "a-secret-plan")
        self.readdress(self.magazine.bao, "a-secret-name")
        for path in ("/topics/borders/", "/topics/borders/feed/", "/authors/bao-lin/"):
            assert self.ask(path).status_code == 404, path

    def test_a_redirect_costs_one_query_more_than_to_learn_that_there_is_nothing(self) -> None:
        self.merge()
        for path in ("/topics/seas/", "/topics/seas/feed/", "/authors/a-brandt/"):
            with CaptureQueriesContext(connection) as captured:
                self.ask(path)
            lookup, redirect, lifetime = captured.captured_queries
            assert "articles_topicaddress" in redirect["sql"] or "articles_authoraddress" in redirect["sql"]
            assert "address" not in lookup["sql"] + lifetime["sql"]

    def test_what_was_printed_about_two_who_are_one_stays(self) -> None:
        self.magazine.live("both", authors=[self.anne, self.magazine.ada], now=at(-1))
        self.merge()
        page = self.read("/articles/both/")
        assert "A. Brandt writes." in page
        assert "Ada Brandt writes about the sea." in page
        assert page.count('href="/authors/ada-brandt/"') == 4


class TestBrowse(MovingCase):
    def test_a_former_address_is_understood_as_the_present_one(self) -> None:
        self.merge()
        page = self.read("/articles/?topic=seas&author=a-brandt")
        assert TEASER.findall(page) == ["two", "one"]
        assert "mean nothing here" not in page
        assert 'rel="canonical" href="http://testserver/articles/?topic=the-sea&amp;author=ada-brandt"' in page

    def test_both_addresses_of_one_are_one_choice(self) -> None:
        self.merge()
        page = self.read("/articles/?topic=seas&topic=the-sea")
        assert TEASER.findall(page) == ["two", "one"]
        assert page.count("Remove</span>") == 1

    def test_to_follow_a_move_costs_no_query(self) -> None:
        self.merge()
        for path in ("/articles/?topic=seas&author=a-brandt", "/articles/?topic=never&author=never"):
            with CaptureQueriesContext(connection) as captured:
                self.read(path)
            assert len(captured) <= MOST_QUERIES, path

    def offered(self, page: str) -> set[str]:
        return set(re.findall(r'(?:<option|name="topic") value="([^"]+)"', page))

    def test_by_whom_nothing_can_be_read_is_not_offered(self) -> None:
        self.magazine.withdrawn("gone", topics=[self.magazine.borders], authors=[self.magazine.bao], now=at(-1))
        offered = self.offered(self.read("/articles/"))
        assert {"ada-brandt", "a-brandt", "the-sea", "seas"} <= offered
        assert {"bao-lin", "borders"} & offered == set()

    def test_what_was_chosen_stays_in_the_form_though_nothing_can_be_read_by_it(self) -> None:
        self.magazine.withdrawn("gone", topics=[self.magazine.borders], authors=[self.magazine.bao], now=at(-1))
        page = self.read("/articles/?author=bao-lin")
        assert '<option value="bao-lin" selected>' in page
        assert "mean nothing here" not in page
        assert TEASER.findall(page) == []

    def test_a_merged_choice_is_offered_once(self) -> None:
        self.merge()
        page = self.read("/articles/?topic=seas")
        assert page.count('value="the-sea"') == 1
        assert 'value="seas"' not in page


class TestParts(MovingCase):
    def place(self) -> None:
        self.seas.parent = self.magazine.sea
        filing.file(self.seas, by=self.magazine.editor, seen=seen(self.seas))

    def test_a_part_leads_to_its_whole_and_the_whole_to_its_parts(self) -> None:
        self.place()
        assert '<a href="/topics/the-sea/"><bdi>The sea</bdi></a>' in self.read("/topics/seas/")
        assert "Part of" in self.read("/topics/seas/")
        assert '<li><a href="/topics/seas/"><bdi>Seas</bdi></a></li>' in self.read("/topics/the-sea/")

    def test_the_list_of_topics_shows_parts_with_their_whole(self) -> None:
        self.place()
        page = self.read("/topics/")
        assert re.findall(r'<h2><a href="([^"]+)"', page) == ["/topics/the-sea/"]
        assert '<li><a href="/topics/seas/"><bdi>Seas</bdi></a></li>' in page

    def test_a_whole_or_a_part_that_was_never_printed_is_not_named(self) -> None:
        hidden = Topic.objects.create(name="Hidden plan", slug="hidden-plan", parent=self.magazine.sea)
        assert hidden.name not in self.read("/topics/the-sea/")
        Topic.objects.filter(pk=self.seas.pk).update(parent=self.magazine.borders)
        assert "Borders" not in self.read("/topics/seas/")
        assert re.findall(r'<h2><a href="([^"]+)"', self.read("/topics/")) == ["/topics/seas/", "/topics/the-sea/"]

    def test_a_family_costs_no_query(self) -> None:
        with CaptureQueriesContext(connection) as alone:
            self.read("/topics/the-sea/")
        self.place()
        with CaptureQueriesContext(connection) as together:
            self.read("/topics/the-sea/")
        assert len(alone) == len(together) <= MOST_QUERIES
