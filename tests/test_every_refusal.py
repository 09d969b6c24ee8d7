"""Every path to readers x everything that keeps an article from them: none passes, and nothing is changed by trying.

A verb, a condition or a command that is new must be put into the tables here, or a test says so.
"""

import ast
import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.http import HttpResponse
from django.test import Client, TestCase
from django.urls import URLPattern, reverse
from django.utils import timezone

from articles import desk
from articles.desk import conditions, intervals, readiness, verbs
from articles.desk.correcting import Change
from articles.desk.holding import place_hold
from articles.desk.refusal import Refused
from articles.desk.reprinting import reprint
from articles.desk.signing_off import sign
from articles.desk.workflow import Verb
from articles.management import commands
from articles.models import (
    Article,
    Byline,
    Correction,
    Disclaimer,
    Event,
    Image,
    OwedCheck,
    Revision,
    Rule,
    SignOff,
)
from articles.models.article import ArticleTopic, Stage
from articles.public import urls
from tests.admin_forms import client_of, page
from tests.magazine import SILENTLY, Magazine, disclaimer
from tests.test_desk_workflow import undone

NOTE = Change("note", right="The author has died.")
ROOT = Path(__file__).resolve().parent.parent
NOW = timezone.now()
YESTERDAY, TOMORROW, NEXT_MONTH = (NOW + timedelta(days=days) for days in (-1, 1, 30))


@dataclass(frozen=True)
class Way:
    """A way to readers by a verb: the ``base`` names the article that it could be used on, if nothing were in its way.

    ``attempt`` takes the test, the article, who tries and the number of the revision that they looked at; it gives back
    the sentences of the refusal, or ``None`` where it was done.
    """

    verb: str
    base: str
    attempt: Callable[["EveryRefusal", Article, Any, int], str | None]


def by_verb(name: str, **given: Any) -> Callable[["EveryRefusal", Article, Any, int], str | None]:
    def attempt(test: "EveryRefusal", article: Article, by: Any, seen: int) -> str | None:
        return refusal_of(lambda: getattr(verbs, name)(article, by=by, seen=seen, **given))

    return attempt


def by_form(name: str, **given: Any) -> Callable[["EveryRefusal", Article, Any, int], str | None]:
    def attempt(test: "EveryRefusal", article: Article, by: Any, seen: int) -> str | None:
        typed = {"seen": seen, "note": "Typed by hand", **given}
        answer = test.client_in(by).post(page("article", "move", article.pk, name), typed, follow=True)
        assert answer.status_code in (200, 400, 403, 409)
        if answer.status_code == 409:
            assert "Typed by hand" in answer.content.decode()
        return said(answer)

    return attempt


def by_many(name: str) -> Callable[["EveryRefusal", Article, Any, int], str | None]:
    def attempt(test: "EveryRefusal", article: Article, by: Any, seen: int) -> str | None:
        chosen = {"action": name, "_selected_action": [article.pk], f"seen-{article.pk}": seen}
        return said(test.client_in(by).post(page("article", "changelist"), chosen, follow=True))

    return attempt


def anew(test: "EveryRefusal", article: Article, by: Any, seen: int) -> str | None:
    return refusal_of(lambda: reprint(article, by=by, reason="None", change=lambda live: live.notices.clear()))


def refusal_of(deed: Callable[[], object]) -> str | None:
    try:
        deed()
    except Refused as refusal:
        return " ".join(refusal.sentences)
    return None


def said(answer: HttpResponse) -> str:
    return html.unescape(answer.content.decode())


PATHS = {
    "publish": Way("publish", "approved", by_verb("publish")),
    "publish a change": Way("publish", "changed", by_verb("publish", change=SILENTLY)),
    "schedule": Way("schedule", "approved", by_verb("schedule", moment=TOMORROW)),
    "schedule a change": Way("schedule", "changed", by_verb("schedule", moment=TOMORROW, change=SILENTLY)),
    "correct": Way("correct", "live", by_verb("correct", change=NOTE)),
    "print anew": Way("reprint", "live", anew),
    "the form of publish": Way("publish", "approved", by_form("publish")),
    "the form of a change": Way("publish", "changed", by_form("publish", act="silent")),
    "the form of schedule": Way("schedule", "approved", by_form("schedule", moment=f"{TOMORROW:%Y-%m-%dT%H:%M}")),
    "the form of correct": Way("correct", "live", by_form("correct", act="note", right="The author has died.")),
    "many at once": Way("publish", "approved", by_many("publish")),
}
"""THE table of paths."""

ANEW = {"print anew"}
"""What readers have already is printed anew whatever of it would not be printed today, if they may have it at all."""
OF_A_CHANGE = {"publish a change", "schedule a change", "the form of a change"}
CORRECTING = {"correct", "the form of correct"}

