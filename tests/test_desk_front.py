"""What the desk's front page asks: who waits for whom, what is late, what readers get."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import TestCase

from articles.desk import verbs
from articles.desk.access import articles_of
from articles.desk.assigning import assign
from articles.desk.front import BY_NAME, MOST, SECTIONS, articles_in, look_into, look_into_each, sections_of
from articles.desk.noting import reply, resolve, write_note
from articles.desk.proofing import answer, make_link
from articles.desk.waiting import to_plan
from articles.models import Article, Note
from articles.models.proof_link import Answer
from tests.magazine import NOW, SILENTLY, Magazine, at, person

LATER = at(5)


class Asking(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()

    def shown(self, section: str, who: User, now: Any = LATER) -> list[tuple[str, str]]:
        """Headline and word of each row; and the list that the count leads to holds exactly those."""
        articles, table = articles_of(who), BY_NAME[section]
        found = look_into(table, articles, who, now)
        assert {row.key for row in found} == set(articles_in(table, articles, who, now).values_list("pk", flat=True))
        headlines = Article.objects.in_bulk([row.key for row in found])
        return [(headlines[row.key].headline, str(row.cause.word)) for row in found]

    def names(self, section: str, who: User, now: Any = LATER) -> list[str]:
        return [headline for headline, _word in self.shown(section, who, now)]


class FullDesk(Asking):
    """The contributor has an article at every point."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        for hours, point in enumerate(("draft", "in_review", "approved", "withdrawn")):
            getattr(cls.cast, point)(point, now=at(hours))
        cls.cast.live("First", now=at(-1))
        cls.cast.live("Second")
        cls.cast.scheduled("Later", moment=at(9))
        cls.cast.scheduled("Sooner", moment=at(8))

    def test_what_is_in_review_or_approved_waits_for_who_moves_it_on_and_its_owner_for_them(self) -> None:
        to_review, to_publish = ("in_review", "to review"), ("approved", "to publish")
        assert self.shown("waiting", self.cast.editor) == [to_review]
        assert self.shown("waiting", self.cast.publisher) == [to_review, to_publish]
        assert self.shown("others", self.cast.editor) == [("approved", "to be published")]
        waits = [("in_review", "to be reviewed"), ("approved", "to be published")]
        assert self.shown("others", self.cast.contributor) == waits

    def test_the_rest_waits_for_nobody(self) -> None:
        assert self.names("mine", self.cast.contributor) == ["draft"]
        assert self.shown("waiting", self.cast.contributor) == []
        for who in (self.cast.editor, self.cast.publisher):
            assert self.shown("mine", who) == []
        assert self.shown("others", self.cast.publisher) == []

    def test_what_is_scheduled_stands_there_until_its_moment_the_next_first(self) -> None:
        assert self.names("scheduled", self.cast.contributor) == ["Sooner", "Later"]
        assert self.names("scheduled", self.cast.contributor, at(8)) == ["Later"]
        assert self.names("lately", self.cast.contributor, at(8)) == ["Sooner", "Second", "First"]

    def test_recently_live_is_what_readers_see_since_fourteen_days_the_latest_first(self) -> None:
        assert self.names("lately", self.cast.editor) == ["Second", "First"]
        over = NOW + timedelta(days=14)
        assert self.names("lately", self.cast.editor, over - timedelta(hours=1)) == ["Later", "Sooner", "Second"]
        assert self.names("lately", self.cast.editor, over) == ["Later", "Sooner"]

    def test_a_contributor_finds_nothing_of_others_in_any_section(self) -> None:
        who = self.cast.other_contributor
        assert all(not self.shown(section.name, who) for section in sections_of(who))


