"""Markup made to drive a parser mad is cleaned in moments, and ordinary markup is left alone."""

import time

import pytest

from articles.text.cleaning import clean
from articles.text.taming import DEEPEST, tame
from tests.pace import allowed

MAD = {
    "open formatting in every paragraph": "".join(f"<p><b class=a{number}>" for number in range(10_000)),
    "lists within lists": "<ul><li>x" * 20_000,
    "quotes within quotes": "<blockquote>" * 40_000,
    "tables within tables": "<table><tr><td>x" * 10_000,
    "tags that never end": "<b " * 150_000,
    "formatting of many names": "".join(f"<p><tt id={number}><font x={number}>" for number in range(5_000)),
}


@pytest.mark.parametrize("html", MAD.values(), ids=MAD)
def test_mad_markup_is_cleaned_in_moments(html: str) -> None:
    started = time.process_time()
    clean(html)
    assert time.process_time() - started < allowed(2)


def test_formatting_loses_its_attributes_and_nothing_else() -> None:
    assert tame('<p class="a"><B style="x">t</B> <a href="/x/">l</a></p>') == (
        '<p class="a"><b>t</b> <a href="/x/">l</a></p>'
    )


def test_what_is_not_a_tag_is_left_alone() -> None:
    assert tame("1 < 2 and 3 > 2, <3") == "1 < 2 and 3 > 2, <3"


def test_nesting_ends_at_the_deepest_and_keeps_the_words() -> None:
    tamed = tame("<div>" * 200 + "words" + "</div>" * 200)
    assert tamed.count("<div>") == DEEPEST
    assert "words" in clean(tamed)


def test_many_paragraphs_without_an_end_are_not_deep() -> None:
    assert clean("<p>one" * 500).count("<p>") == 500
