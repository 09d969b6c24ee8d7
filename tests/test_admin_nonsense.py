"""Whatever an address or a form of the desk is given, the answer is a sentence and never a fault of ours."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client, TestCase
from django.urls import NoReverseMatch, reverse

from articles.models import Article
from tests.admin_forms import client_of, empty, filled, page, rows
from tests.examples import some_of
from tests.magazine import Magazine
from tests.test_admin_pages import lay

HUGE, LONG = "9" * 30, "x" * 3_000
OF_ANY_LIST = [
    {"p": "abc", "o": "9.x", "_facets": "x", "q": "a\"b'c", "all": "x", "_changelist_filters": "q=%00"},
    {"p": HUGE, "o": "-", "_facets": "\0", "q": "\0", "_popup": "x"},
    {"p": "-5", "o": "99999", "q": LONG, "\0": "x"},
    {"p": "\0", "o": "\0", "q": "%\\", "_to_field": ""},
    {"e": "1"},
    {"e": "1", "id__range": "0"},
    *({"id__range": value} for value in ("", "1,2,3", HUGE)),
    *({"id__in": value} for value in ("x", "\0")),
    *({"id": value} for value in ("x", HUGE, "")),
    *({name: "x"} for name in ("nonsense", "id__nonsense", "pk__exact", "_to_field", "date_hierarchy")),
]
OF_A_COLUMN = {"range": "0", "in": HUGE, "year": "0", "isnull": "x", "regex": "[", "contains": "\0", "gt": "x"}
OF_ACTIONS = [
    {"action": action, "_selected_action": key, **more}
    for action in ("delete_selected", "submit", "nonsense")
    for key, more in (
        ("x", {}),
        (HUGE, {}),
        ("\0", {}),
        ("999999", {}),
        ("1", {"index": "-7"}),
        ("1", {"select_across": "x"}),
    )
]
OF_A_FORM = [
    ({"_to_field": "", "_changelist_filters": "\0"}, "x"),
    ({"_to_field": "", "_popup": "1"}, "\0"),
    ({"_to_field": "x"}, "x"),
    ({"_to_field": "password"}, "x"),
    ({}, HUGE),
]
COUNTS = [("-1", "0"), ("1", "-1"), ("0", "9"), ("999999999", "0"), ("x", ""), (HUGE, HUGE), ("3", "3"), ("1", "0")]
AUTOCOMPLETE = [
    {},
    {"app_label": "x"},
    {"app_label": "articles", "model_name": "x"},
    *(
        {"app_label": "articles", "model_name": "byline", "field_name": name, "term": "a"}
        for name in ("x", "role", "author__name", "", "\0")
    ),
    *(
        {"app_label": "articles", "model_name": "byline", "field_name": "author", **more}
        for more in ({"term": "\0"}, {"term": LONG}, {"page": "x"}, {"page": "-1"})
    ),
    {"app_label": "articles", "model_name": "article", "field_name": "revisions"},
    {"app_label": "auth", "model_name": "user", "field_name": "password"},
]
KEYS = ["x", "\0", HUGE, "-1", "_5F"]


def registered() -> Iterator[tuple[type, str]]:
    """Every model of the desk with the start of its addresses' names."""
    for model in admin.site._registry:
        yield model, f"admin:{model._meta.app_label}_{model._meta.model_name}"


def address(name: str, *arguments: Any) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


