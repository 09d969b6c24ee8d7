"""Legal hold: while it is open nothing of an article changes, whoever tries by whatever way; it can be taken down."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from articles.desk import intervals, noting, proofing, replying, signing_off, verbs
from articles.desk.assigning import assign
from articles.desk.correcting import Change
from articles.desk.dating import set_dates
from articles.desk.deleting import delete
from articles.desk.flagging import flag
from articles.desk.holding import lift_hold, place_hold
from articles.desk.illustrating import add_picture
from articles.desk.merging import merge
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.reprinting import reprint
from articles.desk.revising import make_revision
from articles.desk.saving import save
from articles.desk.workflow import WORKFLOW
from articles.models import Article, Author, Byline, Event, LegalHold, OwedCheck, ReplyRequest, Revision, Topic
from articles.models.article import ArticleTopic
from articles.models.check import Flag
from articles.models.reply_request import Decision
from tests.magazine import NOW, UPDATED, Magazine, at, picture

HELD = "On legal hold since 2 March 2026, placed by publisher"
ASK = "Ask publisher or another publisher."
BESIDES: dict[str, dict[str, Any]] = {
    "publish": {"change": UPDATED},
    "schedule": {"moment": at(30), "change": UPDATED},
    "correct": {"change": Change("note", right="Of note.")},
    "ask_for_changes": {"note": "Say more."},
    "withdraw": {"note": "As the court orders."},
}


@pytest.fixture(scope="module")
def made(for_all: None) -> dict[str, Any]:
    """The cast, and a live article with all that hangs on it."""
    cast = Magazine()
    image = add_picture(picture(), "sea.png", by=cast.editor, alt="The sea")
    seas = Topic.objects.create(name="Seas", slug="seas")
    anne = Author.objects.create(name="A. B.", slug="a-b", biography="A. B. rows.")
    article = cast.live("Eleven miles", image=image, topics=[seas], authors=[anne])
    note = noting.write_note(article, by=cast.editor, text="Whose?", now=NOW)
    return {"cast": cast, "image": image, "seas": seas, "anne": anne, "article": article, "note": note}


class Holding:
    @pytest.fixture(autouse=True)
    def begin_with(self, made: dict[str, Any], db: None) -> None:
        vars(self).update(deepcopy(made))

    def hold(self, article: Article | None = None, **given: Any) -> LegalHold:
        arguments = {"by": self.cast.publisher, "reason": "Brandt v. Harbour", "now": at(1), **given}
        return place_hold(article or self.article, **arguments)

    def lift(self, **given: Any) -> LegalHold:
        return lift_hold(
            self.article, **{"by": self.cast.publisher, "reason": "The suit was dropped", "now": at(9), **given}
        )

    def granted(self) -> ReplyRequest:
        days = {"received_on": NOW.date(), "deadline": NOW.date()}
        asked = replying.take_in(
            self.article, by=self.cast.editor, asked_by="Captain Sarn", contested="Nine miles.", now=NOW, **days
        )
        return replying.decide(asked, Decision.GRANTED, by=self.cast.publisher, now=NOW)

    def stored(self) -> tuple[Any, ...]:
        """All that is the article's, as the database has it, but what is told of the hold itself."""
        key = self.article.pk
        hung = (Byline, ArticleTopic, Revision, Event)
        rows = [list(model.objects.filter(article=key).order_by("pk").values()) for model in hung]
        return Article.objects.filter(pk=key).values().get(), rows, self.note.replies.count()

    def refused(self, attempt: Callable[[], Any], before: tuple[Any, ...] | None = None) -> str:
        before = before or self.stored()
        with pytest.raises(Refused) as refusal, transaction.atomic():
            attempt()
        assert self.stored() == before
        return str(refusal.value)