Spoil = Callable[["EveryRefusal", Article], object]


@dataclass(frozen=True)
class Refusal:
    """What is in the way, by which condition, how it comes about, what must be said; ``besides`` names other paths."""

    condition: Any
    spoil: Spoil
    sentence: str
    besides: frozenset[str] = frozenset(ANEW)


def columns(**values: Any) -> Spoil:
    return lambda test, article: Article.objects.filter(pk=article.pk).update(**values)


def with_picture(**values: Any) -> Spoil:
    def show(test: "EveryRefusal", article: Article) -> None:
        Image.objects.filter(pk=test.image.pk).update(**values)
        Article.objects.filter(pk=article.pk).update(image=test.image)

    return show


def without(model: Any) -> Spoil:
    return lambda test, article: model.objects.filter(article=article).delete()


def changed_meanwhile(test: "EveryRefusal", article: Article) -> None:
    test.cast.change(article, by=test.cast.editor, headline="Changed meanwhile", now=YESTERDAY)
    test.cast.approve_again(article, now=YESTERDAY)


REFUSALS = {
    "no headline": Refusal(readiness.headline, columns(headline=" "), "Write a headline."),
    "no body": Refusal(readiness.body, columns(body="<p> </p>"), "Write the body."),
    "no address": Refusal(readiness.address, columns(slug=""), "Write a slug"),
    "the address of another": Refusal(readiness.address, columns(slug="taken"), "Choose another slug."),
    "no author": Refusal(readiness.byline, without(Byline), "Add at least one author"),
    "no biography": Refusal(
        readiness.biographies,
        lambda test, article: type(test.cast.ada).objects.update(biography=" "),
        "Write a biography for Ada Brandt.",
    ),
    "no topic": Refusal(readiness.topic, without(ArticleTopic), "Choose at least one topic."),
    "an owed disclaimer": Refusal(
        conditions.disclaimed,
        lambda test, article: disclaimer("Party", "A member.", kind="opinion"),
        "It owes the disclaimer “Party”.",
    ),
    "no disclaimer on opinion": Refusal(
        conditions.disclaimed,
        lambda test, article: (Rule.objects.all().delete(), article.disclaimers.clear()),
        "This is opinion: attach a disclaimer.",
    ),
    "a disclaimer without a wording": Refusal(
        conditions.disclaimed,
        lambda test, article: article.disclaimers.add(Disclaimer.objects.create(name="Party")),
        "Write a wording for the disclaimer “Party”.",
    ),
    "a picture that nobody described": Refusal(readiness.pictures, with_picture(), "Describe the picture"),
    "a picture that is not there": Refusal(
        readiness.pictures, columns(body='<p>See.</p><figure data-image="999"></figure>'), "Picture 999 in the body"
    ),
    "a source that is no address": Refusal(
        readiness.sources, columns(sources="https://example.org/atlas and more"), "among the sources is no address"
    ),
    "an original at no address": Refusal(
        readiness.addresses, columns(original_address="nowhere"), "“nowhere” is no address."
    ),
    "help of machines that is not told": Refusal(
        readiness.machines, columns(ai_part="helped"), "Say what was done with which help of machines"
    ),
    "a translation from nowhere": Refusal(
        readiness.translation,
        columns(original_language="en"),
        "It cannot be translated from the language that it is in.",
    ),
    "a republication without permission": Refusal(
        readiness.republication,
        columns(republished_from="The Harbour", permission=" "),
        "write who gave the permission",
    ),
    "a licence that ended": Refusal(
        conditions.licensed,
        with_picture(alt="A", licence_until=YESTERDAY.date() - timedelta(days=1)),
        "is licensed until",
    ),
    "a licence that asks for a credit": Refusal(
        conditions.licensed, with_picture(alt="A", licence="CC BY 4.0", credit=" "), "demands a credit"
    ),
    "a check that nobody signed": Refusal(
        readiness.sign_offs,
        lambda test, article: OwedCheck.objects.create(check_name="legal"),
        "Legal: not signed off yet. It is owed, for every article owes it.",
    ),
    "a check of a text that was another": Refusal(
        readiness.sign_offs,
        lambda test, article: test.signed_before(article),
        "Fact check: the text changed since editor signed revision",
    ),
    "an embargo": Refusal(
        conditions.not_under_embargo, columns(embargo_until=NEXT_MONTH), "Under embargo until", frozenset()
    ),
    "an expiry": Refusal(conditions.not_expired, columns(expires_at=YESTERDAY), "date of expiry", frozenset()),
    "a legal hold": Refusal(
        "hold",
        lambda test, article: place_hold(article, by=test.cast.publisher, reason="A letter came.", now=YESTERDAY),
        "On legal hold since",
        frozenset(),
    ),
    "a draft": Refusal("stage", columns(stage=Stage.DRAFT), "is not possible while the article is draft."),
    "not approved": Refusal("stage", columns(stage=Stage.IN_REVIEW), "is not possible while the article is in review."),
    "the trash": Refusal("stage", columns(stage=Stage.DISCARDED), "in the trash.", frozenset()),
    "a newer text than the person saw": Refusal("seen", changed_meanwhile, "while you were looking at an older one."),
    "nothing new": Refusal(
        conditions.newest_is_not_live,
        lambda test, article: verbs.publish(article, by=test.cast.publisher, change=SILENTLY, now=YESTERDAY),
        "Readers already see this text.",
        frozenset(ANEW | CORRECTING),
    ),
    "nothing to correct": Refusal(
        conditions.newest_is_live,
        lambda test, article: verbs.withdraw(article, by=test.cast.publisher, note="So.", now=YESTERDAY),
        "Readers do not see this article, so there is nothing to say of it.",
        frozenset(PATHS.keys() - CORRECTING),
    ),
    "nothing to print anew": Refusal(
        conditions.is_live,
        lambda test, article: verbs.withdraw(article, by=test.cast.publisher, note="So.", now=YESTERDAY),
        "Readers do not see this article",
        frozenset(PATHS.keys() - ANEW),
    ),
}
"""THE table of refusals."""


