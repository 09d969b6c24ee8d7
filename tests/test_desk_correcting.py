"""What a change to a published article is to readers: asked on every way to them, kept for ever, moving its date."""

import re
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from articles.desk import verbs
from articles.desk.correcting import Change
from articles.desk.dating import set_dates
from articles.desk.refusal import NotAllowed, Refused
from articles.models import Article, Correction
from articles.models.act import ACTS, BY_NAME, STATEMENT, Place
from tests.magazine import NOW, SILENTLY, Magazine, at

SAID = {
    "wrong": "The strait is six miles wide.",
    "right": "It is eleven miles wide.",
    "learned": "A reader who sails there wrote to us.",
    "learned_on": date(2026, 3, 1),
}
CORRECTION = Change("correction", **SAID)
RETRACTION = Change("retraction", **SAID)


def a(act: str) -> Change:
    """The act with all that it asks for."""
    return Change(act, **{name: SAID[name] for name in BY_NAME[act].asks})


def rewritten(cast: Magazine, article: Article, hours: float) -> Article:
    cast.change(article, body=f"<p>It is eleven miles wide, we hear at {hours}.</p>", now=at(hours))
    return cast.approve_again(article, now=at(hours))


@pytest.fixture(scope="module")
def made(for_all: None) -> dict[str, Any]:
    """The cast, and an article at each point that a change begins from."""
    cast = Magazine()
    changed = rewritten(cast, cast.live("The narrow sea"), 1)
    return {"cast": cast, "live": cast.live(), "withdrawn": cast.withdrawn(), "article": changed}


class Desk:
    """Its article is live, with another text that is approved."""

    @pytest.fixture(autouse=True)
    def begin_with(self, made: dict[str, Any], db: None) -> None:
        vars(self).update(deepcopy(made))

    def changed(self, article: Article, hours: float) -> Article:
        """With another text that is approved."""
        return rewritten(self.cast, article, hours)

    def publish(self, article: Article, change: Change | None, hours: float = 2) -> Correction | None:
        verbs.publish(article, by=self.cast.publisher, change=change, now=at(hours))
        return Correction.objects.order_by("pk").last()

    def told(self, article: Article, hours: float) -> list[tuple[str, bool]]:
        """What the page of the article says at that hour: acts, and whether each is superseded."""
        live = article.revisions.live(at=at(hours)).get()
        return [(each.act.name, each.superseded) for each in live.put_right]


class TestAsking(Desk):
    def test_no_change_comes_before_readers_without_saying_what_it_is(self) -> None:
        article = self.article
        with pytest.raises(Refused, match="silent fix, update, clarification, correction, editor’s note or retr"):
            self.publish(article, None)
        with pytest.raises(Refused, match="say what the change is"):
            verbs.schedule(article, by=self.cast.publisher, moment=at(9), now=at(2))
        assert not Correction.objects.exists()
        assert article.revisions.live(at=at(9)).get().number == 1

    def test_a_first_publication_is_no_change(self) -> None:
        first, second = self.cast.approved(), self.cast.approved()
        with pytest.raises(Refused, match="Readers were never given this article"):
            self.publish(first, CORRECTION)
        self.publish(first, None)
        self.publish(second, SILENTLY)
        assert not Correction.objects.exists()

    def test_each_act_asks_for_its_statement(self) -> None:
        for act in ACTS:
            for name in act.asks:
                with pytest.raises(Refused, match=re.escape(f"{act.label}: say ")):
                    self.publish(self.article, replace(a(act.name), **{name: None if name == "learned_on" else " "}))

    def test_a_silent_fix_says_nothing(self) -> None:
        for name in STATEMENT:
            with pytest.raises(Refused, match="Readers are told nothing of a silent fix"):
                self.publish(self.article, Change("silent", **{name: SAID[name]}))

    def test_nobody_learned_of_it_tomorrow(self) -> None:
        with pytest.raises(Refused, match="cannot lie in the future"):
            self.publish(self.article, replace(CORRECTION, learned_on=date(2026, 3, 3)))

    def test_nobody_learned_of_it_years_before_it_was_printed(self) -> None:
        for day in (date(1, 1, 1), date(2016, 3, 1), date(2024, 12, 31)):
            with pytest.raises(Refused, match=re.escape("Look at its year.")):
                self.publish(self.article, replace(CORRECTION, learned_on=day))
        assert self.publish(self.article, replace(CORRECTION, learned_on=date(2025, 1, 1)))

    def test_what_turns_the_words_that_follow_is_not_printed(self) -> None:
        with pytest.raises(Refused, match=re.escape("Editor’s note: say what is right.")):
            self.publish(self.article, Change("note", right="\u202e"))
        kept = self.publish(self.article, replace(CORRECTION, wrong="\u202eSix.", right="Ele\u2067ven."))
        assert (kept.wrong, kept.right) == ("Six.", "Eleven.")

    def test_an_act_that_does_not_exist_is_refused(self) -> None:
        with pytest.raises(Refused, match="say what the change is"):
            self.publish(self.article, Change("whitewash", right="Nothing happened."))

    def test_who_may_publish_and_not_retract_does_all_but_that(self) -> None:
        group = self.cast.publisher.groups.get()
        group.permissions.remove(group.permissions.get(codename="retract_article"))
        self.cast.publisher = type(self.cast.publisher).objects.get(pk=self.cast.publisher.pk)
        with pytest.raises(NotAllowed, match="You may not publish this: Retraction"):
            self.publish(self.article, RETRACTION)
        assert self.publish(self.article, CORRECTION)


