"""Any play of verbs on two articles while the clock moves: pages, feed and topic show what a model of them says."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Any
from unittest import mock
from xml.etree import ElementTree

from django.db import transaction
from django.test import TestCase
from django.urls import reverse
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from articles.desk import signing_off, verbs
from articles.desk.correcting import Change
from articles.desk.dating import set_dates
from articles.desk.flagging import flag
from articles.desk.refusal import Refused
from articles.desk.reprinting import Printing, reprint
from articles.desk.standing import unsigned
from articles.models import Article, IndexEntry, OwedCheck, Revision
from articles.models.act import LISTED
from articles.models.article import Stage
from articles.models.check import Flag
from tests.examples import ALL, some_of
from tests.magazine import NOW, Magazine
from tests.recording import ask

HEADLINE = re.compile(r"(?:Alpha|Omega) tells \d{4}")
TOLD = re.compile(r"(?:Alpha|Omega) was told \d{4}\.")
NAMES = st.sampled_from(["Alpha", "Omega"])
CHANGES = st.sampled_from(["silent", "update", "correction", "note", "retraction"])
SPANS = st.sampled_from([timedelta(seconds=1), timedelta(hours=1), timedelta(hours=2), timedelta(days=1)])

PLAYS = settings(
    max_examples=12 if ALL else 3, deadline=None, stateful_step_count=20, phases=(Phase.reuse, Phase.generate)
)
"""Without ``Phase.shrink``, which takes minutes: add it to make a play that fails short."""

EASILY_GOT_WRONG = [
    ["publish", "schedule", "withdraw", "wait"],
    ["publish", "schedule", "unschedule", "wait"],
    ["schedule", "publish", "wait", "withdraw", "wait"],
    ["publish", "wait", "schedule", "save", "wait", "publish", "withdraw"],
    ["publish", "wait", "withdraw", "publish", "wait", "schedule", "schedule", "wait"],
    ["schedule", "wait_for_the_next_change", "publish", "publish", "withdraw", "wait"],
    ["publish", "wait", "withdraw", "restore", "wait", "publish", "withdraw"],
    ["expire", "publish", "publish", "wait_for_the_next_change", "publish", "wait", "withdraw"],
    ["publish", "expire", "schedule", "unschedule", "wait", "expire", "publish", "wait_for_the_next_change"],
    ["publish", "correct", "correct", "wait", "publish", "schedule", "publish", "wait", "correct", "withdraw"],
    ["publish", "mark", "correct", "sign", "correct", "take_back", "correct", "waive", "correct", "wait"],
    ["publish", "schedule", "unschedule", "correct", "schedule", "wait_for_the_next_change", "correct", "wait"],
    ["publish", "mark", "schedule", "sign", "restore", "sign", "correct", "wait", "publish", "unmark", "publish"],
    ["schedule", "mark", "take_back", "wait_for_the_next_change", "mark", "correct", "sign", "correct", "publish"],
    ["embargo", "schedule", "publish", "embargo", "wait", "publish", "embargo", "schedule", "wait"],
    ["publish", "schedule", "reprint", "wait_for_the_next_change", "reprint", "unschedule", "publish", "wait"],
    ["publish", "correct", "reprint", "save", "reprint", "publish", "reprint", "wait", "withdraw", "reprint"],
    ["publish", "expire", "reprint", "schedule", "reprint", "unschedule", "wait_for_the_next_change", "reprint"],
]
"""Every other one on most days, and in these is each decision."""
FURTHER = {
    "publish": {"name": "Alpha", "changed": True, "act": "correction"},
    "schedule": {"name": "Alpha", "changed": True, "act": "update", "span": timedelta(hours=1)},
    "correct": {"name": "Alpha", "act": "note"},
    "expire": {"name": "Alpha", "span": timedelta(hours=2)},
    "embargo": {"name": "Alpha", "span": timedelta(hours=2)},
    "wait": {"span": timedelta(hours=2)},
    "wait_for_the_next_change": {"before": timedelta(0)},
    "restore": {"name": "Alpha", "back": 1},
    **{name: {"name": "Alpha"} for name in ("mark", "unmark", "sign", "waive", "take_back")},
}


@dataclass
class Turn:
    """What readers see from its start to its end, and what they are told with it, if anything, and by which act."""

    start: datetime
    end: datetime | None
    text: str
    act: str = "silent"
    told: str = ""
    is_checked: bool = False


class Model:
    """An article as its readers know it, in turns. A turn without length never was."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.note = ""
        self.withdrawn: datetime | None = None
        self.embargo: datetime | None = None
        self.expiry: datetime | None = None
        self.marked = False
        self.signed: set[str] = set()

    def may_be_printed(self, text: str) -> bool:
        """Whether a text lacks no check: what is marked owes one, by whomever, for that very text."""
        return not self.marked or text in self.signed

    def begin(self, start: datetime, text: str, now: datetime, act: str, told: str) -> None:
        self.cancel(now)
        self.end(start)
        self.turns.append(Turn(start, self.expiry, text, act, told))

    def cancel(self, now: datetime) -> None:
        self.turns = [turn for turn in self.turns if turn.start <= now]
        for turn in self.turns:
            turn.end = turn.end if turn.end and turn.end <= now else self.expiry

    def end(self, moment: datetime) -> None:
        for turn in self.turns:
            turn.end = min(turn.end or moment, moment)
        self.turns = [turn for turn in self.turns if turn.start < turn.end]

    def expire(self, moment: datetime | None, now: datetime) -> None:
        self.expiry = moment
        for turn in self.turns[-1:]:
            turn.end = turn.end if turn.end and turn.end <= now else moment

    def shown(self, now: datetime) -> str | None:
        live = (turn.text for turn in self.turns if turn.start <= now and (turn.end is None or now < turn.end))
        return next(live, None)

    def entitled(self, now: datetime) -> str:
        """As it stands where nothing else says that it is retracted."""
        is_retracted = any(turn.act == "retraction" for turn in self.told(now))
        return f"Retracted: {self.shown(now)}" if is_retracted else str(self.shown(now))

    def past(self, now: datetime) -> list[str]:
        return [turn.text for turn in self.turns if turn.start <= now]

    def changes(self, now: datetime) -> list[datetime]:
        moments = [moment for turn in self.turns for moment in (turn.start, turn.end) if moment]
        return [moment for moment in moments if moment > now]

    def told(self, now: datetime) -> list[Turn]:
        return [turn for turn in self.turns if turn.told and turn.start <= now]

    def farewell(self, now: datetime) -> str:
        """What stands where it was."""
        last = max(turn.end for turn in self.turns if turn.end and turn.end <= now)
        return self.note if self.withdrawn and self.withdrawn >= last else "for a limited time, which is over"


