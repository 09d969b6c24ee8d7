"""THE table of what an archive holds: no model is forgotten, none stands in two columns, every column can be held."""

import pytest
from django.db.models import Model

from articles.management.record.columns import columns_of
from articles.management.record.naming import FURTHER
from articles.management.record.table import (
    LEFT_OUT,
    MADE_BY_MIGRATIONS,
    RECORD,
    SECRET,
    SECRET_COLUMNS,
    every_model,
    models_of,
)

COLUMNS = (RECORD, SECRET, tuple(LEFT_OUT))


def test_every_model_stands_in_exactly_one_column_of_the_table() -> None:
    named = [label for column in COLUMNS for label in column]
    assert sorted(named) == sorted(model._meta.label for model in every_model())


@pytest.mark.parametrize("model", models_of(secrets=True), ids=lambda model: model._meta.label)
def test_every_column_of_a_model_that_goes_along_can_be_held(model: type[Model]) -> None:
    stored = {field.attname for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)}
    assert {column.name for column in columns_of(model)} == stored


def test_what_is_told_of_a_model_is_told_of_one_that_goes_along() -> None:
    assert {*MADE_BY_MIGRATIONS, *SECRET_COLUMNS, *FURTHER} <= {*RECORD, *SECRET}


@pytest.mark.django_db
def test_migrations_alone_leave_rows_in_no_other_table_than_is_said() -> None:
    filled = {model._meta.label for model in models_of(secrets=True) if model._base_manager.exists()}
    assert filled <= set(MADE_BY_MIGRATIONS)
