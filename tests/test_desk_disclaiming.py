"""What an article owes and why; what the next save attaches; what a publisher waives; and what stops the press."""

import re
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from articles.desk import verbs
from articles.desk.disclaiming import facts_as_printed, facts_of, interests, owed, standings
from articles.desk.holding import place_hold
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.saving import save
from articles.desk.waiving import take_back, waive
from articles.models import Article, Author, Byline, Declaration, Rule, Topic, Waiver
from articles.models.article import Stage
from tests.magazine import NOW, SILENTLY, Magazine, at, disclaimer

DAY = NOW.date()


ANALYSIS = {"kind": "analysis", "disclaimers": []}


@pytest.fixture(scope="module")
def made(for_all: None) -> dict[str, Any]:
    """The cast, and an analysis at each point that tests begin from; no rule asks for anything yet."""
    cast = Magazine()
    interest = disclaimer("Interest", "It is told.")
    Author.objects.filter(pk=cast.ada.pk).update(affiliation="The Harbour Board, Sarn")
    points = {name: getattr(cast, name)(**ANALYSIS) for name in ("draft", "approved", "live")}
    owing = cast.approved(kind="analysis", disclaimers=[interest])
    return {"cast": cast, "interest": interest, "owing": owing, **points}


class Desk:
    @pytest.fixture(autouse=True)
    def begin_with(self, made: dict[str, Any], db: None) -> None:
        vars(self).update(deepcopy(made))

    def rule(self, **conditions: Any) -> Rule:
        return Rule.objects.create(disclaimer=self.interest, **conditions)

    def declare(self, **given: Any) -> Declaration:
        columns = {"author": self.cast.ada, "nature": "funding", "party": "Ferry Company Ltd", "since": DAY}
        return Declaration.objects.create(**{**columns, **given})

    def owes(self, article: Article, hours: float = 1) -> tuple[str, ...] | None:
        found = owed(facts_of(article, at=at(hours)))
        return next((each.reasons for each in found if each.disclaimer == self.interest), None)

    def analysis(self, **given: Any) -> Article:
        return self.cast.draft(**{**ANALYSIS, **given})


class TestRules(Desk):
    def test_each_condition_says_why(self) -> None:
        harbours = Topic.objects.create(name="Harbours", slug="harbours", parent=self.cast.sea)
        article = self.analysis(topics=[harbours])
        self.declare()
        told = {
            "It is analysis.": {"kind": "analysis"},
            "It is filed under Harbours.": {"topic": self.cast.sea},
            "Ada Brandt is in the byline.": {"author": self.cast.ada},
            "Ada Brandt: The Harbour Board, Sarn.": {"affiliation": "harbour board"},
            "By a declared interest.": {"interest": "funding", "party": "ferry company"},
            "Every article owes it.": {},
        }
        for sentence, conditions in told.items():
            rule = self.rule(**conditions)
            assert self.owes(article) == (sentence,), conditions
            rule.delete()

    def test_other_articles_do_not_meet_it(self) -> None:
        article = self.analysis(authors=[self.cast.bao], topics=[self.cast.borders])
        self.declare()
        for conditions in (
            {"kind": "news"},
            {"topic": self.cast.sea},
            {"author": self.cast.ada},
            {"affiliation": "Harbour"},
            {"interest": "any"},
        ):
            self.rule(**conditions)
        assert self.owes(article) is None

    def test_what_has_no_word_is_met_by_nobody(self) -> None:
        self.declare()
        self.rule(affiliation="—")
        self.rule(interest="any", party="…")
        assert self.owes(self.draft) is None
        self.rule(interest="any")
        assert self.owes(self.draft) == ("By a declared interest.",)

    def test_all_or_any_of_the_conditions(self) -> None:
        rule = self.rule(kind="analysis", topic=self.cast.borders)
        article = self.draft
        assert self.owes(article) is None
        Rule.objects.filter(pk=rule.pk).update(match="any")
        assert self.owes(article) == ("It is analysis.",)
        article.placements.create(topic=self.cast.borders)
        assert self.owes(article) == ("It is analysis.", "It is filed under Borders.")

    def test_an_interest_counts_on_the_day_of_publication(self) -> None:
        self.rule(interest="any")
        self.declare(since=date(2026, 3, 5), until=date(2026, 3, 8))
        article = self.draft
        assert [bool(self.owes(article, 24 * days)) for days in (2, 3, 6, 7)] == [False, True, True, False]
        assert self.owes(self.live, 24 * 3) is None

    def test_another_nature_or_party_is_not_asked_for(self) -> None:
        self.rule(interest="family")
        self.rule(interest="funding", party="Railway")
        self.declare()
        assert self.owes(self.draft) is None

    def test_a_rule_from_a_day_on_leaves_what_was_published_before(self) -> None:
        self.rule(kind="analysis", since=date(2026, 3, 3))
        old, draft, young = self.live, self.draft, self.cast.live(**ANALYSIS, now=at(24))
        assert [bool(self.owes(each, 48)) for each in (old, draft, young)] == [False, True, True]
        assert [bool(self.owes(draft, hours)) for hours in (1, 24)] == [False, True]

    def test_days_are_those_of_the_magazine(self) -> None:
        """At nine in the evening of London it is the next day in Karachi already."""
        self.rule(kind="analysis", since=date(2026, 3, 3))
        article = self.cast.live(**ANALYSIS, now=at(9))
        assert self.owes(article, 48) is None
        with timezone.override("Asia/Karachi"):
            assert self.owes(article, 48) == ("It is analysis.",)

    def test_of_a_revision_it_asks_for_what_was_printed(self) -> None:
        self.rule(affiliation="Harbour Board")
        Author.objects.update(affiliation="")
        facts = facts_as_printed(self.live.revisions.first(), at=at(1))
        assert [each.reasons for each in owed(facts)] == [("Ada Brandt: The Harbour Board, Sarn.",)]

    def test_editors_are_told_of_interests_in_full(self) -> None:
        self.declare(statement="Two grants.")
        assert list(interests(facts_of(self.draft, at=NOW))) == [
            "Ada Brandt declared: funding, Ferry Company Ltd, since 2 March 2026. Two grants."
        ]

    def test_it_costs_the_same_with_many_rules(self, django_assert_num_queries: Any) -> None:
        article = self.draft
        self.rule(kind="analysis")
        with django_assert_num_queries(7):
            standings(article, at=NOW)
        for _number in range(9):
            self.rule(topic=self.cast.sea, author=self.cast.ada)
        with django_assert_num_queries(7):
            standings(article, at=NOW)


