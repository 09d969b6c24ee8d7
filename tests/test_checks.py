"""Settings that would do nothing are told when the project is checked."""

import pytest
from django.test import override_settings

from articles.checks import check_accent, check_roles


def test_the_roles_of_the_desk_may_be_named() -> None:
    with override_settings(SECOND_FACTOR_ROLES=["publisher", "superuser"]):
        assert check_roles(None) == []


def test_a_role_that_there_is_not_is_told() -> None:
    with override_settings(SECOND_FACTOR_ROLES=["publishers"]):
        (told,) = check_roles(None)
    assert told.msg == "SECOND_FACTOR_ROLES names publishers: the desk has no such role."


@override_settings(ACCENT="#ffcc00")
def test_a_colour_too_pale_for_paper_is_told_with_what_is_printed_instead() -> None:
    (warning,) = check_accent(None)
    assert warning.id == "articles.W002"
    assert "#856a00" in warning.msg


@pytest.mark.parametrize("accent", ["", "#8c1c13", "#0B5D57"])
def test_a_colour_that_can_be_read_is_no_matter(accent: str) -> None:
    with override_settings(ACCENT=accent):
        assert check_accent(None) == []
