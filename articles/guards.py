"""Triggers by which the database itself refuses to change or delete what was printed, and two texts at one instant."""

from collections.abc import Callable, Collection, Iterator

from django.apps import apps
from django.db import connections
from django.db.models import Model

Statements = Callable[[str, Collection[str]], Iterator[str]]

SENTENCE = "What was printed or logged never changes and never goes. Save the article to make a new revision."

MAY_CHANGE = {
    "Revision": {
        *("live_from", "live_until", "first_published", "updated", "corrected"),
        *("rendered", "outline", "excerpt", "word_count", "share"),
        "by_id",
    },
    "Credit": {"author_id", "first_published"},
    "Notice": {"disclaimer_id"},
    "Wording": {"by_id"},
    "Waiver": {"by_id", "ended_at", "ended_by_id", "ender"},
    "Figure": {"image_id"},
    "RevisionTopic": {"topic_id", "first_published"},
    "Event": {"by_id"},
    "Correction": {"by_id"},
    "SignOff": {"by_id"},
    "Withdrawal": {"by_id"},
    "LegalHold": {"placed_by_id", "lifted_at", "lifted_by_id", "lifter", "lifted_because"},
    "Edition": {"live_from", "live_until", "by_id"},
    "Slot": {"topic_id"},
    "Imprint": {"live_from", "live_until", "by_id"},
    "MenuLink": {"topic_id"},
    "PageEdition": {"live_from", "live_until", "rendered", "by_id"},
}
"""THE table of frozen models, each with its columns that may still change: intervals, what is derived, references.

No row of any of them is ever deleted, but those of ``MAY_GO``. Whole tables are emptied by ``manage.py flush`` alone.
"""

MAY_GO = {"RevisionTopic", "Wording"}
"""Of a topic that is merged into another, the rows of revisions that had both; wordings that were never printed."""

POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION articles_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


APART_SENTENCE = "At no instant are two revisions of one article before readers."

OVERLAP = """SELECT 1 FROM articles_revision AS other
WHERE other.article_id = NEW.article_id AND other.id <> NEW.id AND other.live_from IS NOT NULL
AND (NEW.live_until IS NULL OR other.live_from < NEW.live_until)
AND (other.live_until IS NULL OR NEW.live_from < other.live_until)"""
"""Another turn of the article that the new interval would meet: an end may be set in advance, so that constraints on
the open end alone would not do."""

APART_FUNCTION = f"""
CREATE OR REPLACE FUNCTION articles_keep_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NEW.live_from IS NOT NULL AND EXISTS ({OVERLAP}) THEN
RAISE EXCEPTION '{APART_SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$
"""

APART = "CREATE TRIGGER articles_revision_apart BEFORE UPDATE OF live_from, live_until ON articles_revision"


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
        for trigger in (f"{table}_frozen", f"{table}_kept", f"{table}_apart"):
            yield f"DROP TRIGGER IF EXISTS {trigger}" + (f" ON {table}" if vendor == "postgresql" else "")


def _setting(vendor: str, present: Collection[str]) -> Iterator[str]:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    if vendor == "postgresql":
        yield POSTGRES_FUNCTION
        refusal = "FOR EACH ROW EXECUTE FUNCTION articles_refuse_change()"
    if "articles_revision" in present:
        yield from _keeping_apart(vendor)
    for model in _models(present):
        table = model._meta.db_table
        yield f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {_frozen_columns(model)} ON {table} {refusal}"
        if model.__name__ not in MAY_GO:
            yield f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {refusal}"


def _keeping_apart(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield APART_FUNCTION
        yield f"{APART} FOR EACH ROW EXECUTE FUNCTION articles_keep_apart()"
    else:
        refusal = f"BEGIN SELECT RAISE(ABORT, '{APART_SENTENCE}'); END"
        yield f"{APART} FOR EACH ROW WHEN NEW.live_from IS NOT NULL AND EXISTS ({OVERLAP}) {refusal}"


def _frozen_columns(model: type[Model]) -> str:
    movable = MAY_CHANGE[model.__name__]
    return ", ".join(f'"{field.column}"' for field in model._meta.local_fields if field.column not in movable)
