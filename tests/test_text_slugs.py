"""Addresses made from headlines in any script."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.text.slugs import LONGEST, slugify


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("The Narrow Sea", "the-narrow-sea"),
        ("What’s in a name? Don't ask", "whats-in-a-name-dont-ask"),
        ("Café, naïveté & Ångström", "cafe-naivete-angstrom"),
        ("Straße und Größe", "strasse-und-grosse"),
        ("İstanbul’da Işık ve çığ", "istanbulda-isık-ve-cıg"),
        ("آبنائے ہرمز کی سیاست", "آبنائے-ہرمز-کی-سیاست"),
        ("مضيق هرمز: السياسة", "مضيق-هرمز-السياسة"),
        ("می‌خواهم", "میخواهم"),
        ("हिन्दी में राजनीति", "हिन्दी-में-राजनीति"),
        ("Пролив и закон", "пролив-и-закон"),
        ("Ёлка й Україна", "ёлка-й-україна"),
        ("海峡的政治", "海峡的政治"),
        ("海峡 と 国境", "海峡-と-国境"),
        ("ＦＵＬＬ ｗｉｄｔｈ １２", "full-width-12"),
        ("1989 / 2026: a ½ century", "1989-2026-a-1-2-century"),
        ("--- a   --  b ---", "a-b"),
        ("a/b\\c#d?e%f.g", "a-b-c-d-e-f-g"),
        ("… — !?", ""),
        ("", ""),
    ],
)
def test_a_headline_in_any_script_makes_a_readable_address(headline: str, slug: str) -> None:
    assert slugify(headline) == unicodedata.normalize("NFC", slug)


def test_a_long_headline_is_cut_between_words() -> None:
    slug = slugify("the strait and the law " * 20)
    assert len(slug) <= LONGEST
    assert slug.rpartition("-")[2] in {"the", "strait", "and", "law"}


def test_one_endless_word_is_cut_all_the_same() -> None:
    assert slugify("a" * 200) == "a" * LONGEST


@given(st.text(max_size=120))
def test_an_address_holds_nothing_but_letters_marks_and_digits_joined_by_hyphens(headline: str) -> None:
    slug = slugify(headline)
    assert len(slug) <= LONGEST
    assert all(unicodedata.category(character)[0] in "LMN" for character in slug.replace("-", ""))
    assert slug == slug.strip("-")
    assert "--" not in slug


def test_a_mark_stays_on_its_letter_alone() -> None:
    assert slugify("\x80\U0001e01b") == slugify(", \u093c") == ""
    assert slugify("র\u200d\u09cdয") == "র\u09cdয"


@given(st.text(max_size=120))
@example("\x80\U0001e01b")
@example("\u1bed\u2019\u0742\u200d\u09cd\u2019")
def test_an_address_made_from_an_address_is_the_same(headline: str) -> None:
    assert slugify(slugify(headline)) == slugify(headline)
