"""Printing a disclaimer or a new name on what is live: foreseen, done once each, gone on with wherever it broke off."""

import re
from copy import deepcopy
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.desk import prospects, verbs
from articles.desk.errands import apply, carry_name, former_names, go_on, stop
from articles.desk.holding import place_hold
from articles.desk.prospects import left_out, preview
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.waiving import waive
from articles.models import Article, Author, Declaration, Errand, Event, Revision, Rule
from tests.magazine import SILENTLY, Magazine, at, disclaimer, reword

REASON = "The law of April."
ANALYSIS = {"kind": "analysis", "disclaimers": []}


@pytest.fixture(scope="module")
def made(for_all: None) -> dict[str, Any]:
    """The cast, a disclaimer, and two articles that are live without it."""
    cast = Magazine()
    legal = disclaimer("Legal", "No advice of {author}.", place="start")
    first, second = (cast.live(headline, **ANALYSIS) for headline in ("First", "Second"))
    return {"cast": cast, "legal": legal, "first": first, "second": second}


class Desk:
    @pytest.fixture(autouse=True)
    def begin_with(self, made: dict[str, Any], db: None) -> None:
        vars(self).update(deepcopy(made))

    def live(self, headline: str, **given: Any) -> Article:
        return self.cast.live(headline, **{**ANALYSIS, **given})

    def rule(self, **given: Any) -> None:
        Rule.objects.create(disclaimer=self.legal, **{"kind": "analysis", **given})

    def begin(self, **given: Any) -> Errand:
        given = {"by": self.cast.publisher, "reason": REASON, "adds": True, "rewords": True, **given}
        return apply(self.legal, **given)

    def run_out(self, errand: Errand, **given: Any) -> list[tuple[str, str]]:
        done = go_on(errand, **{"by": self.cast.publisher, **given})
        return [(row.headline, told) for row, told in done]

    def carried(self, article: Article) -> list[str]:
        return [each.wording for each in article.revisions.live(at=timezone.now()).get().notices.all()]

    def foreseen(self, errand: Errand) -> list[tuple[str, list[str]]]:
        return [(str(each.revision), each.sentences) for each in preview(errand, at=timezone.now())[0]]