class OneApproved(Asking):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.article = cls.cast.approved("Tolls")

    def publish(self, now: datetime) -> Article:
        verbs.publish(self.article, by=self.cast.publisher, now=now)
        return self.article

    def test_what_was_unscheduled_waits_for_who_publishes_again(self) -> None:
        article = self.article
        verbs.schedule(article, by=self.cast.publisher, moment=at(9), now=NOW)
        verbs.unschedule(article, by=self.cast.publisher, now=at(1))
        assert self.names("waiting", self.cast.publisher) == ["Tolls"]

    def test_a_withdrawn_text_that_is_approved_again_waits_for_who_publishes(self) -> None:
        article = self.publish(NOW)
        verbs.withdraw(article, by=self.cast.publisher, note="Forged.", now=at(0.5))
        verbs.ask_for_changes(article, by=self.cast.editor, note="Why?", now=at(1))
        self.cast.approve_again(article, now=at(2))
        assert self.names("waiting", self.cast.publisher) == ["Tolls"]

    def test_a_wish_is_answered_by_what_is_published_or_scheduled_after_it_and_a_later_draft_does_not_revive_it(
        self,
    ) -> None:
        article = self.article
        assign(article, by=self.cast.editor, due=at(-48).date(), planned_for=at(-40), now=at(-72))
        assert self.names("late", self.cast.editor) == ["Tolls"]
        self.publish(at(1))
        self.cast.change(article, standfirst="Again", now=at(2))
        assert self.names("late", self.cast.editor) == []
        assign(article, by=self.cast.editor, due=at(-24).date(), now=at(3))
        assert self.names("late", self.cast.editor) == ["Tolls"]

    def test_a_wish_for_a_live_article_counts_though_nothing_of_it_was_changed_yet(self) -> None:
        article = self.publish(NOW)
        assign(article, by=self.cast.editor, due=at(-24).date(), now=at(1))
        assert self.names("late", self.cast.editor) == ["Tolls"]
        assert self.names("waiting", self.cast.publisher) == []


