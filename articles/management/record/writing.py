"""Writes an archive of the magazine: rows of one instant, the files that they name, and a manifest of both."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.db import connection
from django.db.models import Model

from articles.management.record.columns import NATURAL, Column, columns_of
from articles.management.record.counters import counts, last_key
from articles.management.record.layout import (
    CHUNK,
    FILES,
    FORMAT,
    MANIFEST,
    Part,
    Unfit,
    file_of,
    parsed,
    rows_of,
    storage_named,
)
from articles.management.record.naming import Row, files_of
from articles.management.record.snapshot import snapshot
from articles.management.record.table import is_secret, models_of
from articles.management.record.version import migrations_applied

AT_ONCE = 200
"""Rows in memory, some of which hold a long text three times."""
Say = Callable[[str], object]
Names = dict[type[Model], dict[Any, list[str]]]


def write(target: Path, *, secrets: bool, now: datetime, say: Say) -> None:
    """Write the archive aside, then give it its name: whoever finds ``target`` finds it whole.

    Raises :class:`Unfit` with a sentence where it exists, where it cannot be written, and where a file of the magazine
    cannot be read; nothing is left behind then.
    """
    if target.exists() or target.is_symlink():
        raise Unfit(f"{target} is there already. Give another name, or move it away.")
    with _aside(target) as folder:
        names = folder / "names.jsonl"
        with snapshot():
            manifest = {**_head(now, secrets), "tables": _write_rows(folder, names, secrets, say)}
        manifest["files"] = _write_files(folder, names, say)
        names.unlink()
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
        os.sync()
        os.rename(folder, target)


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A folder for the owner alone beside the target, which goes again when anything goes wrong."""
    try:
        folder = Path(mkdtemp(prefix=f".{target.name}.", suffix=".partial", dir=target.parent))
    except OSError as error:
        raise Unfit(f"No archive can be written in {target.parent}: {error.strerror}.") from error
    try:
        yield folder
    except OSError as error:
        raise Unfit(f"The archive could not be written: {error.strerror}. Nothing was kept of it.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _head(now: datetime, secrets: bool) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made": now.isoformat(),
        "database": connection.vendor,
        "secrets": secrets,
        "migrations": sorted(migrations_applied()),
    }


def _write_rows(folder: Path, names: Path, secrets: bool, say: Say) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    natural = _natural_names()
    with Part(names) as named:
        for model in models_of(secrets=secrets):
            label = model._meta.label
            tables[label] = _write_table(folder, model, natural, named, secrets)
            say(f"{tables[label]['lines']:9,} {label}")
    return tables


def _write_table(folder: Path, model: type[Model], natural: Names, named: Part, secrets: bool) -> dict[str, Any]:
    columns = columns_of(model)
    with Part(folder / rows_of(model._meta.label)) as part:
        for row in _rows(model, columns):
            for file in files_of(model, row):
                named.add_line(file)
            part.add_line({each.name: _written(model, each, row, natural, secrets) for each in columns})
    last = {"last_key": last_key(model)} if counts(model) else {}
    return {"columns": {each.name: each.said for each in columns}, **last, **part.said}


def _rows(model: type[Model], columns: tuple[Column, ...]) -> Iterator[Row]:
    """In the order of their keys, a few at a time."""
    rows = model._base_manager.order_by("pk").values_list(*(each.name for each in columns))
    return (dict(zip((each.name for each in columns), row, strict=True)) for row in rows.iterator(chunk_size=AT_ONCE))


def _written(model: type[Model], column: Column, row: Row, natural: Names, secrets: bool) -> Any:
    value = row[column.name]
    if value is None or (is_secret(model, column.name) and not secrets):
        return None
    known = natural.get(column.field.related_model)  # type: ignore[arg-type]
    return known[value] if known else column.write(value)


def _natural_names() -> Names:
    return {
        model: {key: list(parts) for key, *parts in model._base_manager.values_list("pk", *columns)}
        for model, columns in NATURAL.items()
    }


def _write_files(folder: Path, names: Path, say: Say) -> dict[str, Any]:
    """Copy each file once, however many rows name it, and list it."""
    lacking = 0
    with Part(folder / FILES) as listed, names.open("rb") as named:
        for line in named:
            storage, name, needed = parsed(line, "A name")
            target = folder / file_of(storage, name)
            if target.exists():
                continue
            if said := _copy(storage, name, target, needed):
                listed.add_line({"storage": storage, "name": name, **said})
            else:
                lacking += 1
    say(f"{listed.lines:9,} files" + (f", without {lacking:,} pictures that can be made anew" if lacking else ""))
    return listed.said


def _copy(storage: str, name: str, target: Path, needed: bool) -> dict[str, Any] | None:
    """What is said of the file, ``None`` for one that is not there and can be made anew."""
    try:
        source = storage_named(storage).open(name)
    except Exception as error:  # Every storage has exceptions of its own.
        if not needed and isinstance(error, FileNotFoundError):
            return None
        raise Unfit(_unreadable(storage, name, error)) from error
    with source, Part(target) as part:
        for chunk in _chunks(source, storage, name):
            part.add(chunk)
    return {"bytes": part.size, "sha256": part.digest.hexdigest()}


def _chunks(source: Any, storage: str, name: str) -> Iterator[bytes]:
    while True:
        try:
            chunk = source.read(CHUNK)
        except Exception as error:
            raise Unfit(_unreadable(storage, name, error)) from error
        if not chunk:
            return
        yield chunk


def _unreadable(storage: str, name: str, error: Exception) -> str:
    why = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
    return f"The {storage} file {name} cannot be read: {why}. Put it back, then export again. Nothing was kept."