class TestWhatIsRefused(Holding):
    def test_no_verb_of_the_table_but_taking_down(self) -> None:
        self.cast.change(self.article, headline="Nine miles", now=at(0.5))
        self.cast.approve_again(self.article, now=at(0.5))
        self.hold()
        newest = self.article.newest()
        for stage in {stage for verb in WORKFLOW for stage in verb.stages}:
            Article.objects.filter(pk=self.article.pk).update(stage=stage)
            before = self.stored()
            for verb in WORKFLOW:
                if verb.on_hold or stage not in verb.stages:
                    continue
                given = BESIDES.get(verb.name, {}) | ({"revision": newest} if verb.name == "restore" else {})
                attempt = lambda: getattr(verbs, verb.name)(self.article, by=self.cast.publisher, now=at(2), **given)  # noqa: B023, E731
                said = self.refused(attempt, before)
                assert HELD in said, verb.name
                assert ASK in said, verb.name
        assert {verb.name for verb in WORKFLOW if verb.on_hold} == {"withdraw", "unschedule"}

    def test_no_other_way_to_write_to_it(self) -> None:
        named, unnamed = self.granted(), self.granted()
        answer = self.cast.live("It is nine", reply_to=self.article)
        replying.name_reply(named, answer, by=self.cast.publisher, now=NOW)
        OwedCheck.objects.create(check_name="facts")
        self.hold()
        fresh, by, other = Article.objects.get(pk=self.article.pk), self.cast.publisher, self.cast.sea
        fresh.headline = "Nine miles"
        ways: dict[str, Callable[[], Any]] = {
            "save": lambda: save(fresh, by=by, now=at(2)),
            "authors": lambda: save(fresh, by=by, authors=[self.cast.bao], now=at(2)),
            "topics": lambda: save(fresh, by=by, topics=[other], now=at(2)),
            "another revision": lambda: make_revision(fresh, by=by, now=at(2)),
            "another turn": lambda: intervals.begin(fresh.newest(), at=at(3), now=at(2)),
            "reprint": lambda: reprint(
                fresh, by=by, reason="x", change=lambda printing: printing.notices.clear(), now=at(2)
            ),
            "assign": lambda: assign(fresh, by=by, assignee=self.cast.editor, now=at(2)),
            "plan": lambda: assign(fresh, by=by, planned_for=at(40), now=at(2)),
            "expiry": lambda: set_dates(fresh, by=by, expires_at=at(40), now=at(2)),
            "review": lambda: set_dates(fresh, by=by, review_on=at(40).date(), now=at(2)),
            "note": lambda: noting.write_note(fresh, by=by, text="Nine?", quotation="eleven miles", now=at(2)),
            "answer": lambda: noting.reply(self.note, by=by, text="Ours."),
            "resolve": lambda: noting.resolve(self.note, by=by),
            "proof link": lambda: proofing.make_link(fresh, by=by, name="Ada", now=at(2)),
            "mark": lambda: flag(fresh, [Flag.FIGURES], by=by, now=at(2)),
            "sign off": lambda: signing_off.sign(fresh, "facts", by=by, now=at(2)),
            "waive": lambda: signing_off.waive(fresh, "facts", by=by, note="In a hurry", now=at(2)),
            "a reply by right": lambda: replying.name_reply(unnamed, answer, by=by, now=at(2)),
            "a reply no more": lambda: replying.decide(named, Decision.WITHDRAWN, by=by, now=at(2)),
            "merge its topic": lambda: merge([self.seas], other, by=by, now=at(2)),
            "merge its author": lambda: merge([self.anne], self.cast.ada, by=by, now=at(2)),
        }
        before = self.stored()
        for name, way in ways.items():
            assert HELD in self.refused(way, before), name

    def test_what_it_shows_is_not_deleted_nor_merged_but_may_take_another_in(self) -> None:
        self.hold()
        for row in (self.image, self.seas, self.anne):
            assert "is used and stays" in self.refused(lambda row=row: delete(row, by=self.cast.publisher))
        merge([self.cast.sea], self.seas, by=self.cast.publisher, now=at(2))
        assert not Topic.objects.filter(name="The sea").exists()

    def test_nothing_that_is_scheduled_comes_once_it_is_held(self) -> None:
        self.cast.change(self.article, headline="Nine miles", now=at(0.5))
        self.cast.approve_again(self.article, now=at(0.5))
        verbs.schedule(self.article, by=self.cast.publisher, moment=at(5), change=UPDATED, now=at(0.5))
        self.hold()
        assert [each.headline for each in self.article.revisions.live(at=at(6))] == ["Eleven miles"]
        told = self.article.events.filter(at=at(1)).values_list("verb", "moment").order_by("pk")
        assert list(told) == [("unschedule", at(5)), ("hold", None)]