class Play(RuleBasedStateMachine):
    magazine: Magazine
    keys: dict[str, int]

    def __init__(self) -> None:
        super().__init__()
        self.now, self.count = NOW, 0
        self.clock = mock.patch("django.utils.timezone.now", side_effect=lambda: self.now)
        self.clock.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.models = {name: Model() for name in self.keys}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.clock.stop()

    def article(self, name: str) -> Article:
        return Article.objects.get(pk=self.keys[name])

    def decide(self, verb: str, name: str, **further: Any) -> bool:
        """Whether the desk did it; what it refuses must leave everything as it was, which the pages tell."""
        try:
            getattr(verbs, verb)(self.article(name), by=self.magazine.publisher, **further)
        except Refused:
            return False
        return True

    @rule(span=SPANS)
    def wait(self, span: timedelta) -> None:
        self.now += span

    @precondition(lambda self: any(model.changes(self.now) for model in self.models.values()))
    @rule(before=st.sampled_from([timedelta(0), timedelta(microseconds=1)]))
    def wait_for_the_next_change(self, before: timedelta) -> None:
        moment = min(change for model in self.models.values() for change in model.changes(self.now))
        self.now = max(self.now, moment - before)

    @rule(name=NAMES)
    def save(self, name: str) -> None:
        self.count += 1
        self.magazine.change(self.article(name), headline=f"{name} tells {self.count:04}", now=self.now)

    @rule(name=NAMES, verb=st.sampled_from(["submit", "take_back", "approve", "ask_for_changes"]))
    def review(self, name: str, verb: str) -> None:
        self.decide(verb, name, note="Say more.")

    @rule(name=NAMES, changed=st.booleans(), act=CHANGES)
    def publish(self, name: str, changed: bool, act: str) -> None:
        self.prepare(name, changed)
        change = self.change(name, act)
        if self.decide("publish", name, change=change):
            self.begin(name, self.now, change)

    @rule(name=NAMES, changed=st.booleans(), act=CHANGES, span=SPANS)
    def schedule(self, name: str, changed: bool, act: str, span: timedelta) -> None:
        self.prepare(name, changed)
        change = self.change(name, act)
        if self.decide("schedule", name, moment=self.now + span, change=change):
            self.begin(name, self.now + span, change)

    @rule(name=NAMES, act=CHANGES)
    def correct(self, name: str, act: str) -> None:
        change = self.change(name, act)
        if self.decide("correct", name, change=change):
            self.begin(name, self.now, change)

    def begin(self, name: str, start: datetime, change: Change) -> None:
        self.models[name].begin(start, self.article(name).headline, self.now, change.act, change.right)

    def change(self, name: str, act: str) -> Change:
        """The act with all that it could ask for; of what readers never had, there is nothing to tell."""
        if act == "silent" or not self.models[name].past(self.now):
            return Change()
        self.count += 1
        said = f"{name} was told {self.count:04}."
        return Change(act, wrong="Something.", right=said, learned="By mail.", learned_on=self.now.date())

    @rule(name=NAMES, span=SPANS | st.none())
    def embargo(self, name: str, span: timedelta | None) -> None:
        moment = self.now + span if span else None
        if self.date(name, embargo_until=moment):
            self.models[name].embargo = moment

    @rule(name=NAMES, span=SPANS | st.none())
    def expire(self, name: str, span: timedelta | None) -> None:
        moment = self.now + span if span else None
        if self.date(name, expires_at=moment):
            self.models[name].expire(moment, self.now)

    def date(self, name: str, **given: datetime | None) -> bool:
        try:
            set_dates(self.article(name), by=self.magazine.publisher, now=self.now, **given)
        except Refused:
            return False
        return True

    def prepare(self, name: str, changed: bool) -> None:
        """Half of the time a new text on its straight way; else whatever the play has come to."""
        if changed:
            self.save(name)
            self.decide("submit", name)
            self.decide("approve", name)

    @rule(name=NAMES)
    def reprint(self, name: str) -> None:
        """Readers get the same text under another notice; nothing else of what they or the desk have moves."""
        self.count, self.now = self.count + 1, self.now + timedelta(microseconds=1)
        words = f"Notice {self.count}"

        def change(printing: Printing) -> None:
            printing.notices[0].wording = words

        is_live = self.models[name].shown(self.now) is not None
        before = self.article(name)
        try:
            printed = reprint(before, by=self.magazine.publisher, reason="So it is.", change=change, now=self.now)
        except Refused:
            assert not is_live
        else:
            assert is_live
            assert words in ask(printed.get_absolute_url()).content.decode()
        after = self.article(name)
        assert (after.stage, after.version, after.on_desk) == (before.stage, before.version, before.on_desk)
        assert after.headline == after.newest().headline

    @rule(name=NAMES)
    def mark(self, name: str) -> None:
        self.flag(name, True)

    @rule(name=NAMES)
    def unmark(self, name: str) -> None:
        self.flag(name, False)

    def flag(self, name: str, on: bool) -> None:
        try:
            flags, note = [Flag.FIGURES] if on else [], "So."
            flag(self.article(name), flags, by=self.magazine.publisher, note=note, now=self.now)
        except Refused:
            assert self.models[name].changes(self.now)
        else:
            self.models[name].marked = on

    @rule(name=NAMES)
    def sign(self, name: str) -> None:
        if self.check(name, signing_off.sign):
            self.models[name].signed.add(self.article(name).headline)

    @rule(name=NAMES)
    def waive(self, name: str) -> None:
        if self.check(name, signing_off.waive, note="It is a poem."):
            self.models[name].signed.add(self.article(name).headline)

    @rule(name=NAMES)
    def take_back(self, name: str) -> None:
        if self.check(name, signing_off.take_back):
            self.models[name].signed.remove(self.article(name).headline)

    def check(self, name: str, deed: Any, **further: Any) -> bool:
        try:
            deed(self.article(name), "facts", by=self.magazine.publisher, now=self.now, **further)
        except Refused:
            return False
        return True

    @rule(name=NAMES)
    def unschedule(self, name: str) -> None:
        if self.decide("unschedule", name):
            self.models[name].cancel(self.now)

    @rule(name=NAMES)
    def withdraw(self, name: str) -> None:
        self.count += 1
        note = f"Withdrawn for reason {self.count}."
        if self.decide("withdraw", name, note=note):
            self.models[name].cancel(self.now)
            self.models[name].end(self.now)
            self.models[name].note, self.models[name].withdrawn = note, self.now

    @rule(name=NAMES, back=st.integers(0, 3))
    def restore(self, name: str, back: int) -> None:
        revisions = self.article(name).revisions.order_by("-number")
        self.decide("restore", name, revision=revisions[min(back, len(revisions) - 1)])

    @invariant()
    def an_address_shows_what_is_live_and_nothing_else(self) -> None:
        for name, model in self.models.items():
            answer = ask(reverse("article", args=[name.lower()]))
            page, live, past = answer.content.decode(), model.shown(self.now), model.past(self.now)
            assert answer.status_code == (200 if live else 410 if past else 404)
            told = {headline for headline in HEADLINE.findall(page) if headline.startswith(name)}
            assert told == {live} if live else told <= set(past)
            assert live or not past or model.farewell(self.now) in page
            assert TOLD.findall(page.partition("<body")[2]) == (
                [turn.told for turn in model.told(self.now)] if live else []
            )

    @invariant()
    def nothing_is_read_before_its_embargo_or_after_its_expiry(self) -> None:
        for name, model in self.models.items():
            is_early = model.embargo is not None and self.now < model.embargo
            is_late = model.expiry is not None and model.expiry <= self.now
            is_live = Revision.objects.live(at=self.now).filter(article=self.keys[name]).exists()
            assert not (is_live and (is_early or is_late))

    @invariant()
    def no_turn_begins_for_a_text_that_lacks_a_check(self) -> None:
        for model in self.models.values():
            for turn in model.turns:
                if turn.start <= self.now and not turn.is_checked:
                    assert model.may_be_printed(turn.text)
                    turn.is_checked = True

    @invariant()
    def a_sign_off_holds_exactly_as_long_as_the_text_is_what_was_signed(self) -> None:
        for name, model in self.models.items():
            article = self.article(name)
            assert (list(unsigned(article)) == []) is model.may_be_printed(article.headline)

    @invariant()
    def the_page_of_corrections_lists_what_came_into_force_and_is_listed(self) -> None:
        page = ask(reverse("corrections")).content.decode()
        told = [turn for model in self.models.values() for turn in model.told(self.now)]
        assert sorted(TOLD.findall(page)) == sorted(turn.told for turn in told if turn.act in LISTED)

    @invariant()
    def what_is_off_the_desk_has_nothing_left_to_do(self) -> None:
        for name in self.models:
            article = self.article(name)
            assert article.on_desk or (article.stage == Stage.APPROVED and article.newest().live_from)

    @invariant()
    def feed_and_topic_list_what_is_live_the_first_published_last(self) -> None:
        shown = [model for model in self.models.values() if model.shown(self.now)]
        for listed, name in ((self.in_feed(), Model.entitled), (self.on_topic(), Model.shown)):
            live = {name(model, self.now): model.turns[0].start for model in shown}
            assert set(listed) == set(live)
            assert [live[headline] for headline in listed] == sorted(live.values(), reverse=True)

    @invariant()
    def the_index_holds_what_the_desk_says_and_what_is_or_will_be_live(self) -> None:
        """And nothing else but what was live until the clock went past its end."""
        for key in self.keys.values():
            revisions = Revision.objects.filter(article=key)
            shown = revisions.live(at=self.now) | revisions.scheduled(at=self.now)
            wanted = {revisions.as_on_the_desk()[0], *shown}
            held = {entry.revision for entry in IndexEntry.objects.filter(article=key).select_related("revision")}
            assert wanted <= held
            assert all(revision.live_until for revision in held - wanted)

    def in_feed(self) -> list[str]:
        feed = ElementTree.fromstring(ask(reverse("feed")).content)
        return [title.text for title in feed.iterfind("channel/item/title")]

    def on_topic(self) -> list[str]:
        page = ask(reverse("topic", args=[self.magazine.sea.slug])).content.decode()
        return list(dict.fromkeys(HEADLINE.findall(page)))


