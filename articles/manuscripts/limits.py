"""How much a manuscript may be, and the child process that a file is read in."""

import resource
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from articles.manuscripts.manuscript import Manuscript, Unreadable
from articles.manuscripts.parcel import unpack

MOST_BYTES = 25_000_000
MOST_TEXT = 2_000_000
MOST_PARAGRAPHS = 20_000
MOST_MEMORY = 280 * 1024 * 1024
"""Address space of the child in bytes: Python with mammoth needs a quarter of it."""
CPU_SECONDS, WALL_SECONDS = 4, 30
"""A child that works is ended by its CPU time; on a busy machine that is more by the clock on the wall."""

ROOT = Path(__file__).resolve().parents[2]
TOO_MUCH = "This file is too large or too involved to be read; send the article alone as plain text."


def check_size(data: bytes) -> None:
    """Raises Unreadable for an empty file and for more than 25 MB."""
    if not data.strip():
        raise Unreadable("This file is empty; send it again.")
    if len(data) > MOST_BYTES:
        raise Unreadable(f"This file has {len(data) // 1_000_000} MB; 25 MB is the most, so make its pictures smaller.")


def check_text(text: str) -> None:
    """Raises Unreadable for text of more than two million characters or 20,000 filled lines."""
    if sum(1 for line in text.split("\n") if line.strip()) > MOST_PARAGRAPHS:
        raise Unreadable("This text has more than 20,000 paragraphs; send the article alone.")
    if len(text) > MOST_TEXT:
        raise Unreadable("This text is far longer than an article; send the article alone.")


def impose() -> None:
    """Limit this process; what the system cannot limit is left to the parent's clock."""
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def read_apart(data: bytes, kind: str) -> Manuscript:
    """Read ``data`` as ``kind`` (``"word"``, ``"markdown"`` or ``"plain"``) in a child of limited memory and time.

    The child gets no environment, hence no secret. Raises Unreadable when it refuses, fails or takes too long.
    """
    command = [sys.executable, "-m", "articles.manuscripts", kind]
    try:
        child = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, cwd=ROOT, env={}, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(TOO_MUCH) from error
    if child.returncode != 0:
        raise Unreadable(TOO_MUCH)
    return unpack(child.stdout)
