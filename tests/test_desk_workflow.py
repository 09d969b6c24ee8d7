"""The workflow table walked exhaustively: every verb, at every stage, in every situation, by everyone.

What should happen is worked out here once more from plain sets, never by asking the desk.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase

from articles.desk import verbs
from articles.desk.correcting import Change, in_short
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.workflow import offered
from articles.models import Article, ArticleTopic, Byline, Correction, Credit, Event, Revision, RevisionTopic
from tests.magazine import SILENTLY, Magazine, at, person

NOW = at(24)
NOTE = "Because it is so."
PRINTING = {"publish": SILENTLY, "schedule": SILENTLY, "correct": Change("note", right="The author has died.")}
DRAFT, IN_REVIEW, APPROVED, DISCARDED = STAGES = ("draft", "in review", "approved", "discarded")
ON_THE_DESK = {DRAFT, IN_REVIEW, APPROVED}
NEVER, LIVE, NEWER, SCHEDULED, CHANGING, WITHDRAWN = SITUATIONS = (
    "never published",
    "live",
    "live with a newer draft",
    "scheduled",
    "live with a change scheduled",
    "withdrawn",
)
ROLES = ("contributor", "another contributor", "editor", "publisher", "outsider", "inactive publisher")

CHANGES = {"restore", "discard", "recover"}
BY_WRITERS = CHANGES | {"submit", "take_back"}
BY_EDITORS = BY_WRITERS | {"ask_for_changes", "approve"}
BY_PUBLISHERS = BY_EDITORS | {"correct", "publish", "schedule", "unschedule", "withdraw"}
VERBS = sorted(BY_PUBLISHERS)
ALLOWED = {"contributor": BY_WRITERS, "editor": BY_EDITORS, "publisher": BY_PUBLISHERS}

FROM = {
    "submit": {DRAFT},
    "take_back": {IN_REVIEW},
    "ask_for_changes": {IN_REVIEW, APPROVED},
    "approve": {IN_REVIEW},
    "correct": {APPROVED},
    "publish": {APPROVED},
    "schedule": {APPROVED},
    "recover": {DISCARDED},
}
TO = {"submit": IN_REVIEW, "take_back": DRAFT, "ask_for_changes": DRAFT, "approve": APPROVED, "restore": DRAFT}
TO |= {"discard": DISCARDED, "recover": DRAFT}
IMPOSSIBLE_WHEN = {
    "ask_for_changes": {LIVE, SCHEDULED, CHANGING},
    "correct": set(SITUATIONS) - {LIVE},
    "publish": {LIVE},
    "schedule": {LIVE},
    "unschedule": {NEVER, LIVE, NEWER, WITHDRAWN},
    "withdraw": {NEVER, SCHEDULED, WITHDRAWN},
    "discard": {LIVE, NEWER, SCHEDULED, CHANGING, WITHDRAWN},
}
LEADS_TO = {
    "publish": dict.fromkeys(SITUATIONS, LIVE),
    "schedule": {NEVER: SCHEDULED, SCHEDULED: SCHEDULED, WITHDRAWN: SCHEDULED, NEWER: CHANGING, CHANGING: CHANGING},
    "unschedule": {SCHEDULED: NEVER, CHANGING: NEWER},
    "withdraw": dict.fromkeys((LIVE, NEWER, CHANGING), WITHDRAWN),
    "restore": {LIVE: NEWER},
}


def is_allowed(verb: str, stage: str, role: str) -> bool:
    """Contributors change an article of theirs only while it is a draft, and bring it back from the trash."""
    is_closed = role == "contributor" and verb in CHANGES and stage in (IN_REVIEW, APPROVED)
    return verb in ALLOWED.get(role, ()) and not is_closed


def is_possible(verb: str, stage: str, situation: str) -> bool:
    return stage in FROM.get(verb, ON_THE_DESK) and situation not in IMPOSSIBLE_WHEN.get(verb, ())


def is_expected(verb: str, stage: str, situation: str, role: str) -> bool:
    return is_allowed(verb, stage, role) and is_possible(verb, stage, situation)


def situation_of(article: Article) -> str:
    """Told from the rows alone."""
    rows = list(article.revisions.order_by("number"))
    live = [
        row for row in rows if row.live_from and row.live_from <= NOW and (not row.live_until or row.live_until > NOW)
    ]
    if any(row.live_from and row.live_from > NOW for row in rows):
        return CHANGING if live else SCHEDULED
    if live:
        return LIVE if live == rows[-1:] else NEWER
    return WITHDRAWN if any(row.live_from for row in rows) else NEVER


def arranged(magazine: Magazine, situation: str) -> Article:
    if situation == NEVER:
        return magazine.approved()
    if situation == SCHEDULED:
        return magazine.scheduled(moment=at(48))
    if situation == WITHDRAWN:
        return magazine.withdrawn()
    article = magazine.live()
    if situation == NEWER:
        magazine.change(article, body="<p>Changed since.</p>", now=at(1))
    if situation == CHANGING:
        magazine.change(article, body="<p>Changed since.</p>", now=at(1))
        article = magazine.approve_again(article, now=at(1))
        verbs.schedule(article, by=magazine.publisher, change=SILENTLY, moment=at(48), now=at(1))
    return article


def rows_of(article: Article) -> dict[str, list[dict[str, Any]]]:
    """Every row that a verb could touch."""
    of_article = {"article": article.pk}
    of_revisions = {"revision__article": article.pk}
    tables = {Revision: of_article, Event: of_article, Byline: of_article, ArticleTopic: of_article}
    tables |= {Correction: of_article, Article: {"pk": article.pk}, Credit: of_revisions, RevisionTopic: of_revisions}
    return {
        model.__name__: list(model.objects.filter(**which).order_by("pk").values()) for model, which in tables.items()
    }


def ask(verb: str, article: Article, by: Any) -> None:
    further: dict[str, Any] = {"note": NOTE, "now": NOW}
    if verb in PRINTING:
        further["change"] = PRINTING[verb]
    if verb == "schedule":
        further["moment"] = at(72)
    if verb == "restore":
        further["revision"] = article.revisions.get(number=1)
    getattr(verbs, verb)(Article.objects.get(pk=article.pk), by=by, **further)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Workflow(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        magazine = Magazine()
        cls.people = {user.username: user for user in (magazine.contributor, magazine.other_contributor)}
        cls.people |= {user.username: user for user in (magazine.editor, magazine.publisher, magazine.outsider)}
        cls.people["inactive publisher"] = inactive = person("publisher", "inactive publisher")
        inactive.is_active = False
        inactive.save()
        cls.articles = {situation: arranged(magazine, situation) for situation in SITUATIONS}
        cls.before = {situation: rows_of(article) for situation, article in cls.articles.items()}

    @contextmanager
    def at_stage(self, stage: str, situation: str) -> Iterator[Article]:
        """The article in the situation; it comes to the stage for as long as it is looked at."""
        with undone():
            Article.objects.filter(pk=self.articles[situation].pk).update(stage=stage)
            yield self.articles[situation]

    def everyone_tries(self, verb: str) -> None:
        for stage, situation in product(STAGES, SITUATIONS):
            with self.at_stage(stage, situation) as article:
                self.each_tries(verb, article, stage, situation)

    def each_tries(self, verb: str, article: Article, stage: str, situation: str) -> None:
        refused = {role for role in ROLES if not is_expected(verb, stage, situation, role)}
        before = self.before[situation]
        with undone():
            for role in sorted(refused):
                with self.subTest(verb=verb, stage=stage, situation=situation, role=role):
                    self.is_refused(verb, stage, situation, role)
            assert rows_of(article) == before | {"Article": [row | {"stage": stage} for row in before["Article"]]}
        for role in set(ROLES) - refused:
            with self.subTest(verb=verb, stage=stage, situation=situation, role=role), undone():
                self.is_done(verb, stage, situation, role, len(before["Event"]))

    def is_refused(self, verb: str, stage: str, situation: str, role: str) -> None:
        with pytest.raises(Refused) as caught:
            ask(verb, self.articles[situation], self.people[role])
        assert type(caught.value) is (Refused if is_allowed(verb, stage, role) else NotAllowed)
        assert caught.value.sentences
        assert all(len(sentence) > 10 and sentence.endswith((".", "?")) for sentence in caught.value.sentences)

    def is_done(self, verb: str, stage: str, situation: str, role: str, logged: int) -> None:
        article = self.articles[situation]
        ask(verb, article, self.people[role])
        article = Article.objects.get(pk=article.pk)
        assert article.stage == TO.get(verb, stage)
        assert situation_of(article) == LEADS_TO.get(verb, {}).get(situation, situation)
        gives_way = situation in (SCHEDULED, CHANGING) and verb in ("publish", "schedule", "withdraw")
        assert article.events.count() == logged + 1 + gives_way
        self.is_logged(article, verb, stage, situation, role)

    def is_logged(self, article: Article, verb: str, stage: str, situation: str, role: str) -> None:
        event = article.events.latest("pk")
        assert (event.verb, event.by, event.actor, event.at) == (verb, self.people[role], role, NOW)
        assert event.note == self.note_of(verb, situation)
        assert (event.from_stage, event.to_stage) == (stage, article.stage)
        assert event.moment == {"schedule": at(72), "unschedule": at(48)}.get(verb)
        assert event.revision.article_id == article.pk

    def note_of(self, verb: str, situation: str) -> str:
        """Where readers know the article, with what the change is to them."""
        told = PRINTING[verb] if verb in PRINTING and situation not in (NEVER, SCHEDULED) else None
        return f"{in_short(told)}\n{NOTE}" if told else NOTE

    def test_correct(self) -> None:
        self.everyone_tries("correct")

    def test_submit(self) -> None:
        self.everyone_tries("submit")

    def test_take_back(self) -> None:
        self.everyone_tries("take_back")

    def test_ask_for_changes(self) -> None:
        self.everyone_tries("ask_for_changes")

    def test_approve(self) -> None:
        self.everyone_tries("approve")

    def test_publish(self) -> None:
        self.everyone_tries("publish")

    def test_schedule(self) -> None:
        self.everyone_tries("schedule")

    def test_unschedule(self) -> None:
        self.everyone_tries("unschedule")

    def test_withdraw(self) -> None:
        self.everyone_tries("withdraw")

    def test_restore(self) -> None:
        self.everyone_tries("restore")

    def test_discard(self) -> None:
        self.everyone_tries("discard")

    def test_recover(self) -> None:
        self.everyone_tries("recover")

    def test_every_verb_of_the_table_is_tried(self) -> None:
        assert {f"test_{verb}" for verb in verbs.VERBS} <= set(dir(self))
        assert sorted(verbs.VERBS) == VERBS

    def test_the_situations_are_what_they_are_called(self) -> None:
        for stage, situation in product(STAGES, SITUATIONS):
            with self.at_stage(stage, situation) as article:
                assert (stage, situation) == (Article.objects.get(pk=article.pk).stage, situation_of(article))

    def test_the_buttons_are_what_would_succeed_and_the_rest_say_why_not(self) -> None:
        for stage, situation, role in product(STAGES, SITUATIONS, ROLES):
            with self.subTest(stage=stage, situation=situation, role=role), self.at_stage(stage, situation) as changed:
                article = Article.objects.get(pk=changed.pk)
                buttons = {verb.name: obstacles for verb, obstacles in offered(article, self.people[role], now=NOW)}
                allowed = {
                    verb for verb in VERBS if is_allowed(verb, stage, role) and stage in FROM.get(verb, ON_THE_DESK)
                }
                assert set(buttons) == allowed
                free = {verb for verb, obstacles in buttons.items() if not obstacles}
                free -= {"withdraw"} if situation == WITHDRAWN else set()  # only to hide its headline too
                assert free == {verb for verb in allowed if is_possible(verb, stage, situation)}
