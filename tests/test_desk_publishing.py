"""Review and publication: whose text is approved, what readers get and when, and which dates stand on the rows."""

from copy import deepcopy
from datetime import datetime
from typing import Any

import pytest

from articles.desk import verbs
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.models import Article, Author, Credit, Disclaimer, RevisionTopic
from tests.magazine import NOW, SILENTLY, Magazine, at, reword


@pytest.fixture(scope="module")
def made(for_all: None) -> dict[str, Any]:
    """The cast, and an article at each point that many tests begin from."""
    magazine = Magazine()
    points = {name: getattr(magazine, name)() for name in ("in_review", "approved", "live", "withdrawn")}
    scheduled, changed = magazine.scheduled(moment=at(5)), changed_and_approved(magazine, magazine.live(), at(1))
    return {"magazine": magazine, "scheduled": scheduled, "changed": changed, **points}


def changed_and_approved(magazine: Magazine, article: Article, now: datetime) -> Article:
    magazine.change(article, standfirst=f"Changed at {now:%H:%M}.", now=now)
    return magazine.approve_again(article, now=now)


class Desk:
    @pytest.fixture(autouse=True)
    def begin_with(self, made: dict[str, Any], db: None) -> None:
        vars(self).update(deepcopy(made))

    def intervals(self, article: Article) -> list[tuple[int, datetime | None, datetime | None]]:
        return list(article.revisions.order_by("number").values_list("number", "live_from", "live_until"))

    def changed_and_approved(self, article: Article, now: datetime) -> Article:
        return changed_and_approved(self.magazine, article, now)


class TestReviewing(Desk):
    def test_a_note_is_asked_for_where_the_writer_or_the_readers_need_one(self) -> None:
        waiting, live = self.in_review, self.live
        for note in ("", "  \n "):
            with pytest.raises(Refused, match="What should be changed"):
                verbs.ask_for_changes(waiting, by=self.magazine.editor, note=note)
            with pytest.raises(Refused, match="This note is public"):
                verbs.withdraw(live, by=self.magazine.publisher, note=note)
        assert not waiting.events.filter(verb="ask_for_changes").exists()
        assert live.revisions.live(at=at(1)).exists()

    def test_a_note_is_kept_without_the_space_around_it(self) -> None:
        article = self.in_review
        verbs.ask_for_changes(article, by=self.magazine.editor, note="  Say more. \n", now=at(1))
        assert (article.stage, article.events.get(verb="ask_for_changes").note) == ("draft", "Say more.")

    def test_a_decision_on_an_older_text_than_the_newest_is_stale(self) -> None:
        article = self.in_review
        self.magazine.change(article, standfirst="Slipped in.", now=at(1))
        with pytest.raises(Stale, match="editor saved revision 2 while you were looking"):
            verbs.approve(article, by=self.magazine.editor, seen=1)
        verbs.approve(article, by=self.magazine.editor, seen=2, now=at(2))
        assert article.events.get(verb="approve").revision.number == 2

    def test_an_empty_article_is_not_sent_to_review(self) -> None:
        article = self.magazine.draft()
        self.magazine.change(article, headline="", body="")
        with pytest.raises(Refused, match="nothing to review yet"):
            verbs.submit(article, by=self.magazine.editor)
        self.magazine.change(article, body="<p>Something.</p>")
        verbs.submit(article, by=self.magazine.editor)
        assert article.stage == "in review"

    def test_an_approval_names_one_revision_and_a_change_voids_it(self) -> None:
        article = self.approved
        assert article.events.get(verb="approve").revision == article.newest()
        self.magazine.change(article, standfirst="Slipped in.", now=at(1))
        with pytest.raises(Refused, match="not possible while the article is draft"):
            verbs.publish(Article.objects.get(pk=article.pk), by=self.magazine.publisher, now=at(2))

    def test_contributors_never_publish(self) -> None:
        article = self.approved
        for person in (self.magazine.contributor, self.magazine.editor):
            with pytest.raises(NotAllowed, match="You may not do this: Publish now"):
                verbs.publish(article, by=person)