class TestDisclaimers(Desk):
    def test_what_owes_it_gets_it_and_what_carries_other_words_gets_todays(self) -> None:
        worded = self.live("Worded", disclaimers=[self.legal], kind="news")
        reword(self.legal, "No advice at all.")
        owing, waived, other = self.first, self.second, self.live("Other", kind="news")
        self.rule()
        waive(waived, self.legal, by=self.cast.publisher, reason="So.", now=at(1))
        errand = self.begin()
        told = self.foreseen(errand)
        assert told == [("First", ["New: No advice at all."]), ("Worded", ["Other words: No advice at all."])]
        self.run_out(errand)
        errand.refresh_from_db()
        assert (errand.printed, errand.refused, bool(errand.ended)) == (2, [], True)
        assert [self.carried(each) for each in (worded, owing, waived, other)] == [
            ["No advice at all."],
            ["No advice at all."],
            [],
            [],
        ]
        event = owing.events.first()
        assert (event.verb, event.note) == ("reprint", f"Silent fix.\n{REASON}")
        live = owing.revisions.live(at=timezone.now()).get()
        assert (live.first_published, live.updated) == (at(0), None)
        assert self.foreseen(errand) == []

    def test_another_place_or_purpose_is_printed_with_the_words_of_today(self) -> None:
        article = self.live("Carries it", disclaimers=[self.legal])
        for column, value in (("place", "end"), ("purpose", "sponsored")):
            setattr(self.legal, column, value)
            self.legal.save()
            errand = self.begin()
            assert self.foreseen(errand)[0][1] == ["Another place or purpose: No advice of Ada Brandt."], column
            self.run_out(errand)
            assert getattr(article.newest().notices.get(), column) == value

    def test_it_does_what_it_was_begun_for_and_no_more(self) -> None:
        worded, owing = self.live("Worded", disclaimers=[self.legal]), self.first
        reword(self.legal, "No advice at all.")
        self.rule()
        self.run_out(self.begin(rewords=False))
        assert (self.carried(worded), self.carried(owing)) == (["No advice of Ada Brandt."], ["No advice at all."])

    def test_broken_off_it_goes_on_where_it_was_and_prints_nothing_twice(self) -> None:
        articles = [self.first, self.second, self.live("Third")]
        self.rule()
        errand = self.begin()
        done = go_on(errand, by=self.cast.publisher)
        assert str(next(done)[0]) == "First"
        done.close()
        with (
            mock.patch("articles.desk.errands.reprint", side_effect=KeyboardInterrupt),
            pytest.raises(KeyboardInterrupt),
        ):
            list(go_on(Errand.objects.get(), by=self.cast.publisher))
        assert [headline for headline, _told in self.run_out(Errand.objects.get())] == ["Second", "Third"]
        assert self.run_out(Errand.objects.get()) == []
        assert [each.revisions.count() for each in articles] == [2, 2, 2]

    def test_the_words_are_those_of_when_it_was_begun_whatever_is_written_meanwhile(self) -> None:
        article = self.first
        self.rule()
        errand = self.begin()
        reword(self.legal, "Nobody decided on this.", now=timezone.now())
        self.run_out(errand)
        assert self.carried(article) == ["No advice of Ada Brandt."]
        self.run_out(self.begin())
        assert self.carried(article) == ["Nobody decided on this."]

    def test_who_declared_an_interest_is_named_alone_and_is_still_when_a_name_changes(self) -> None:
        article = self.live("Owing", authors=[self.cast.ada, self.cast.bao])
        Declaration.objects.create(author=self.cast.bao, party="Harbour Board", since=at(-99_999))
        self.rule(interest="any")
        self.run_out(self.begin())
        assert self.carried(article) == ["No advice of Bao Lin."]
        Declaration.objects.all().delete()
        for author, name in ((self.cast.ada, "Ada Lindqvist"), (self.cast.bao, "Bao Linden")):
            former, author.name = author.name, name
            author.save()
            self.run_out(carry_name(author, former, by=self.cast.publisher, reason="So."))
        assert self.carried(article) == ["No advice of Bao Linden."]

    def test_of_two_who_go_on_with_it_neither_prints_what_the_other_did(self) -> None:
        self.rule()
        errand = self.begin()
        mine, theirs = go_on(errand, by=self.cast.publisher), go_on(Errand.objects.get(), by=self.cast.publisher)
        assert [str(row) for row, _told in mine] == ["First", "Second"]
        assert list(theirs) == []
        assert [article.revisions.count() for article in (self.first, self.second)] == [2, 2]

    def test_what_is_refused_is_told_and_the_others_are_printed(self) -> None:
        held, free = self.first, self.second
        place_hold(held, by=self.cast.publisher, reason="A suit")
        self.rule()
        errand = self.begin()
        (first, told), (second, nothing) = self.run_out(errand)
        assert (first, second, nothing) == ("First", "Second", "")
        assert "On legal hold" in told
        errand.refresh_from_db()
        assert errand.refused == [[held.pk, told]]
        assert self.carried(free) == ["No advice of Ada Brandt."]

    def test_what_has_ended_is_not_gone_on_with(self) -> None:
        """Also where what it looks for is there again, and where the end came while it was being gone on with."""
        self.rule()
        first, second = self.begin(), Errand.objects.get()
        Errand.objects.update(ended=at(1))
        for errand in (Errand.objects.get(), first, second):
            with mock.patch("articles.desk.errands.candidates", side_effect=prospects.candidates) as asked:
                assert self.run_out(errand, seconds=2) == []
            assert asked.call_count <= 1
        assert Revision.objects.count() == 2
        assert Errand.objects.get().ended == at(1)

    def test_one_that_was_stopped_prints_no_more_and_another_may_begin(self) -> None:
        self.rule()
        errand = self.begin()
        next(go_on(errand, by=self.cast.publisher))
        with pytest.raises(Refused, match="Write the reason"):
            stop(errand, by=self.cast.publisher, reason=" ")
        stop(errand, by=self.cast.publisher, reason="The wrong law.", now=at(2))
        assert (errand.stopper, errand.ended, errand.printed) == ("publisher", at(2), 1)
        assert self.run_out(errand) == []
        assert [len(self.carried(each)) for each in (self.first, self.second)] == [1, 0]
        event = Event.objects.get(verb="stop_errand")
        assert (event.about, event.note, event.actor) == ("Legal", "The wrong law.", "publisher")
        with pytest.raises(Refused, match="ended already"):
            stop(errand, by=self.cast.publisher, reason="Twice.")
        self.begin()
        for person in (self.cast.editor, self.cast.contributor):
            with pytest.raises(NotAllowed):
                stop(Errand.objects.open().get(), by=person, reason="Mine.")

    def test_it_stops_when_its_time_is_over(self) -> None:
        self.rule()
        errand = self.begin()
        assert self.run_out(errand, seconds=0) == []
        assert not Errand.objects.get().ended

    def test_every_condition_is_foreseen_as_it_is_judged(self) -> None:
        """The database is asked for a little too much, never for too little."""
        Author.objects.filter(pk=self.cast.ada.pk).update(affiliation="Harbour Board")
        Declaration.objects.create(author=self.cast.ada, nature="funding", party="Ferry", since="2026-01-01")
        self.live("Hers, with the board")
        hers = ["First", "Second", "Hers, with the board"]
        self.live("His", authors=[self.cast.bao], topics=[self.cast.borders], kind="news", now=at(48))
        for conditions, wanted in (
            ({}, [*hers, "His"]),
            ({"kind": "analysis"}, hers),
            ({"topic": self.cast.borders}, ["His"]),
            ({"author": self.cast.ada}, hers),
            ({"affiliation": "harbour"}, ["Hers, with the board"]),
            ({"interest": "any", "party": "ferry"}, hers),
            ({"interest": "family"}, []),
            ({"kind": "news", "author": self.cast.ada}, []),
            ({"kind": "news", "author": self.cast.ada, "match": "any"}, [*hers, "His"]),
            ({"since": at(24).date()}, ["His"]),
        ):
            rule = Rule.objects.create(disclaimer=self.legal, **conditions)
            errand = Errand(disclaimer=self.legal, adds=True)
            assert [headline for headline, _told in self.foreseen(errand)] == wanted, conditions
            rule.delete()

    def test_a_preview_is_paged_and_looks_at_a_few_at_a_time(self) -> None:
        self.live("Third")
        self.rule()
        errand = Errand(disclaimer=self.legal, adds=True)
        with mock.patch.object(prospects, "SHOWN", 1), mock.patch.object(prospects, "LOOKED_AT", 2):
            seen, after = [], 0
            while True:
                found, after = preview(errand, at=timezone.now(), after=after)
                seen += [str(each.revision) for each in found]
                if not after:
                    break
        assert seen == ["First", "Second", "Third"]

    def test_what_is_scheduled_without_it_is_named(self) -> None:
        later = timezone.now() + timezone.timedelta(days=1)
        article = self.cast.scheduled("Tomorrow", moment=later, kind="analysis", disclaimers=[])
        self.rule()
        assert left_out(Errand(disclaimer=self.legal, adds=True), at=timezone.now()) == [article.newest()]

    def test_it_asks_for_a_reason_for_something_to_do_and_for_one_at_a_time(self) -> None:
        for given, sentence in (
            ({"reason": " "}, "Write the reason"),
            ({"reason": "x" * 2_001}, "A reason may have 2000 characters"),
            ({"adds": False, "rewords": False}, "Choose at least one"),
        ):
            with pytest.raises(Refused, match=re.escape(sentence)):
                self.begin(**given)
        self.begin()
        with pytest.raises(Refused, match="publisher began this already"):
            self.begin()

    def test_only_publishers_begin_and_go_on(self) -> None:
        errand = self.begin()
        for who in (self.cast.contributor, self.cast.editor, self.cast.outsider):
            with pytest.raises(NotAllowed):
                self.begin(by=who)
            with pytest.raises(NotAllowed):
                self.run_out(errand, by=who)


