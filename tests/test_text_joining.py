"""Names in a row, by the rules of each language."""

import pytest

from articles.text.joining import RULES, joined
from articles.text.languages import LANGUAGES


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("en", "Ada, Bao and Cy"),
        ("ur", "Ada، Bao اور Cy"),
        ("ar", "Ada وBao وCy"),
        ("zh", "Ada、Bao和Cy"),
        ("de", "Ada, Bao und Cy"),
    ],
)
def test_three_names_are_joined_as_the_language_has_it(language: str, row: str) -> None:
    assert joined(["Ada", "Bao", "Cy"], language) == row


def test_each_name_stands_once_and_none_is_nothing() -> None:
    assert joined(["Ada", "", "Ada"], "en") == "Ada"
    assert joined(["Ada", "Bao"], "en") == "Ada and Bao"
    assert joined([], "fr") == ""


def test_every_language_of_the_magazine_has_its_rule() -> None:
    assert RULES.keys() == dict(LANGUAGES).keys()
