"""The front page that readers see: what editors arranged, as long as it can be read, and the latest beside it."""

import re
from collections.abc import Sequence
from unittest import mock

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.desk import verbs
from articles.desk.arranging import arrange
from articles.desk.editions import publish, schedule
from articles.models import Article, Edition, Image, Revision, Slot
from articles.models.magazine import forget
from tests.magazine import at
from tests.test_public_lists import MOST_QUERIES, ListCase, print_many

TEASER = re.compile(r'<h[23][^>]*><a href="/articles/([^"/]+)/">([^<]*)</a></h[23]>')
HEADING = re.compile(r'<h2 id="[^"]*" class="label">(.*?)</h2>')


class FrontCase(ListCase):
    def arrange(self, slots: Sequence[Slot], hours: float = 0) -> None:
        """Arranged and published so many hours after the magazine's first moment."""
        newest = Edition.objects.newest()
        edition = arrange(slots, by=self.magazine.editor, seen=newest.number if newest else 0, now=at(hours))
        publish(by=self.magazine.publisher, seen=edition.number, now=at(hours))

    def print_many(self, count: int, **hung: object) -> list[str]:
        return print_many(count, **{"topics": [self.magazine.borders], "author": self.magazine.ada, **hung})

    def read(self, path: str, hours: float = 1) -> str:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            self.answer = self.client.get(path)
        return self.answer.content.decode()

    def shown(self, hours: float = 1) -> list[str]:
        return [slug for slug, _headline in TEASER.findall(self.read("/", hours))]

    def article(self, slug: str) -> Article:
        return Article.objects.get(slug=slug)


class TestSlots(FrontCase):
    def test_without_an_edition_it_is_the_latest(self) -> None:
        slugs = self.print_many(16)
        assert self.shown() == slugs[:15]
        assert HEADING.findall(self.read("/")) == ["Earlier"]

    def test_the_slots_come_first_in_their_order_and_the_latest_follow_once(self) -> None:
        slugs = self.print_many(20)
        self.arrange([Slot(article=self.article(slug)) for slug in ("piece-12", "piece-3")])
        rest = [slug for slug in slugs if slug not in ("piece-12", "piece-3")]
        assert self.shown() == ["piece-12", "piece-3", *rest[:13]]
        assert HEADING.findall(self.read("/")) == ["Latest"]

    def test_a_slot_has_words_of_its_own_and_elsewhere_the_article_keeps_its_own(self) -> None:
        self.print_many(2)
        slot = Slot(article=self.article("piece-1"), headline="Look & see", standfirst="Why it matters.")
        self.arrange([slot])
        page = self.read("/")
        assert TEASER.findall(page)[0] == ("piece-1", "Look &amp; see")
        assert '<p class="standfirst">Why it matters.</p>' in page
        assert "Look &amp; see" not in self.read("/articles/") + self.read("/articles/piece-1/")

    def test_a_slot_has_a_picture_of_its_own(self) -> None:
        self.print_many(1)
        image = Image.objects.create(
            file="a.png", checksum="c0ffee" + "0" * 58, width=640, height=480, alt="The sea", focus_x=20, focus_y=80
        )
        assert "c0ffee" not in self.read("/")
        self.arrange([Slot(article=self.article("piece-0"), image=image)])
        page = self.read("/")
        assert "c0ffee" in page
        assert 'class="fx20 fy80"' in page

    def test_what_is_withdrawn_vanishes_at_that_instant_and_the_others_close_up(self) -> None:
        self.print_many(20)
        lead = self.magazine.live("Lead", now=at(-40))
        self.arrange([Slot(article=lead), Slot(article=self.article("piece-7"))])
        verbs.withdraw(lead, by=self.magazine.publisher, note="Forged.", now=at(2))
        assert self.shown(1.99)[:3] == ["lead", "piece-7", "piece-0"]
        assert self.shown(2)[:3] == ["piece-7", "piece-0", "piece-1"]
        assert len(self.shown(2)) == len(self.shown(1.99)) == 15

    def test_what_expires_vanishes_at_that_instant(self) -> None:
        self.print_many(3)
        self.arrange([Slot(article=self.article("piece-2"))])
        Revision.objects.filter(slug="piece-2").update(live_until=at(5))
        assert self.shown(4.99) == ["piece-2", "piece-0", "piece-1"]
        assert self.shown(5) == ["piece-0", "piece-1"]

    def test_what_is_scheduled_takes_its_slot_at_its_moment(self) -> None:
        self.print_many(2)
        later = self.magazine.scheduled("Later", moment=at(3))
        self.arrange([Slot(article=later), Slot(article=self.article("piece-1"))])
        assert self.shown(2.99) == ["piece-1", "piece-0"]
        assert self.shown(3) == ["later", "piece-1", "piece-0"]

    def test_a_draft_in_a_slot_never_shows_even_its_own_headline(self) -> None:
        self.print_many(1)
        self.arrange([Slot(article=self.magazine.draft("Secret"), headline="A secret headline")])
        assert "ecret" not in self.read("/")

    def test_more_than_five_slots_have_as_many_places_above(self) -> None:
        self.print_many(30)
        self.arrange([Slot(article=self.article(f"piece-{number}")) for number in range(20, 28)])
        page = self.read("/")
        above = page.partition('class="label"')[0]
        assert [slug for slug, _words in TEASER.findall(above)] == [f"piece-{number}" for number in range(20, 28)]
        assert len(TEASER.findall(page)) == 18


