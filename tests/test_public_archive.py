"""A to Z, archive, topics beside a topic, and what helps where nothing fits."""

import re
from unittest import mock

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext, override_settings

from articles.desk import addressing, verbs
from articles.models import Author, Topic
from articles.public import filters
from tests.magazine import Magazine, at, seen
from tests.test_public_lists import print_many


class PageCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()

    def read(self, path: str, hours: float = 1, status: int = 200) -> str:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            answer = self.client.get(path)
        assert answer.status_code == status, path
        return answer.content.decode()


class TestAuthors(PageCase):
    def names(self, path: str, hours: float = 1) -> list[str]:
        return re.findall(r'<li><a href="/authors/[^"]+"><bdi>([^<]+)', self.read(path, hours))

    def live_by(self, *names: str) -> None:
        for number, name in enumerate(names):
            author = Author.objects.create(name=name, slug=f"author-{number}", biography="Writes.")
            print_many(1, topics=[], author=author)

    def test_everybody_is_there_from_a_to_z_without_regard_to_case_and_accents(self) -> None:
        self.live_by("Zoë", "Élodie", "eve", "Łukasz", "Ahmad")
        page = self.read("/authors/")
        assert self.names("/authors/") == ["Ahmad", "Élodie", "eve", "Łukasz", "Zoë"]
        assert re.findall(r'href="\?from=(\w)"', page) == ["a", "e", "l", "z"]
        assert self.names("/authors/?from=l") == ["Łukasz", "Zoë"]

    def test_who_was_once_credited_stays_and_who_never_was_is_not_named(self) -> None:
        self.magazine.withdrawn()
        self.magazine.scheduled(authors=[self.magazine.bao], moment=at(24))
        assert self.names("/authors/") == ["Ada Brandt"]
        assert "from=b" not in self.read("/authors/")
        assert self.names("/authors/", 24) == ["Ada Brandt", "Bao Lin"]
        assert "Nothing by this author can be read at present." in self.read("/authors/ada-brandt/")

    def test_a_renamed_author_moves(self) -> None:
        self.live_by("Ahmad", "Eve")
        author = Author.objects.get(name="Ahmad")
        author.name = "Zahid"
        addressing.keep(author, by=self.magazine.editor, seen=seen(author))
        assert self.names("/authors/") == ["Eve", "Zahid"]

    def test_each_author_is_met_once_on_the_way_further(self) -> None:
        self.live_by("Bo", "Bo", "Ada", "Cy", "Bo")
        with mock.patch("articles.public.people.SIZE", 2):
            met, path = [], "/authors/"
            while path:
                met.append(self.names(path))
                link = re.search(r'rel="next" href="([^"]+)"', self.read(path))
                path = f"/authors/{link[1]}" if link else ""
        assert met == [["Ada", "Bo"], ["Bo", "Bo"], ["Cy"]]

    def test_any_place_is_a_page(self) -> None:
        for query in ("after=x", "after=" + "9" * 30, "after=99", "from=%00", "from=", "from=%F0%9F%98%80"):
            self.read(f"/authors/?{query}")


class TestArchive(PageCase):
    def test_each_month_tells_how_much_there_is_and_leads_there(self) -> None:
        self.magazine.live("March", now=at(-1))
        self.magazine.live("January", now=at(-24 * 40))
        self.magazine.withdrawn("Gone", now=at(-24 * 80))
        page = self.read("/archive/")
        assert re.findall(r'href="(/archive/[^"]+)">(\w+) <span class="number">(\d+)', page) == [
            ("/archive/2026/01/", "January", "1"),
            ("/archive/2026/03/", "March", "1"),
        ]
        month = self.read("/archive/2026/03/")
        assert ">March</a></h2>" in month
        assert ">January</a></h2>" not in month
        assert 'href="/archive/2026/01/"' in month

    def test_a_month_without_anything_is_none(self) -> None:
        print_many(1, topics=[], author=self.magazine.ada)
        for path in ("2026/01", "2026/13", "2026/0", "0/1", "10000/1", "9999/12", "1/1"):
            self.read(f"/archive/{path}/", status=404)

    def test_a_month_is_one_of_the_magazines_time_zone(self) -> None:
        with override_settings(TIME_ZONE="Pacific/Kiritimati"):
            self.magazine.live(now=at(24 * 30 - 12))
            assert "April" in self.read("/archive/", 24 * 40)
            self.read("/archive/2026/04/", 24 * 40)

    def test_what_is_scheduled_opens_its_month_at_its_moment(self) -> None:
        self.magazine.scheduled(moment=at(24 * 31))
        self.read("/archive/2026/04/", 24 * 31 - 1, status=404)
        self.read("/archive/2026/04/", 24 * 31)


