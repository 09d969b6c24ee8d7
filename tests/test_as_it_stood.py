"""Readers' pages as they stood: what was recorded while a magazine lived is what the desk is shown of it afterwards."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from unittest import mock

from django.http import HttpResponse
from django.test import TestCase
from django.urls import reverse

from articles.desk import verbs
from articles.desk.imprinting import imprint
from articles.models import Imprint
from editorial import inline
from tests.admin_forms import client_of
from tests.examples import ALL
from tests.magazine import SILENTLY, Magazine, at
from tests.recording import PATHS, Recording, answered, ask

SEED = 20260302
TOKEN = re.compile(r'value="\w{64}"')
STEPS, MOMENTS = (40, 1_000) if ALL else (20, 160)


def below(moment: datetime) -> str:
    return f"/admin/as-it-stood/{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}/"


class Replay(TestCase):
    def test_each_page_is_at_any_moment_what_it_was_then(self) -> None:
        cast, random = Magazine(), Random(SEED)
        recording = Recording(cast, SEED)
        recording.play(STEPS)
        desk = client_of(cast.publisher)
        cookie = "; ".join(f"{name}={kept.value}" for name, kept in desk.cookies.items())
        span = int((recording.now - recording.turns[0]).total_seconds())
        looked_at, wrong = Counter[str](), []
        for number in range(MOMENTS):
            moment = recording.turns[0] + timedelta(seconds=random.randrange(span))
            moment = moment if number % 4 else random.choice(recording.turns)
            answers = recording.at(moment)
            path = min(answers, key=lambda each: (looked_at[each], random.random()))
            looked_at[path] += 1
            if answered(ask(f"{below(moment)}{path}", HTTP_COOKIE=cookie), below(moment)) != answers[path]:
                wrong.append((moment, path))
        assert not wrong
        recorded = set().union(*(answers.items() for answers in recording.answers))
        assert {path for path, _answer in recorded} == set(looked_at) == set(PATHS)
        assert len(recorded) > 5 * len(PATHS)
        assert len(recording.done) >= 12, "Take another seed: too many verbs were always refused."


class Edge(TestCase):
    """The address of the desk at which readers' pages stand as they stood."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.article = cls.cast.live("The narrow sea", slug="narrow-sea", topics=[cls.cast.sea, cls.cast.borders])
        changed = cls.cast.change(cls.article, headline="The narrower sea", slug="narrower-sea", now=at(1))
        verbs.publish(cls.cast.approve_again(changed, now=at(1)), by=cls.cast.publisher, change=SILENTLY, now=at(1))
        cls.cast.scheduled("Tomorrow", slug="tomorrow", moment=at(24), now=at(1))
        verbs.withdraw(cls.article, by=cls.cast.publisher, note="A forgery.", now=at(3))

    def look(self, path: str, hours: float, who: str = "publisher", **headers: str) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=at(5)):
            return client_of(getattr(self.cast, who)).get(f"{below(at(hours))}{path}", headers=headers)

    def test_an_article_is_what_it_was_and_so_is_where_it_went(self) -> None:
        assert self.look("articles/narrow-sea/", -1).status_code == 404
        assert "<h1>The narrow sea</h1>" in self.look("articles/narrow-sea/", 0).content.decode()
        assert self.look("articles/narrow-sea/", 1)["Location"] == f"{below(at(1))}articles/narrower-sea/"
        assert "<h1>The narrower sea</h1>" in self.look("articles/narrower-sea/", 2).content.decode()
        gone = self.look("articles/narrower-sea/", 3)
        assert gone.status_code == 410
        assert "A forgery." in gone.content.decode()

    def test_links_and_forms_within_lead_on_at_the_same_moment(self) -> None:
        for path in ("", "articles/", "articles/narrow-sea/", "search/", "topics/the-sea/"):
            page = self.look(path, 0.5).content.decode()
            leads = re.findall(r'(?:href|action)="(/[^"]*)"', page)
            assert leads
            assert all(lead.startswith((below(at(0.5)), "/static/")) for lead in leads), path

    def test_a_moment_to_come_shows_what_is_scheduled(self) -> None:
        assert self.look("articles/tomorrow/", 23).status_code == 404
        assert "<h1>Tomorrow</h1>" in self.look("articles/tomorrow/", 24).content.decode()
        assert "Tomorrow" in self.look("search/?q=tomorrow", 24).content.decode().partition("<main")[2]

    def test_a_search_of_the_past_says_that_it_cannot_be_told(self) -> None:
        page = self.look("search/?q=narrow", 0.5).content.decode()
        assert "What a search found at a moment that has passed cannot be told" in page
        assert "The narrow sea" not in page
        assert "cannot be told" not in self.look("search/", 0.5).content.decode()

    def test_numbers_beside_choices_are_those_of_then(self) -> None:
        assert "(1)" in self.look("articles/", 0.5).content.decode()
        assert "(1)" not in self.look("articles/", 4).content.decode()

    def test_the_magazine_goes_by_the_name_that_it_had(self) -> None:
        imprint(Imprint(name="The Harbour", accent="#0b5d57"), by=self.cast.publisher, seen=0, now=at(1))
        imprint(Imprint(name="The Lighthouse"), by=self.cast.publisher, seen=1, now=at(2))
        then, later = self.look("", 1.5), self.look("", 2.5)
        assert "The Harbour" in then.content.decode()
        assert inline.styles("#0b5d57") in then["Content-Security-Policy"]
        assert "The Lighthouse" in later.content.decode()
        assert "The Harbour" not in later.content.decode()

    def test_it_is_kept_and_found_by_nobody_and_framed_by_the_desk_alone(self) -> None:
        for path in ("", "articles/narrow-sea/", "feed/", "api/v1/articles/", "nothing/here/"):
            answer = self.look(path, 0.5, if_none_match="*")
            assert answer.status_code == (404 if "nothing" in path else 200)
            assert "no-store" in answer["Cache-Control"]
            assert "public" not in answer["Cache-Control"]
            assert "noindex" in answer["X-Robots-Tag"]
            assert answer["X-Frame-Options"] == "SAMEORIGIN"
            assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
            assert not {"ETag", "Last-Modified", "Access-Control-Allow-Origin"} & answer.headers.keys()
            assert answer["Content-Type"] in ("text/html; charset=utf-8", "text/plain; charset=utf-8")

    def test_readers_pages_are_of_now_again_afterwards(self) -> None:
        before = self.client.get("/articles/").content
        self.look("articles/", 0.5)
        self.look("articles/narrow-sea/", 0.5)
        assert self.client.get("/articles/").content == before
        assert reverse("front") == "/"

    def test_a_page_in_a_tab_of_its_own_gets_the_banner_around_it(self) -> None:
        answer = self.look("articles/?topic=the-sea", 0.5, sec_fetch_dest="document")
        assert answer.status_code == 302
        around = client_of(self.cast.publisher).get(answer["Location"]).content.decode()
        assert f'<iframe src="{below(at(0.5))}articles/?topic=the-sea"' in around

    def test_without_the_permission_nothing_is_learned(self) -> None:
        for who in ("editor", "contributor"):
            there, nowhere = self.look("articles/tomorrow/", 24, who), self.look("nothing/here/", 24, who)
            assert there.status_code == nowhere.status_code == 403
            assert TOKEN.sub("", there.content.decode()) == TOKEN.sub("", nowhere.content.decode())
        for answer in (self.look("", 24, "outsider"), self.client.get(below(at(24)))):
            assert answer["Location"].startswith("/admin/login/")

    def test_what_is_of_no_moment_and_what_is_no_moment_is_not_there(self) -> None:
        assert self.look("healthz", 0.5).status_code == 404
        assert self.look("admin/", 0.5).status_code == 404
        desk = client_of(self.cast.publisher)
        for moment in ("20261340T120000Z", "20260302T120000", "0001", "99990101T000000Z"):
            assert desk.get(f"/admin/as-it-stood/{moment}/").status_code == 404
        assert desk.post(below(at(0))).status_code == 405
