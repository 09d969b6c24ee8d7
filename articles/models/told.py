"""What a row says, in words, for a log that outlives the row."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model


def told(row: Model, names: Iterable[str]) -> str:
    """“nature: family; with whom or what: The mayor; since: 2026-01-01”: the columns that hold something."""
    given = [name for name in names if getattr(row, name) not in (None, "")]
    return "; ".join(f"{_column(row, name).verbose_name}: {_shown(row, name)}" for name in given)


def _column(row: Model, name: str) -> Any:
    return row._meta.get_field(name)


def _shown(row: Model, name: str) -> str:
    return str(getattr(row, f"get_{name}_display", lambda: getattr(row, name))())
