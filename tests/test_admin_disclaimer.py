"""The forms of disclaimers, of declarations, and the panel of an article: what stands there, and what a save keeps."""

from copy import deepcopy
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client, override_settings

from articles.desk.waiving import waive
from articles.models import Article, Declaration, Disclaimer, Event, Rule, Waiver
from tests.admin_forms import client_of, page, rows, rules_of
from tests.magazine import Magazine, disclaimer, reword

EMPTY = {"match": "all", "kind": "", "topic": "", "author": "", "affiliation": "", "interest": "", "party": ""}


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def drafted(made: Magazine) -> Article:
    return made.draft()


@pytest.fixture
def client(cast: Magazine) -> Client:
    return client_of(cast.publisher)


def form(**given: object) -> dict[str, object]:
    columns = {"name": "Views", "purpose": "views", "place": "end", "wording_en": "Other words.", "_save": "1"}
    return {**columns, **rules_of(Disclaimer.objects.get(name="Views")), **given}


def test_a_wording_that_changed_makes_the_next_version_by_whoever_saved(cast: Magazine, client: Client) -> None:
    address = page("disclaimer", "change", cast.views.pk)
    assert "Wording (English)" in client.get(address).content.decode()
    for _twice in range(2):
        assert client.post(address, form()).status_code == 302
    told = cast.views.wordings.values_list("language", "number", "text", "actor")
    assert told[0] == ("en", 2, "Other words.", "publisher")
    assert len(told) == 2


def test_another_language_and_a_rule_are_added_with_it(cast: Magazine, client: Client) -> None:
    given = form(further_language="ur", further_wording="خیالات اُن کے اپنے ہیں۔")
    given = {name: value for name, value in given.items() if not name.startswith("rules")}
    given |= rows("rules", [], [{**EMPTY, "kind": "news", "topic": cast.sea.pk, "since": "2026-03-01"}])
    assert client.post(page("disclaimer", "add"), {**given, "name": "New"}).status_code == 302
    made = Disclaimer.objects.get(name="New")
    assert {each.language for each in made.wordings.all()} == {"en", "ur"}
    assert (made.rules.get().topic, str(made.rules.get().since)) == (cast.sea, "2026-03-01")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"wording_en": "By {autor}."}, "is no place that can be filled in"),
        ({"wording_en": "Of {affiliation}."}, "Not every author has an affiliation"),
        ({"wording_en": ""}, "This field is required"),
        ({"further_wording": "Hallo."}, "Say in which language it is."),
        ({"rules-0-party": "Ferry"}, "Say which kind of interest"),
        ({"rules-0-affiliation": "—"}, "Write a word or a number"),
        ({"rules-0-interest": "any", "rules-0-party": "…"}, "Write a word or a number"),
    ],
)
def test_a_form_that_is_refused_keeps_what_was_typed(
    cast: Magazine, client: Client, given: dict[str, str], sentence: str
) -> None:
    answer = client.post(page("disclaimer", "change", cast.views.pk), form(name="Typed", **given))
    assert sentence in answer.content.decode()
    assert "Typed" in answer.content.decode()
    assert (cast.views.wordings.count(), Rule.objects.count()) == (1, 1)


def test_of_two_who_change_one_wording_the_second_is_told(cast: Magazine, client: Client) -> None:
    address = page("disclaimer", "change", cast.views.pk)
    opened = client.get(address).context["opened"]
    reword(cast.views, "Theirs.")
    answer = client.post(address, form(opened=opened, wording_en="Mine."))
    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()
    assert cast.views.wordings.count() == 2


def test_contributors_read_the_wording(cast: Magazine) -> None:
    read = client_of(cast.contributor).get(page("disclaimer", "change", cast.views.pk)).content.decode()
    assert "The views expressed are the author’s own." in read
    assert "wording_en" not in read


def test_the_list_says_the_wording_and_finds_by_it(cast: Magazine, client: Client) -> None:
    reword(cast.views, "Newer words.")
    assert "Newer words." in client.get(page("disclaimer", "changelist")).content.decode()
    assert "Newer words." in client.get(page("disclaimer", "changelist"), {"q": "newer"}).content.decode()


