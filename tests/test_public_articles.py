"""An article's address answers according to what readers may know of it, and its page shows what was printed."""

import re
from contextlib import AbstractContextManager
from unittest import mock
from urllib.parse import quote

from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify

from articles.desk import verbs
from articles.desk.illustrating import add_picture
from articles.models import Article, Byline, Credit, Disclaimer, Revision, Topic
from tests.magazine import BODY, NOW, SILENTLY, VIEWS, Magazine, at, disclaimer, picture, reword


def clock(hours: float) -> AbstractContextManager[mock.MagicMock]:
    return mock.patch("django.utils.timezone.now", return_value=at(hours))


class ArticleCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()

    def ask(self, slug: str, hours: float = 1) -> HttpResponse:
        with clock(hours):
            return self.client.get(f"/articles/{quote(slug)}/")

    def read(self, article: Article, hours: float = 1) -> str:
        answer = self.ask(article.slug, hours)
        assert answer.status_code == 200
        return answer.content.decode()


class TestAddress(ArticleCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.article = cls.magazine.live("As Printed", slug="first")
        cls.scheduled = cls.magazine.scheduled("Scheduled", moment=at(24))
        cls.gone = cls.magazine.withdrawn(
            "The Forged Letter", note="It rested on a forgery.", standfirst="Its standfirst.", body="<p>Its text.</p>"
        )

    def test_a_live_article_is_read(self) -> None:
        assert "As Printed" in self.read(self.article)

    def test_whatever_is_not_published_is_as_absent_as_what_never_was(self) -> None:
        never = self.ask("never")
        hidden = [
            self.magazine.draft("Drafted"),
            self.magazine.in_review("Reviewed"),
            self.magazine.approved("Approved"),
            self.scheduled,
        ]
        for article in hidden:
            answer = self.ask(article.slug)
            assert answer.status_code == 404
            assert (answer.content, answer.headers) == (never.content, never.headers)

    def test_a_scheduled_article_is_read_from_its_moment_on(self) -> None:
        assert self.ask(self.scheduled.slug, 23.99).status_code == 404
        assert self.ask(self.scheduled.slug, 24).status_code == 200

    def test_readers_see_the_revision_and_not_the_working_copy(self) -> None:
        self.magazine.change(self.article, headline="Not yet said", slug="not-yet-said")
        page = self.read(self.article)
        assert "As Printed" in page
        assert "Not yet said" not in page
        assert self.ask("not-yet-said").status_code == 404

    def test_a_scheduled_change_is_read_from_its_moment_on(self) -> None:
        self.magazine.change(self.article, headline="As Corrected")
        approved = self.magazine.approve_again(self.article)
        verbs.schedule(approved, by=self.magazine.publisher, change=SILENTLY, moment=at(24), now=NOW)
        assert "As Corrected" not in self.read(self.article, 23)
        assert "As Corrected" in self.read(self.article, 24)

    def test_a_former_address_leads_to_the_present_one_for_good(self) -> None:
        changed = self.magazine.change(self.article, slug="second", now=at(1))
        verbs.publish(
            self.magazine.approve_again(changed, now=at(1)), by=self.magazine.publisher, change=SILENTLY, now=at(2)
        )
        self.assertRedirects(self.ask("first", 3), "/articles/second/", 301, fetch_redirect_response=False)

    def test_a_future_address_does_not_exist_yet(self) -> None:
        changed = self.magazine.change(self.article, slug="second", now=at(1))
        approved = self.magazine.approve_again(changed, now=at(1))
        verbs.schedule(approved, by=self.magazine.publisher, change=SILENTLY, moment=at(24), now=at(1))
        assert self.ask("second", 23).status_code == 404
        assert self.ask("first", 25).status_code == 301

    def test_a_withdrawn_article_answers_gone_with_its_headline_and_note(self) -> None:
        answer = self.ask(self.gone.slug)
        self.assertContains(answer, "The Forged Letter", status_code=410)
        self.assertContains(answer, "It rested on a forgery.", status_code=410)

    def test_a_withdrawn_article_gives_nothing_of_its_text(self) -> None:
        answer = self.ask(self.gone.slug).content.decode()
        assert "Its standfirst" not in answer
        assert "Its text" not in answer

    def test_a_note_that_belongs_to_the_future_is_not_told(self) -> None:
        verbs.withdraw(self.article, by=self.magazine.publisher, note="First reason.", now=at(1))
        assert "First reason." in self.ask("first", 2).content.decode()
        assert self.ask("first", 0.5).status_code == 200

    def test_addresses_that_no_database_could_look_up_are_absent(self) -> None:
        for path in (
            "/articles/a%00b/",
            "/topics/%00/",
            "/authors/%00/",
            f"/articles/{'x' * 5_000}/",
            "/articles/%ff/",
        ):
            assert self.client.get(path).status_code == 404, path


class TestPage(ArticleCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cast = cls.magazine
        cls.article = cast.live(
            "Salt & sea?",
            slug="salt",
            standfirst="In short.",
            seo_title="Found",
            body=f"<h2>Part</h2>{BODY}",
            authors=[cast.ada, cast.bao],
            topics=[cast.sea, cast.borders],
            disclaimers=[cast.views, disclaimer("Interest", "She owns a boat.", place="start")],
        )
        parts = "".join(f"<h2>Part {number}</h2>{BODY}" for number in range(3))
        cls.long = cast.live("<script>alert(1)</script>", slug="long", kind="news", body=parts)
        image = add_picture(picture(640, 480), "a.png", by=cast.editor, alt="A door", caption="<Door> & wall")
        cls.pictured = cast.live("Pictured", kind="analysis", disclaimers=[], image=image)

    def test_right_to_left_text_has_an_address_in_its_script_and_says_so_on_its_own_element(self) -> None:
        article = self.magazine.live("آبنائے کا محصول", language="ur")
        assert article.slug.startswith("آبنائے")
        page = self.read(article)
        assert '<html lang="en" dir="ltr">' in page
        assert '<article class="piece" lang="ur" dir="rtl">' in page

    def test_a_magazine_in_a_right_to_left_script_says_so(self) -> None:
        with self.settings(LANGUAGE_CODE="ur"):
            assert '<html lang="ur" dir="rtl">' in self.read(self.article)

    def test_names_and_biographies_are_those_printed(self) -> None:
        self.magazine.ada.name = "Ada Renamed"
        self.magazine.ada.biography = "Rewritten."
        self.magazine.ada.save()
        page = self.read(self.article)
        assert "Ada Brandt" in page
        assert "Ada Brandt writes about the sea." in page
        assert "Renamed" not in page
        assert "Rewritten" not in page

    def test_an_authors_e_mail_address_is_never_shown(self) -> None:
        for path in ("/", "/articles/", "/articles/salt/", "/authors/ada-brandt/", "/feed/"):
            with clock(1):
                assert "ada@example.org" not in self.client.get(path).content.decode(), path

    def test_roles_are_told_apart(self) -> None:
        article = self.magazine.draft(authors=[self.magazine.ada])
        Byline.objects.create(article=article, author=self.magazine.bao, role="translated", position=2)
        verbs.submit(article, by=self.magazine.editor, now=NOW)
        verbs.approve(article, by=self.magazine.editor, now=NOW)
        verbs.publish(article, by=self.magazine.publisher, now=NOW)
        page = self.read(article)
        assert "By <a" in page
        assert "; translated by <a" in page

    def test_disclaimers_stand_as_printed(self) -> None:
        reword(self.magazine.views, "Another wording.")
        page = self.read(self.article)
        assert "The views expressed are the author’s own." in page
        assert "Another wording." not in page

    def test_a_long_piece_has_contents_and_a_short_one_none(self) -> None:
        assert '<a href="#s-part-1">Part 1</a>' in self.read(self.long)
        assert 'class="contents"' not in self.read(self.article)

    def test_the_lead_picture_is_offered_in_newer_formats_and_with_its_size(self) -> None:
        page = self.read(self.pictured)
        assert '<source type="image/webp"' in page
        assert 'width="640" height="480" alt="A door" fetchpriority="high"' in page
        assert "&lt;Door&gt; &amp; wall" in page
        assert 'property="og:image" content="http://testserver/media/renditions/' in page

    def test_news_and_opinion_of_another_year_say_so(self) -> None:
        opinion, news = (self.article, 1, "more than a year ago"), (self.long, 3, "more than 3 years ago")
        for article, years, told in (opinion, news):
            anniversary = 365.25 * years * 24
            assert told not in self.read(article, anniversary - 24)
            assert told in self.read(article, anniversary + 24)
        assert 'class="age"' not in self.read(self.pictured, 365 * 24 * 9)

    def test_sharing_needs_no_other_site(self) -> None:
        page = self.read(self.article)
        address = "http%3A%2F%2Ftestserver%2Farticles%2Fsalt%2F"
        assert f'href="mailto:?subject=Salt%20%26%20sea%3F&amp;body={address}"' in page
        assert '<button type="button" name="copy" value="http://testserver/articles/salt/"' in page

    def test_what_to_read_on_is_named_with_its_reason(self) -> None:
        page = self.read(self.magazine.live("Ice", topics=[self.magazine.borders, self.magazine.sea]))
        nearest = page.partition('<nav class="related"')[2]
        assert '<a href="/articles/salt/">Salt &amp; sea?</a>' in nearest
        assert "Also on" in nearest

    def test_a_page_that_failed_needs_no_database(self) -> None:
        page = render_to_string("500.html")
        assert "<style>" in page
        assert "The fault is ours" in page

    def test_a_notice_stands_at_its_place(self) -> None:
        page = self.read(self.article)
        text = page.index('<div class="body">')
        assert page.rindex("She owns a boat.") < text < page.rindex(VIEWS)
        Disclaimer.objects.update(place="end")
        assert self.read(self.article) == page

    def test_search_engines_are_told_address_description_and_date(self) -> None:
        page = self.read(self.article)
        assert '<link rel="canonical" href="http://testserver/articles/salt/">' in page
        assert '<meta name="description" content="In short.">' in page
        assert "<title>Found ·" in page
        assert 'property="article:published_time" content="2026-03-02T12:00:00+00:00"' in page

    def test_markup_in_a_headline_is_text(self) -> None:
        assert "alert(1)</script>" not in self.read(self.long)

    def test_a_proof_needs_nothing_but_a_revision_and_is_kept_from_search_engines(self) -> None:
        article = self.magazine.draft(slug="")
        revision = Revision.objects.for_page().get(article=article)
        request = RequestFactory().get("/admin/proof/")
        page = render_to_string("article.html", {"revision": revision, "proof": "Not for readers."}, request)
        assert "Not for readers." in page
        assert "Not published" in page
        assert '<meta name="robots" content="noindex">' in page
        assert "canonical" not in page

    def test_a_proof_of_an_empty_draft_is_a_page(self) -> None:
        article = self.magazine.draft(authors=[], topics=[], disclaimers=[], body="", slug="")
        self.magazine.change(article, headline="", slug="")
        request = RequestFactory().get("/admin/proof/")
        revision = Revision.objects.for_page().filter(article=article).first()
        assert "(no headline yet)" in render_to_string(
            "article.html", {"revision": revision, "proof": "Proof"}, request
        )


class TestAuthors(ArticleCase):
    def test_an_author_who_was_never_published_has_no_page(self) -> None:
        self.magazine.scheduled(moment=at(24), authors=[self.magazine.bao])
        with clock(1):
            assert self.client.get("/authors/bao-lin/").status_code == 404
        with clock(24):
            assert self.client.get("/authors/bao-lin/").status_code == 200

    def test_an_author_added_by_a_change_still_to_come_has_no_page(self) -> None:
        article = self.magazine.live()
        article = Article.objects.get(pk=article.pk)
        Byline.objects.create(article=article, author=self.magazine.bao, position=2)
        approved = self.magazine.approve_again(self.magazine.change(article, headline="With Bao"))
        verbs.schedule(approved, by=self.magazine.publisher, change=SILENTLY, moment=at(24), now=NOW)
        assert Credit.objects.filter(author=self.magazine.bao, first_published__lte=at(1)).exists()
        with clock(1):
            assert self.client.get("/authors/bao-lin/").status_code == 404

    def test_an_author_once_credited_has_a_page_for_ever(self) -> None:
        self.magazine.withdrawn("Gone")
        with clock(1):
            self.assertContains(
                self.client.get("/authors/ada-brandt/"), "Nothing by this author can be read at present"
            )


class TestTopics(ArticleCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        tolls = Topic.objects.create(name="Tolls", slug="tolls")
        cls.magazine.withdrawn("Forged", topics=[cls.magazine.borders])
        cls.magazine.scheduled("Later", moment=at(9), topics=[tolls])

    def test_a_topic_whose_articles_are_gone_says_so(self) -> None:
        with clock(1):
            self.assertContains(self.client.get("/topics/borders/"), "Nothing is published on this topic yet")

    def test_a_topic_that_nothing_was_published_on_is_as_absent_as_none(self) -> None:
        for address in ("/topics/tolls/", "/topics/tolls/feed/"):
            with clock(1):
                assert self.client.get(address).status_code == 404, address

    def test_a_topic_that_is_none_is_absent(self) -> None:
        assert self.client.get("/topics/never/").status_code == 404

    def test_topics_are_listed_with_their_newest_article_once_one_was_published(self) -> None:
        self.magazine.live("Older", now=at(-2))
        self.magazine.live("Newest", now=at(-1))
        with clock(1):
            page = self.client.get("/topics/").content.decode()
        assert "The sea" in page
        assert "Newest</bdi>" in page
        assert "Older" not in page
        assert "Tolls" not in page

    def listed(self, *names: str) -> str:
        """The page of topics after an article on each of these."""
        topics = [Topic(name=name, slug=slugify(name, allow_unicode=True)) for name in names]
        self.magazine.live(topics=Topic.objects.bulk_create(topics))
        with clock(1):
            return self.client.get("/topics/").content.decode()

    def test_topics_stand_from_a_to_z_whatever_their_accents_and_case(self) -> None:
        names = ["Zones", "Étude", "elections", "Faith", "Eastern lands"]
        page = self.listed(*names)
        assert sorted(names, key=page.index) == ["Eastern lands", "elections", "Étude", "Faith", "Zones"]
        assert 'class="letters"' not in page

    def test_the_letters_of_many_topics_lead_to_the_first_of_each(self) -> None:
        page = self.listed("Étude", "Eastern lands", "ظفر", *(f"Treaty {number}" for number in range(20)))
        letters = page[page.index('class="letters"') : page.index('class="columns')]
        found = re.findall(r'href="#from-([^"]+)"><bdi>(.)', letters)
        assert found == [("b", "B"), ("e", "E"), ("t", "T"), (quote("ظ"), "ظ")]
        for letter, name in (("e", "Eastern lands"), ("t", "Treaty 0"), ("ظ", "ظفر")):
            assert re.search(rf'<section id="from-{letter}">\s*<h2><a [^>]+>{name}<', page), name

    def test_a_topic_whose_only_article_was_withdrawn_stays_listed_without_it(self) -> None:
        with clock(1):
            page = self.client.get("/topics/").content.decode()
        assert "Borders" in page
        assert "Forged" not in page


class TestLinksToOurOwn(ArticleCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.target = cls.magazine.live("Tolls")
        cls.article = cls.linking(cls.target.pk)

    @classmethod
    def linking(cls, *numbers: int) -> Article:
        links = " ".join(f'<a href="article:{number}">words {place}</a>' for place, number in enumerate(numbers))
        return cls.magazine.live(body=f"<p>{links}</p>")

    def test_a_link_follows_its_article_to_its_new_address(self) -> None:
        assert '<a href="/articles/tolls/">words 0</a>' in self.read(self.article)
        changed = self.magazine.change(self.target, slug="lamps", now=at(2))
        approved = self.magazine.approve_again(changed, now=at(2))
        verbs.publish(approved, by=self.magazine.publisher, change=SILENTLY, now=at(2))
        assert '<a href="/articles/lamps/">words 0</a>' in self.read(self.article, 3)

    def test_of_what_is_not_live_only_the_words_are_read(self) -> None:
        hidden = self.magazine.draft(), self.magazine.withdrawn(), self.magazine.scheduled(moment=at(2))
        article = self.linking(*(each.pk for each in hidden), 999)
        assert "<p>words 0 words 1 words 2 words 3</p>" in self.read(article)
        assert f'<a href="/articles/{hidden[2].slug}/">words 2</a>' in self.read(article, 2)

    def test_the_page_lasts_until_what_it_links_to_comes_or_goes(self) -> None:
        target = self.magazine.scheduled(moment=at(2))
        answer = self.ask(self.linking(target.pk).slug, 2 - 5 / 3600)
        assert answer["Cache-Control"] == "public, max-age=5"

    def test_links_cost_one_question_however_many(self) -> None:
        many = self.linking(self.target.pk, self.article.pk, self.magazine.live().pk)
        asked = []
        for article in (self.target, self.article, many):
            with CaptureQueriesContext(connection) as queries:
                self.read(article)
            asked.append(len(queries))
        assert asked == [asked[0], asked[0] + 1, asked[0] + 1]

    def test_a_proof_shows_where_links_lead_now(self) -> None:
        article = self.magazine.draft(body="<p>x</p>")
        self.magazine.change(article, body=f'<p><a href="article:{self.target.pk}">words</a></p>')
        self.client.force_login(self.magazine.editor)
        shown = self.client.get(f"/admin/articles/article/{article.pk}/proof/2/").content.decode()
        assert '<a href="/articles/tolls/">words</a>' in shown