def stops() -> Iterator[tuple[str, str]]:
    """Each refusal with each path that it is on."""
    for why, refusal in REFUSALS.items():
        yield from ((why, name) for name in PATHS if name not in refusal.besides)


class EveryRefusal(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = cast = Magazine()
        before = YESTERDAY - timedelta(days=1)
        other = cast.live("Taken", slug="taken", now=before)
        cast.change(other, slug="moved-on", now=before)
        cls.image = Image.objects.create(file="a.png", checksum="a" * 64, width=64, height=48)
        cls.articles = {"approved": cast.approved("Approved", now=before), "live": cast.live("Live", now=before)}
        cls.articles["changed"] = cast.live("To change", now=before)
        cast.change(cls.articles["changed"], body="<p>Changed since.</p>", now=before)
        cast.approve_again(cls.articles["changed"], now=before)
        cls.seen = {name: article.newest().number for name, article in cls.articles.items()}
        cls.clients = {user.pk: client_of(user) for user in (cast.editor, cast.publisher)}

    def client_in(self, person: Any) -> Client:
        return self.clients[person.pk]

    def signed_before(self, article: Article) -> None:
        OwedCheck.objects.create(check_name="facts")
        sign(article, "facts", by=self.cast.editor, now=YESTERDAY)
        changed_meanwhile(self, article)

    def rows(self) -> dict[str, Any]:
        """Everything that a path could have added or changed."""
        kept: dict[str, Any] = {
            model.__name__: model.objects.count() for model in (Revision, Correction, Event, SignOff)
        }
        kept["turns"] = list(Revision.objects.order_by("pk").values_list("pk", "live_from", "live_until", "updated"))
        kept["articles"] = list(Article.objects.order_by("pk").values_list())
        return kept

    def try_it(self, way: Way, by: Any, seen: int | None = None) -> str | None:
        """By somebody who looked at the newest text, or at the one with the number ``seen``."""
        article = Article.objects.get(pk=self.articles[way.base].pk)
        return way.attempt(self, article, by, seen or article.newest().number)

    def test_every_path_leads_to_readers_where_nothing_is_in_its_way(self) -> None:
        for name, path in PATHS.items():
            with self.subTest(path=name), undone():
                before = self.rows()
                self.try_it(path, self.cast.publisher)
                after = self.rows()
                assert after["turns"] != before["turns"]
                assert after["Event"] > before["Event"]

    def test_no_path_leads_past_a_refusal_and_trying_changes_nothing(self) -> None:
        for why, name in stops():
            refusal, path = REFUSALS[why], PATHS[name]
            with self.subTest(refusal=why, path=name), undone():
                refusal.spoil(self, Article.objects.get(pk=self.articles[path.base].pk))
                before = self.rows()
                seen = self.seen[path.base] if refusal.condition == "seen" else None
                told = self.try_it(path, self.cast.publisher, seen)
                assert told is not None
                assert refusal.sentence in told
                assert self.rows() == before

    def test_no_path_is_open_to_who_may_not_publish(self) -> None:
        for name, path in PATHS.items():
            with self.subTest(path=name), undone():
                before = self.rows()
                assert self.try_it(path, self.cast.editor) is not None
                assert self.rows() == before

    def test_a_change_that_is_not_told_is_refused_on_each_path(self) -> None:
        silent = {
            "publish": by_verb("publish"),
            "schedule": by_verb("schedule", moment=TOMORROW),
            "form": by_form("publish"),
            "many": by_many("publish"),
        }
        for name, attempt in silent.items():
            with self.subTest(path=name), undone():
                before = self.rows()
                told = self.try_it(Way("publish", "changed", attempt), self.cast.publisher)
                assert told is not None
                assert "say what the change is" in told or "This field is required." in told
                assert self.rows() == before


def rows_of_verbs() -> dict[str, Verb]:
    """Every row of the workflow, and every row that a module of the desk has beside it."""
    found = {}
    for module in iter_modules(desk.__path__):
        for value in vars(import_module(f"articles.desk.{module.name}")).values():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, Verb):
                    found[each.name] = each
    return found


