"""A passage held by its own words and a little of what stands around it, so that it is found again after edits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from os.path import commonprefix

CONTEXT = 40
"""Characters kept on either side: enough to tell the places of a repeated phrase apart."""

MOST_PLACES = 1_000
ALIKE = {"'": "‘’‚‛", '"': "“”„‟«»", "-": "‐‑‒–—"}
PLAIN = str.maketrans({sign: plain for plain, signs in ALIKE.items() for sign in signs})
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Anchor:
    """A quotation as plain text, with the text before and after it."""

    quotation: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Place:
    """Where a passage stands: ``fold(text)[start:end]``."""

    start: int
    end: int


def anchor(text: str, quotation: str, *, before: str = "", after: str = "") -> Anchor | None:
    """The anchor of a passage quoted from ``text``, with its surroundings; ``None`` when the text does not hold it.

    ``before`` and ``after`` say which of several places is meant; without them it is the first.
    """
    place = find(text, Anchor(quotation, before, after))
    if place is None:
        return None
    around = fold(text)
    before, after = around[max(0, place.start - CONTEXT) : place.start], around[place.end : place.end + CONTEXT]
    return Anchor(quotation, before, after)


def find(text: str, anchor: Anchor) -> Place | None:
    """Where the passage stands now, or ``None`` when it is gone.

    White space, the shape of quotation marks and the length of dashes may differ; every letter must be there. Of
    several places the one counts whose surroundings are most like those of the anchor, then the first.
    """
    folded, quotation = fold(text), fold(anchor.quotation).strip()
    if not quotation:
        return None
    places = islice(_places(folded, quotation), MOST_PLACES)
    return max(places, key=lambda place: _likeness(folded, place, anchor), default=None)


@lru_cache(maxsize=4)
def fold(text: str) -> str:
    """The text with single spaces, straight quotation marks and short dashes."""
    return SPACES.sub(" ", text).translate(PLAIN)


def _places(text: str, quotation: str) -> Iterator[Place]:
    start = text.find(quotation)
    while start >= 0:
        yield Place(start, start + len(quotation))
        start = text.find(quotation, start + 1)


def _likeness(text: str, place: Place, anchor: Anchor) -> int:
    """How many characters next to the place are those next to the quotation."""
    before = text[max(0, place.start - CONTEXT) : place.start][::-1], fold(anchor.before)[::-1]
    after = text[place.end : place.end + CONTEXT], fold(anchor.after)
    return len(commonprefix(before)) + len(commonprefix(after))