class TestBeside(PageCase):
    def beside(self, hours: float = 1) -> list[str]:
        page = self.read("/topics/the-sea/", hours)
        return re.findall(r"<bdi>([^<]+)", page.partition('id="beside"')[2].partition("</nav>")[0])

    def test_what_is_seldom_met_elsewhere_stands_first(self) -> None:
        cast = self.magazine
        tolls = Topic.objects.create(name="Tolls", slug="tolls")
        cast.live(topics=[cast.sea, cast.borders, tolls])
        cast.live(topics=[cast.borders])
        cast.withdrawn(topics=[cast.sea, cast.borders])
        assert self.beside() == ["Tolls", "Borders"]

    def test_what_only_a_scheduled_article_is_also_on_waits(self) -> None:
        cast = self.magazine
        cast.live(topics=[cast.sea])
        cast.scheduled(topics=[cast.sea, cast.borders], moment=at(24))
        assert self.beside(23) == []
        assert self.beside(24) == ["Borders"]


class TestChoices(PageCase):
    def test_numbers_stand_beside_choices_and_follow_the_clock(self) -> None:
        cast = self.magazine
        article = cast.live(topics=[cast.sea])
        cast.scheduled(topics=[cast.sea, cast.borders], authors=[cast.bao], kind="news", moment=at(24))
        page = self.read("/articles/")
        assert '<bdi>The sea</bdi> <span class="number">1</span>' in page
        assert "Borders" not in page
        assert "Ada Brandt (1)" in page
        page = self.read("/articles/", 24)
        assert '<bdi>The sea</bdi> <span class="number">2</span>' in page
        for choice in ("Opinion (1)", "News (1)", "2026 (2)", "Bao Lin (1)", "Borders"):
            assert choice in page, choice
        verbs.withdraw(article, by=cast.publisher, note="It was wrong.", now=at(25))
        assert "Ada Brandt" not in self.read("/articles/", 26)

    def test_an_author_beyond_those_offered_can_be_chosen(self) -> None:
        self.magazine.live(authors=[self.magazine.ada])
        self.magazine.live(authors=[self.magazine.ada])
        self.magazine.live("By Bao", authors=[self.magazine.bao])
        filters._names.cache_clear()
        self.addCleanup(filters._names.cache_clear)
        with mock.patch("articles.public.filters.MOST_AUTHORS", 1):
            assert "Bao Lin (" not in self.read("/articles/")
            page = self.read("/articles/?author=bao-lin")
        assert '<option value="bao-lin" selected>Bao Lin (1)</option>' in page
        assert page.count("<article") == 1

    def test_where_nothing_fits_it_says_what_would(self) -> None:
        cast = self.magazine
        for topic in (cast.sea, cast.borders):
            print_many(1, topics=[topic], author=cast.ada, kind="opinion")
        page = self.read("/articles/?topic=the-sea&topic=borders&kind=opinion")
        ways = re.findall(
            r'<a href="\?([^"]+)"><bdi>([^<]+)</bdi></a>', page.partition('<nav aria-label="What finds')[2]
        )
        assert ways == [
            ("topic=the-sea&amp;topic=borders&amp;kind=opinion&amp;match=any", "Any of these topics"),
            ("topic=borders&amp;kind=opinion", "Without The sea"),
            ("topic=the-sea&amp;kind=opinion", "Without Borders"),
        ]

    def test_any_of_common_topics_finds_what_any_of_rare_ones_does(self) -> None:
        cast = self.magazine
        for topics in ([cast.sea], [cast.borders], [cast.sea, cast.borders]):
            print_many(1, topics=topics, author=cast.ada)
        path = "/articles/?topic=the-sea&topic=borders&match=any"
        rare = re.findall("<h2>.*?</h2>", self.read(path))
        with mock.patch("articles.public.filters.RARE", 0):
            assert re.findall("<h2>.*?</h2>", self.read(path)) == rare
        assert len(rare) == 3

    def test_no_page_counts(self) -> None:
        cast = self.magazine
        print_many(1, topics=[cast.sea, cast.borders], author=cast.ada)
        pages = (
            "/authors/",
            "/archive/",
            "/archive/2026/03/",
            "/topics/the-sea/",
            "/articles/?topic=the-sea&kind=news",
        )
        for path in pages:
            with CaptureQueriesContext(connection) as captured:
                self.read(path)
            asked = [query["sql"] for query in captured]
            assert len(asked) <= 6, path
            assert not [sql for sql in asked if re.search(r'COUNT\(|OFFSET|"articles_article"', sql)], path
