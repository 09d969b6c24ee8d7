"""Whatever is typed into a search box is understood, and nothing of it is an operator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.terms import MOST, Term, terms


def test_words_count_from_their_beginning() -> None:
    assert terms("Sanct Tolls") == [Term(("sanct",), True), Term(("tolls",), True)]


def test_a_short_word_is_looked_for_whole() -> None:
    assert terms("UN") == [Term(("un",), False)]


def test_what_stands_in_quotation_marks_stands_together_and_ends_there() -> None:
    for typed in ('"the narrow sea"', "“the narrow sea”", "«the narrow sea»", "„the narrow sea“"):
        assert terms(typed) == [Term(("the", "narrow", "sea"), False)]


def test_a_word_of_several_is_a_row() -> None:
    assert terms("co-operation") == [Term(("co", "operation"), True)]
    assert terms('a"bcd') == [Term(("a", "bcd"), True)]


def test_chinese_has_no_word_that_is_too_short_or_closed() -> None:
    assert terms("裁") == [Term(("裁",), True)]
    assert terms("“制裁”") == [Term(("制裁",), True)]


@pytest.mark.parametrize("typed", ["", "  ", "…", '"', '""', "* ( ) - ^ : '"])
def test_without_letters_and_digits_there_is_nothing_to_look_for(typed: str) -> None:
    assert terms(typed) == []


def test_no_more_terms_are_looked_for_than_a_person_types() -> None:
    assert len(terms("word " * 500)) == MOST


@given(st.text(max_size=60))
def test_terms_hold_nothing_that_an_engine_could_take_for_its_own(typed: str) -> None:
    for term in terms(typed):
        assert term.words
        assert not set("\"'*:&|!<>()\\ ") & set("".join(term.words))
