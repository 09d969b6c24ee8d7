"""Of two people who opened the same row of the library, the second to save does not undo the first."""

from copy import deepcopy
from typing import Any
from unittest import mock

import pytest
from django.contrib import admin
from django.test import override_settings

from articles.desk.illustrating import add_picture
from articles.desk.seen import signature
from articles.models import Author, Declaration, Disclaimer, Image, Rule, Series, Synonym, Topic
from tests.admin_forms import client_of, page, rows, rules_of
from tests.magazine import Magazine, picture

FORMS: dict[str, dict[str, Any]] = {
    "author": {
        "name": "Ada Brandt",
        "biography": "Mine.",
        "affiliation": "",
        "email": "",
        "slug": "",
        "account": "",
        **rows("declarations", [], []),
    },
    "topic": {"name": "The sea", "description": "Mine.", "slug": "the-sea", **rows("synonyms", [], [])},
    "disclaimer": {
        **{"name": "Views", "wording_en": "Mine.", "purpose": "views", "place": "end"},
    },
    "series": {"name": "Straits", "description": "Mine.", "slug": "straits"},
    "image": {"alt": "Mine.", "caption": "", "credit": ""},
}


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def row(model: str, cast: Magazine) -> Any:
    if model == "image":
        return add_picture(picture(), "a.png", by=cast.editor, alt="A door")
    if model == "series":
        return Series.objects.create(name="Straits", slug="straits")
    return {"author": cast.ada, "topic": cast.sea, "disclaimer": cast.views}[model]


def state_of(stored: Any) -> str:
    """As the form of the row tells it, from what the database has."""
    fresh = type(stored).objects.get(pk=stored.pk)
    return admin.site.get_model_admin(type(stored)).state_of(fresh)


@pytest.mark.parametrize("model", FORMS)
def test_the_second_save_from_one_state_is_refused_and_keeps_what_was_typed(cast: Magazine, model: str) -> None:
    stored, client = row(model, cast), client_of(cast.publisher)
    address = page(model, "change", stored.pk)
    opened = state_of(stored)
    assert f'name="opened" value="{opened}"' in client.get(address).content.decode()
    form = FORMS[model] | {"opened": opened, "_save": "1"}
    form |= rules_of(stored) if model == "disclaimer" else {}
    assert client.post(address, form).status_code == 302
    theirs = state_of(stored)
    late = {name: "Typed in vain." if value == "Mine." else value for name, value in form.items()}
    for _try in range(2):
        answer = client.post(address, late)
        assert answer.status_code == 409
        assert "Somebody saved this after you opened it" in answer.content.decode()
        assert "Typed in vain." in answer.content.decode()
    assert state_of(stored) == theirs


@pytest.mark.parametrize("deed", ["change", "add", "delete"])
@pytest.mark.parametrize("model", ["author", "topic", "disclaimer"])
def test_whoever_saves_over_rows_of_the_form_that_somebody_changed_is_told(
    cast: Magazine, model: str, deed: str
) -> None:
    """Rules, declarations and other names are as much of what was opened as the row itself."""
    prefix, of, given, told = {
        "author": (
            "declarations",
            Declaration,
            {"author": cast.ada, "nature": "office", "since": "2020-01-01"},
            "party",
        ),
        "topic": ("synonyms", Synonym, {"topic": cast.sea}, "name"),
        "disclaimer": ("rules", Rule, {"disclaimer": cast.views, "match": "all"}, "affiliation"),
    }[model]
    key = of.objects.create(**given, **{told: "Opened"}).pk
    stored, client = row(model, cast), client_of(cast.publisher)
    opened = state_of(stored)
    if deed == "change":
        of.objects.filter(pk=key).update(**{told: "Theirs"})
    elif deed == "add":
        of.objects.create(**given, **{told: "Theirs"})
    else:
        of.objects.filter(pk=key).delete()
    before = list(of.objects.order_by("pk").values())
    hung = rows(prefix, [{**given, "id": key, model: stored.pk, told: "Opened"}], [])
    answer = client.post(page(model, "change", stored.pk), FORMS[model] | hung | {"opened": opened, "_save": "1"})
    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()
    assert "Opened" in answer.content.decode()
    assert list(of.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("model", ["author", "topic", "series"])
def test_a_form_over_which_somebody_saved_while_it_was_read_is_refused(cast: Magazine, model: str) -> None:
    stored, client = row(model, cast), client_of(cast.publisher)
    text = "biography" if model == "author" else "description"

    def overtake(_model: Any, slug: str, **_given: Any) -> str:
        """While the form is looked at, after the row was read."""
        type(stored).objects.filter(pk=stored.pk).update(**{text: "Theirs."})
        return ""

    with mock.patch("articles.admin.addressing.taken", overtake):
        answer = client.post(page(model, "change", stored.pk), FORMS[model] | {"slug": "mine", "_save": "1"})
    assert answer.status_code == 409
    assert "Somebody saved this after you opened it" in answer.content.decode()
    assert "Mine." in answer.content.decode()
    assert getattr(type(stored).objects.get(pk=stored.pk), text) != "Mine."


def test_a_signature_tells_every_column() -> None:
    rows = [
        Author(name="A"),
        Author(name="A", email="a@example.org"),
        Topic(name="A"),
        Disclaimer(),
        Series(name="A"),
        Image(alt="A"),
    ]
    assert len({signature(each) for each in rows}) == len(rows)


def test_who_sees_a_signature_cannot_try_addresses_against_it(cast: Magazine) -> None:
    shown = signature(cast.ada)
    with override_settings(SECRET_KEY="the key of somebody who tries"):
        assert signature(cast.ada) != shown
