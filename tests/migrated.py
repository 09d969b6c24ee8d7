"""What the migrations made of an empty SQLite file, kept from one run to the next for as long as they make the same.

It costs two seconds of a processor, for every worker of every run. PostgreSQL migrates each time, as a server would.
"""

import os
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from shutil import copyfile

from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("desk", "migrations", "models", "search", "text")
"""What migrations import: where a file of these changes, tables, triggers or first rows may be others."""
KEPT = 4


def place_in(folder: Path) -> Path:
    """The file in which this code, with these packages, keeps what it made."""
    digest = sha256(repr([version("Django"), version("django-otp"), settings.INSTALLED_APPS]).encode())
    for file in _files():
        digest.update(file.read_bytes())
    return folder / f"{digest.hexdigest()[:20]}.sqlite3"


def _files() -> Iterator[Path]:
    articles = ROOT / "articles"
    yield from sorted(articles.glob("*.py"))
    for room in ROOMS:
        yield from sorted((articles / room).rglob("*.py"))


def keep(made: Path, place: Path) -> None:
    """Two workers may do so at once: a file is in its place whole or not at all."""
    half = place.with_suffix(f".{os.getpid()}")
    copyfile(made, half)
    half.replace(place)
    for old in sorted(place.parent.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
