"""Places in a wording: what is one, what is left out with an empty one."""

import pytest

from articles.text.placeholders import fill, stands_bare, unknown_places

FULL = {"author": "Ada Brandt", "magazine": "The Harbour", "affiliation": "Harbour Board"}


def test_each_place_is_filled_in_wherever_it_stands() -> None:
    assert fill("{author} for {magazine}, {author}.", FULL) == "Ada Brandt for The Harbour, Ada Brandt."


@pytest.mark.parametrize(
    ("text", "full", "empty"),
    [
        ("{author}[, of {affiliation},] wrote.", "Ada Brandt, of Harbour Board, wrote.", "Ada Brandt wrote."),
        ("A.[ {author} is of {affiliation}.]", "A. Ada Brandt is of Harbour Board.", "A."),
        ("They say [sic] so.", "They say [sic] so.", "They say [sic] so."),
    ],
)
def test_brackets_go_with_what_cannot_be_filled_in(text: str, full: str, empty: str) -> None:
    assert fill(text, FULL) == full
    assert fill(text, {**FULL, "affiliation": ""}) == empty


def test_what_is_filled_in_is_no_place_itself() -> None:
    assert fill("By {author}.", {**FULL, "author": "{magazine} & <b>"}) == "By {magazine} & <b>."


def test_what_stands_in_braces_and_is_no_place_is_known() -> None:
    assert unknown_places("{autor} and {} and {author} and {autor}, {nobody") == ["{autor}", "{}"]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Of {affiliation}.", True),
        ("[Of {affiliation}.]", True),
        ("Hers[, of {affiliation}].", False),
        ("Plain words.", False),
        ("[{author}] and {affiliation}", True),
    ],
)
def test_what_may_be_empty_stands_in_brackets_and_not_alone(text: str, bare: bool) -> None:
    assert stands_bare(text) is bare