class TestComingBack(Desk):
    def test_what_comes_back_unchanged_is_no_change_and_what_comes_back_changed_is_one(self) -> None:
        article = self.withdrawn
        self.publish(article, None)
        verbs.withdraw(article, by=self.cast.publisher, note="Again.", now=at(3))
        with pytest.raises(Refused, match="say what the change is"):
            self.publish(self.changed(article, 4), None, 5)

    def test_a_changed_biography_is_a_change(self) -> None:
        self.cast.ada.biography = "Ada Brandt keeps bees."
        self.cast.ada.save()
        with pytest.raises(Refused, match="say what the change is"):
            self.publish(self.withdrawn, None)


class TestKeeping(Desk):
    def test_it_names_both_revisions_and_who_and_stands_in_the_event(self) -> None:
        article = self.article
        verbs.publish(article, by=self.cast.publisher, change=CORRECTION, note="By phone.", now=at(2))
        kept = Correction.objects.get()
        assert (kept.before.number, kept.after.number, kept.at, kept.made) == (1, 2, at(2), at(2))
        assert {name: getattr(kept, name) for name in SAID} == SAID
        assert (kept.by, kept.actor) == (self.cast.publisher, "publisher")
        event = article.events.get(verb="publish", revision=kept.after)
        assert event.note == "Correction: The strait is six miles wide. It is eleven miles wide.\nBy phone."

    def test_all_or_nothing(self) -> None:
        article = self.article
        set_dates(article, by=self.cast.publisher, expires_at=at(2), now=at(1))
        with pytest.raises(Refused):
            self.publish(article, CORRECTION)
        assert not Correction.objects.exists()

    def test_no_word_of_it_ever_changes_or_goes(self) -> None:
        kept = self.publish(self.article, CORRECTION)
        for change in ({"right": "Never said."}, {"act": "silent"}, {"at": at(9)}, {"actor": "Somebody"}):
            with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
                Correction.objects.filter(pk=kept.pk).update(**change)
        with pytest.raises(IntegrityError, match="never goes"), transaction.atomic():
            Model.delete(kept)

    def test_the_account_may_go_and_its_name_stays(self) -> None:
        self.publish(self.article, CORRECTION)
        self.cast.publisher.delete()
        assert Correction.objects.get().actor == "publisher"

    def test_the_database_keeps_none_that_says_nothing(self) -> None:
        kept = self.publish(self.article, SILENTLY)
        row = {"article": kept.article, "before": kept.before, "after": kept.before, "at": NOW, "made": NOW}
        with pytest.raises(IntegrityError, match="a_correction_"), transaction.atomic():
            Correction.objects.create(act="correction", **row)