def test_a_declaration_is_kept_with_who_entered_it(cast: Magazine) -> None:
    told = {"nature": "family", "party": "The mayor", "statement": "A sister.", "since": "2026-01-01", "until": ""}
    given = {"name": "Ada Brandt", "biography": "", "affiliation": "", "email": "", "slug": "", "account": ""}
    address, editor = page("author", "change", cast.ada.pk), client_of(cast.editor)
    assert editor.post(address, {**given, **rows("declarations", [], [told])}).status_code == 302
    declared = Declaration.objects.get()
    assert (declared.actor, declared.by, declared.party) == ("editor", cast.editor, "The mayor")
    assert "The mayor" in editor.get(address).content.decode()
    contributor, history = client_of(cast.contributor), page("author", "history", cast.ada.pk)
    assert "The mayor" not in contributor.get(address).content.decode()
    assert history not in contributor.get(address).content.decode()
    assert contributor.get(history).status_code == 403
    assert "The mayor" in editor.get(history).content.decode()
    ends = {**told, "party": "Another", "until": "2025-01-01"}
    answer = editor.post(address, {**given, **rows("declarations", [], [ends])})
    assert "An interest cannot end before it began." in answer.content.decode()


DECLARED = {"nature": "family", "party": "The mayor", "statement": "A sister.", "since": "2020-01-01", "until": ""}
AUTHOR = {"name": "Ada Brandt", "biography": "", "affiliation": "", "email": "", "slug": "", "account": ""}


class TestWhatWasDeclared:
    @pytest.fixture
    def declared(self, cast: Magazine) -> Declaration:
        return Declaration.objects.create(author=cast.ada, nature="family", party="The mayor", since="2020-01-01")

    def send(self, person: object, declared: Declaration, **typed: str) -> None:
        row = {"id": declared.pk, "author": declared.author_id, **DECLARED, "statement": "", **typed}
        given = {**AUTHOR, **rows("declarations", [row], [])}
        assert client_of(person).post(page("author", "change", declared.author_id), given).status_code == 302

    def test_an_editor_ends_it_and_can_do_no_more_to_it(self, cast: Magazine, declared: Declaration) -> None:
        self.send(cast.editor, declared, DELETE="on", party="Nobody", until="2026-02-01")
        kept = Declaration.objects.get()
        assert (kept.party, str(kept.until)) == ("The mayor", "2026-02-01")
        event = Event.objects.get(verb="declare")
        assert (event.about, event.actor) == ("Author “Ada Brandt”", "editor")
        assert event.note == (
            "nature: family; with whom or what: The mayor; since: 2020-01-01; until: 2026-02-01\n"
            "Before: nature: family; with whom or what: The mayor; since: 2020-01-01"
        )

    def test_a_publisher_deletes_it_and_the_log_keeps_what_it_said(self, cast: Magazine, declared: Declaration) -> None:
        self.send(cast.publisher, declared, DELETE="on")
        assert not Declaration.objects.exists()
        assert "The mayor" in Event.objects.get(verb="drop_declaration").note


class TestRules:
    def test_each_that_is_set_changed_or_deleted_is_told_in_the_log(self, cast: Magazine, client: Client) -> None:
        address, rule = page("disclaimer", "change", cast.views.pk), cast.views.rules.get()
        client.post(address, form(**rules_of(cast.views, {**EMPTY, "kind": "news"})))
        client.post(address, form(**{"rules-0-kind": "review"}))
        client.post(address, form(**{"rules-0-DELETE": "on"}))
        assert list(Event.objects.filter(article=None).order_by("pk").values_list("verb", "about", "note")) == [
            ("rule", "Disclaimer “Views”", "owed where it meets: all of the conditions; kind: news"),
            (
                "rule",
                "Disclaimer “Views”",
                "owed where it meets: all of the conditions; kind: review\n"
                "Before: owed where it meets: all of the conditions; kind: opinion",
            ),
            ("drop_rule", "Disclaimer “Views”", "owed where it meets: all of the conditions; kind: review"),
        ]
        assert not Rule.objects.filter(pk=rule.pk).exists()

    def test_a_row_without_a_condition_is_asked_whether_every_article_is_meant(
        self, cast: Magazine, client: Client
    ) -> None:
        address = page("disclaimer", "change", cast.views.pk)
        answer = client.post(address, form(**rules_of(cast.views, EMPTY)))
        assert "tick “Every article”" in answer.content.decode()
        assert Rule.objects.count() == 1
        assert client.post(address, form(**rules_of(cast.views, {**EMPTY, "every": "on"}))).status_code == 302
        assert cast.views.rules.last().told == "every article"
        answer = client.post(address, form(**{"rules-0-every": "on", "rules-1-every": "on"}))
        assert "has no conditions" in answer.content.decode()


