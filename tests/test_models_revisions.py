"""Questions over revisions: what is live at an instant, what changes next, and what a page costs to ask."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.test import TestCase

from articles.desk import verbs
from articles.models import Article, Revision
from articles.models.interval import next_change
from articles.models.teasing import teasers
from tests.magazine import NOW, SILENTLY, VIEWS, Magazine, at

INSTANT = timedelta(microseconds=1)


def numbers(revisions: QuerySet[Revision]) -> list[int]:
    return sorted(revision.number for revision in revisions)


class OneArticle(TestCase):
    """Revision 1 from noon on, revision 2 from three o'clock to five, then withdrawn; revision 3 is a draft."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = magazine = Magazine()
        cls.article = magazine.live("Tolls")
        magazine.change(cls.article, body="<p>Changed.</p>", now=at(1))
        magazine.approve_again(cls.article, now=at(1))
        verbs.schedule(cls.article, by=magazine.publisher, change=SILENTLY, moment=at(3), now=at(1))
        verbs.withdraw(cls.article, by=magazine.publisher, note="It was wrong.", now=at(5))
        magazine.change(cls.article, body="<p>Begun again.</p>", now=at(6))

    def live(self, moment: datetime) -> list[int]:
        return numbers(self.article.revisions.live(at=moment))

    def test_an_interval_holds_its_start_and_not_its_end(self) -> None:
        assert self.live(NOW - INSTANT) == []
        assert self.live(NOW) == [1]
        assert self.live(at(3) - INSTANT) == [1]
        assert self.live(at(3)) == [2]
        assert self.live(at(5) - INSTANT) == [2]
        assert self.live(at(5)) == []

    def test_published_is_what_was_ever_live(self) -> None:
        moments = (NOW - INSTANT, NOW, at(3), at(9))
        assert [numbers(self.article.revisions.published(at=each)) for each in moments] == [[], [1], [1, 2], [1, 2]]

    def test_scheduled_is_what_is_yet_to_come(self) -> None:
        moments = (NOW - INSTANT, NOW, at(3) - INSTANT, at(3))
        assert [numbers(self.article.revisions.scheduled(at=each)) for each in moments] == [[1, 2], [2], [2], []]

    def test_the_next_change_is_the_next_start_or_end(self) -> None:
        moments = (NOW - INSTANT, NOW, at(3) - INSTANT, at(3), at(5) - INSTANT, at(5))
        found = [next_change(self.article.revisions.all(), at=each) for each in moments]
        assert found == [NOW, at(3), at(3), at(5), at(5), None]

    def test_the_next_change_of_everything_is_the_earliest_of_all(self) -> None:
        self.magazine.scheduled("Lamps", moment=at(2))
        assert next_change(Revision.objects.all(), at=at(1)) == at(2)
        assert next_change(Revision.objects.none(), at=NOW) is None

    def test_the_desk_sees_where_an_article_stands(self) -> None:
        seen = [Article.objects.with_visibility(at=moment).get(pk=self.article.pk) for moment in (at(2), at(4), at(6))]
        assert [(each.live_number, each.scheduled_for, each.ever_published) for each in seen] == [
            (1, at(3), True),
            (2, None, True),
            (None, None, True),
        ]
        assert {each.newest_number for each in seen} == {3}


class ManyArticles(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = magazine = Magazine()
        for hour in range(4):
            hung = {"authors": [magazine.ada, magazine.bao], "topics": [magazine.borders, magazine.sea]}
            magazine.live(f"Tolls {hour}", now=at(hour), **hung)
        magazine.draft("Unseen")

    def test_lists_show_the_latest_first(self) -> None:
        found = Revision.objects.live(at=at(2)).newest_first()
        assert [revision.headline for revision in found] == ["Tolls 2", "Tolls 1", "Tolls 0"]

    def test_a_list_costs_two_queries_and_its_teasers_none(self) -> None:
        with self.assertNumQueries(2):
            rows = teasers(Revision.objects.live(at=at(9)).newest_first(), 9)
        with self.assertNumQueries(0):
            shown = [(row.headline, row.excerpt, row.lead, row.section.name, row.reading_minutes) for row in rows]
            authors = [credit.slug for row in rows for credit in row.signed]
        assert len(shown) == 4
        assert shown[0][2:] == (None, "Borders", 1)
        assert authors == ["ada-brandt", "bao-lin"] * 4

    def test_a_page_costs_four_queries_and_what_it_shows_none(self) -> None:
        with self.assertNumQueries(4):
            (row,) = Revision.objects.live(at=at(9)).filter(slug="tolls-3").for_page()
        with self.assertNumQueries(0):
            topics = [placement.topic.slug for placement in row.printed_topics]
            notices = [notice.wording for notice in row.notices.all()]
            shown = (row.rendered, row.outline, row.page_title, row.page_description, row.lead)
        assert topics == ["borders", "the-sea"]
        assert notices == [VIEWS]
        assert shown[1:3] == ([], "Tolls 3")

    def test_a_row_that_came_alone_answers_the_same(self) -> None:
        row = Revision.objects.get(slug="tolls-1")
        assert (row.section.slug, row.lead) == ("borders", None)


class Copies(TestCase):
    def test_what_search_engines_show_falls_back_from_field_to_field(self) -> None:
        article = Article(headline="Tolls", standfirst="On tolls.", body="<p>Ships wait.</p>")
        assert (article.page_title, article.page_description) == ("Tolls", "On tolls.")
        article.standfirst = ""
        assert article.page_description == "Ships wait."
        article.seo_title, article.seo_description = "Tolls and lamps", "Who pays?"
        assert (article.page_title, article.page_description) == ("Tolls and lamps", "Who pays?")

    def test_a_copy_runs_the_way_of_its_language(self) -> None:
        assert [Article(language=language).direction for language in ("ur", "en")] == ["rtl", "ltr"]

    def test_a_new_article_is_in_the_language_of_the_magazine(self) -> None:
        with self.settings(LANGUAGE_CODE="de-at"):
            assert Article().language == "de"

    def test_rows_are_named_by_what_people_call_them(self) -> None:
        magazine = Magazine()
        revision = magazine.live("Tolls").revisions.get()
        assert str(Article()) == "(no headline yet)"
        assert str(revision.article.bylines.get()) == "by Ada Brandt"
        assert str(revision.credits.get()) == "by Ada Brandt"
        assert str(revision.notices.get()) == VIEWS
        assert str(revision.placements.get()) == str(revision.article.placements.get()) == "The sea"
        assert str(revision.article.events.get(verb="publish")) == "publisher: publish"
