"""Builds a magazine from an archive in an empty database: all of it in one transaction, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from itertools import islice
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from articles import guards
from articles.management.record.columns import NATURAL, columns_of
from articles.management.record.counters import counts, go_on_after
from articles.management.record.layout import Unfit
from articles.management.record.naming import Row
from articles.management.record.placing import placed
from articles.management.record.reading import Archive
from articles.management.record.table import MADE_BY_MIGRATIONS, SECRET_COLUMNS, model_named, models_of
from articles.management.record.writing import Say
from articles.models import magazine

AT_ONCE = 200
MAKE_ANEW = ("reindex", "recount")
"""The commands by which what an archive leaves out is made of what it has."""


def restore(archive: Archive, *, say: Say) -> None:
    """Build the magazine of a checked archive, with the same keys, in the default database and storages.

    Raises :class:`Unfit` with a sentence; the database and the files are then as they were.
    """
    refuse_unless_ready()
    with placed(archive, say), _unfit_if_refused(), transaction.atomic():
        refuse_unless_ready()
        guards.lift(connection.alias)
        _clear()
        for model in archive.models:
            say(f"{_load(archive, model):9,} {model._meta.label}")
        connection.check_constraints()
        _refuse_overlaps()
        _go_on(archive)
        guards.set_up(connection.alias)
        _make_anew(say)
    magazine.forget()


def refuse_unless_ready() -> None:
    """Raise :class:`Unfit` where migrations are missing or there is a magazine already."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Unfit("The database lacks tables or changes of them. Run manage.py migrate first.")
    for model in models_of(secrets=True):
        if model._meta.label not in MADE_BY_MIGRATIONS and model._base_manager.exists():
            raise Unfit(
                f"The database is not empty: it has rows in {model._meta.label}. A magazine is restored into an empty "
                "database alone; give another one in DATABASE_URL and run manage.py migrate there."
            )


@contextmanager
def _unfit_if_refused() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, OverflowError) as error:
        what = "two rows or references do not fit together" if isinstance(error, IntegrityError) else "a row"
        raise Unfit(f"The database refused {what}: {str(error).strip()}. Nothing was changed.") from error


def _clear() -> None:
    for label in MADE_BY_MIGRATIONS:
        model_named(label)._base_manager.all().delete()


def _load(archive: Archive, model: type[Model]) -> int:
    """Write the rows past the models, whose saving would set dates and keys; how many."""
    columns, rows, done = columns_of(model), archive.rows(model), 0
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(each.field.column)) for each in columns)
    places = ", ".join(["%s"] * len(columns))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    natural = _natural_keys(model)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, AT_ONCE)):
            cursor.executemany(insert, [_values(model, row, natural) for row in batch])
            done += len(batch)
    return done


def _values(model: type[Model], row: Row, natural: dict[str, dict[Any, Any]]) -> list[Any]:
    for name in SECRET_COLUMNS.get(model._meta.label, ()):
        row[name] = row[name] or make_password(None)
    for name, keys in natural.items():
        row[name] = _key_of(keys, row[name])
    return [each.field.get_db_prep_save(row[each.name], connection) for each in columns_of(model)]


def _natural_keys(model: type[Model]) -> dict[str, dict[Any, Any]]:
    """By the name of a column, the keys that its rows have in this database, by their natural names."""
    return {
        each.name: {tuple(parts): key for key, *parts in related._base_manager.values_list("pk", *NATURAL[related])}
        for each in columns_of(model)
        if (related := each.field.related_model) in NATURAL
    }


def _key_of(keys: dict[Any, Any], name: Any) -> Any:
    if name is not None and name not in keys:
        raise Unfit(f"This version knows no {'.'.join(name)}, which a row of the archive refers to.")
    return keys.get(name)


def _refuse_overlaps() -> None:
    """What the triggers keep apart when intervals change, rows that are written whole could bring together."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT new.article_id FROM articles_revision AS new "  # noqa: S608
            f"WHERE new.live_from IS NOT NULL AND EXISTS ({guards.OVERLAP}) LIMIT 1"
        )
        if row := cursor.fetchone():
            raise Unfit(f"Two revisions of article {row[0]} are before readers at one instant.")


def _go_on(archive: Archive) -> None:
    for model in filter(counts, archive.models):
        last = archive.manifest["tables"][model._meta.label].get("last_key")
        go_on_after(model, last if type(last) is int and 0 <= last < 2**31 else 0)


def _make_anew(say: Say) -> None:
    """Everything that stands in the table as made anew."""
    for command in MAKE_ANEW:
        call_command(command, stdout=StringIO())
    say("Search indexes and numbers were made anew.")