class TestWhatStaysPossible(Holding):
    def test_it_can_be_withdrawn_and_is_published_again_only_when_it_is_free(self) -> None:
        self.hold()
        verbs.withdraw(self.article, by=self.cast.publisher, note="As the court orders.", now=at(2))
        assert not self.article.revisions.live(at=at(2)).exists()
        with pytest.raises(Refused, match="On legal hold"):
            verbs.publish(self.article, by=self.cast.publisher, now=at(3))
        self.lift()
        verbs.publish(self.article, by=self.cast.publisher, now=at(10))
        assert self.article.revisions.live(at=at(10)).exists()

    def test_a_proof_link_that_is_out_is_closed(self) -> None:
        link, _secret = proofing.make_link(self.article, by=self.cast.editor, name="Ada", now=NOW)
        self.hold()
        proofing.revoke(link, by=self.cast.editor, now=at(2))
        assert not link.is_open(at=at(3))

    def test_others_are_not_held(self) -> None:
        self.hold()
        assert self.cast.live("Another").revisions.live(at=NOW).exists()


class TestTheHold(Holding):
    def test_both_acts_are_told_with_their_reasons_and_the_row_stays(self) -> None:
        self.hold()
        lifted = self.lift()
        assert (lifted.placer, lifted.reason, lifted.placed_at) == ("publisher", "Brandt v. Harbour", at(1))
        assert (lifted.lifter, lifted.lifted_because, lifted.lifted_at) == ("publisher", "The suit was dropped", at(9))
        told = self.article.events.filter(verb__in=("hold", "lift_hold")).order_by("pk").values_list("verb", "note")
        assert list(told) == [("hold", "Brandt v. Harbour"), ("lift_hold", "The suit was dropped")]
        self.hold(now=at(20), reason="The suit is back")
        assert self.article.holds.count() == 2

    def test_only_a_publisher_places_and_lifts(self) -> None:
        for person in (self.cast.contributor, self.cast.editor, self.cast.outsider):
            with pytest.raises(NotAllowed):
                self.hold(by=person)
        self.hold()
        with pytest.raises(NotAllowed):
            self.lift(by=self.cast.editor)

    def test_it_asks_for_a_reason_and_for_one_hold_at_a_time(self) -> None:
        with pytest.raises(Refused, match="is not on hold"):
            self.lift()
        with pytest.raises(Refused, match="Write the reason"):
            self.hold(reason=" ")
        with pytest.raises(Refused, match="at most|may have 2000"):
            self.hold(reason="x" * 2001)
        self.hold()
        with pytest.raises(Refused, match="publisher placed this article on hold already"):
            self.hold()
        with pytest.raises(Refused, match="Write the reason"):
            self.lift(reason="")
        in_the_trash = self.cast.draft()
        verbs.discard(in_the_trash, by=self.cast.editor, now=NOW)
        with pytest.raises(Refused, match="in the trash"):
            self.hold(in_the_trash)

    def test_the_database_knows_one_open_hold_and_keeps_every_row(self) -> None:
        hold = self.hold()
        columns = {"article": self.article, "placer": "Nobody", "reason": "None", "placed_at": at(2)}
        with pytest.raises(IntegrityError), transaction.atomic():
            LegalHold.objects.create(**columns)
        for change in ({"reason": "Another"}, {"placer": "Nobody"}, {"lifted_at": at(3)}):
            with pytest.raises(IntegrityError), transaction.atomic():
                LegalHold.objects.filter(pk=hold.pk).update(**change)
        with pytest.raises(IntegrityError, match="never goes"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM articles_legalhold")
