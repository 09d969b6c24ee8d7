"""Words are found however they are typed: without accents, in another case, in any script."""

import pytest

from articles.text.folding import LONGEST_WORD, phrase, words

ALIKE = [
    ("Łódź", "lodz"),
    ("ÇELİK", "celik"),
    ("Ødön Søn", "odon son"),
    ("STRASSE", "straße"),
    ("ﬁne ｆｕｌｌ", "fine full"),
    ("the author’s", "the authors"),
    ("Ёлка", "елка"),
    ("ВОЙНА", "война"),
    ("العُقُوبات", "العقوبات"),
    ("إيران", "ايران"),
    ("كتاب", "کتاب"),
    ("سياسة", "سیاسه"),
    ("شہر", "شهر"),
    ("می‌خواهد", "میخواهد"),
    ("שָׁלוֹם", "שלום"),
    ("۱۴۰۳ ١٤٠٣", "1403 1403"),
    ("co\u00adoperation", "cooperation"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_spellings_are_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other) != []


def test_vowel_signs_of_hindi_stay_in_their_words() -> None:
    assert words("हिन्दी में समाचार।") == ["हिन्दी", "में", "समाचार"]
    assert words("कि") != words("क")


def test_punctuation_parts_words_and_is_none() -> None:
    assert words("Iran/Iraq, co-operation_now! — …") == ["iran", "iraq", "co", "operation", "now"]
    assert words("… — !?") == []


def test_chinese_is_parted_into_pairs() -> None:
    assert words("制裁俄罗斯") == ["制裁", "裁俄", "俄罗", "罗斯", "斯"]
    assert words("US制裁ok") == ["us", "制裁", "裁", "ok"]


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("俄罗斯", ["俄罗", "罗斯"]),
        ("裁", ["裁"]),
        ("制裁 now", ["制裁", "裁", "now"]),
        ("two words", ["two", "words"]),
    ],
)
def test_a_phrase_is_a_row_of_words(typed: str, sought: list[str]) -> None:
    assert phrase(typed) == sought


@pytest.mark.parametrize("part", ["制裁俄罗斯", "裁俄", "俄罗斯", "罗", "斯"])
def test_any_part_of_a_chinese_sentence_is_a_row_of_its_pairs(part: str) -> None:
    *whole, last = phrase(part)
    text = words("对制裁俄罗斯的看法。制裁俄罗斯")
    places = range(len(text) - len(whole))
    assert any(text[at : at + len(whole)] == whole and text[at + len(whole)].startswith(last) for at in places)


def test_a_word_without_end_is_cut() -> None:
    assert [len(word) for word in words("x" * 5_000)] == [LONGEST_WORD]