class TestClock(Desk):
    """A scheduled change carries what it is, which is told from that instant on."""

    @pytest.fixture(autouse=True)
    def it_is_scheduled(self, begin_with: None) -> None:
        verbs.schedule(self.article, by=self.cast.publisher, change=CORRECTION, moment=at(9), now=at(2))

    def shown(self, hours: float) -> list[str]:
        return [each.act for each in Correction.objects.shown(at=at(hours))]

    def test_it_is_told_from_its_instant_on(self) -> None:
        assert self.shown(9 - 1e-6) == []
        assert self.told(self.article, 8) == []
        assert self.shown(9) == ["correction"]
        assert self.told(self.article, 9) == [("correction", False)]

    def test_one_that_was_unscheduled_is_never_told_and_stays_in_the_record(self) -> None:
        verbs.unschedule(self.article, by=self.cast.publisher, now=at(3))
        assert self.shown(99) == []
        assert Correction.objects.count() == 1

    def test_what_is_published_earlier_is_told_as_it_is_said_then(self) -> None:
        self.publish(self.article, a("clarification"), 4)
        assert self.shown(99) == ["clarification"]
        assert self.told(self.article, 99) == [("clarification", False)]

    def test_what_is_rescheduled_for_the_same_instant_is_told_once(self) -> None:
        verbs.schedule(self.article, by=self.cast.publisher, change=a("update"), moment=at(9), now=at(3))
        assert self.shown(9) == ["update"]

    def test_it_stays_told_when_the_article_is_withdrawn(self) -> None:
        verbs.withdraw(self.article, by=self.cast.publisher, note="It rested on a forged letter.", now=at(10))
        assert self.shown(11) == ["correction"]
        assert [each.act for each in Correction.objects.listed(at=at(11))] == ["correction"]


class TestTelling(Desk):
    def test_a_silent_fix_is_kept_and_told_nowhere(self) -> None:
        assert self.publish(self.article, SILENTLY).act == "silent"
        assert not Correction.objects.shown(at=at(9)).exists()
        assert self.told(self.article, 9) == []

    def test_the_table_says_what_is_listed_and_told_and_when_the_date_for_readers_moves(self) -> None:
        for act in ACTS:
            with transaction.atomic():
                assert self.publish(self.article, a(act.name)).act == act.name
                live = self.article.revisions.live(at=at(3)).get()
                assert live.updated == (at(2) if act.moves_date else None)
                assert live.dated_for_readers == (at(2) if act.moves_date else NOW)
                assert live.first_published == NOW
                assert [each.act for each in Correction.objects.listed(at=at(9))] == [act.name] * act.listed
                assert [each.act for each in Correction.objects.shown(at=at(9))] == [act.name] * bool(act.place)
                transaction.set_rollback(True)

    def test_a_date_that_moved_stays_where_it_is_until_it_moves_again(self) -> None:
        article = self.article
        self.publish(article, CORRECTION)
        self.publish(self.changed(article, 3), SILENTLY, 4)
        assert article.revisions.live(at=at(5)).get().updated == at(2)
        self.publish(self.changed(article, 5), a("update"), 6)
        assert article.revisions.live(at=at(7)).get().updated == at(6)

    def test_a_page_tells_all_that_was_put_right_the_earliest_first(self) -> None:
        article = self.article
        self.publish(article, CORRECTION)
        self.publish(self.changed(article, 3), SILENTLY, 4)
        self.publish(self.changed(article, 5), a("note"), 6)
        assert self.told(article, 3) == [("correction", False)]
        assert self.told(article, 7) == [("correction", False), ("note", False)]
        (first, _second) = article.revisions.live(at=at(7)).get().put_right
        assert (first.right, first.learned_on, first.at) == (SAID["right"], SAID["learned_on"], at(2))

    def test_a_proof_of_what_is_to_come_tells_what_readers_are_told_by_now(self) -> None:
        article = self.article
        self.publish(article, CORRECTION)
        self.changed(article, 3)
        assert [each.act.name for each in article.newest().put_right] == ["correction"]

    def test_a_retraction_stands_above_the_headline_and_the_others_after_the_text(self) -> None:
        places = {act.name: act.place for act in ACTS if act.place}
        assert [name for name, place in places.items() if place == Place.ABOVE] == ["retraction"]


