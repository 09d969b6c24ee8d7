"""A marked passage is found again after edits around it, and known to be gone when it is gone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.anchor import CONTEXT, Anchor, anchor, find, fold
from articles.text.mentions import mentioned
from tests.pace import allowed

TEXT = (
    "The strait is eleven miles wide.\n"
    "Nobody pays the toll. The pilots said so, and the harbour said so.\n"
    "Nobody pays the toll. The ministry never asked.\n"
)


def found(text: str, held: Anchor | None) -> str | None:
    assert held is not None
    place = find(text, held)
    return fold(text)[place.start : place.end] if place else None


def test_a_passage_is_held_with_what_stands_around_it() -> None:
    held = anchor(TEXT, "The ministry never asked.")
    before = fold(TEXT)[TEXT.index("The ministry") - CONTEXT : TEXT.index("The ministry")]
    assert held == Anchor("The ministry never asked.", before, " ")


def test_a_text_that_does_not_hold_the_passage_gives_no_anchor() -> None:
    assert anchor(TEXT, "The ministry always asked.") is None
    assert anchor(TEXT, " \n ") is None


def test_a_passage_is_found_after_edits_before_and_behind_it() -> None:
    held = anchor(TEXT, "the harbour said so")
    edited = "A new beginning. " + TEXT.replace("The pilots said so, and", "Its pilots deny it, but") + "A new end."
    assert found(edited, held) == "the harbour said so"


@pytest.mark.parametrize(
    "edited",
    [
        TEXT.replace("the harbour said so", "the harbours said so"),
        TEXT.replace("the harbour said so", "the harbour said"),
        "",
    ],
)
def test_a_passage_that_was_rewritten_or_cut_is_gone(edited: str) -> None:
    assert found(edited, anchor(TEXT, "the harbour said so")) is None


def test_of_two_places_the_one_with_the_same_surroundings_is_meant() -> None:
    second = anchor(TEXT, "Nobody pays the toll.", before="the harbour said so.\n", after=" The ministry")
    edited = "Preface.\n" + TEXT.replace("The pilots said so, and the harbour", "They")
    assert second is not None
    assert find(edited, second).start == edited.rindex("Nobody")


def test_without_surroundings_the_first_place_is_meant() -> None:
    assert find(TEXT, Anchor("Nobody pays the toll.")).start == TEXT.index("Nobody")


def test_typesetting_does_not_hide_a_passage() -> None:
    held = anchor('He said: "It\'s ours - all of it."', '"It\'s ours - all of it."')
    assert found("He said: “It’s\nours – all\xa0of it.” Then he left.", held) == '"It\'s ours - all of it."'


def test_signs_that_mean_something_in_a_pattern_are_only_signs() -> None:
    assert found("Is it (really) 3.5* [sic]?", anchor("Is it (really) 3.5* [sic]?", "(really) 3.5* [sic]?"))
    assert anchor("Is it 345?", "3.5") is None


def test_a_passage_in_another_script_is_found() -> None:
    assert found("قبل. دریا کی ڈاک آئی۔ بعد", anchor("دریا کی ڈاک آئی۔", "کی ڈاک")) == "کی ڈاک"


@given(st.text(max_size=80), st.text(min_size=1, max_size=30), st.text(max_size=80))
def test_what_a_text_holds_is_found_as_it_was_quoted(before: str, quotation: str, after: str) -> None:
    held = anchor(before + quotation + after, quotation)
    assert (held is None) == (not quotation.split())
    if held:
        assert found(before + quotation + after, held) == fold(quotation).strip()


def test_a_long_repetitive_text_is_searched_in_no_time() -> None:
    began = time.process_time()
    assert find("a " * 200_000, Anchor("a " * 2_000 + "b")) is None
    assert time.process_time() - began < allowed(5)


def test_names_are_called_with_an_at_sign() -> None:
    assert mentioned("@Ada and (@bao.lin), please.") >= {"ada", "bao.lin"}
    assert "carl" in mentioned("Ask @carl.")
    assert "carl." in mentioned("Ask @carl.")


@pytest.mark.parametrize("text", ["", "ada", "write to ada@example.org", "@ ada", "a.@ada"])
def test_nobody_is_called_without_one(text: str) -> None:
    assert mentioned(text) == set()
