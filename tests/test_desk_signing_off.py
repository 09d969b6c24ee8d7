"""Checks that an article owes: signed off, waived, voided by a change, bound on every way to readers."""

import re
from copy import deepcopy
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.desk import proofing, verbs
from articles.desk.correcting import Change
from articles.desk.flagging import flag
from articles.desk.holding import lift_hold, place_hold
from articles.desk.merging import merge
from articles.desk.owing import owed_by
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.desk.reprinting import reprint
from articles.desk.requiring import require
from articles.desk.signing_off import sign, take_back, waive
from articles.desk.standing import standings, unsigned, wrote
from articles.desk.waiting import lacks, to_sign_off
from articles.models import Answer, Article, Event, Letter, OwedCheck, SignOff, Topic
from articles.models.check import Flag
from tests.magazine import NOW, Magazine, at, disclaimer, person


@pytest.fixture(scope="module")
def made(for_all: None) -> dict[str, Any]:
    """An opinion owes the fact check; a legal risk owes the legal check by a second person."""
    cast, colleague, lawyer = Magazine(), person("editor", "colleague"), person("publisher", "lawyer")
    facts = OwedCheck.objects.create(check_name="facts", kind="opinion")
    OwedCheck.objects.create(check_name="legal", flag=Flag.LEGAL_RISK, needs_second=True)
    article = cast.approved("Eleven miles")
    return {"cast": cast, "colleague": colleague, "lawyer": lawyer, "facts": facts, "article": article}


class Checks:
    @pytest.fixture(autouse=True)
    def begin_with(self, made: dict[str, Any], db: None) -> None:
        vars(self).update(deepcopy(made))

    def fresh(self) -> Article:
        return Article.objects.get(pk=self.article.pk)

    def lacks(self) -> list[str]:
        return [each.owed.check.name for each in standings(self.fresh()) if each.holds is None]

    def publish(self, hours: float = 3) -> None:
        verbs.publish(self.fresh(), by=self.cast.publisher, now=at(hours))

    def refused(self, sentence: str, deed: Any, *given: Any, **named: Any) -> None:
        with pytest.raises(Refused, match=re.escape(sentence)):
            deed(*given, **named)


class TestOwing(Checks):
    def test_what_is_owed_is_said_with_why(self) -> None:
        assert [(each.check.name, each.why) for each in owed_by(self.article)] == [("facts", "its kind is opinion")]
        flag(self.article, [Flag.LEGAL_RISK], by=self.cast.editor, note="It names a minister", now=at(1))
        facts, legal = owed_by(self.article)
        assert (legal.check.name, legal.why, legal.needs_second) == ("legal", "it is marked: legal risk", True)
        assert not facts.needs_second
        event = self.article.events.first()
        assert (event.verb, event.note) == ("flag", "legal risk\nIt names a minister")

    def test_a_mark_does_not_go_to_be_rid_of_a_check(self) -> None:
        flag(self.article, [Flag.LEGAL_RISK], by=self.cast.editor, now=at(1))
        self.cast.change(self.article, by=self.cast.publisher, headline="Twelve miles", now=at(2))
        mine = "This text is yours, and a second person must judge it: Legal"
        self.refused(mine, flag, self.article, [], by=self.cast.publisher, note="Nothing to it", now=at(3))
        self.refused("Say why the mark goes", flag, self.article, [], by=self.cast.editor, note=" ", now=at(3))
        assert self.lacks() == ["facts", "legal"]
        flag(self.article, [], by=self.cast.editor, note="The minister is dead", now=at(3))
        assert self.lacks() == ["facts"]
        flag(self.article, [Flag.LEGAL_RISK], by=self.cast.editor, now=at(4))
        sign(self.article, "legal", by=self.lawyer, now=at(4))
        flag(self.article, [Flag.FIGURES], by=self.cast.publisher, now=at(5))
        assert self.lacks() == ["facts"]

    def test_without_rules_nothing_is_owed_and_that_costs_one_query(self) -> None:
        OwedCheck.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            assert list(unsigned(self.article)) == []
        assert len(queries) == 1
        self.publish()

    def test_a_rule_asks_for_all_that_it_names_and_for_parts_of_its_topic(self) -> None:
        whole = Topic.objects.create(name="Water", slug="water")
        rule = OwedCheck.objects.create(check_name="standards", kind="analysis", topic=whole)
        analysis = self.cast.draft("Depths", kind="analysis")
        assert owed_by(analysis) == []
        Topic.objects.filter(pk=self.cast.sea.pk).update(parent=whole)
        (owed,) = owed_by(analysis)
        assert (owed.check.name, owed.why) == ("standards", "its kind is analysis and it is on “Water”")
        assert set(lacks(Article.objects.all(), "standards", at(1))) == {analysis}
        OwedCheck.objects.filter(pk=rule.pk).update(kind="", topic=None)
        assert {each.why for each in owed_by(self.article)} == {"its kind is opinion", "every article owes it"}
        assert set(lacks(Article.objects.all(), "standards", at(1))) == {analysis, self.article}

    def test_rules_are_made_by_publishers_and_told_in_the_log(self) -> None:
        rule = OwedCheck(check_name="copy", needs_second=True)
        with pytest.raises(NotAllowed):
            require(rule, by=self.cast.editor)
        require(rule, by=self.cast.publisher)
        event = Event.objects.first()
        assert (event.verb, event.about) == ("require", "Owed check “Copy-editing: every article owes it”")
        assert event.note == "It needs a second person."

    def test_a_topic_that_is_merged_takes_its_rules_along(self) -> None:
        rule = OwedCheck.objects.create(check_name="copy", topic=self.cast.borders)
        merge([self.cast.borders], self.cast.sea, by=self.cast.publisher)
        rule.refresh_from_db()
        assert rule.topic == self.cast.sea
        assert "copy" in self.lacks()