class TestSections(FrontCase):
    def test_a_section_has_the_newest_on_its_topic_that_are_not_shown_above(self) -> None:
        sea, borders = self.magazine.sea, self.magazine.borders
        self.print_many(7)
        self.print_many(9, topics=[sea])
        self.arrange([Slot(article=self.article("piece-8")), Slot(topic=sea, size=3), Slot(topic=borders, size=2)])
        page = self.read("/")
        assert re.findall(r'<h2 id="section-\d+" class="label"><a href="([^"]+)"><bdi>([^<]+)', page) == [
            ("/topics/the-sea/", "The sea"),
            ("/topics/borders/", "Borders"),
        ]
        sections = [[slug for slug, _words in TEASER.findall(part)] for part in page.split('class="label"')]
        shown = sections[0]
        assert shown[0] == "piece-8"
        assert sections[1] == [f"piece-{number}" for number in range(7, 16) if f"piece-{number}" not in shown][:3]
        assert sections[2] == [f"piece-{number}" for number in range(7) if f"piece-{number}" not in shown][:2]
        everything = [slug for section in sections for slug in section]
        assert len(everything) == len(set(everything)) == 16

    def test_a_section_can_have_a_name_of_its_own_and_without_articles_there_is_none(self) -> None:
        self.print_many(12)
        self.arrange(
            [Slot(topic=self.magazine.borders, size=1, headline="Lines"), Slot(topic=self.magazine.sea, size=2)]
        )
        page = self.read("/")
        assert "<bdi>Lines</bdi>" in page
        assert "The sea" not in page

    def test_an_article_on_two_topics_stands_in_the_first_section(self) -> None:
        self.print_many(5)
        self.print_many(1, topics=[self.magazine.sea, self.magazine.borders])
        self.arrange([Slot(topic=self.magazine.sea, size=3), Slot(topic=self.magazine.borders, size=3)])
        assert self.shown().count("piece-5") == 1

    def test_older_articles_follow_where_the_latest_end(self) -> None:
        slugs = self.print_many(40)
        self.arrange([Slot(article=self.article("piece-39")), Slot(topic=self.magazine.borders, size=4)])
        page = self.read("/")
        older = re.search(r'rel="next" href="([^"]+)"', page)[1]
        shown = [slug for slug, _words in TEASER.findall(page)]
        assert shown == ["piece-39", *slugs[:18]]
        assert self.found(older) == slugs[18:38]


class TestEditions(FrontCase):
    def test_each_edition_is_seen_in_its_interval(self) -> None:
        self.print_many(3)
        self.arrange([Slot(article=self.article("piece-2"))])
        noon = arrange([Slot(article=self.article("piece-1"))], by=self.magazine.editor, seen=1, now=at(1))
        assert self.shown(2)[0] == "piece-2"
        schedule(by=self.magazine.publisher, seen=noon.number, moment=at(3), now=at(1))
        assert self.shown(2.99)[0] == "piece-2"
        assert self.shown(3)[0] == "piece-1"

    def test_the_page_lives_no_longer_than_until_its_next_edition(self) -> None:
        self.print_many(1)
        arrange([Slot(article=self.article("piece-0"))], by=self.magazine.editor, seen=0, now=at(1))
        schedule(by=self.magazine.publisher, seen=1, moment=at(3), now=at(1))
        self.read("/", 3 - 12.5 / 3600)
        assert self.answer.headers["Cache-Control"] == "public, max-age=12"
        self.read("/", 3)
        assert self.answer.headers["Cache-Control"] == "public, max-age=60"


class TestCost(FrontCase):
    def queries(self) -> list[str]:
        forget()
        with CaptureQueriesContext(connection) as captured:
            self.read("/")
        return [query["sql"] for query in captured.captured_queries]

    def test_an_arranged_page_asks_as_often_with_five_articles_as_with_five_hundred(self) -> None:
        topics = [self.magazine.sea, self.magazine.borders]
        self.print_many(5, topics=topics)
        articles = [Slot(article=self.article(f"piece-{number}"), headline="Own") for number in range(4)]
        self.arrange([*articles, Slot(topic=topics[0], size=3), Slot(topic=topics[1], size=6)])
        few = self.queries()
        self.print_many(495, topics=topics)
        many = self.queries()
        assert len(few) == len(many) <= MOST_QUERIES
        assert not [sql for sql in many if "COUNT(" in sql or "OFFSET" in sql or '"articles_article"' in sql]
