"""Reads an archive and believes nothing of it: every checksum, count, name and value is looked at."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import Model

from articles.management.record.columns import Misfit, columns_of, safe_name
from articles.management.record.layout import (
    FILES,
    FORMAT,
    LONGEST_MANIFEST,
    MANIFEST,
    Unfit,
    digest_of,
    file_of,
    lines_of,
    opened,
    parsed,
    rows_of,
)
from articles.management.record.naming import Row
from articles.management.record.table import is_secret, models_of
from articles.management.record.version import migrations_here

STORAGES = ("public", "private")
SAID_OF_A_PART = {"lines": int, "bytes": int, "sha256": str}
SAID_OF_A_FILE = {"storage": str, "name": str, "bytes": int, "sha256": str}


class Archive:
    """An archive in a folder whose manifest fits this version; :meth:`check` looks at all the rest."""

    def __init__(self, folder: Path) -> None:
        """Raises :class:`Unfit` with a sentence."""
        self.folder = folder
        self.manifest = _manifest(folder)
        self.models = models_of(secrets=self.manifest["secrets"])
        _check_schema(self.manifest, self.models)

    def check(self) -> tuple[int, int]:
        """Read all of it; the number of rows and of files. Raises :class:`Unfit` with a sentence."""
        rows = sum(1 for model in self.models for _row in self.rows(model))
        return rows, sum(1 for said in self.files() if self._is_whole(said))

    def rows(self, model: type[Model]) -> Iterator[Row]:
        """The rows of a model, values by the names of their columns."""
        label = model._meta.label
        said = _said(self.manifest["tables"][label], SAID_OF_A_PART)
        columns = columns_of(model)
        names = {each.name for each in columns}
        for number, line in lines_of(self.folder, rows_of(label), said):
            if not isinstance(line, dict) or line.keys() != names:
                raise Unfit(f"{label}, row {number}, has not the columns of the table.")
            yield {each.name: _value(model, each, line, number, self.manifest["secrets"]) for each in columns}

    def files(self) -> Iterator[dict[str, Any]]:
        """What the archive says of each file."""
        for number, line in lines_of(self.folder, FILES, self.manifest["files"]):
            said = _shaped(line, SAID_OF_A_FILE, f"{FILES}, line {number},")
            try:
                safe_name(said["name"])
            except ValueError as error:
                raise Unfit(f"{FILES}, line {number}: {error}.") from error
            if said["storage"] not in STORAGES:
                raise Unfit(f"{FILES}, line {number}, names no storage of a magazine.")
            yield said

    def _is_whole(self, said: dict[str, Any]) -> bool:
        name = file_of(said["storage"], said["name"])
        with opened(self.folder, name) as file:
            if digest_of(file) != (said["bytes"], said["sha256"]):
                raise Unfit(f"{name} is not what the archive says: it was damaged or changed.")
        return True


def _manifest(folder: Path) -> dict[str, Any]:
    if not (folder / MANIFEST).exists():
        raise Unfit(f"{folder} is no archive: it has no {MANIFEST}. An export that was broken off leaves none.")
    with opened(folder, MANIFEST) as file:
        text = file.read(LONGEST_MANIFEST + 1)
    if len(text) > LONGEST_MANIFEST:
        raise Unfit(f"{MANIFEST} is longer than {LONGEST_MANIFEST:,} bytes.")
    manifest = parsed(text, MANIFEST)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        found = manifest.get("format") if isinstance(manifest, dict) else None
        raise Unfit(f"The archive has format {found!r:.40}; this version reads format {FORMAT}.")
    shape = {"made": str, "secrets": bool, "migrations": list, "tables": dict, "files": dict}
    _shaped(manifest, shape, MANIFEST)
    _shaped(manifest["files"], SAID_OF_A_PART, f"{MANIFEST}, files,")
    return manifest


def _check_schema(manifest: dict[str, Any], models: list[type[Model]]) -> None:
    """Refuse what another version wrote: its rows would not fit, or would mean something else."""
    if theirs := _differences(set(map(str, manifest["migrations"])), migrations_here()):
        raise Unfit(
            f"The archive is of another version of the software ({theirs}). "
            "Restore it with the version that wrote it, upgrade that, then export again."
        )
    tables = manifest["tables"]
    if theirs := _differences(set(tables), {model._meta.label for model in models}):
        raise Unfit(f"The archive has other tables than this version ({theirs}).")
    for model in models:
        label = model._meta.label
        shape = {**SAID_OF_A_PART, "columns": dict}
        said = _shaped(tables[label], shape, f"{MANIFEST}, {label},")
        here = {each.name: each.said for each in columns_of(model)}
        if theirs := _differences({f"{name} {kind}" for name, kind in said["columns"].items()}, _said_columns(here)):
            raise Unfit(f"The table {label} has other columns in the archive than in this version ({theirs}).")


def _said_columns(columns: dict[str, str]) -> set[str]:
    return {f"{name} {said}" for name, said in columns.items()}


def _differences(theirs: set[str], ours: set[str]) -> str:
    """What only one side has, in words; ``""`` where both are the same."""
    more, less = sorted(theirs - ours), sorted(ours - theirs)
    parts = [f"only there: {', '.join(more[:5])}"] if more else []
    return "; ".join([*parts, *([f"only here: {', '.join(less[:5])}"] if less else [])])


def _value(model: type[Model], column: Any, line: dict[str, Any], number: int, secrets: bool) -> Any:
    lacks = is_secret(model, column.name) and not secrets
    try:
        return column.read(line[column.name], may_lack=lacks)
    except (Misfit, UnicodeError, RecursionError) as error:
        raise Unfit(f"{model._meta.label}, row {number}, column {column.name}: {error}.") from error


def _shaped(value: Any, shape: dict[str, type], where: str) -> dict[str, Any]:
    """The value, if it is an object that has these members of these types."""
    if not isinstance(value, dict) or any(type(value.get(name)) is not kind for name, kind in shape.items()):
        raise Unfit(f"{where} must say: {', '.join(shape)}.")
    return value


def _said(value: dict[str, Any], shape: dict[str, type]) -> dict[str, Any]:
    return {name: value[name] for name in shape}