class TestPublishing(Desk):
    def test_what_is_published_is_live_from_that_instant(self) -> None:
        article = self.approved
        verbs.publish(article, by=self.magazine.publisher, now=at(1))
        assert self.intervals(article) == [(1, at(1), None)]
        assert article.events.get(verb="publish").revision.number == 1

    def test_a_change_takes_over_at_the_instant_the_former_text_ends(self) -> None:
        article = self.changed
        verbs.publish(article, by=self.magazine.publisher, change=SILENTLY, now=at(2))
        assert self.intervals(article) == [(1, NOW, at(2)), (2, at(2), None)]

    def test_a_draft_beside_the_live_text_changes_nothing_for_readers(self) -> None:
        assert self.intervals(self.changed) == [(1, NOW, None), (2, None, None)]

    def test_a_text_replaced_at_the_very_instant_it_began_was_never_published(self) -> None:
        article = self.live
        verbs.publish(self.changed_and_approved(article, NOW), by=self.magazine.publisher, change=SILENTLY, now=NOW)
        assert self.intervals(article) == [(1, None, None), (2, NOW, None)]
        assert article.revisions.get(number=1).first_published is None

    def test_a_text_withdrawn_at_the_very_instant_it_began_was_never_published(self) -> None:
        article = self.live
        verbs.withdraw(article, by=self.magazine.publisher, note="At once.", now=NOW)
        assert self.intervals(article) == [(1, None, None)]

    def test_what_was_withdrawn_comes_back_as_a_new_revision(self) -> None:
        article = self.withdrawn
        verbs.publish(article, by=self.magazine.publisher, now=at(5))
        ended = article.revisions.get(number=1).live_until
        assert self.intervals(article) == [(1, NOW, ended), (2, at(5), None)]
        assert ended < at(1)

    def test_a_biography_changed_after_approval_is_printed_as_it_is_at_publication(self) -> None:
        article = self.approved
        Author.objects.filter(pk=self.magazine.ada.pk).update(biography="She went to sea.")
        reword(self.magazine.views, "Views are their own.")
        verbs.publish(article, by=self.magazine.publisher, now=at(1))
        live = article.revisions.live(at=at(1)).get()
        assert (live.number, article.stage) == (2, "approved")
        assert (live.credits.get().biography, live.notices.get().wording) == (
            "She went to sea.",
            "Views are their own.",
        )

    def test_a_purpose_changed_after_approval_is_printed_as_it_is_at_publication(self) -> None:
        article = self.approved
        Disclaimer.objects.update(purpose="legal")
        verbs.publish(article, by=self.magazine.publisher, now=at(1))
        assert article.revisions.live(at=at(1)).get().notices.get().purpose == "legal"

    def test_a_biography_changed_after_publication_changes_nothing_printed(self) -> None:
        article = self.live
        Author.objects.filter(pk=self.magazine.ada.pk).update(biography="She went to sea.", name="Ada B.")
        credit = article.revisions.live(at=at(1)).get().credits.get()
        assert (credit.name, credit.biography) == ("Ada Brandt", self.magazine.ada.biography)

    def test_readiness_is_asked_by_publish_and_schedule_alike(self) -> None:
        article = self.magazine.approved(topics=[])
        with pytest.raises(Refused, match="Choose at least one topic"):
            verbs.publish(article, by=self.magazine.publisher)
        with pytest.raises(Refused, match="Choose at least one topic"):
            verbs.schedule(article, by=self.magazine.publisher, moment=at(5), now=NOW)
        assert not article.revisions.filter(live_from__isnull=False).exists()

    def test_the_same_decision_works_with_the_clock_on_the_wall(self) -> None:
        article = self.approved
        verbs.publish(article, by=self.magazine.publisher)
        assert article.revisions.filter(live_from__gt=NOW).exists()


class TestScheduling(Desk):
    def schedule(self, article: Article, moment: datetime | None, now: datetime = NOW) -> None:
        verbs.schedule(article, by=self.magazine.publisher, change=SILENTLY, moment=moment, now=now)

    def test_only_a_moment_to_come_will_do(self) -> None:
        article = self.approved
        for moment in (None, at(-1), NOW):
            with pytest.raises(Refused, match="Choose a moment in the future"):
                self.schedule(article, moment)
        assert not article.events.filter(verb="schedule").exists()

    def test_a_change_to_a_live_article_can_be_scheduled(self) -> None:
        article = self.changed
        self.schedule(article, at(5), at(1))
        assert self.intervals(article) == [(1, NOW, at(5)), (2, at(5), None)]
        assert article.events.get(verb="schedule").moment == at(5)

    def test_a_scheduled_text_can_be_moved_and_printed_at_once(self) -> None:
        article = self.scheduled
        self.schedule(article, at(9), at(1))
        assert self.intervals(article) == [(1, at(9), None)]
        verbs.publish(article, by=self.magazine.publisher, now=at(2))
        assert self.intervals(article) == [(1, at(2), None)]

    def test_taking_a_change_off_the_schedule_leaves_the_live_text_open_ended(self) -> None:
        article = self.changed
        self.schedule(article, at(5), at(1))
        verbs.unschedule(article, by=self.magazine.publisher, now=at(2))
        assert self.intervals(article) == [(1, NOW, None), (2, None, None)]
        assert article.events.get(verb="unschedule").revision.number == 2

    def test_what_came_into_force_can_no_longer_be_taken_off_the_schedule(self) -> None:
        article = self.scheduled
        with pytest.raises(Refused, match="Nothing of this article is scheduled"):
            verbs.unschedule(article, by=self.magazine.publisher, now=at(5))

    def test_withdrawing_takes_the_scheduled_change_along(self) -> None:
        article = self.changed
        self.schedule(article, at(5), at(1))
        verbs.withdraw(article, by=self.magazine.publisher, note="It was wrong.", now=at(2))
        assert self.intervals(article) == [(1, NOW, at(2)), (2, None, None)]

    def test_a_newer_text_published_now_replaces_the_one_that_waits(self) -> None:
        article = self.scheduled
        verbs.publish(self.changed_and_approved(article, at(1)), by=self.magazine.publisher, now=at(2))
        assert self.intervals(article) == [(1, None, None), (2, at(2), None)]