class TestNames(Desk):
    def rename(self, name: str = "Ada Lindqvist") -> None:
        Author.objects.filter(pk=self.cast.ada.pk).update(name=name)
        self.cast.ada.refresh_from_db()

    def carry(self, former: str = "Ada Brandt", **given: Any) -> Errand:
        return carry_name(self.cast.ada, former, **{"by": self.cast.publisher, "reason": "She asks for it.", **given})

    def names(self, article: Article) -> list[str]:
        return [each.name for each in article.revisions.live(at=timezone.now()).get().credits.all()]

    def test_without_the_verb_only_what_is_printed_from_then_on_has_the_new_name(self) -> None:
        old = self.first
        self.rename()
        assert (self.names(old), self.names(self.live("New"))) == (["Ada Brandt"], ["Ada Lindqvist"])

    def test_with_it_all_that_is_live_has_it_also_in_notices_and_the_record_stays(self) -> None:
        article = self.live("Old", authors=[self.cast.ada, self.cast.bao], disclaimers=[self.legal])
        other = self.live("Other", authors=[self.cast.bao])
        self.rename()
        assert former_names(self.cast.ada, at=timezone.now()) == ["Ada Brandt"]
        errand = self.carry()
        assert self.foreseen(errand)[0][1][0] == "“Ada Lindqvist” in place of “Ada Brandt”"
        self.run_out(errand)
        assert self.names(article) == ["Ada Lindqvist", "Bao Lin"]
        assert self.carried(article) == ["No advice of Ada Lindqvist and Bao Lin."]
        first = article.revisions.get(number=1)
        assert [each.name for each in first.credits.all()] == ["Ada Brandt", "Bao Lin"]
        assert other.revisions.count() == 1
        assert article.events.first().note == "Silent fix.\nShe asks for it."
        assert former_names(self.cast.ada, at=timezone.now()) == []

    def test_a_draft_keeps_its_own_and_is_not_touched(self) -> None:
        article = self.first
        self.cast.change(article, headline="Newer", now=at(1))
        self.rename()
        self.run_out(self.carry())
        assert (self.names(article), article.newest().number) == (["Ada Lindqvist"], 2)
        verbs.publish(self.cast.approve_again(article), by=self.cast.publisher, change=SILENTLY)
        assert self.names(article) == ["Ada Lindqvist"]

    def test_a_name_that_stands_nowhere_is_refused_and_so_is_who_may_not(self) -> None:
        self.rename()
        with pytest.raises(Refused, match=re.escape("“Eve” stands on nothing that is live.")):
            self.carry("Eve")
        with pytest.raises(Refused, match="Write the reason"):
            self.carry(reason="")
        for who in (self.cast.contributor, self.cast.editor):
            with pytest.raises(NotAllowed):
                self.carry(by=who)


class TestCommand(Desk):
    def command(self, *words: str) -> str:
        out = StringIO()
        call_command("apply_disclaimers", "--by", "publisher", *words, stdout=out, stderr=out)
        return out.getvalue()

    def test_it_begins_goes_on_and_ends(self) -> None:
        self.rule()
        place_hold(self.first, by=self.cast.publisher, reason="A suit")
        told = self.command("--disclaimer", "Legal", "--reason", REASON)
        assert f"{self.first.pk} “First”: On legal hold" in told
        assert "Legal: printed anew on 1, refused on 1." in told
        assert self.command() == ""
        assert Revision.objects.count() == 3

    def test_it_says_what_it_cannot_do(self) -> None:
        for words, sentence in (
            (("--disclaimer", "Nowhere"), "There is no disclaimer “Nowhere”."),
            (("--disclaimer", "Legal"), "Write the reason"),
        ):
            with pytest.raises(CommandError, match=sentence):
                self.command(*words)
        with pytest.raises(CommandError, match="There is no account “nobody”"):
            call_command("apply_disclaimers", "--by", "nobody")