def printing_verbs() -> dict[str, Verb]:
    return {
        name: verb for name, verb in rows_of_verbs().items() if verb.printing or conditions.ready in verb.conditions
    }


def test_every_verb_that_prints_has_its_paths() -> None:
    assert set(printing_verbs()) == {path.verb for path in PATHS.values()}


def test_every_verb_that_prints_asks_for_all_of_them() -> None:
    for verb in printing_verbs().values():
        assert {conditions.not_under_embargo, conditions.not_expired} <= set(verb.printing)
        assert not verb.on_hold
        assert conditions.ready in verb.conditions or verb.name == "reprint"


def test_every_condition_on_the_way_has_its_refusal() -> None:
    asked = {*readiness.ERRORS, conditions.licensed}
    for verb in printing_verbs().values():
        asked |= {*verb.conditions, *verb.printing} - {conditions.ready}
    assert asked <= {refusal.condition for refusal in REFUSALS.values()}


CALLERS = {
    "begin": {"desk/publishing.py"},
    "take_over": {"desk/reprinting.py"},
    "end": {"desk/publishing.py"},
    "expire": {"desk/dating.py"},
    "clear_schedule": {"desk/publishing.py", "desk/holding.py", "desk/signing_off.py"},
}
"""What changes the turn of a revision, and who calls it: verbs, and none but these."""


def test_only_verbs_change_what_readers_see() -> None:
    public = {name for name, value in vars(intervals).items() if callable(value) and value.__module__ == INTERVALS}
    assert {name for name in public if not name.startswith("_")} - {"followed"} == set(CALLERS)
    assert {name: callers(f"intervals.{name}") for name in CALLERS} == CALLERS
    assert writers("live_from", "live_until") == {"desk/intervals.py", *OF_OTHERS}


INTERVALS = "articles.desk.intervals"
OF_OTHERS = {"desk/imprinting.py", "desk/turns.py"}
"""Files that write the turns of editions: of the front page, of what the magazine says of itself, of its pages."""


@cache
def calls() -> list[tuple[str, str, set[str | None]]]:
    """Each call in our code: its file, what is called, the names of what is given."""
    folder = ROOT / "articles"
    return [
        (str(path.relative_to(folder)), ast.unparse(node.func), {word.arg for word in node.keywords})
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]


def callers(name: str) -> set[str]:
    return {file for file, called, _given in calls() if called == name}


def writers(*columns: str) -> set[str]:
    return {file for file, called, given in calls() if called.endswith(".update") and given & {*columns}}


COMMANDS = {
    "apply_disclaimers": "prints anew what readers have, by the path of that name",
    "demo": "an empty database gets a magazine, by the verbs",
    "export": "reads",
    "flush": "empties all",
    "forget": "takes out what is known of a person",
    "intake": "makes drafts",
    "recount": "makes numbers anew",
    "reindex": "makes indexes anew",
    "renditions": "makes pictures anew",
    "restore": "an empty database gets what was exported",
    "share_pictures": "draws pictures",
    "tick": "sends mail",
}


def test_no_command_publishes() -> None:
    """A new one is put here with what it does; one that prints needs a path above."""
    assert {module.name for module in iter_modules(commands.__path__)} == set(COMMANDS)


def test_no_address_of_the_readers_changes_anything(client: Client) -> None:
    given = {"slug": "a", "year": 2026, "month": 3, "rest": "x", "section": "articles", "part": 1, "number": 1}
    given |= {"name": "ab/cd.png", "form": "atom"}
    for pattern in urls.urlpatterns:
        if isinstance(pattern, URLPattern) and pattern.name:
            takes = {*pattern.pattern.converters, *pattern.pattern.regex.groupindex}
            address = reverse(pattern.name, kwargs={name: given[name] for name in takes})
            for method in ("post", "put", "patch", "delete"):
                assert getattr(client, method)(address).status_code == 405, (method, address)