class TestDates(Desk):
    """The date of first publication, on the revision and on each row that a list is ordered by."""

    def dates(self, article: Article) -> dict[int, datetime | None]:
        """The one date of each revision, the same on its topics and credits."""
        found = dict(article.revisions.order_by("number").values_list("number", "first_published"))
        for rows in (RevisionTopic.objects, Credit.objects):
            hung = rows.filter(revision__article=article).values_list("revision__number", "first_published")
            assert set(hung) == set(found.items())
        return found

    def test_publication_dates_the_revision_and_all_that_hangs_on_it(self) -> None:
        article = self.magazine.approved(topics=[self.magazine.sea, self.magazine.borders])
        assert self.dates(article) == {1: None}
        verbs.publish(article, by=self.magazine.publisher, now=at(1))
        assert self.dates(article) == {1: at(1)}

    def test_a_change_keeps_the_date_of_the_first_publication(self) -> None:
        article = self.changed
        verbs.publish(article, by=self.magazine.publisher, change=SILENTLY, now=at(2))
        assert self.dates(article) == {1: NOW, 2: NOW}

    def test_scheduling_dates_it_to_come_and_unscheduling_takes_the_date_back(self) -> None:
        article = self.scheduled
        assert self.dates(article) == {1: at(5)}
        verbs.schedule(article, by=self.magazine.publisher, moment=at(7), now=at(1))
        assert self.dates(article) == {1: at(7)}
        verbs.unschedule(article, by=self.magazine.publisher, now=at(2))
        assert self.dates(article) == {1: None}
        verbs.publish(article, by=self.magazine.publisher, now=at(3))
        assert self.dates(article) == {1: at(3)}

    def test_a_scheduled_change_of_a_live_article_has_the_old_date(self) -> None:
        article = self.changed
        verbs.schedule(article, by=self.magazine.publisher, change=SILENTLY, moment=at(5), now=at(1))
        assert self.dates(article) == {1: NOW, 2: NOW}
        verbs.unschedule(article, by=self.magazine.publisher, now=at(2))
        assert self.dates(article) == {1: NOW, 2: None}

    def test_what_is_published_again_after_a_withdrawal_keeps_its_first_date(self) -> None:
        article = self.withdrawn
        verbs.publish(article, by=self.magazine.publisher, now=at(5))
        assert self.dates(article) == {1: NOW, 2: NOW}

    def test_a_draft_has_no_date(self) -> None:
        assert self.dates(self.magazine.draft()) == {1: None}


class TestGivingWay(Desk):
    def test_a_scheduled_change_that_gives_way_to_a_publication_is_logged_with_its_moment(self) -> None:
        article = self.changed
        verbs.schedule(article, by=self.magazine.publisher, change=SILENTLY, moment=at(9), now=at(1))
        self.changed_and_approved(article, at(2))
        verbs.publish(article, by=self.magazine.publisher, change=SILENTLY, now=at(3))
        dropped = article.events.get(verb="unschedule")
        assert (dropped.revision.number, dropped.moment, dropped.at) == (2, at(9), at(3))

    def test_a_scheduled_change_goes_with_what_is_withdrawn_and_is_logged(self) -> None:
        article = self.changed
        verbs.schedule(article, by=self.magazine.publisher, change=SILENTLY, moment=at(9), now=at(1))
        verbs.withdraw(article, by=self.magazine.publisher, note="Forged.", now=at(2))
        assert [event.verb for event in article.events.filter(at=at(2)).order_by("pk")] == ["unschedule", "withdraw"]

    def test_a_clock_that_runs_behind_does_not_undo_what_another_has_done(self) -> None:
        article = self.changed
        verbs.publish(article, by=self.magazine.publisher, change=SILENTLY, now=at(2))
        verbs.withdraw(article, by=self.magazine.publisher, note="Forged.", now=at(1.9))
        assert not article.revisions.live(at=at(2)).exists()
        assert article.events.get(verb="withdraw").at == at(2)