class TestSigning(Checks):
    def test_a_check_that_is_not_signed_is_on_the_way_of_every_verb_that_prints(self) -> None:
        sentence = "Fact check: not signed off yet. It is owed, for its kind is opinion."
        self.refused(sentence, self.publish)
        self.refused(sentence, verbs.schedule, self.fresh(), by=self.cast.publisher, moment=at(9), now=at(3))
        kept = sign(self.article, "facts", by=self.cast.editor, note=" Against the atlas. ", seen=1, now=at(1))
        assert (kept.actor, kept.note, kept.revision.number, kept.at) == ("editor", "Against the atlas.", 1, at(1))
        self.publish()
        SignOff.objects.filter(pk=kept.pk).update(by=None)
        told = Change("note", right="The author has died.")
        verbs.correct(self.fresh(), by=self.cast.publisher, change=told, now=at(4))
        OwedCheck.objects.create(check_name="copy")
        self.refused("Copy-editing: not", verbs.correct, self.fresh(), by=self.cast.publisher, change=told, now=at(5))

    def test_a_change_voids_it_and_to_bring_the_text_back_revives_it(self) -> None:
        sign(self.article, "facts", by=self.cast.editor, now=at(1))
        self.cast.change(self.article, headline="Twelve miles", now=at(2))
        self.cast.approve_again(self.article, now=at(2))
        self.refused("the text changed since editor signed revision 1. It is owed anew.", self.publish)
        verbs.restore(self.fresh(), self.article.revisions.get(number=1), by=self.colleague, now=at(2))
        assert self.lacks() == []
        assert self.article.newest().text_number == 1
        self.cast.approve_again(self.article, now=at(2))
        self.publish()

    def test_a_biography_or_a_merge_is_no_change_of_the_text(self) -> None:
        sign(self.article, "facts", by=self.cast.editor, now=at(1))
        type(self.cast.ada).objects.filter(pk=self.cast.ada.pk).update(biography="Ada Brandt keeps bees.")
        merge([self.cast.ada], self.cast.bao, by=self.cast.publisher, choices=self.settled(), now=at(2))
        self.publish()
        assert [(each.number, each.text_number) for each in self.article.revisions.all()] == [(2, 1), (1, 1)]

    def test_what_is_printed_anew_with_other_notices_is_the_same_text(self) -> None:
        sign(self.article, "facts", by=self.cast.editor, now=at(1))
        self.publish()
        reprint(
            self.fresh(), by=self.cast.publisher, reason="None", change=lambda live: live.notices.clear(), now=at(4)
        )
        newest = self.article.newest()
        assert (newest.number, newest.text_number, self.lacks()) == (2, 1, [])
        self.cast.change(self.article, body="<p>Other words.</p>", by=self.colleague, now=at(5))
        assert self.lacks() == ["facts"]
        assert wrote(self.colleague, self.article, now=at(5))
        assert not wrote(self.cast.publisher, self.article, now=at(5))

    def settled(self) -> dict[str, int]:
        return {"biography": self.cast.bao.pk}

    def test_what_is_scheduled_was_signed_and_a_later_text_needs_its_own(self) -> None:
        sign(self.article, "facts", by=self.cast.editor, now=at(1))
        verbs.schedule(self.fresh(), by=self.cast.publisher, moment=at(9), now=at(2))
        sentence = "This text is scheduled for 2 March 2026, 21:00 UTC"
        self.refused(sentence, take_back, self.article, "facts", by=self.cast.editor, now=at(3))
        self.refused(
            "and a mark would not stop it", flag, self.article, [Flag.LEGAL_RISK], by=self.cast.editor, now=at(3)
        )
        assert not self.article.flags.exists()
        self.cast.change(self.article, headline="Twelve miles", now=at(3))
        self.cast.approve_again(self.article, now=at(3))
        self.refused("owed anew", self.publish, 4)
        assert self.article.revisions.scheduled(at=at(4)).get().number == 1
        verbs.unschedule(self.fresh(), by=self.cast.publisher, now=at(4))
        flag(self.article, [Flag.LEGAL_RISK], by=self.cast.editor, now=at(4))
        assert self.lacks() == ["facts", "legal"]

    def test_the_text_that_is_printed_is_the_one_that_was_signed(self) -> None:
        """Whatever a condition saw: what the verb is about to print is asked once more."""
        sign(self.article, "facts", by=self.cast.editor, now=at(1))
        self.article.disclaimers.add(disclaimer("More", "More."))
        self.refused("It is owed anew", self.publish)

    def test_only_what_is_owed_and_open_is_signed_by_who_may_of_what_they_saw(self) -> None:
        self.refused("does not owe it: Legal", sign, self.article, "legal", by=self.cast.publisher, now=at(1))
        with pytest.raises(NotAllowed):
            sign(self.article, "facts", by=self.cast.contributor, now=at(1))
        with pytest.raises(NotAllowed):
            waive(self.article, "facts", by=self.cast.editor, note="In a hurry", now=at(1))
        self.cast.change(self.article, headline="Twelve miles", now=at(1))
        with pytest.raises(Stale):
            sign(self.article, "facts", by=self.cast.editor, seen=1, now=at(1))
        sign(self.article, "facts", by=self.cast.editor, seen=2, now=at(1))
        self.refused("editor has settled this", sign, self.article, "facts", by=self.colleague, now=at(1))
        verbs.discard(self.fresh(), by=self.cast.editor, now=at(2))
        self.refused("in the trash", take_back, self.article, "facts", by=self.cast.editor, now=at(2))

    def test_it_is_taken_back_by_whoever_gave_it_and_both_stay(self) -> None:
        sign(self.article, "facts", by=self.cast.editor, now=at(1))
        self.refused("No sign-off or waiver of yours", take_back, self.article, "facts", by=self.colleague, now=at(2))
        take_back(self.article, "facts", by=self.cast.editor, note="A wrong map", now=at(2))
        (standing,) = standings(self.fresh())
        assert standing.holds is None
        assert (standing.last.deed, standing.taken_back.note) == ("signed", "A wrong map")
        self.refused("editor took back what was said of it", self.publish)
        sign(self.article, "facts", by=self.colleague, now=at(3))
        self.publish()
        assert [each.deed for each in self.article.sign_offs.all()] == ["signed", "taken back", "signed"]
        told = [event.verb for event in self.article.events.filter(at__gt=NOW).order_by("pk")]
        assert told == ["sign_off", "take_back_sign_off", "sign_off", "publish"]

    def test_a_waiver_has_a_reason_and_is_of_one_text_as_well(self) -> None:
        self.refused("Write why", waive, self.article, "facts", by=self.cast.publisher, note=" ", now=at(1))
        waive(self.article, "facts", by=self.cast.publisher, note="A poem has no facts", now=at(1))
        assert self.article.events.first().note == "Fact check: A poem has no facts"
        assert self.lacks() == []
        self.cast.change(self.article, headline="Twelve miles", now=at(2))
        assert self.lacks() == ["facts"]

    def test_the_database_keeps_it(self) -> None:
        sign(self.article, "facts", by=self.cast.editor, now=at(1))
        for change in ({"actor": "Somebody else"}, {"note": "Never written"}, {"check_name": "legal"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                SignOff.objects.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            SignOff.objects.all().delete()
        words = {"article": self.article, "revision": self.article.newest(), "check_name": "facts", "at": NOW}
        for row in ({"deed": "waived"}, {"deed": "taken back", "note": "x"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                SignOff.objects.create(**words, **row)


class TestSecondPerson(Checks):
    @pytest.fixture(autouse=True)
    def it_needs_a_second_person(self, begin_with: None) -> None:
        OwedCheck.objects.filter(pk=self.facts.pk).update(needs_second=True)

    def test_neither_owner_nor_who_changed_the_text_signs_or_waives_it(self) -> None:
        own = self.cast.approved("Mine", by=self.cast.editor)
        self.refused("This text is yours", sign, own, "facts", by=self.cast.editor, now=at(1))
        self.cast.change(own, by=self.cast.publisher, headline="Changed", now=at(1))
        self.refused("This text is yours", waive, own, "facts", by=self.cast.publisher, note="So", now=at(1))
        sign(own, "facts", by=self.colleague, now=at(1))

    def test_to_bring_a_text_back_is_not_to_write_it(self) -> None:
        self.cast.change(self.article, by=self.colleague, headline="Changed", now=at(1))
        verbs.restore(self.fresh(), self.article.revisions.get(number=1), by=self.cast.editor, now=at(1))
        assert not wrote(self.cast.editor, self.article, now=at(2))
        assert wrote(self.colleague, self.article, now=at(2))

    def test_what_was_written_before_the_last_publication_is_nobodys_any_more_but_the_owners(self) -> None:
        self.cast.change(self.article, by=self.cast.editor, headline="Changed", now=at(1))
        self.cast.approve_again(self.article, now=at(1))
        sign(self.article, "facts", by=self.colleague, now=at(2))
        self.publish()
        self.cast.change(self.article, by=self.colleague, headline="Changed again", now=at(4))
        assert [wrote(each, self.article, now=at(5)) for each in (self.cast.editor, self.colleague)] == [False, True]
        assert wrote(self.cast.contributor, self.article, now=at(5))
        sign(self.article, "facts", by=self.cast.editor, now=at(5))

    def test_who_may_not_judge_it_lets_nobody_outside_do_so(self) -> None:
        own = self.cast.approved("Mine", by=self.cast.editor)
        self.refused(
            "This text is yours",
            proofing.make_link,
            own,
            by=self.cast.editor,
            name="A friend",
            signs="facts",
            now=at(1),
        )
        OwedCheck.objects.create(check_name="author", needs_second=True)
        assert proofing.make_link(own, by=self.cast.editor, name="Ada Brandt", signs="author", now=at(1))

    def test_a_link_made_before_the_text_was_rewritten_signs_no_more_than_its_maker_could(self) -> None:
        type(self.lawyer).objects.filter(pk=self.lawyer.pk).update(email="lawyer@example.org")
        flag(self.article, [Flag.LEGAL_RISK], by=self.cast.editor, now=at(1))
        link, _token = proofing.make_link(self.article, by=self.lawyer, name="Counsel", signs="legal", now=at(1))
        self.cast.change(self.article, by=self.lawyer, headline="Twelve miles", now=at(2))
        event = proofing.answer(link, Answer.APPROVED, seen=2, note="Read twice", now=at(3))
        assert (event.verb, event.note) == ("approve_proof", "Read twice")
        assert "legal" in self.lacks()
        told = Letter.objects.filter(to=self.lawyer).latest("pk").body
        assert "Read twice" in told
        assert "It signs nothing off: the text is by lawyer, who made the link." in told
        flag(self.article, [], by=self.cast.editor, note="Settled", now=at(4))
        proofing.answer(link, Answer.APPROVED, seen=2, note="Read thrice", now=at(4))
        flag(self.article, [Flag.LEGAL_RISK], by=self.cast.editor, now=at(5))
        assert "legal" in self.lacks()
        other, _token = proofing.make_link(self.article, by=self.cast.publisher, name="Counsel", signs="legal")
        proofing.answer(other, Answer.APPROVED, seen=2, now=at(6))
        assert "legal" not in self.lacks()


class TestAuthor(Checks):
    @pytest.fixture(autouse=True)
    def the_author_is_asked_and_nobody_else(self, begin_with: None) -> None:
        self.facts.delete()
        OwedCheck.objects.create(check_name="author")

    def test_an_editor_who_records_it_says_how_it_came(self) -> None:
        self.refused("Write how and when", sign, self.article, "author", by=self.cast.editor, now=at(1))
        sign(self.article, "author", by=self.cast.editor, note="By telephone, on Monday", now=at(1))
        self.publish()

    def test_an_accepted_proof_is_it_and_the_last_answer_stands(self) -> None:
        link, _token = proofing.make_link(self.article, by=self.cast.editor, name="Ada", signs="author", now=at(1))
        proofing.answer(link, Answer.APPROVED, seen=1, now=at(1))
        (standing,) = standings(self.fresh())
        assert (standing.holds.actor, standing.holds.by, standing.holds.proof) == ("Ada", None, link)
        proofing.answer(link, Answer.APPROVED, seen=1, note="Once more", now=at(1.5))
        assert SignOff.objects.count() == 1
        proofing.answer(link, Answer.CHANGES, seen=1, note="Nine miles", now=at(2))
        assert self.lacks() == ["author"]
        proofing.answer(link, Answer.APPROVED, seen=1, now=at(2))
        self.cast.change(self.article, headline="Changed", now=at(3))
        assert self.lacks() == ["author"]
        proofing.answer(link, Answer.APPROVED, seen=1, note="The old one", now=at(4))
        assert self.lacks() == ["author"]
        proofing.answer(link, Answer.APPROVED, seen=2, now=at(4))
        assert self.lacks() == []

    def test_the_answer_of_a_link_that_signs_nothing_signs_nothing(self) -> None:
        link, _token = proofing.make_link(self.article, by=self.cast.editor, name="A lawyer", now=at(1))
        proofing.answer(link, Answer.APPROVED, seen=1, now=at(1))
        assert self.lacks() == ["author"]

    def test_only_who_may_sign_lets_somebody_outside_sign(self) -> None:
        flag(self.article, [Flag.LEGAL_RISK], by=self.cast.editor, now=at(1))
        with pytest.raises(NotAllowed):
            proofing.make_link(self.article, by=self.cast.editor, name="A lawyer", signs="legal", now=at(1))
        link, _token = proofing.make_link(self.article, by=self.lawyer, name="A lawyer", signs="legal", now=at(1))
        proofing.answer(link, Answer.APPROVED, seen=1, now=at(1))
        assert self.lacks() == ["author"]

    def test_to_ask_for_changes_takes_a_scheduled_text_off_its_schedule(self) -> None:
        for user in (self.cast.publisher, self.cast.editor):
            type(user).objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")
        link, _token = proofing.make_link(self.article, by=self.cast.editor, name="Ada", signs="author", now=at(1))
        proofing.answer(link, Answer.APPROVED, seen=1, now=at(1))
        verbs.schedule(self.fresh(), by=self.cast.publisher, moment=at(9), now=at(2))
        Letter.objects.all().delete()
        for _click in range(2):
            proofing.answer(link, Answer.CHANGES, seen=1, note="No, do not print this!", now=at(3))
        assert self.lacks() == ["author"]
        assert not self.article.revisions.scheduled(at=at(3)).exists()
        told = [(event.verb, event.actor, event.by) for event in self.article.events.filter(at=at(3)).order_by("pk")]
        assert told == [("unschedule", "Ada", None), ("query_proof", "Ada", None)]
        assert self.article.events.get(verb="unschedule").moment == at(9)
        letter = Letter.objects.get(to=self.cast.publisher)
        assert "Ada asks for changes to “Eleven miles”, so it is no longer scheduled for 2 March 2026" in letter.subject
        assert "No, do not print this!" in letter.body
        assert link.answers.get(verb=Answer.CHANGES).note == "No, do not print this!"

    def test_what_is_scheduled_stays_so_where_the_check_holds_without_the_link(self) -> None:
        sign(self.article, "author", by=self.cast.editor, note="By telephone", now=at(1))
        link, _token = proofing.make_link(self.article, by=self.cast.editor, name="Ada", signs="author", now=at(1))
        proofing.answer(link, Answer.APPROVED, seen=1, now=at(1))
        verbs.schedule(self.fresh(), by=self.cast.publisher, moment=at(9), now=at(2))
        proofing.answer(link, Answer.CHANGES, seen=1, note="A comma", now=at(3))
        assert self.article.revisions.scheduled(at=at(3)).exists()

    def test_to_approve_a_later_text_takes_nothing_from_the_scheduled_one(self) -> None:
        link, _token = proofing.make_link(self.article, by=self.cast.editor, name="Ada", signs="author", now=at(1))
        proofing.answer(link, Answer.APPROVED, seen=1, now=at(1))
        verbs.schedule(self.fresh(), by=self.cast.publisher, moment=at(9), now=at(2))
        self.cast.change(self.article, headline="Changed", now=at(3))
        proofing.answer(link, Answer.APPROVED, seen=2, now=at(4))
        assert self.lacks() == []
        assert list(unsigned(self.article, self.article.revisions.scheduled(at=at(4)).get())) == []
        proofing.answer(link, Answer.CHANGES, seen=2, note="Neither of them!", now=at(5))
        assert not self.article.revisions.scheduled(at=at(5)).exists()

    def test_a_text_on_hold_is_signed_by_no_link_and_the_answer_is_kept(self) -> None:
        link, _token = proofing.make_link(self.article, by=self.cast.editor, name="Ada", signs="author", now=at(1))
        place_hold(self.article, by=self.cast.publisher, reason="A letter from a court", now=at(2))
        event = proofing.answer(link, Answer.APPROVED, seen=1, now=at(3))
        assert (event.verb, self.lacks()) == ("approve_proof", ["author"])
        lift_hold(self.article, by=self.cast.publisher, reason="Settled", now=at(4))
        assert proofing.answer(link, Answer.APPROVED, seen=1, now=at(5)) != event
        assert self.lacks() == []
        place_hold(self.article, by=self.cast.publisher, reason="Another letter", now=at(6))
        proofing.answer(link, Answer.CHANGES, seen=1, note="Not after all", now=at(7))
        assert self.lacks() == ["author"]


class TestWaiting(Checks):
    def waits(self, user: Any) -> set[str]:
        return {str(each) for each in to_sign_off(Article.objects.all(), user, at(5))}

    def test_what_waits_is_told_to_those_who_may_sign_it(self) -> None:
        draft = self.cast.draft("A draft")
        assert self.waits(self.cast.editor) == {"Eleven miles"}
        assert self.waits(self.cast.contributor) == set()
        assert set(lacks(Article.objects.all(), "facts", at(5))) == {draft, self.article}
        sign(self.article, "facts", by=self.cast.editor, now=at(1))
        assert self.waits(self.cast.editor) == set()
        flag(self.article, [Flag.LEGAL_RISK], by=self.cast.editor, now=at(2))
        assert (self.waits(self.cast.editor), self.waits(self.cast.publisher)) == (set(), {"Eleven miles"})
        self.cast.change(self.article, by=self.cast.publisher, headline="Twelve miles", now=at(3))
        self.cast.approve_again(self.article, now=at(3))
        assert (self.waits(self.cast.editor), self.waits(self.lawyer)) == ({"Twelve miles"}, {"Twelve miles"})
        sign(self.article, "facts", by=self.cast.editor, now=at(4))
        assert (self.waits(self.cast.publisher), self.waits(self.lawyer)) == (set(), {"Twelve miles"})
        waive(self.article, "legal", by=self.lawyer, note="Read by counsel", now=at(4))
        self.publish(4)
        assert set(lacks(Article.objects.all(), "facts", at(5))) == {draft}

    def test_owner_and_signer_hear_of_it(self) -> None:
        for user in (self.cast.contributor, self.cast.editor):
            type(user).objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")
        Letter.objects.all().delete()
        sign(self.article, "facts", by=self.cast.editor, note="Against the atlas", now=at(1))
        self.cast.change(self.article, by=self.colleague, headline="Twelve miles", now=at(2))
        told = [(letter.to.username, letter.subject) for letter in Letter.objects.order_by("pk")]
        assert told == [
            ("contributor", "editor signed off a check of “Eleven miles”"),
            ("editor", "colleague changed “Twelve miles”, so what you signed off is owed anew"),
        ]
        assert "Fact check: Against the atlas" in Letter.objects.last().body