class TestAttaching(Desk):
    def test_the_save_attaches_what_is_owed_and_logs_why(self) -> None:
        self.rule(kind="analysis")
        article = self.analysis()
        assert list(article.disclaimers.all()) == [self.interest]
        assert article.newest().notices.get().wording == "It is told."
        assert article.events.get(verb="attach").note == "Interest: It is analysis."
        assert save(article, by=self.cast.editor) is None

    def test_taken_off_by_hand_it_comes_back_with_the_save(self) -> None:
        self.rule(kind="analysis")
        article = self.analysis()
        save(article, by=self.cast.editor, disclaimers=[])
        assert list(article.disclaimers.all()) == [self.interest]

    def test_what_no_rule_demands_is_attached_by_hand_and_stays(self) -> None:
        article = self.analysis(disclaimers=[self.interest])
        (standing,) = standings(article, at=NOW)
        assert (standing.is_attached, standing.reasons, standing.is_missing) == (True, (), False)

    def test_of_what_is_planned_the_save_attaches_what_is_owed_on_that_day(self) -> None:
        self.declare(since=date(2026, 3, 5), until=date(2026, 3, 8))
        self.rule(interest="any")
        for column, hours, carried in (
            ("planned_for", 96, [self.interest]),
            ("planned_for", 240, []),
            ("planned_for", -24, []),
            ("embargo_until", 96, [self.interest]),
        ):
            article = self.analysis()
            assert not article.disclaimers.exists()
            Article.objects.filter(pk=article.pk).update(**{column: at(hours)})
            self.cast.change(article, now=at(1))
            assert list(article.disclaimers.all()) == carried, (column, hours)

    def test_of_what_is_scheduled_the_save_attaches_what_is_owed_from_then_on(self) -> None:
        article = self.approved
        verbs.schedule(article, by=self.cast.publisher, moment=at(96), now=NOW)
        self.declare(since=date(2026, 3, 5), until=date(2026, 3, 8))
        self.rule(interest="any")
        self.cast.change(article, now=at(1))
        assert list(article.disclaimers.all()) == [self.interest]