def test_a_declaration_says_the_day_on_which_it_was_entered_in_the_magazines_time_zone(cast: Magazine) -> None:
    declared = Declaration.objects.create(author=cast.ada, nature="family", party="The mayor", since="2020-01-01")
    Declaration.objects.filter(pk=declared.pk).update(actor="editor", entered=datetime(2026, 3, 2, 22, 0, tzinfo=UTC))
    with override_settings(TIME_ZONE="Asia/Karachi"):
        shown = client_of(cast.editor).get(page("author", "change", cast.ada.pk)).content.decode()
    assert "editor, 2026-03-03" in shown


class TestPanel:
    @pytest.fixture
    def article(self, drafted: Article, cast: Magazine) -> Article:
        Declaration.objects.create(author=cast.ada, nature="family", party="The mayor", since="2020-01-01")
        return deepcopy(drafted)

    def read(self, person: object, article: Article) -> str:
        return client_of(person).get(page("article", "change", article.pk)).content.decode()

    def test_it_says_what_is_owed_and_why_and_what_is_attached_by_hand(self, cast: Magazine, article: Article) -> None:
        article.disclaimers.add(disclaimer("By hand", "x"))
        told = self.read(cast.editor, article)
        for sentence in ("Owed. It is opinion.", "Attached by rule.", "Attached by hand: no rule demands it."):
            assert sentence in told
        assert "Ada Brandt declared: family, The mayor" in told
        assert "Waive…" not in told
        assert "The mayor" not in self.read(cast.contributor, article)

    def test_of_declared_interests_only_who_may_change_authors_reads(self, cast: Magazine) -> None:
        """Neither the panel nor the log tells others whose interest it is, and which."""
        Declaration.objects.create(author=cast.bao, nature="family", party="The mayor", since="2020-01-01")
        Rule.objects.create(disclaimer=disclaimer("Interest", "It is told."), interest="any", party="mayor")
        article = cast.draft(by=cast.contributor, authors=[cast.bao])
        Group.objects.get(name="editor").permissions.remove(Permission.objects.get(codename="change_author"))
        for who in (cast.contributor, cast.editor):
            told = self.read(who, article)
            assert "Owed. By a declared interest." in told
            assert not {word for word in ("mayor", "family", "has declared", "Bao Lin declared") if word in told}
        assert article.events.get(verb="attach").note == "Interest: By a declared interest."
        assert "Bao Lin declared: family, The mayor" in self.read(cast.publisher, article)

    def test_a_publisher_waives_with_a_reason_and_takes_it_back(
        self, cast: Magazine, client: Client, article: Article
    ) -> None:
        address = page("article", "owing", article.pk, cast.views.pk, "waive")
        assert "Waive…" in self.read(cast.publisher, article)
        assert client.post(address, {"reason": ""}).status_code == 200
        assert not Waiver.objects.exists()
        assert client.post(address, {"reason": "A satire."}).status_code == 302
        assert "Waived by publisher" in self.read(cast.editor, article)
        again = client.post(address, {"reason": "Typed in vain."})
        assert again.status_code == 409
        assert "Typed in vain." in again.content.decode()
        back = page("article", "owing", article.pk, cast.views.pk, "owe")
        assert client.get(back).status_code == 200
        assert client.post(back).status_code == 302
        assert "Taken back by publisher" in self.read(cast.editor, article)
        assert client.post(back).status_code == 409
        assert client.get(page("article", "owing", article.pk, cast.views.pk, "else")).status_code == 404
        assert Event.objects.filter(article=article, verb__in=["waive_disclaimer", "owe_disclaimer"]).count() == 2

    def test_of_what_is_waived_no_save_attaches_it(self, cast: Magazine, article: Article) -> None:
        waive(article, cast.views, by=cast.publisher, reason="A satire.")
        cast.change(article, headline="Satire", by=cast.contributor)
        assert not article.disclaimers.exists()
