"""Plain words turn nothing that follows them."""

import pytest

from articles.text.order import in_order


@pytest.mark.parametrize("turning", [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))])
def test_what_turns_the_words_that_follow_goes(turning: str) -> None:
    assert in_order(f"It is {turning}eleven{turning} miles.") == "It is eleven miles."


@pytest.mark.parametrize("text", ["A\u200eb", "\u200fב", "می\u200cروم", "क्\u200dष", "\u061c3", "“Ships”\n"])
def test_marks_and_joiners_stay(text: str) -> None:
    assert in_order(text) == text
