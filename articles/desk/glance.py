"""What a person had before them of an article when they decided: the newest text, and what was scheduled."""

import re
from dataclasses import dataclass
from datetime import datetime

WRITTEN = re.compile(r"(?P<number>[0-9]{1,9})(?P<rest>;(?P<scheduled>\S*))?")


@dataclass(frozen=True)
class Glance:
    """``number`` is that of the newest revision; ``scheduled`` the moment (aware) from which readers were to get
    another one, ``None`` where nothing was to come.
    """

    number: int
    scheduled: datetime | None = None

    def __str__(self) -> str:
        """As a form carries it along: ``3;`` or ``3;2026-03-02T12:00:00+00:00``."""
        return f"{self.number};{self.scheduled.isoformat() if self.scheduled else ''}"


def read(text: str) -> Glance | int | None:
    """What a form carried along; the bare number where it says nothing of a schedule, ``None`` for what is neither."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        return None
    number = int(found["number"])
    if found["rest"] is None:
        return number
    try:
        return Glance(number, datetime.fromisoformat(found["scheduled"]) if found["scheduled"] else None)
    except ValueError:
        return None
