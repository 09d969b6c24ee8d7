"""What of a person stands where: the columns themselves are asked, so that none can be forgotten."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import EmailField, Model

from articles.management.record.table import every_model
from articles.models.personal import OF_AN_ACCOUNT, OF_AN_AUTHOR, OF_NOBODY, Personal, going

TABLE = (*OF_AN_AUTHOR, *OF_AN_ACCOUNT)
NAMES = ("username", "first_name", "last_name", "password", "last_login")


def columns_of(model: type[Model]) -> dict[str, type]:
    return {f"{model._meta.label}.{field.name}": type(field) for field in model._meta.local_concrete_fields}


def test_every_column_that_holds_an_address_is_in_the_table() -> None:
    found = {
        name for model in every_model() for name, kind in columns_of(model).items() if issubclass(kind, EmailField)
    }
    assert found == {each.column for each in TABLE if isinstance(each.field, EmailField)} | OF_NOBODY.keys()


def test_every_column_that_refers_to_an_account_is_in_the_table() -> None:
    found = {
        f"{model._meta.label}.{field.name}"
        for model in every_model()
        for field in model._meta.local_concrete_fields
        if field.related_model is User
    }
    own = {f"{settings.AUTH_USER_MODEL}.{name}" for name in (*NAMES, "email")}
    assert {each.column for each in OF_AN_ACCOUNT} == found | own


@pytest.mark.parametrize("each", TABLE, ids=lambda each: each.column)
def test_what_is_in_the_table_exists_and_has_words(each: Personal) -> None:
    assert each.field.name == each.name
    assert str(each.label)


def test_what_goes_with_an_account_is_of_the_person_alone() -> None:
    """A row that others need could not be deleted: the database would refuse, or take it from them."""
    gone = {each.model.__name__ for each in going(OF_AN_ACCOUNT) if not each.field.null and each.model is not User}
    assert gone <= {
        *("Buffer", "Presence", "Look", "Letter", "Wish", "SavedFilter", "Mention"),
        *("TOTPDevice", "StaticDevice", "User_groups", "User_user_permissions"),
    }
