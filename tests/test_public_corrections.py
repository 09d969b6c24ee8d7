"""What readers are told was put right: on the article, on a page of its own, in a feed, in its dates."""

from dataclasses import replace
from html import unescape
from unittest import mock
from xml.etree import ElementTree

from django.db import connection
from django.http import HttpResponse
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.desk import verbs
from articles.desk.correcting import Change
from articles.models import Article, Correction, Series
from tests.magazine import Magazine, at
from tests.test_desk_correcting import CORRECTION, RETRACTION, a
from tests.test_public_lists import MOST_QUERIES


def address(article: Article) -> str:
    return reverse("article", args=[article.slug])


class Readers(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()

    def ask(self, path: str, hours: float = 9) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return Client().get(path)

    def read(self, path: str, hours: float = 9) -> str:
        return self.ask(path, hours).content.decode()

    @classmethod
    def corrected(cls, change: Change, headline: str = "The narrow sea", hours: float = 2) -> Article:
        return cls.correct(cls.cast.live(headline), change, hours)

    @classmethod
    def correct(cls, article: Article, change: Change, hours: float) -> Article:
        verbs.correct(article, by=cls.cast.publisher, change=change, now=at(hours))
        return article


class TestArticle(Readers):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.article = cls.corrected(CORRECTION)
        cls.first = Correction.objects.get()
        cls.noted = cls.corrected(a("note"), "Another")
        cls.plain = cls.cast.live("Plain")

    def test_each_act_stands_where_the_table_says(self) -> None:
        for hours, change in enumerate((RETRACTION, a("note"), a("update")), 3):
            self.correct(self.article, change, hours)
        page = self.read(address(self.article))
        assert "It is eleven miles wide." in page
        for act, is_above in (("correction", False), ("retraction", True), ("note", False), ("update", False)):
            told, headline = page.index(f"put-right as-{act}"), page.index("<h1")
            assert (told < headline) is is_above, act

    def test_a_correction_says_all_four(self) -> None:
        page = self.read(address(self.article))
        for words in (CORRECTION.wrong, CORRECTION.right, CORRECTION.learned, "We learned of it on", "1 March 2026"):
            assert words in page

    def test_each_part_of_it_has_its_label_and_one_that_stands_alone_needs_none(self) -> None:
        labels = ("What was wrong", "What is right", "How we learned of it")
        for path in (address(self.article), "/corrections/"):
            page = self.read(path)
            assert [page.count(f"<bdi>{label}</bdi></dt>") for label in labels] == [1, 1, 1], path
        assert "</dt>" not in self.read(address(self.noted))

    def test_the_head_leads_to_what_is_told_and_still_stands(self) -> None:
        link = f'<a href="#correction-{self.first.pk}"><bdi>Correction, 2 March 2026</bdi></a>'
        page = self.read(address(self.article))
        assert page.index("<h1") < page.index(link) < page.index('class="body"')
        self.correct(self.article, replace(RETRACTION, supersedes=self.first), 3)
        page = self.read(address(self.article))
        assert link not in page
        assert "<bdi>Retraction, 2 March 2026</bdi></a>" in page
        assert 'class="told"' not in self.read(address(self.plain))

    def test_what_is_said_is_text_and_never_markup(self) -> None:
        self.correct(self.plain, replace(CORRECTION, right="<b>It</b> is <script>eleven</script>."), 2)
        page = self.read(address(self.plain))
        assert "&lt;b&gt;It&lt;/b&gt;" in page
        assert "<script>eleven" not in page

    def test_the_date_that_moves_is_told_to_people_and_machines(self) -> None:
        updated = self.read(address(self.article))
        assert "Updated" in updated
        assert 'article:modified_time" content="2026-03-02T14:00:00+00:00"' in updated
        noted = self.read(address(self.noted))
        assert "Updated" not in noted
        assert "modified_time" not in noted

    def test_a_list_says_when_it_was_updated(self) -> None:
        assert "Updated" in self.read("/articles/")

    def test_machines_are_told_what_is_listed_and_stands(self) -> None:
        self.correct(self.article, replace(CORRECTION, right="Ten.", supersedes=self.first), 3)
        self.correct(self.article, a("update"), 4)
        page = self.read(address(self.article))
        assert page.count("CorrectionComment") == 1
        assert "The strait is six miles wide. Ten. A reader who sails there wrote to us." in page

    def test_it_costs_no_query_more(self) -> None:
        assert self.cost(address(self.plain)) == self.cost(address(self.article)) <= MOST_QUERIES

    def cost(self, path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert self.ask(path).status_code == 200
        return len(queries)

    def test_one_that_a_later_one_took_the_place_of_says_so(self) -> None:
        self.correct(self.article, replace(CORRECTION, right="Ten.", supersedes=self.first), 3)
        assert "A later one on this page takes its place." not in self.read(address(self.article), 2)
        assert self.read(address(self.article)).count("A later one on this page takes its place.") == 1


class TestRetracted(Readers):
    """Wherever a retracted article is named, and not only on its own page."""

    mark = '<b class="retracted" lang="en"><bdi>Retracted</bdi></b>'
    lists = (
        *("/", "/articles/", "/topics/", "/topics/the-sea/", "/authors/ada-brandt/", "/archive/2026/03/"),
        *("/search/?q=narrow", "/series/the-sea/", "/articles/beside/", "/articles/answer/"),
    )

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        series = Series.objects.create(name="The sea", slug="the-sea")
        cls.article = cls.cast.live("The narrow sea", slug="narrow", series=series)
        cls.cast.live("Beside", slug="beside", series=series, now=at(-1))
        cls.cast.live("Answer", slug="answer", reply_to=cls.article, topics=[cls.cast.borders], now=at(-1))
        cls.correct(cls.article, RETRACTION, 2)

    def test_every_list_marks_its_headline_and_asks_no_more_for_it(self) -> None:
        for path in self.lists:
            with self.subTest(path):
                (before, few), (after, many) = self.asked(path, 1), self.asked(path, 9)
                assert self.mark not in before
                assert self.mark in after
                assert few == many

    def asked(self, path: str, hours: float) -> tuple[str, int]:
        with CaptureQueriesContext(connection) as queries:
            page = self.read(path, hours)
        return page, len(queries)

    def test_it_is_said_wherever_somebody_shares_or_embeds_it(self) -> None:
        page = self.read("/articles/narrow/")
        assert '<meta property="og:title" content="Retracted: The narrow sea">' in page
        assert "<title>Retracted: The narrow sea" in page
        assert '"@type":"CorrectionComment","name":"Retraction"' in page
        card = self.ask("/oembed?url=http://testserver/articles/narrow/").json()
        assert card["title"] == "Retracted: The narrow sea"
        assert "<strong>Retracted: The narrow sea</strong>" in card["html"]
        assert "Retracted: The narrow sea" in self.read("/sitemap-news.xml")

    def test_feeds_tell_of_it_before_the_text_and_of_corrections_after_it(self) -> None:
        self.correct(self.article, a("note"), 3)
        for path in ("/feed/", "/feed/atom/", "/feed/json/"):
            with self.subTest(path):
                feed = unescape(self.read(path))
                assert "Retracted: The narrow sea" in feed
                above, after = feed.index(">Retraction<"), feed.index("Editor’s note<")
                assert "eleven miles wide, and" in feed[above:after]

    def test_the_api_tells_of_it_in_lists_and_beside_others(self) -> None:
        told = {each["slug"]: each["retracted"] for each in self.ask("/api/v1/articles/").json()["items"]}
        assert told == {"narrow": True, "beside": False, "answer": False}
        assert self.ask("/api/v1/articles/answer/").json()["reply_to"]["retracted"] is True

    def test_a_retraction_that_something_took_the_place_of_is_told_nowhere_as_standing(self) -> None:
        self.correct(self.article, replace(a("note"), supersedes=Correction.objects.get()), 3)
        for path in (*self.lists, "/articles/narrow/"):
            assert self.mark not in self.read(path), path
        assert "Retracted:" not in self.read("/feed/")


class TestPage(Readers):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.article = cls.cast.live("The narrow sea")

    def listed(self, path: str = "/corrections/", hours: float = 9) -> list[str]:
        return [each.act for each in self.ask(path, hours).context["page"].rows]

    def test_it_lists_what_the_table_says_the_newest_first(self) -> None:
        for hours, change in enumerate((CORRECTION, a("update"), RETRACTION, a("note"), a("clarification")), 1):
            self.correct(self.article, change, hours)
        assert self.listed() == ["clarification", "note", "retraction", "correction"]
        assert self.listed(hours=3) == ["retraction", "correction"]

    def test_it_is_empty_and_says_so(self) -> None:
        assert "There was nothing to correct yet." in self.read("/corrections/")

    def test_it_leads_to_the_article_and_says_what_superseded_it(self) -> None:
        self.correct(self.article, CORRECTION, 2)
        self.correct(self.article, replace(CORRECTION, right="Ten.", supersedes=Correction.objects.get()), 3)
        page = self.read("/corrections/")
        assert page.count(f'<a href="{address(self.article)}">The narrow sea</a>') == 2
        assert page.count("Superseded on") == 1
        assert f'href="#correction-{Correction.objects.latest("pk").pk}"' in page

    @mock.patch("articles.public.paging.SIZE", 3)
    def test_it_is_paged_without_counting_and_each_stands_on_one_page(self) -> None:
        for number in range(5):
            self.correct(self.article, Change("note", right=f"Note {number}."), 1 + number / 100)
        with CaptureQueriesContext(connection) as queries:
            page = self.ask("/corrections/").context["page"]
        assert len(queries) <= MOST_QUERIES
        assert not [each["sql"] for each in queries if "COUNT(" in each["sql"] or "OFFSET" in each["sql"]]
        older = self.ask(f"/corrections/?{page.older}").context["page"]
        assert [each.right for each in (*page.rows, *older.rows)] == [f"Note {n}." for n in reversed(range(5))]
        assert len(page.rows) == 3
        assert [each.pk for each in self.ask(f"/corrections/?{older.newer}").context["page"].rows] == [
            each.pk for each in page.rows
        ]
        assert "cannot be read" in self.read("/corrections/?older=nonsense")
        assert "The list ends here." in self.read("/corrections/?older=1-1")

    def test_it_costs_the_same_for_few_and_for_many(self) -> None:
        self.correct(self.article, CORRECTION, 2)
        few = self.cost()
        for number in range(4):
            self.correct(self.article, a("note"), 3 + number / 10)
        assert few == self.cost() <= MOST_QUERIES

    def cost(self) -> int:
        with CaptureQueriesContext(connection) as queries:
            self.ask("/corrections/")
        return len(queries)

    def test_what_is_yet_to_come_ends_its_life(self) -> None:
        self.cast.change(self.article, standfirst="Anew", now=at(1))
        approved = self.cast.approve_again(self.article, now=at(1))
        verbs.schedule(approved, by=self.cast.publisher, change=CORRECTION, moment=at(5), now=at(1))
        answer = self.ask("/corrections/", 5 - 10 / 3600)
        assert "max-age=10" in answer["Cache-Control"]
        assert CORRECTION.right not in answer.content.decode()
        assert CORRECTION.right in self.read("/corrections/", 5)

    def test_every_page_leads_to_it_and_the_sitemap_names_it(self) -> None:
        assert 'href="/corrections/"' in self.read("/")
        assert "/corrections/</loc>" in self.read("/sitemap-pages.xml")


class TestFeed(Readers):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.article = cls.corrected(CORRECTION)

    def test_it_tells_what_was_wrong_and_what_is_right(self) -> None:
        self.correct(self.article, a("update"), 3)
        (item,) = ElementTree.fromstring(self.ask("/corrections/feed/").content).iter("item")
        told = {child.tag: child.text for child in item}
        kept = Correction.objects.get(act="correction")
        assert told["title"] == "Correction: The narrow sea"
        assert told["link"] == f"http://testserver{address(self.article)}#correction-{kept.pk}"
        assert told["guid"] == f"tag:127.0.0.1,2026-03-02:correction-{kept.pk}"
        assert "six miles" in told["description"]
        assert "eleven miles" in told["description"]
        assert told["pubDate"] == "Mon, 02 Mar 2026 14:00:00 +0000"

    def test_one_that_was_superseded_says_so(self) -> None:
        self.correct(self.article, replace(CORRECTION, supersedes=Correction.objects.get()), 3)
        items = ElementTree.fromstring(self.ask("/corrections/feed/").content).iter("item")
        later, earlier = (item.findtext("description") for item in items)
        assert "Superseded on 2 March 2026." in earlier
        assert "Superseded" not in later
