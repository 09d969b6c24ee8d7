"""The last key that a table gave out: that of a deleted row is not given out again, for an old form may name it."""

from django.db import connection
from django.db.models import AutoField, Model


def counts(model: type[Model]) -> bool:
    return isinstance(model._meta.pk, AutoField)


def last_key(model: type[Model]) -> int:
    """The largest key that a row has or had, 0 for none."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        else:
            cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)", _place(model))
        found = cursor.fetchone()
    return int(found[0]) if found and found[0] else 0


def go_on_after(model: type[Model], key: int) -> None:
    """Let the next row have a key above this one, and above all that there are."""
    newest = model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
    key = max(key, newest)
    if not key:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            table = model._meta.db_table
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, key])
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s)::regclass, %s)", [*_place(model), key])


def _place(model: type[Model]) -> list[str]:
    return [f'"{model._meta.db_table}"', str(model._meta.pk.column)]
