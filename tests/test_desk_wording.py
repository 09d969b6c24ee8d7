"""What a disclaimer says: in versions, in the language of the article, with names filled in and kept as printed."""

import json
import re
from datetime import date

import pytest
from django.test import Client, TestCase

from articles.desk import sharing, verbs
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.wording import notices_of, word
from articles.models import Article, Author, Byline, Declaration, Disclaimer, Notice, Role, Rule
from tests.magazine import NOW, Magazine, at, disclaimer, reword


class Words(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.interest = disclaimer("Interest", "A connection of {author}[ ({affiliation})] was told to {magazine}.")

    def said(self, article: Article) -> str:
        return next(each.wording for each in notices_of(article) if each.disclaimer == self.interest)

    def carrying(self, **given: object) -> Article:
        return self.cast.draft(**{"kind": "analysis", "disclaimers": [self.interest], **given})


class TestVersions(Words):
    def say(self, text: str, **given: object) -> object:
        return word(self.interest, text, **{"by": self.cast.publisher, "language": "en", "now": NOW, **given})

    def test_a_change_makes_the_next_in_its_language_and_the_same_words_none(self) -> None:
        assert self.say("Other words.").number == 2
        assert self.say(" Other words.\r\n") is None
        assert self.say("Andere Worte.", language="de").number == 1
        assert [each.number for each in self.interest.wordings.filter(language="en")] == [2, 1]

    def test_an_unknown_place_is_refused_with_what_to_do(self) -> None:
        with self.assertRaisesMessage(Refused, "“{autor}” is no place that can be filled in. Write one of {author}, "):
            self.say("By {autor}.")
        for text in ("", "Of {affiliation}."):
            with pytest.raises(Refused):
                self.say(text)
        assert self.interest.wordings.count() == 1

    def test_a_brace_without_its_other_half_is_refused(self) -> None:
        for text in ("{author wrote this.", "author} wrote this.", "{{author} wrote this."):
            with self.assertRaisesMessage(Refused, "A brace stands without its other half."):
                self.say(text)

    def test_what_turns_the_words_that_follow_goes(self) -> None:
        assert self.say("\u202eOther\u2066 words.").text == "Other words."
        with self.assertRaisesMessage(Refused, "Write the wording."):
            self.say("\u202e")

    def test_only_publishers_word(self) -> None:
        with pytest.raises(NotAllowed):
            self.say("Mine.", by=self.cast.editor)

    def test_what_was_printed_keeps_its_version_and_its_words(self) -> None:
        article = self.cast.live(kind="analysis", disclaimers=[self.interest])
        reword(self.interest, "Other words.")
        Author.objects.update(name="Somebody Else")
        notice = Notice.objects.get(revision__article=article)
        assert (notice.wording, notice.version.number) == (
            "A connection of Ada Brandt was told to The Meridian Review.",
            1,
        )
        self.cast.change(article, standfirst="More.", now=at(1))
        assert article.newest().notices.get().version.number == 2


class TestLanguages(Words):
    def test_the_articles_language_comes_first_then_the_magazines_then_any(self) -> None:
        reword(self.interest, "Auf Deutsch.", language="de")
        reword(self.interest, "En français.", language="fr")
        assert self.said(self.carrying(language="fr")) == "En français."
        assert self.said(self.carrying(language="ur")).startswith("A connection of")
        foreign = disclaimer("Foreign", "En français.", language="fr")
        reword(foreign, "Auf Deutsch.", language="de")
        (notice,) = notices_of(self.carrying(language="ur", disclaimers=[foreign]))
        assert notice.wording == "Auf Deutsch."


class TestPlaces(Words):
    def test_all_writers_are_named_as_the_language_joins_them_and_nobody_else(self) -> None:
        article = self.carrying(authors=[self.cast.ada, self.cast.bao])
        cy = Author.objects.create(name="Cy", slug="cy")
        Byline.objects.create(article=article, author=cy, role=Role.TRANSLATOR, position=3)
        assert self.said(article) == "A connection of Ada Brandt and Bao Lin was told to The Meridian Review."
        Article.objects.filter(pk=article.pk).update(language="ur")
        article.refresh_from_db()
        assert "Ada Brandt اور Bao Lin" in self.said(article)

    def test_affiliations_stand_where_there_are_any(self) -> None:
        Author.objects.filter(pk=self.cast.bao.pk).update(affiliation="Harbour Board")
        article = self.carrying(authors=[self.cast.ada, self.cast.bao])
        assert "Ada Brandt and Bao Lin (Harbour Board) was" in self.said(article)

    def test_a_proof_without_a_byline_reads_well(self) -> None:
        assert self.said(self.carrying(authors=[])) == "A connection of the author was told to The Meridian Review."

    def test_a_name_cannot_bring_tags_to_a_page(self) -> None:
        Author.objects.filter(pk=self.cast.ada.pk).update(name="Ada <b>{magazine}</b>")
        article = self.cast.live(kind="analysis", disclaimers=[self.interest], slug="sea")
        page = Client().get(article.revisions.get().get_absolute_url()).content.decode()
        assert "A connection of Ada &lt;b&gt;{magazine}&lt;/b&gt; was told" in page
        assert "Ada <b>" not in page


class TestWhoIsMeant(Words):
    """A statement on one person is made of nobody else who signed."""

    def setUp(self) -> None:
        self.cy = Author.objects.create(name="Cy", slug="cy", affiliation="Chandlers’ Guild", biography="Cy.")
        Author.objects.filter(pk=self.cast.bao.pk).update(affiliation="Harbour Board")
        self.article = self.carrying(authors=[self.cast.ada, self.cast.bao])
        Byline.objects.create(article=self.article, author=self.cy, role=Role.TRANSLATOR, position=3)

    def rule(self, **conditions: object) -> None:
        Rule.objects.create(disclaimer=self.interest, **conditions)

    def declare(self, author: Author, **given: object) -> None:
        Declaration.objects.create(author=author, party="Harbour Board", since=date(2020, 1, 1), **given)

    def test_who_declared_an_interest_is_named_alone(self) -> None:
        self.rule(interest="any")
        self.declare(self.cast.bao)
        assert self.said(self.article) == "A connection of Bao Lin (Harbour Board) was told to The Meridian Review."

    def test_a_translator_who_declared_one_is_named_and_the_writers_are_not(self) -> None:
        self.rule(interest="funding")
        self.declare(self.cast.ada)
        self.declare(self.cy, nature="funding")
        assert self.said(self.article).startswith("A connection of Cy (Chandlers’ Guild) was")

    def test_all_are_named_who_are_where_the_rule_says(self) -> None:
        self.rule(affiliation="Board")
        assert "of Bao Lin (Harbour Board) was" in self.said(self.article)
        self.rule(author=self.cast.ada)
        assert "of Ada Brandt and Bao Lin (Harbour Board) was" in self.said(self.article)

    def test_of_several_conditions_the_nearest_to_the_person_tells(self) -> None:
        self.rule(kind="analysis", author=self.cast.ada, interest="any")
        self.declare(self.cast.bao)
        assert "of Bao Lin (Harbour Board) was" in self.said(self.article)
        Rule.objects.update(match="any")
        Declaration.objects.all().delete()
        assert "of Ada Brandt was" in self.said(self.article)

    def test_all_who_wrote_are_named_where_the_text_itself_owes_it_or_nothing_does(self) -> None:
        everybody = "A connection of Ada Brandt and Bao Lin (Harbour Board) was"
        self.rule(interest="any")
        assert self.said(self.article).startswith(everybody)
        self.declare(self.cast.bao)
        self.rule(kind="analysis")
        assert self.said(self.article).startswith(everybody)

    def test_readers_are_told_of_nobody_else(self) -> None:
        self.rule(interest="any")
        self.declare(self.cast.bao)
        verbs.publish(self.cast.approve_again(self.article), by=self.cast.publisher, now=NOW)
        told = self.article.revisions.live(at=at(1)).get().notices.get().wording
        assert told == "A connection of Bao Lin (Harbour Board) was told to The Meridian Review."


class TestWhereItIsShown(TestCase):
    """A notice stands on the page and in what machines are told of the text, and in nothing that is a part of it."""

    TOLD = "Zephyrine paid for the voyage"

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.paid = disclaimer("Paid", f"{cls.TOLD}.", purpose="funding", place="byline")
        cls.article = cls.cast.live(disclaimers=[cls.cast.views, cls.paid], slug="sea", standfirst="")

    def read(self, address: str) -> str:
        return Client().get(address).content.decode()

    def page(self) -> str:
        return self.read(Article.objects.get().revisions.get().get_absolute_url())

    def test_on_the_page_beside_the_byline(self) -> None:
        page = self.page()
        assert page.index('class="byline"') < page.rindex(self.TOLD) < page.index('class="text"')

    def test_in_every_feed_and_in_the_api(self) -> None:
        for address in ("/feed/", "/feed/atom/", "/feed/json/"):
            assert self.TOLD in self.read(address), address
        assert self.TOLD in json.dumps(Client().get("/api/v1/articles/sea/").json()["notices"])

    def test_in_structured_data_as_how_it_came_about_or_as_a_part(self) -> None:
        told = re.search(r'<script type="application/ld\+json">(.*?)</script>', self.page(), re.S)[1]
        article = json.loads(told)["@graph"][0]
        assert article["backstory"] == f"{self.TOLD}."
        assert article["hasPart"] == [
            {"@type": "CreativeWork", "name": "views", "text": "The views expressed are the author’s own."}
        ]

    def test_not_in_excerpts_descriptions_lists_or_search(self) -> None:
        revision = self.article.revisions.get()
        assert self.TOLD not in revision.excerpt
        described = re.findall(r'<meta (?:name|property)="[^"]*description" content="([^"]*)"', self.page())
        assert described
        assert not [each for each in described if self.TOLD in each]
        assert self.TOLD not in self.read("/") + self.read("/articles/") + self.read("/sitemap.xml")
        assert "/articles/sea/" not in self.read("/search/?q=Zephyrine")

    def test_not_in_the_picture_that_is_shared(self) -> None:
        assert self.TOLD not in repr(sharing._card(self.article.revisions.get()))


def test_a_disclaimer_goes_with_its_wordings_as_long_as_nothing_was_printed(db: None) -> None:
    unused = disclaimer("Unused", "Never printed.")
    unused.delete()
    assert not Disclaimer.objects.exists()