class TestSuperseding(Desk):
    def test_a_correction_is_superseded_by_a_later_one_and_stays(self) -> None:
        article = self.article
        first = self.publish(article, CORRECTION)
        self.publish(self.changed(article, 3), replace(a("correction"), supersedes=first), 4)
        assert self.told(article, 3) == [("correction", False)]
        assert self.told(article, 5) == [("correction", True), ("correction", False)]
        newer, older = Correction.objects.listed(at=at(5)).order_by("-at")
        assert [each.pk for each in older.superseded_by] == [newer.pk]
        assert newer.superseded_by == []

    def test_only_what_readers_are_told_of_this_article_is_superseded_and_only_once(self) -> None:
        article = self.article
        first = self.publish(article, CORRECTION)
        other = self.publish(self.changed(self.live, 1), CORRECTION)
        with pytest.raises(Refused, match="What this supersedes is not"):
            self.publish(self.changed(article, 3), replace(a("correction"), supersedes=other), 4)
        self.publish(article, replace(a("correction"), supersedes=first), 4)
        with pytest.raises(Refused, match="What this supersedes is not"):
            self.publish(self.changed(article, 5), replace(a("correction"), supersedes=first), 6)

    def test_one_that_was_unscheduled_leaves_the_way_open_for_another(self) -> None:
        article = self.article
        superseding = replace(a("correction"), supersedes=self.publish(article, CORRECTION))
        changed = self.changed(article, 3)
        verbs.schedule(changed, by=self.cast.publisher, change=superseding, moment=at(9), now=at(4))
        verbs.unschedule(changed, by=self.cast.publisher, now=at(5))
        self.publish(changed, superseding, 6)
        assert self.told(article, 7) == [("correction", True), ("correction", False)]


class TestWithoutAnotherText(Desk):
    """“Correct or retract”: the live text is printed once more, with a word to readers."""

    def correct(self, article: Article, change: Change | None, now: datetime = at(2)) -> None:  # noqa: B008
        verbs.correct(article, by=self.cast.publisher, change=change, now=now)

    def test_an_article_is_retracted_as_it_stands(self) -> None:
        article = self.live
        self.correct(article, RETRACTION)
        before, after = article.revisions.order_by("number")
        assert (before.body, before.headline) == (after.body, after.headline)
        assert (before.live_until, after.live_from, after.note) == (at(2), at(2), "Retraction")
        assert self.told(article, 3) == [("retraction", False)]
        assert Article.objects.get(pk=article.pk).stage == "approved"

    def test_a_silent_fix_of_nothing_is_nothing(self) -> None:
        article = self.live
        for change in (None, SILENTLY):
            with pytest.raises(Refused, match="A silent fix needs a change of the text"):
                self.correct(article, change)

    def test_where_there_is_a_newer_text_that_is_published_with_it(self) -> None:
        article = self.article
        with pytest.raises(Refused, match=re.escape("There is a newer text. Publish that")):
            self.correct(article, RETRACTION)

    def test_it_meets_the_refusals_of_every_publication(self) -> None:
        article = self.live
        article.placements.all().delete()
        with pytest.raises(Refused, match="Choose at least one topic"):
            self.correct(article, RETRACTION)

    def test_it_keeps_to_the_expiry(self) -> None:
        article = self.live
        set_dates(article, by=self.cast.publisher, expires_at=at(9), now=at(1))
        self.correct(article, RETRACTION)
        assert article.revisions.get(number=2).live_until == at(9)
        with pytest.raises(Refused, match="Readers do not see this article"):
            self.correct(article, RETRACTION, at(9) + timedelta(seconds=1))