class Front(Asking):
    def test_each_role_has_its_sections(self) -> None:
        names = {who: [each.name for each in sections_of(getattr(self.cast, who))] for who in ("contributor", "editor")}
        assert names["contributor"] == ["waiting", "mine", "others", "scheduled", "lately"]
        assert names["editor"] == [section.name for section in SECTIONS]

    def test_the_longest_wait_comes_first(self) -> None:
        for headline, hours in (("Second", 2), ("First", 1), ("Third", 3)):
            self.cast.in_review(headline, now=at(hours))
        assert self.names("waiting", self.cast.editor) == ["First", "Second", "Third"]

    def test_an_answered_proof_waits_for_who_has_the_article_until_something_is_done_with_it(self) -> None:
        article = self.cast.draft("Tolls", by=self.cast.contributor)
        link, _secret = make_link(article, by=self.cast.editor, name="Ada Brandt", now=at(1))
        answer(link, Answer.CHANGES, seen=1, note="Nine miles.", now=at(2))
        assert self.shown("waiting", self.cast.contributor) == [("Tolls", "proof answered")]
        assert self.shown("mine", self.cast.contributor) == self.shown("waiting", self.cast.editor) == []
        verbs.submit(article, by=self.cast.contributor, now=at(3))
        assert self.shown("waiting", self.cast.contributor) == []

    def test_changes_asked_for_wait_for_the_owner_until_the_text_is_sent_again(self) -> None:
        article = self.cast.in_review("Tolls")
        verbs.ask_for_changes(article, by=self.cast.editor, note="Shorter.", now=at(1))
        self.cast.change(article, standfirst="Shorter", now=at(2), by=self.cast.contributor)
        assert self.shown("waiting", self.cast.contributor) == [("Tolls", "changes asked for")]
        assert self.shown("others", self.cast.editor) == [("Tolls", "changes asked for")]
        assert self.shown("others", self.cast.publisher) == []
        verbs.submit(article, by=self.cast.contributor, now=at(3))
        assert self.shown("waiting", self.cast.contributor) == []

    def test_a_note_waits_for_whom_it_calls_until_they_answer_or_it_is_resolved(self) -> None:
        article = self.cast.draft("Tolls")
        note = write_note(article, by=self.cast.publisher, text="Is it so, @editor?", now=at(1))
        for who in (self.cast.editor, self.cast.contributor):
            assert self.shown("waiting", who) == [("Tolls", "note to answer")]
        assert self.shown("waiting", self.cast.publisher) == []
        reply(note, by=self.cast.editor, text="It is.", now=at(2))
        assert self.shown("waiting", self.cast.editor) == []
        assert self.shown("waiting", self.cast.publisher) == [("Tolls", "note to answer")]
        resolve(note, by=self.cast.publisher, now=at(3))
        assert not Note.objects.waiting_for(self.cast.contributor).exists()

    def test_a_note_whose_last_writer_has_no_account_any_more_still_waits(self) -> None:
        guest = person("editor", "a guest")
        write_note(self.cast.draft("Tolls"), by=guest, text="So?", now=at(1))
        guest.delete()
        assert self.names("waiting", self.cast.contributor) == ["Tolls"]

    def test_an_assigned_draft_waits_for_the_assignee_and_its_owner_sees_whom_it_is_with(self) -> None:
        article = self.cast.draft("Tolls", by=self.cast.editor)
        assign(article, by=self.cast.publisher, assignee=self.cast.publisher, now=at(1))
        assert self.shown("waiting", self.cast.publisher) == [("Tolls", "assigned to you")]
        assert self.shown("others", self.cast.editor) == [("Tolls", "with %(assignee)s")]
        assert self.shown("mine", self.cast.editor) == []

    def test_own_drafts_are_those_that_wait_for_nothing_else_the_last_changed_first(self) -> None:
        self.cast.draft("Old")
        new = self.cast.draft("New")
        Article.objects.filter(pk=new.pk).update(changed=Article.objects.get(pk=new.pk).changed + timedelta(hours=1))
        write_note(self.cast.draft("Asked"), by=self.cast.editor, text="So?", now=at(1))
        assert self.names("mine", self.cast.contributor) == ["New", "Old"]
        assert self.names("mine", self.cast.editor) == []

    def test_an_article_stands_once_in_a_section_for_its_first_cause(self) -> None:
        article = self.cast.in_review("Tolls")
        write_note(article, by=self.cast.publisher, text="@editor?", now=at(1))
        assert self.shown("waiting", self.cast.editor) == [("Tolls", "to review")]

    def test_late_is_a_day_that_is_over_and_a_plan_that_has_passed(self) -> None:
        for headline, wish in (
            ("Yesterday", {"due": at(-24).date()}),
            ("Today", {"due": NOW.date()}),
            ("An hour ago", {"planned_for": at(4)}),
            ("In an hour", {"planned_for": at(6)}),
        ):
            assign(self.cast.draft(headline), by=self.cast.editor, now=NOW, **wish)
        assert self.names("late", self.cast.editor) == ["Yesterday", "An hour ago"]

    def test_live_with_a_newer_draft_is_neither_what_is_live_as_it_stands_nor_a_scheduled_change(self) -> None:
        self.cast.live("As it stands")
        article = self.cast.live("Changed")
        self.cast.change(article, standfirst="Again", now=at(1))
        assert self.names("newer", self.cast.editor) == ["Changed"]
        self.cast.approve_again(article, now=at(2))
        assert self.names("newer", self.cast.editor) == ["Changed"]
        verbs.schedule(article, by=self.cast.publisher, change=SILENTLY, moment=at(9), now=at(3))
        assert self.names("newer", self.cast.editor) == []

    def test_what_can_be_planned_is_worked_on_and_has_no_moment_yet_or_one_that_was_answered(self) -> None:
        planned, again = self.cast.draft("Planned"), self.cast.approved("Again")
        for article in (planned, again):
            assign(article, by=self.cast.editor, planned_for=at(9), now=NOW)
        verbs.publish(again, by=self.cast.publisher, now=at(1))
        self.cast.change(again, standfirst="Changed", now=at(2))
        self.cast.live("At rest")
        self.cast.draft("Free")
        found = to_plan(articles_of(self.cast.editor), self.cast.editor, LATER)
        assert {article.headline for article in found} == {"Again", "Free"}

    def test_a_section_reads_one_more_than_it_counts_and_no_further(self) -> None:
        for _number in range(3):
            self.cast.draft()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("articles.desk.front.MOST", 1)
            found = look_into(BY_NAME["mine"], articles_of(self.cast.contributor), self.cast.contributor, LATER)
        assert len(found) == 2 < 3 < MOST

    def test_what_waits_stands_in_no_section_besides_also_where_more_waits_than_is_counted(self) -> None:
        who, own = self.cast.contributor, self.cast.draft("Own")
        handed = [self.cast.draft(f"Handed on {number}") for number in range(2)]
        for article in handed:
            assign(article, by=self.cast.editor, assignee=who)
        for most, counted in ((MOST, 2), (1, 2), (0, 1)):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("articles.desk.front.MOST", most)
                found = look_into_each(sections_of(who), articles_of(who), who, LATER)
            assert len(found[BY_NAME["waiting"]]) == counted
            assert [row.key for row in found[BY_NAME["mine"]]] == [own.pk]


def test_every_section_asks_something_and_names_one_that_exists() -> None:
    assert len(BY_NAME) == len(SECTIONS)
    assert all(section.causes and (not section.besides or section.besides in BY_NAME) for section in SECTIONS)