class TestThePress(Desk):
    def test_no_way_to_readers_is_open_to_what_owes_one_and_has_neither(self) -> None:
        never, live = self.approved, self.live
        self.rule(kind="analysis")
        sentence = "It owes the disclaimer “Interest”. It is analysis. Save it once more"
        publisher = {"by": self.cast.publisher, "now": at(1)}
        for way in (
            lambda: verbs.publish(never, **publisher),
            lambda: verbs.schedule(never, moment=at(9), **publisher),
            lambda: verbs.correct(live, change=SILENTLY, **publisher),
        ):
            with pytest.raises(Refused, match=re.escape(sentence)):
                way()
        self.cast.change(never, now=at(2))
        verbs.publish(self.cast.approve_again(never, now=at(2)), by=self.cast.publisher, now=at(2))

    def test_it_is_scheduled_with_what_it_owes_on_the_day_of_publication(self) -> None:
        self.rule(interest="any")
        self.declare(since=date(2026, 3, 5), until=date(2026, 3, 8))
        article = self.approved
        sentence = "On 6 March 2026 it owes the disclaimer “Interest”. "
        with pytest.raises(Refused, match=re.escape(sentence)):
            verbs.schedule(article, by=self.cast.publisher, moment=at(96), now=at(1))
        Article.objects.filter(pk=article.pk).update(planned_for=at(96))
        self.cast.change(article, now=at(2))
        verbs.schedule(self.cast.approve_again(article), by=self.cast.publisher, moment=at(96), now=at(3))
        assert article.revisions.scheduled(at=at(4)).get().notices.get().disclaimer == self.interest

    def test_what_is_not_owed_any_more_on_that_day_is_not_asked_for(self) -> None:
        self.declare(until=DAY)
        article = self.approved
        self.rule(interest="any")
        with pytest.raises(Refused, match=re.escape("On 2 March 2026 it owes the disclaimer “Interest”.")):
            verbs.publish(article, by=self.cast.publisher, now=at(1))
        verbs.schedule(article, by=self.cast.publisher, moment=at(96), now=at(1))
        assert not article.revisions.scheduled(at=at(2)).get().notices.exists()

    def test_scheduled_for_another_moment_it_owes_what_is_owed_then(self) -> None:
        article = self.approved
        verbs.schedule(article, by=self.cast.publisher, moment=at(24), now=NOW)
        self.rule(kind="analysis", since=date(2026, 3, 5))
        verbs.schedule(article, by=self.cast.publisher, moment=at(48), now=at(1))
        with pytest.raises(Refused, match=re.escape("owes the disclaimer “Interest”. It is analysis.")):
            verbs.schedule(article, by=self.cast.publisher, moment=at(96), now=at(2))
        assert article.revisions.scheduled(at=at(3)).get().live_from == at(48)


class TestWaiving(Desk):
    @pytest.fixture(autouse=True)
    def it_owes_one(self, begin_with: None) -> None:
        self.rule(kind="analysis")
        self.article = self.owing

    def waive(self, hours: float = 1, **given: Any) -> Waiver:
        given = {"by": self.cast.publisher, "reason": "She sold it.", "now": at(hours), **given}
        return waive(self.article, self.interest, **given)

    def test_it_is_taken_off_and_may_be_published_once_approved_again(self) -> None:
        assert self.waive().actor == "publisher"
        fresh = Article.objects.get(pk=self.article.pk)
        assert (fresh.stage, list(fresh.disclaimers.all())) == (Stage.DRAFT, [])
        assert fresh.events.get(verb="waive_disclaimer").note == "Interest: She sold it."
        verbs.publish(self.cast.approve_again(fresh, now=at(2)), by=self.cast.publisher, now=at(2))
        assert not fresh.revisions.live(at=at(3)).get().notices.exists()
        assert save(Article.objects.get(pk=fresh.pk), by=self.cast.editor) is None

    def test_it_can_be_taken_back_and_both_are_kept(self) -> None:
        self.waive()
        take_back(self.article, self.interest, by=self.cast.publisher, now=at(2))
        assert list(self.article.disclaimers.all()) == [self.interest]
        waiver = Waiver.objects.get()
        assert (waiver.reason, waiver.ended_at, waiver.ender) == ("She sold it.", at(2), "publisher")
        verbs_logged = self.article.events.order_by("pk").values_list("verb", flat=True)
        assert {"waive_disclaimer", "owe_disclaimer"} <= set(verbs_logged)
        with pytest.raises(Refused, match="is not waived"):
            take_back(self.article, self.interest, by=self.cast.publisher, now=at(3))
        assert self.waive(4).pk != waiver.pk

    def test_nobody_else_may(self) -> None:
        for who in (self.cast.contributor, self.cast.editor, self.cast.outsider):
            with pytest.raises(NotAllowed):
                self.waive(by=who)
            with pytest.raises(NotAllowed):
                take_back(self.article, self.interest, by=who)
        assert not Waiver.objects.exists()

    def test_it_asks_for_a_reason_and_for_something_that_is_owed(self) -> None:
        for given, sentence in (
            ({"reason": " "}, "Write why readers need not be told."),
            ({"reason": "x" * 2_001}, "A reason may have 2000 characters."),
        ):
            with pytest.raises(Refused, match=re.escape(sentence)):
                self.waive(**given)
        with pytest.raises(Refused, match=re.escape("The article does not owe “Views”.")):
            waive(self.article, self.cast.views, by=self.cast.publisher, reason="So.")
        self.waive()
        with pytest.raises(Refused, match=re.escape("publisher waived “Interest” already.")):
            self.waive(2)

    def test_not_on_legal_hold(self) -> None:
        place_hold(self.article, by=self.cast.publisher, reason="A suit", now=at(1))
        with pytest.raises(Refused, match="legal hold"):
            self.waive(2)
        assert not Waiver.objects.exists()

    def test_another_byline_changes_nothing_of_it(self) -> None:
        self.waive()
        Byline.objects.filter(article=self.article).update(author=self.cast.bao)
        (standing,) = standings(self.article, at=at(2))
        assert (standing.waiver.reason, standing.is_missing) == ("She sold it.", False)