class Nonsense(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.rows = lay(cls.cast.live("The narrow sea"), cls.cast.publisher)
        cls.admin = User.objects.create_superuser("admin", password="a password for tests")

    def setUp(self) -> None:
        self.client: Client = client_of(self.admin)
        self.faults: list[str] = []

    def ask(self, method: str, at: str, given: dict[str, Any] | None = None) -> None:
        """What a request leaves behind is taken back, on PostgreSQL also a statement that failed."""
        with transaction.atomic():
            try:
                getattr(self.client, method)(at, given or {})
            except Exception as fault:  # The test client raises what would be a 500.
                self.faults.append(f"{method} {at} {given}: {fault!r}"[:400])
            transaction.set_rollback(True)

    def tearDown(self) -> None:
        assert self.faults == []

    def test_lists(self) -> None:
        for (_model, name), given in some_of(registered(), OF_ANY_LIST):
            self.ask("get", address(f"{name}_changelist"), given)

    def test_lists_by_each_kind_of_column(self) -> None:
        kinds = {
            type(field): (name, field.name) for model, name in registered() for field in model._meta.concrete_fields
        }
        for (name, column), (asks, value) in some_of(kinds.values(), OF_A_COLUMN.items()):
            self.ask("get", address(f"{name}_changelist"), {f"{column}__{asks}": value})

    def test_actions(self) -> None:
        for (_model, name), given in some_of(registered(), OF_ACTIONS):
            self.ask("post", address(f"{name}_changelist"), given)

    def test_rows_that_are_none(self) -> None:
        for (_model, name), of, key in some_of(registered(), ("change", "delete", "history"), KEYS):
            if at := address(f"{name}_{of}", key):
                self.ask("get", at)
                self.ask("post", at, {"post": "yes"})

    def test_forms_that_are_opened(self) -> None:
        for model, at, given, value in self.forms():
            relations = [field.name for field in model._meta.get_fields() if field.is_relation]
            self.ask("get", at, dict.fromkeys(relations, value) | given)

    def test_forms_that_are_sent(self) -> None:
        for model, at, given, value in self.forms():
            self.ask("post", at, {field.name: value for field in model._meta.get_fields()} | given)

    def test_forms_that_count_their_rows_wrongly(self) -> None:
        article = self.rows["article"]
        at, form = page("article", "change", article.pk), filled(article, headline="Mine")
        for total, initial in COUNTS:
            self.ask("post", at, form | {"bylines-TOTAL_FORMS": total, "bylines-INITIAL_FORMS": initial})

    def test_rows_of_a_form_that_name_nothing(self) -> None:
        for value in ("x", HUGE, "-1", "\0"):
            line = rows("bylines", [], [{"id": value, "position": value, "author": value, "role": value}])
            self.ask("post", page("article", "add"), empty(headline="Mine", image=value, disclaimers=value) | line)

    def test_autocomplete(self) -> None:
        for given in AUTOCOMPLETE:
            self.ask("get", reverse("admin:autocomplete"), given)

    def test_pages_of_one_thing(self) -> None:
        for name in ("index", "login", "password_change", "jsi18n"):
            for given in ({"next": "\0"}, {"next": LONG}, {"\0": "\0"}):
                self.ask("get", reverse(f"admin:{name}"), given)

    def forms(self) -> Iterator[tuple[type, str, dict[str, str], str]]:
        for (model, name), of, (given, value) in some_of(registered(), ("add", "change", "delete"), OF_A_FORM):
            key = () if of == "add" else (getattr(model._default_manager.first(), "pk", None),)
            if at := address(f"{name}_{of}", *key):
                yield model, at, given, value


class Answers(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()

    def setUp(self) -> None:
        self.client: Client = client_of(self.cast.editor)

    def test_a_list_that_cannot_be_becomes_the_whole_list_with_a_sentence(self) -> None:
        answer = self.client.get(page("article", "changelist"), {"id__range": "0"}, follow=True)
        assert answer.redirect_chain == [(page("article", "changelist"), 302)]
        assert "a list that cannot be" in answer.content.decode()

    def test_a_fault_of_a_list_without_parameters_is_not_hidden(self) -> None:
        with (
            patch.object(ChangeList, "get_results", side_effect=ValueError("a fault")),
            pytest.raises(ValueError, match="fault"),
        ):
            self.client.get(page("topic", "changelist"))

    def test_a_deed_on_what_is_no_row_is_refused_with_a_page(self) -> None:
        answer = self.client.post(page("article", "changelist"), {"action": "submit", "_selected_action": "x"})
        assert answer.status_code == 400
        assert "Nothing was changed" in answer.content.decode()

    def test_a_regular_expression_is_refused(self) -> None:
        assert self.client.get(page("article", "changelist"), {"headline__regex": "(a+)+$"}).status_code == 400

    def test_a_new_row_begins_without_what_makes_no_sense(self) -> None:
        given = {"headline": "From a link", "image": "x", "disclaimers": f"{self.cast.views.pk},{HUGE}"}
        initial = self.client.get(page("article", "add"), given).context["adminform"].form.initial
        assert initial["headline"] == "From a link"
        assert {"image", "disclaimers"} & initial.keys() == set()

    def test_text_is_saved_without_the_nul_in_it(self) -> None:
        self.client.post(page("article", "add"), empty(headline="The nar\0row sea", body="<p>Sea\0.</p>"))
        article = Article.objects.get()
        assert (article.headline, article.body) == ("The narrow sea", "<p>Sea.</p>")

    def test_a_form_that_hides_rows_that_are_stored_saves_nothing(self) -> None:
        article = self.cast.draft("The narrow sea")
        form = filled(article, headline="Mine") | {"bylines-INITIAL_FORMS": "0", "bylines-0-id": ""}
        answer = self.client.post(page("article", "change", article.pk), form)
        assert "ManagementForm data is missing or has been tampered with" in answer.content.decode()
        assert Article.objects.get().headline == "The narrow sea"
