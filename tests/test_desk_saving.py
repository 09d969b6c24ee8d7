"""The one way to save a working copy: cleaned, against the version seen, a revision for every change."""

import pytest
from django.db import transaction
from django.test import TestCase

from articles.desk import verbs
from articles.desk.refusal import NotAllowed, Refused, Stale, refuse_if_any
from articles.desk.saving import keep, save, write
from articles.models import Article, Event, Revision
from tests.magazine import NOW, VIEWS, Magazine, at


class Saving(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.drafted, cls.approved = cls.magazine.draft("Tolls"), cls.magazine.approved("Dusk")

    def test_a_first_save_makes_the_first_revision_with_all_that_hangs_on_it(self) -> None:
        article = self.magazine.draft("Tolls", authors=[self.magazine.bao, self.magazine.ada])
        revision = article.revisions.get()
        assert (revision.number, revision.made, revision.by, revision.actor) == (1, NOW, article.owner, "contributor")
        assert [(credit.name, credit.position) for credit in revision.credits.all()] == [
            ("Bao Lin", 1),
            ("Ada Brandt", 2),
        ]
        assert [credit.biography for credit in revision.credits.all()][1] == self.magazine.ada.biography
        assert revision.notices.get().wording == VIEWS
        assert revision.section == self.magazine.sea
        assert (revision.live_from, revision.first_published) == (None, None)

    def test_text_is_cleaned_on_its_way_in(self) -> None:
        body = "<p onclick=x>Tolls<script>alert(1)</script></p>"
        article = self.magazine.draft("  Tolls   and\nlamps ", standfirst=" Who \n pays? ", body=body)
        article.refresh_from_db()
        assert (article.headline, article.standfirst, article.body) == ("Tolls and lamps", "Who pays?", "<p>Tolls</p>")

    def test_what_is_derived_is_made_with_the_revision(self) -> None:
        revision = self.magazine.draft(body="<h2>Why</h2><p>Four words stand here.<small>a note</small></p>").newest()
        assert revision.outline == [[2, "s-why", "Why"]]
        assert (revision.word_count, revision.excerpt) == (5, "Four words stand here.")
        assert 'id="note-1"' in revision.rendered

    def test_a_save_that_changes_nothing_makes_no_revision_and_no_event(self) -> None:
        article = self.drafted
        assert save(article, by=self.magazine.editor, now=at(1)) is None
        assert (article.revisions.count(), article.events.count()) == (1, 1)

    def test_each_thing_that_hangs_on_an_article_is_a_change(self) -> None:
        cast = self.magazine
        changes = ({"authors": [cast.bao]}, {"topics": [cast.borders, cast.sea]}, {"disclaimers": []})
        article = cast.draft(kind="analysis")
        for number, change in enumerate(changes, 2):
            assert save(article, by=cast.editor, now=at(number), **change).number == number

    def test_the_order_of_authors_and_topics_is_a_change(self) -> None:
        cast = self.magazine
        article = cast.draft(authors=[cast.ada, cast.bao], topics=[cast.sea, cast.borders])
        assert save(article, by=cast.editor, authors=[cast.bao, cast.ada]).number == 2
        assert save(article, by=cast.editor, topics=[cast.borders, cast.sea]).number == 3

    def test_a_changed_biography_is_a_change_that_leaves_the_approval(self) -> None:
        article = self.approved
        type(self.magazine.ada).objects.update(biography="She went to sea.")
        revision = save(Article.objects.get(pk=article.pk), by=self.magazine.editor, now=at(1))
        article.refresh_from_db()
        assert (revision.credits.get().biography, article.stage) == ("She went to sea.", "approved")

    def test_a_changed_text_voids_the_approval_and_says_so_in_the_log(self) -> None:
        article = self.approved
        assert self.magazine.change(article, headline="Lamps", now=at(1)).stage == "draft"
        event = article.events.get(verb="save", at=at(1))
        assert (event.from_stage, event.to_stage, event.revision.number) == ("approved", "draft", 2)

    def test_an_unchanged_save_leaves_the_approval(self) -> None:
        article = self.approved
        assert self.magazine.change(article, headline=article.headline, now=at(1)).stage == "approved"

    def test_a_change_in_review_stays_in_review(self) -> None:
        article = self.magazine.in_review()
        assert self.magazine.change(article, headline="Lamps").stage == "in review"

    def test_the_second_of_two_savers_is_stale_and_overwrites_nothing(self) -> None:
        article = self.drafted
        mine, yours = (Article.objects.get(pk=article.pk) for _tab in range(2))
        mine.headline, yours.headline = "Mine", "Yours"
        save(mine, by=self.magazine.editor)
        with pytest.raises(Stale, match="editor saved this article after you opened it"):
            save(yours, by=self.magazine.publisher)
        article.refresh_from_db()
        assert (article.headline, article.version, article.revisions.count()) == ("Mine", 2, 2)
        assert yours.headline == "Yours"

    def test_what_hangs_on_the_row_is_not_written_by_a_stale_save(self) -> None:
        article = self.drafted
        with pytest.raises(Stale), transaction.atomic():
            save(Article(pk=article.pk, headline="x", version=9), by=self.magazine.editor, authors=[self.magazine.bao])
        assert article.authors.get() == self.magazine.ada

    def test_who_may_not_change_an_article_does_not(self) -> None:
        article = self.magazine.in_review("Tolls")
        cast = self.magazine
        for person in (cast.contributor, cast.other_contributor, cast.outsider):
            with self.subTest(person=person), pytest.raises(NotAllowed, match="may not change"):
                self.magazine.change(article, headline="Mine now", by=person)
        article.refresh_from_db()
        assert (article.headline, article.version) == ("Tolls", 1)

    def test_who_may_not_add_an_article_does_not(self) -> None:
        before = Article.objects.count(), Event.objects.count()
        with pytest.raises(NotAllowed, match="may not add"):
            self.magazine.draft(by=self.magazine.outsider)
        assert (Article.objects.count(), Event.objects.count()) == before

    def test_a_column_that_nobody_types_is_not_written_by_a_save(self) -> None:
        article = self.approved
        stranger = Article.objects.get(pk=article.pk)
        stranger.stage, stranger.owner = "draft", self.magazine.other_contributor
        write(stranger, by=self.magazine.editor, seen=stranger.version)
        stranger.refresh_from_db()
        assert (stranger.stage, stranger.owner, stranger.version) == ("approved", self.magazine.contributor, 1)
        assert keep(stranger, by=self.magazine.editor) is None

    def test_a_scheduled_article_stays_open_to_changes(self) -> None:
        article = self.approved
        verbs.schedule(article, by=self.magazine.publisher, moment=at(5), now=NOW)
        changed = self.magazine.change(article, headline="Lamps", now=at(1))
        assert changed.stage == "draft"
        assert [(row.headline, row.live_from) for row in article.revisions.all()] == [
            ("Lamps", None),
            ("Dusk", at(5)),
        ]


class Addresses(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()

    def test_an_empty_slug_is_made_from_the_headline(self) -> None:
        assert self.magazine.draft("The Strait’s Tolls").slug == "the-straits-tolls"

    def test_a_typed_slug_is_tidied(self) -> None:
        assert self.magazine.draft(slug="My Slug!/x").slug == "my-slug-x"

    def test_the_same_headline_gets_the_next_free_address(self) -> None:
        assert [self.magazine.draft("Tolls").slug for _copy in range(3)] == ["tolls", "tolls-2", "tolls-3"]

    def test_an_address_that_was_ever_printed_is_not_free(self) -> None:
        article = self.magazine.live("Tolls")
        self.magazine.change(article, slug="elsewhere")
        assert self.magazine.draft("Tolls").slug == "tolls-2"

    def test_without_a_headline_there_is_no_address_yet(self) -> None:
        article = Article(body="<p>Only a body.</p>")
        save(article, by=self.magazine.editor)
        assert article.slug == ""

    def test_a_slug_typed_twice_is_refused(self) -> None:
        self.magazine.draft(slug="tolls")
        with pytest.raises(Refused, match="Choose a different one"):
            self.magazine.draft(slug="tolls")


class Restoring(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = magazine = Magazine()
        cls.article = magazine.live("Tolls", standfirst="First.", authors=[magazine.ada, magazine.bao])
        changes = {"headline": "Lamps", "standfirst": "", "body": "<p>Lamps.</p>", "kind": "analysis", "slug": "lamps"}
        changed = magazine.change(cls.article, now=at(1), **changes)
        hung = {"authors": [magazine.bao], "topics": [magazine.borders], "disclaimers": []}
        save(changed, by=magazine.editor, now=at(1), **hung)
        cls.first = cls.article.revisions.get(number=1)

    def restore(self, revision: Revision | None = None, **further: object) -> Revision:
        article = Article.objects.get(pk=self.article.pk)
        return verbs.restore(article, revision or self.first, by=self.magazine.editor, now=at(2), **further)

    def test_the_old_text_comes_back_with_all_that_hung_on_it(self) -> None:
        made, article = self.restore(), Article.objects.get(pk=self.article.pk)
        assert (article.headline, article.standfirst, article.kind, article.slug) == (
            "Tolls",
            "First.",
            "opinion",
            "tolls",
        )
        assert [byline.author for byline in article.bylines.all()] == [self.magazine.ada, self.magazine.bao]
        assert list(article.topics.all()) == [self.magazine.sea]
        assert list(article.disclaimers.all()) == [self.magazine.views]
        assert (made.headline, made.number, made.note) == ("Tolls", 4, "Restored from revision 1")

    def test_nothing_changes_for_readers_and_nothing_is_lost(self) -> None:
        self.restore()
        assert [row.number for row in self.article.revisions.live(at=at(2))] == [1]
        assert self.article.revisions.count() == 4

    def test_a_form_opened_before_is_stale_after(self) -> None:
        opened = Article.objects.get(pk=self.article.pk)
        self.restore()
        with pytest.raises(Stale):
            save(opened, by=self.magazine.editor)

    def test_the_row_that_was_handed_in_tells_the_new_state(self) -> None:
        article = Article.objects.get(pk=self.article.pk)
        verbs.restore(article, self.first, by=self.magazine.editor, now=at(2))
        assert (article.headline, article.stage, article.version) == ("Tolls", "draft", 4)

    def test_the_restored_text_is_dated_by_its_restoring(self) -> None:
        assert self.restore().made == at(2)
        assert self.article.events.get(verb="restore").revision.number == 4

    def test_a_revision_of_another_article_is_refused(self) -> None:
        with pytest.raises(Refused, match="belongs to another article"):
            self.restore(self.magazine.draft("Other").revisions.get())

    def test_an_address_that_another_article_has_meanwhile_stays_with_it(self) -> None:
        Article.objects.filter(pk=self.magazine.draft("Other").pk).update(slug="tolls")
        assert self.restore().slug == "lamps"
        assert Article.objects.get(pk=self.article.pk).headline == "Tolls"


def test_a_refusal_says_all_its_sentences_and_none_is_no_refusal() -> None:
    refuse_if_any(iter(()))
    with pytest.raises(Refused, match=r"Write a headline\. Write the body\.") as caught:
        refuse_if_any(["Write a headline.", "Write the body."])
    assert caught.value.sentences == ("Write a headline.", "Write the body.")


class AddressesThatStay(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()

    def test_a_numbered_address_stays_as_it_is_however_long_the_headline(self) -> None:
        headline = " ".join(["tolls"] * 13)
        self.magazine.draft(headline)
        second = self.magazine.draft(headline)
        assert second.slug.endswith("-2")
        save(second, by=self.magazine.editor, now=NOW)
        assert second.slug.endswith("-2")

    def test_an_address_that_somebody_took_a_moment_ago_is_refused_with_a_sentence(self) -> None:
        first, second = self.magazine.draft(), self.magazine.draft()
        second.slug = first.slug
        with pytest.raises(Refused, match="Choose a different one"):
            save(second, by=self.magazine.editor, now=NOW)

    def test_an_early_revision_without_an_address_leaves_the_address_when_it_is_restored(self) -> None:
        article = Article(body="<p>No headline yet.</p>")
        save(article, by=self.magazine.editor, now=NOW)
        named = self.magazine.change(article, headline="Tolls at last")
        verbs.restore(named, named.revisions.get(number=1), by=self.magazine.editor, now=NOW)
        assert (named.headline, named.slug) == ("", "tolls-at-last")

    def test_an_address_follows_the_headline_until_readers_were_given_it(self) -> None:
        article = self.magazine.draft("Working title")
        assert self.magazine.change(article, headline="The toll").slug == "the-toll"
        live = self.magazine.live("The first headline")
        assert self.magazine.change(live, headline="The second").slug == "the-first-headline"

    def test_an_address_chosen_by_hand_stays_whatever_the_headline(self) -> None:
        article = self.magazine.draft("Working title", slug="by-hand")
        assert self.magazine.change(article, headline="The toll").slug == "by-hand"
