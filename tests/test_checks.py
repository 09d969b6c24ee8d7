"""Settings that would do nothing are told when the project is checked."""

from django.test import override_settings

from articles.checks import check_roles


def test_the_roles_of_the_desk_may_be_named() -> None:
    with override_settings(SECOND_FACTOR_ROLES=["publisher", "superuser"]):
        assert check_roles(None) == []


def test_a_role_that_there_is_not_is_told() -> None:
    with override_settings(SECOND_FACTOR_ROLES=["publishers"]):
        (told,) = check_roles(None)
    assert told.msg == "SECOND_FACTOR_ROLES names publishers: the desk has no such role."
