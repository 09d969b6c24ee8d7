"""The trash: what may go there, that nothing is lost in it, and that nothing happens to what lies there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client, TestCase
from django.utils import timezone

from articles.desk import verbs
from articles.desk.access import articles_of, may_change, seen_by, trash_of
from articles.desk.assigning import assign
from articles.desk.copies import contents_of
from articles.desk.intake import take_in
from articles.desk.noting import reopen, reply, resolve, write_note
from articles.desk.proofing import Closed, answer, make_link
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.saving import save
from articles.models import Article, ProofLink
from tests.admin_forms import client_of
from tests.magazine import NOW, Magazine, at

LETTER = b"Who owns a strait\n\nA strait is a road that nobody built.\n\nAda Brandt\n"


def discarded(article: Article, by: Any, note: str = "") -> Article:
    verbs.discard(article, by=by, note=note, now=at(1))
    return article


class InTheTrash(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.article = cls.cast.draft("Tolls", authors=[cls.cast.bao, cls.cast.ada], topics=[cls.cast.borders])
        cls.note = write_note(cls.article, by=cls.cast.editor, text="Since when?", now=NOW)
        cls.before = contents_of(cls.article)
        discarded(cls.article, cls.cast.contributor, "Sent twice")

    def test_it_is_in_no_list_but_the_trash(self) -> None:
        for person in (self.cast.contributor, self.cast.editor):
            assert list(articles_of(person)) == []
            assert list(trash_of(person)) == list(seen_by(person)) == [self.article]
        assert list(trash_of(self.cast.other_contributor)) == []

    def test_the_log_says_who_when_from_where_to_where_and_why(self) -> None:
        event = self.article.events.get(verb="discard")
        assert (event.actor, event.at, event.note) == ("contributor", at(1), "Sent twice")
        assert (event.from_stage, event.to_stage) == ("draft", "discarded")

    def test_nobody_changes_it(self) -> None:
        assert not any(may_change(person, self.article) for person in (self.cast.contributor, self.cast.publisher))

    def refused(self, deed: Callable[[], Any]) -> None:
        with pytest.raises(Refused, match="in the trash") as caught:
            deed()
        assert type(caught.value) is Refused

    def test_what_would_change_or_publish_it_is_refused_with_a_sentence(self) -> None:
        cast, article = self.cast, self.article
        self.refused(lambda: save(article, by=cast.editor, now=at(2)))
        self.refused(lambda: assign(article, by=cast.editor, assignee=cast.editor))
        self.refused(lambda: write_note(article, by=cast.editor, text="Why?"))
        self.refused(lambda: make_link(article, by=cast.editor, name="Ada Brandt"))
        self.refused(lambda: reply(self.note, by=cast.editor, text="Why?"))
        self.refused(lambda: resolve(self.note, by=cast.editor))
        self.refused(lambda: reopen(self.note, by=cast.editor))
        self.refused(lambda: verbs.publish(article, by=cast.publisher))
        self.refused(lambda: verbs.restore(article, article.newest(), by=cast.editor))

    def test_who_may_not_see_it_does_not_learn_where_it_is(self) -> None:
        with pytest.raises(NotAllowed) as caught:
            save(self.article, by=self.cast.other_contributor, now=at(2))
        assert "trash" not in str(caught.value)

    def test_recovered_it_says_and_holds_what_it_did(self) -> None:
        verbs.recover(self.article, by=self.cast.contributor, now=at(2))
        assert (self.article.stage, self.article.slug, self.article.changed) == ("draft", "tolls", at(2))
        assert contents_of(self.article) == self.before
        assert self.article.revisions.count() == 1
        assert self.article.notes.get() == self.note
        assert [event.verb for event in self.article.events.all()] == ["recover", "discard", "save"]
        save(self.article, by=self.cast.contributor, now=at(3))

    def test_a_form_opened_before_can_still_be_saved_afterwards(self) -> None:
        version = Article.objects.get(pk=self.article.pk).version
        verbs.recover(self.article, by=self.cast.editor, now=at(2))
        assert Article.objects.get(pk=self.article.pk).version == version


class Addresses(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.article = cls.cast.draft("Tolls")
        discarded(cls.article, cls.cast.editor)

    def test_the_address_is_free_for_another(self) -> None:
        assert self.cast.draft("Tolls").slug == "tolls"

    def test_recovered_it_gets_the_next_free_address_and_says_so(self) -> None:
        self.cast.draft("Tolls")
        version = self.article.version
        verbs.recover(self.article, by=self.cast.editor, now=at(2))
        newest = self.article.newest()
        assert (self.article.slug, self.article.version) == ("tolls-2", version + 1)
        assert (newest.number, newest.slug) == (2, "tolls-2")
        assert "the former one was taken" in newest.note
        assert self.article.events.latest("pk").revision == newest

    def test_an_address_that_readers_were_given_is_not_taken_either(self) -> None:
        other = self.cast.live("Lamps", slug="tolls")
        self.cast.change(other, slug="lamps", now=at(1))
        verbs.recover(self.article, by=self.cast.editor, now=at(2))
        assert self.article.slug == "tolls-2"

    def test_what_never_had_a_revision_comes_back_too(self) -> None:
        bare = Article.objects.create(headline="Lamps", owner=self.cast.editor)
        discarded(bare, self.cast.editor)
        verbs.recover(bare, by=self.cast.editor, now=at(2))
        assert (bare.slug, bare.revisions.count()) == ("lamps", 0)

    def test_of_two_that_take_an_address_at_once_one_is_told(self) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("articles.desk.trash.is_free", lambda slug, article: True)
            self.cast.draft("Tolls")
            with pytest.raises(Refused, match="Try again"):
                verbs.recover(self.article, by=self.cast.editor, now=at(2))
        assert Article.objects.get(pk=self.article.pk).stage == "discarded"


class Proofs(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.article = cls.cast.draft("Tolls")
        cls.link, cls.token = make_link(cls.article, by=cls.cast.editor, name="Ada Brandt", now=timezone.now())
        verbs.discard(cls.article, by=cls.cast.editor)

    def setUp(self) -> None:
        self.link = ProofLink.objects.get(pk=self.link.pk)

    def test_a_proof_is_closed_while_its_article_is_in_the_trash(self) -> None:
        with pytest.raises(Closed):
            answer(self.link, "approve_proof", seen=1)
        told = Client().get(f"/proof/{self.token}/", follow=True)
        assert told.status_code == 410
        assert "does not show this text at present" in told.content.decode()

    def test_recovered_it_can_be_opened_again(self) -> None:
        verbs.recover(self.article, by=self.cast.editor)
        assert ProofLink.objects.get().is_open(at=timezone.now())

    def test_the_desk_says_why_it_is_closed_and_makes_no_other(self) -> None:
        client = client_of(self.cast.editor)
        shown = client.get(f"/admin/articles/article/{self.article.pk}/proofs/").content.decode()
        assert "Closed while the article is in the trash" in shown
        assert "Make the link" not in shown
        form = {"name": "Bao Lin", "days": "7", "revision": ""}
        refused = client.post(f"/admin/articles/article/{self.article.pk}/proofs/", form)
        assert refused.status_code == 409
        assert "is in the trash. Recover it first." in refused.content.decode()
        assert "Bao Lin" in refused.content.decode()


class Published(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()

    def refused(self, article: Article, sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            verbs.discard(article, by=self.cast.publisher, now=at(1))

    def test_what_readers_were_given_stays(self) -> None:
        self.refused(self.cast.live(), "Readers were given this article")
        self.refused(self.cast.withdrawn(), "Readers were given this article")

    def test_what_is_scheduled_is_unscheduled_first(self) -> None:
        article = self.cast.scheduled(moment=at(48))
        self.refused(article, "Unschedule it first")
        verbs.unschedule(article, by=self.cast.publisher, now=at(1))
        assert discarded(article, self.cast.publisher).stage == "discarded"

    def test_a_file_that_was_taken_in_before_is_told_to_be_there(self) -> None:
        article = take_in(LETTER, "strait.txt", by=self.cast.contributor).article
        discarded(article, self.cast.contributor)
        receipt = take_in(LETTER, "strait.txt", by=self.cast.contributor)
        assert receipt.already
        assert "is in the trash: recover it there" in receipt.lines[0]
        (line,) = take_in(LETTER, "strait.txt", by=self.cast.other_contributor).lines
        assert "trash" not in line


def test_the_constraint_on_addresses_stays(db: None) -> None:
    Article.objects.create(slug="tolls", stage="discarded")
    with pytest.raises(IntegrityError):
        Article.objects.create(slug="tolls")
