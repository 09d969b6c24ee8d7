"""Somebody else’s file is worked on in a child process of limited memory and time: one driven mad ends alone."""

import resource
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes of address space, seconds of CPU time, and seconds by the clock on the wall.

    A child that works is ended by its CPU time; on a busy machine that is more by the clock on the wall.
    """

    memory: int
    cpu_seconds: int
    wall_seconds: int


class Unfit(ValueError):
    """The file cannot be taken: an English sentence, which crosses from the child to its parent with what stands in it.

    The desk says it in its own language; the child has no Django to do so.
    """

    def __init__(self, sentence: str, **places: int | str) -> None:
        super().__init__(sentence % places if places else sentence)
        self.sentence, self.places = sentence, places


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for translation, as Django's function of this name does."""
    return sentence


class Ended(Exception):
    """The child failed or came to one of its limits, and gave nothing back."""


def impose(limits: Limits) -> None:
    """Limit this process; what the system cannot limit is left to the parent's clock."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def answer_of(module: str, *, data: bytes, limits: Limits) -> bytes:
    """What ``python -m module`` writes when it reads ``data``; the module imposes the limits on itself first.

    The child gets no environment, hence no secret. Raises :class:`Ended`.
    """
    command = [sys.executable, "-m", module]
    try:
        child = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, cwd=ROOT, env={}, timeout=limits.wall_seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Ended from error
    if child.returncode != 0:
        raise Ended
    return child.stdout
