"""Proof links: made for a time, kept as a hash, counted, revoked, and answered about the text that was seen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import TestCase

from articles.desk import proofing
from articles.desk.assigning import assign
from articles.desk.proofing import answer, make_link, opened, revoke
from articles.desk.refusal import NotAllowed, Refused
from articles.models import Answer, Event, Letter, ProofLink
from articles.models.proof_link import digest
from tests.magazine import NOW, Magazine, at
from tests.post import give_addresses, letters

LATER = at(24 * 13)


def sentence(refused: Callable[[], object], kind: type[Refused] = Refused) -> str:
    with pytest.raises(kind) as caught, transaction.atomic():
        refused()
    assert type(caught.value) is kind
    return str(caught.value)


class ProofingCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        give_addresses(cls.magazine)
        cls.editor, cls.contributor = cls.magazine.editor, cls.magazine.contributor
        cls.article = cls.magazine.draft("The narrow sea")
        cls.link, cls.token = make_link(cls.article, by=cls.editor, name="Ada Brandt", now=NOW)

    def change(self) -> None:
        self.magazine.change(self.article, headline="The wide sea", now=at(1))

    def last_event(self) -> Event:
        return self.article.events.first()


class TestMaking(ProofingCase):
    def test_only_the_hash_of_the_secret_is_stored(self) -> None:
        assert len(self.token) * 6 >= 128
        row = ProofLink.objects.filter(pk=self.link.pk).values().get()
        assert self.token not in str(row)
        assert row["digest"] == digest(self.token)
        assert ProofLink.objects.of(self.token).get() == self.link
        assert not ProofLink.objects.of(row["digest"]).exists()

    def test_each_link_has_a_secret_of_its_own(self) -> None:
        _link, token = make_link(self.article, by=self.editor, name="Ada Brandt", now=NOW)
        assert token != self.token

    def test_it_lasts_two_weeks_unless_told_otherwise(self) -> None:
        assert self.link.expires == NOW + timedelta(days=14)
        short, _token = make_link(self.article, by=self.editor, name="A lawyer", days=1, now=NOW)
        assert short.expires == at(24)

    def test_a_link_for_ever_for_nobody_or_of_another_article_is_refused(self) -> None:
        other = self.magazine.draft().newest()
        made = {"by": self.editor, "name": "Ada"}
        for days in (0, 91):
            assert "1 to 90 days" in sentence(lambda days=days: make_link(self.article, **made, days=days))
        assert "for whom" in sentence(lambda: make_link(self.article, by=self.editor, name=" \n "))
        assert "another article" in sentence(lambda: make_link(self.article, **made, revision=other))
        assert ProofLink.objects.count() == 1

    def test_making_one_stands_in_the_events(self) -> None:
        event = self.last_event()
        assert (event.verb, event.by, event.actor) == ("make_proof", self.editor, "editor")
        assert event.note == "For Ada Brandt, until 16 March 2026, 12:00 UTC"
        assert (event.from_stage, event.to_stage) == ("draft", "draft")

    def test_a_name_is_one_line(self) -> None:
        link, _token = make_link(self.article, by=self.editor, name="Ada\n Brandt ")
        assert str(link) == "Ada Brandt"


class TestWhoMay(ProofingCase):
    def test_contributors_make_links_for_their_own_articles_also_in_review(self) -> None:
        own = self.magazine.in_review(by=self.contributor)
        link, _token = make_link(own, by=self.contributor, name="Ada")
        assert link.actor == "contributor"

    def test_nobody_makes_one_for_an_article_they_may_not_see_or_change(self) -> None:
        for who in (self.magazine.other_contributor, self.magazine.outsider):
            sentence(lambda who=who: make_link(self.article, by=who, name="Ada"), NotAllowed)
        self.contributor.groups.clear()
        without_role = User.objects.get(pk=self.contributor.pk)
        sentence(lambda: make_link(self.article, by=without_role, name="Ada"), NotAllowed)
        assert ProofLink.objects.count() == 1

    def test_a_closed_account_makes_none(self) -> None:
        self.editor.is_active = False
        sentence(lambda: make_link(self.article, by=self.editor, name="Ada"), NotAllowed)

    def test_contributors_revoke_their_own_links_and_no_others(self) -> None:
        sentence(lambda: revoke(self.link, by=self.contributor), NotAllowed)
        own, _token = make_link(self.article, by=self.contributor, name="A lawyer")
        sentence(lambda: revoke(own, by=self.magazine.other_contributor), NotAllowed)
        revoke(own, by=self.contributor)
        assert own.revoker == "contributor"

    def test_editors_revoke_anybodys(self) -> None:
        link, _token = make_link(self.article, by=self.contributor, name="A lawyer")
        revoke(link, by=self.magazine.publisher)
        assert link.revoked_by == self.magazine.publisher

    def test_a_link_of_a_deleted_account_is_not_everybodys(self) -> None:
        ProofLink.objects.update(by=None)
        self.link.refresh_from_db()
        assert not proofing.may_revoke(self.contributor, self.link)
        assert proofing.may_revoke(self.editor, self.link)


class TestRevoking(ProofingCase):
    def test_a_revoked_link_is_closed_and_says_by_whom(self) -> None:
        revoke(self.link, by=self.editor, now=at(1))
        assert (self.link.revoked_at, self.link.revoker) == (at(1), "editor")
        assert not self.link.is_open(at=at(2))
        assert not ProofLink.objects.open(at=at(2)).exists()
        assert (self.last_event().verb, self.last_event().note) == ("revoke_proof", "For Ada Brandt")

    def test_it_is_revoked_once(self) -> None:
        revoke(self.link, by=self.editor, now=at(1))
        assert "already" in sentence(lambda: revoke(self.link, by=self.magazine.publisher, now=at(2)))
        assert self.article.events.filter(verb="revoke_proof").count() == 1

    def test_a_link_is_open_until_the_instant_it_expires(self) -> None:
        end = self.link.expires
        for moment, is_open in ((end - timedelta(seconds=1), True), (end, False)):
            assert self.link.is_open(at=moment) is is_open
            assert ProofLink.objects.open(at=moment).exists() is is_open


class TestOpening(ProofingCase):
    def test_openings_are_counted_by_the_database(self) -> None:
        stale = ProofLink.objects.get(pk=self.link.pk)
        opened(self.link, now=at(1))
        opened(stale, now=at(2))
        self.link.refresh_from_db()
        assert (self.link.openings, self.link.last_opened) == (2, at(2))

    def test_a_link_shows_the_newest_revision_or_the_one_it_is_for(self) -> None:
        first = self.article.newest()
        pinned, _token = make_link(self.article, by=self.editor, name="A lawyer", revision=first)
        self.change()
        assert [each.number for each in self.link.revisions()] == [2, 1]
        assert [each.number for each in pinned.revisions()] == [1]


class TestAnswering(ProofingCase):
    def test_an_approval_lands_in_the_events_under_the_name_of_the_link(self) -> None:
        event = answer(self.link, Answer.APPROVED, seen=1, now=at(1))
        assert self.last_event() == event
        assert (event.verb, event.actor, event.by, event.proof) == ("approve_proof", "Ada Brandt", None, self.link)
        assert (event.revision.number, event.at) == (1, at(1))

    def test_it_moves_no_stage(self) -> None:
        article = self.magazine.in_review()
        link, _token = make_link(article, by=self.editor, name="Ada", now=NOW)
        event = answer(link, Answer.APPROVED, seen=1, now=at(1))
        article.refresh_from_db()
        assert (event.from_stage, event.to_stage, article.stage) == ("in review", "in review", "in review")

    def test_whoever_asks_for_changes_says_which(self) -> None:
        assert "what should be changed" in sentence(
            lambda: answer(self.link, Answer.CHANGES, seen=1, note=" \n", now=NOW)
        )
        event = answer(self.link, Answer.CHANGES, seen=1, note=" The strait is nine miles wide. \n", now=at(1))
        assert event.note == "The strait is nine miles wide."

    def test_an_unknown_answer_and_an_endless_note_are_refused(self) -> None:
        assert "approve" in sentence(lambda: answer(self.link, "publish", seen=1, now=NOW))
        endless = "x" * (proofing.LONGEST + 1)
        assert "Shorten" in sentence(lambda: answer(self.link, Answer.APPROVED, seen=1, note=endless, now=NOW))

    def test_an_answer_is_about_what_was_seen_though_the_text_moved_on(self) -> None:
        self.change()
        assert answer(self.link, Answer.APPROVED, seen=1, now=at(2)).revision.number == 1

    def test_nobody_answers_about_what_the_link_does_not_show(self) -> None:
        pinned, _token = make_link(
            self.article, by=self.editor, name="A lawyer", revision=self.article.newest(), now=NOW
        )
        self.change()
        for link, seen in ((pinned, 2), (self.link, 3)):
            assert "does not show" in sentence(
                lambda link=link, seen=seen: answer(link, Answer.APPROVED, seen=seen, now=at(2))
            )

    def test_a_closed_link_takes_no_answer(self) -> None:
        late = self.link.expires
        sentence(lambda: answer(self.link, Answer.APPROVED, seen=1, now=late), proofing.Closed)
        stale = ProofLink.objects.get(pk=self.link.pk)
        revoke(self.link, by=self.editor, now=at(1))
        sentence(lambda: answer(stale, Answer.APPROVED, seen=1, now=at(2)), proofing.Closed)
        assert not self.link.answers.exists()

    def test_an_answer_sent_twice_is_one_and_another_is_another(self) -> None:
        once = answer(self.link, Answer.APPROVED, seen=1, now=at(1))
        assert answer(self.link, Answer.APPROVED, seen=1, now=at(2)) == once
        answer(self.link, Answer.CHANGES, seen=1, note="A typo.", now=at(3))
        answer(self.link, Answer.APPROVED, seen=1, now=at(4))
        self.change()
        answer(self.link, Answer.APPROVED, seen=2, now=at(5))
        assert self.link.answers.count() == 4

    def test_nobody_floods_the_desk(self) -> None:
        for number in range(proofing.MOST_ANSWERS):
            answer(self.link, Answer.CHANGES, seen=1, note=f"Change {number}", now=at(1))
        assert "often" in sentence(lambda: answer(self.link, Answer.CHANGES, seen=1, note="One more", now=at(2)))

    def test_it_can_never_be_altered(self) -> None:
        answer(self.link, Answer.APPROVED, seen=1, now=at(1))
        with pytest.raises(IntegrityError), transaction.atomic():
            self.link.answers.update(proof=None)


class TestTelling(ProofingCase):
    def test_owner_assignee_and_who_made_the_link_hear_of_the_answer(self) -> None:
        assign(self.article, by=self.editor, assignee=self.magazine.publisher)
        Letter.objects.all().delete()
        answer(self.link, Answer.CHANGES, seen=1, note="Nine miles.", now=at(1))
        assert letters() == {(name, "proof") for name in ("contributor", "publisher", "editor")}
        letter = Letter.objects.get(to=self.editor)
        assert letter.subject == "Ada Brandt asks for changes to the proof of revision 1 of “The narrow sea”"
        assert "Nine miles." in letter.body
        assert f"/admin/articles/article/{self.article.pk}/change/" in letter.body

    def test_a_link_whose_maker_is_gone_still_tells_the_owner(self) -> None:
        ProofLink.objects.update(by=None)
        answer(self.link, Answer.APPROVED, seen=1, now=at(1))
        assert letters() == {("contributor", "proof")}
        assert "approved the proof of revision 1" in Letter.objects.get().subject

    def test_the_same_answer_tells_nobody_twice(self) -> None:
        for hours in (1, 2):
            answer(self.link, Answer.APPROVED, seen=1, now=at(hours))
        assert Letter.objects.filter(to=self.editor).count() == 1


class TestTheDatabase(ProofingCase):
    def test_it_holds_no_two_links_with_one_secret(self) -> None:
        twin = ProofLink(article=self.article, name="Bao", digest=self.link.digest, made=NOW, expires=LATER, actor="e")
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save()

    def test_it_holds_no_link_for_nobody_and_none_that_never_opened(self) -> None:
        for wrong in ({"name": ""}, {"expires": NOW}):
            with pytest.raises(IntegrityError), transaction.atomic():
                ProofLink.objects.update(**wrong)

    def test_names_survive_the_accounts(self) -> None:
        maker = self.magazine.publisher
        link, _token = make_link(self.article, by=maker, name="A lawyer", now=NOW)
        revoke(link, by=maker, now=at(1))
        maker.delete()
        link.refresh_from_db()
        assert (link.by, link.revoked_by, link.actor, link.revoker) == (None, None, "publisher", "publisher")
