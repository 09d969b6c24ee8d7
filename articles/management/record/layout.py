"""Where everything lies in an archive, and the lines that it is written in. docs/export.md describes the format."""

import json
import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.storage import Storage, default_storage, storages

FORMAT = 1
MANIFEST, FILES = "manifest.json", "files.jsonl"
LONGEST_LINE = 64 * 1024 * 1024
"""Bytes: several times what the longest article with all that is derived from it takes."""
LONGEST_MANIFEST = 4 * 1024 * 1024
CHUNK = 1024 * 1024


class Unfit(Exception):
    """The archive cannot be written, is not whole, or cannot be taken in here. Its text is for whoever asked."""


def rows_of(label: str) -> str:
    return f"rows/{label}.jsonl"


def file_of(storage: str, name: str) -> str:
    return f"files/{storage}/{name}"


def storage_named(name: str) -> Storage:
    """``public`` is where readers fetch renditions, ``private`` where originals and manuscripts lie."""
    return storages["private"] if name == "private" else default_storage


def name_of_storage(storage: Storage) -> str:
    return "private" if storage is storages["private"] else "public"


def as_line(value: Any) -> bytes:
    """The value as one line of JSON in UTF-8. Raises :class:`Unfit` for one that is too long to be read again."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"
    if len(line) > LONGEST_LINE:
        raise Unfit(f"A row has {len(line):,} bytes; an archive takes {LONGEST_LINE:,}.")
    return line


class Part:
    """A file of an archive that is being written, and what the manifest will say of it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file: BinaryIO = path.open("xb")
        self.digest, self.size, self.lines = sha256(), 0, 0

    def __enter__(self) -> "Part":
        return self

    def __exit__(self, *_error: object) -> None:
        self.file.close()

    def add(self, data: bytes) -> None:
        self.file.write(data)
        self.digest.update(data)
        self.size += len(data)

    def add_line(self, value: Any) -> None:
        self.add(as_line(value))
        self.lines += 1

    @property
    def said(self) -> dict[str, Any]:
        return {"lines": self.lines, "bytes": self.size, "sha256": self.digest.hexdigest()}


def opened(folder: Path, name: str) -> BinaryIO:
    """A regular file of the archive, reached through no symbolic link. Raises :class:`Unfit`."""
    path = folder / name
    try:
        if os.path.realpath(path) != os.path.join(os.path.realpath(folder), name):
            raise Unfit(f"{name} is reached by a symbolic link; an archive has none.")
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Unfit(f"{name} is no file.")
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise Unfit(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def lines_of(folder: Path, name: str, said: dict[str, Any]) -> Iterator[tuple[int, Any]]:
    """The values of the lines, each with its number. Raises :class:`Unfit`, at the end where the file is another one
    than the manifest ``said``.
    """
    digest, size, number = sha256(), 0, 0
    with opened(folder, name) as file:
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            digest.update(line)
            size += len(line)
            if not line.endswith(b"\n"):
                raise Unfit(f"{name}, line {number}, has no end or is longer than {LONGEST_LINE:,} bytes.")
            yield number, parsed(line, f"{name}, line {number},")
    if {"lines": number, "bytes": size, "sha256": digest.hexdigest()} != said:
        raise Unfit(f"{name} is not what the manifest says: it was damaged or changed.")


def parsed(text: bytes, where: str) -> Any:
    """The value of a text in JSON (RFC 8259), which knows no NaN. Raises :class:`Unfit`."""
    try:
        return json.loads(text.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Unfit(f"{where} is no JSON: {type(error).__name__}.") from error


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def digest_of(file: BinaryIO) -> tuple[int, str]:
    """How many bytes it has, and their SHA-256 in hexadecimal."""
    digest, size = sha256(), 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()
