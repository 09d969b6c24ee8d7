"""Triggers by which the database itself refuses to change or delete what was once printed or logged."""

from collections.abc import Callable, Collection, Iterator

from django.apps import apps
from django.db import connections
from django.db.models import Model

Statements = Callable[[str, Collection[str]], Iterator[str]]

SENTENCE = "What was printed or logged never changes and never goes. Save the article to make a new revision."

MAY_CHANGE = {
    "Revision": {
        *("live_from", "live_until", "first_published"),
        *("rendered", "outline", "excerpt", "word_count", "share"),
        "by_id",
    },
    "Credit": {"author_id", "first_published"},
    "Notice": {"disclaimer_id"},
    "Figure": {"image_id"},
    "RevisionTopic": {"topic_id", "first_published"},
    "Event": {"by_id"},
}
"""THE table of frozen models, each with its columns that may still change: intervals, what is derived, references.

No row of any of them is ever deleted, but those of ``MAY_GO``. Whole tables are emptied by ``manage.py flush`` alone.
"""

MAY_GO = {"RevisionTopic"}
"""Of a topic that is merged into another, the rows of revisions that had both."""

POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION articles_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def lift(using: str) -> None:
    """Take the triggers away, so that a migration can change the tables. Safe where there are none."""
    _run(using, _lifting)


def set_up(using: str) -> None:
    """Put the triggers on the tables, in place of any that are there."""
    lift(using)
    _run(using, _setting)


def _run(using: str, statements: Statements) -> None:
    """Execute what is said for the database's vendor and for those of the tables that it has."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, connection.introspection.table_names(cursor)):
            cursor.execute(statement)


def _models(present: Collection[str]) -> Iterator[type[Model]]:
    models = (apps.get_model("articles", name) for name in MAY_CHANGE)
    return (model for model in models if model._meta.db_table in present)


def _lifting(vendor: str, present: Collection[str]) -> Iterator[str]:
    for model in _models(present):
        table = model._meta.db_table
        for trigger in (f"{table}_frozen", f"{table}_kept"):
            yield f"DROP TRIGGER IF EXISTS {trigger}" + (f" ON {table}" if vendor == "postgresql" else "")


def _setting(vendor: str, present: Collection[str]) -> Iterator[str]:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    if vendor == "postgresql":
        yield POSTGRES_FUNCTION
        refusal = "FOR EACH ROW EXECUTE FUNCTION articles_refuse_change()"
    for model in _models(present):
        table = model._meta.db_table
        yield f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {_frozen_columns(model)} ON {table} {refusal}"
        if model.__name__ not in MAY_GO:
            yield f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {refusal}"


def _frozen_columns(model: type[Model]) -> str:
    movable = MAY_CHANGE[model.__name__]
    return ", ".join(str(field.column) for field in model._meta.local_fields if field.column not in movable)
