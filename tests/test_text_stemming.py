"""Stems as Porter gives them, distances between words, and the passage that answers a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.distance import distance
from articles.text.passages import LENGTH, marked, passage
from articles.text.stemming import stem
from tests.examples import examples


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *[("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("feed", "feed"), ("agreed", "agre")],
        *[("motoring", "motor"), ("sing", "sing"), ("conflated", "conflat"), ("hopping", "hop"), ("falling", "fall")],
        *[("filing", "file"), ("happy", "happi"), ("sky", "sky"), ("relational", "relat"), ("rational", "ration")],
        *[("vietnamization", "vietnam"), ("operator", "oper"), ("hopefulness", "hope"), ("electricity", "electr")],
        *[("adoption", "adopt"), ("replacement", "replac"), ("probate", "probat"), ("rate", "rate"), ("cease", "ceas")],
        *[("control", "control"), ("controll", "control"), ("generalizations", "gener"), ("oscillators", "oscil")],
        *[("is", "is"), ("ёлки", "ёлки"), ("h2so4", "h2so4"), ("", "")],
    ],
)
def test_a_word_has_the_stem_of_the_paper(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        *[("toll", "toll", 0), ("toll", "tolls", 1), ("toll", "tall", 1), ("toll", "otll", 1), ("toll", "ttolls", 2)],
        *[("sanctions", "snactiosn", 2), ("", "toll", 3), ("abcdef", "badcfe", 3)],
    ],
)
def test_a_distance_counts_slips_and_goes_no_further_than_asked(one: str, other: str, expected: int) -> None:
    assert distance(one, other, 2) == distance(other, one, 2) == expected


def shown(pieces: list[tuple[str, bool]]) -> str:
    return "".join(f"[{text}]" if mark else text for text, mark in pieces)


@pytest.mark.parametrize(
    ("text", "stems", "expected"),
    [
        ("Tolls & tolling", ["toll"], "[Tolls] & [tolling]"),
        ("A ship’s ships", ["ship"], "A [ship’s] [ships]"),
        ("Łódź, l’été", ["lodz", "lete"], "[Łódź], [l’été]"),
        ("ہرمز کی آبنائے", ["کی"], "ہرمز [کی] آبنائے"),
        ("关于制裁俄罗斯", ["俄罗", "罗斯"], "关于制裁[俄罗][斯]"),
        ("Sizing and size", ["size"], "[Sizing] and [size]"),
        ("None of it", ["toll"], "None of it"),
    ],
)
def test_words_are_marked_as_they_are_written(text: str, stems: list[str], expected: str) -> None:
    assert shown(marked(text, stems)) == expected


def test_a_passage_is_taken_from_where_most_of_the_words_are() -> None:
    text = f"Toll. {'Nothing. ' * 80}Here. The toll of the strait. {'More. ' * 80}"
    found = shown(passage(text, ["toll", "strait"]))
    assert "The [toll] of the [strait]." in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert passage(text, ["bridge"]) == []


@examples(60)
@given(st.text(max_size=600), st.text(max_size=8))
def test_a_passage_says_nothing_but_the_text(text: str, word: str) -> None:
    found = passage(text, [word])
    said = "".join(piece for piece, _mark in found).removeprefix("… ").removesuffix(" …")
    assert said in text
    assert len(said) <= LENGTH + 1
    assert "".join(piece for piece, _mark in marked(text, [word])) == text