class StateMachine(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        magazine = Magazine()
        keys = {name: magazine.draft(f"{name} tells 0000", slug=name.lower()).pk for name in ("Alpha", "Omega")}
        cls.machine = type("PlayHere", (Play,), {"magazine": magazine, "keys": keys})
        OwedCheck.objects.create(check_name="facts", flag=Flag.FIGURES)

    def test_readers_see_what_was_decided_whatever_is_played(self) -> None:
        run_state_machine_as_test(self.machine, settings=PLAYS)

    def test_readers_see_what_was_decided_in_the_plays_that_are_easily_got_wrong(self) -> None:
        plays = [decisions for (decisions,) in some_of(EASILY_GOT_WRONG, one_in=2)]
        assert set(chain(*plays)) == set(chain(*EASILY_GOT_WRONG))
        for decisions in plays:
            with self.subTest(decisions=decisions):
                self.play_out(decisions)

    def play_out(self, decisions: list[str]) -> None:
        play = self.machine()
        try:
            for decision in decisions:
                getattr(play, decision)(**FURTHER.get(decision, {"name": "Alpha"}))
                play.an_address_shows_what_is_live_and_nothing_else()
                play.nothing_is_read_before_its_embargo_or_after_its_expiry()
                play.no_turn_begins_for_a_text_that_lacks_a_check()
                play.a_sign_off_holds_exactly_as_long_as_the_text_is_what_was_signed()
                play.the_page_of_corrections_lists_what_came_into_force_and_is_listed()
                play.feed_and_topic_list_what_is_live_the_first_published_last()
        finally:
            play.teardown()
