"""The lines of a text file as paragraphs: lines broken by the column are joined, others are left alone."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

WIDEST, NARROWEST, FEWEST = 100, 45, 4
"""Columns a wrapped file may have, and the number of full lines below which nothing is clear."""
MARGIN = 12
SENTENCE_END = re.compile(r"[.!?…:۔؟][\"”’'»)]*$")
ITEM = re.compile(r"\s*(?:[-*•‣◦▪●○·]|\d{1,3}[.)])\s+\S|\s*(?:[*_\-–—~#]\s*){3,}$|\s*\*\S")
RULE = re.compile(r"(?:[*_\-–—~#=•]\s*){3,}|⁂")


def paragraphs(text: str) -> list[str]:
    """A paragraph for each line or, in a file wrapped at 60 to 80 columns, for each run of lines that belong together.

    Lines of verse that a blank line sets apart stay one paragraph with ``\\n`` between them.
    """
    lines = text.split("\n")
    groups = [list(group) for filled, group in groupby(lines, key=lambda line: bool(line.strip())) if filled]
    if is_wrapped(groups):
        width = max(len(line.rstrip()) for group in groups for line in group)
        return [" ".join(part.split()) for group in groups for part in _joined(group, width)]
    return [" ".join(line.split()) if "\n" not in line else line for line in _unwrapped(groups)]


def is_wrapped(groups: list[list[str]], fewest: int = FEWEST) -> bool:
    """Whether nearly every line that another follows is as full as its width allows."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    widest = max((len(line.rstrip()) for group in groups for line in group), default=0)
    if not (NARROWEST <= widest <= WIDEST) or len(pairs) < fewest:
        return False
    full = sum(_is_full(line, after, widest) for line, after in pairs)
    return full >= fewest and full >= 0.75 * len(pairs)


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the next word would not have fitted, give or take a few columns."""
    return len(line.rstrip()) + 1 + len(after.split()[0]) > width - MARGIN


def _joined(group: list[str], width: int) -> Iterator[str]:
    whole = group[0]
    for line, after in pairwise(group):
        if _belongs(line, after, width):
            whole = f"{whole.rstrip()} {after.strip()}"
        else:
            yield whole
            whole = after
    yield whole


def _belongs(line: str, after: str, width: int) -> bool:
    indented = len(after) - len(after.lstrip()) - (len(line) - len(line.lstrip()))
    if ITEM.match(after) or RULE.fullmatch(line.strip()):
        return False
    if indented >= 2 and not ITEM.match(line):
        return False
    return _is_full(line, after, width) or not (SENTENCE_END.search(line.rstrip()) or _is_short(line, width))


def _is_short(line: str, width: int) -> bool:
    return len(line.strip()) < width * 0.6


def _unwrapped(groups: list[list[str]]) -> Iterator[str]:
    for position, group in enumerate(groups):
        if 0 < position < len(groups) - 1 and _is_verse(group):
            yield "\n".join(" ".join(line.split()) for line in group)
        else:
            yield from group


def _is_verse(group: list[str]) -> bool:
    """Three or more short lines set apart, none of them a list item, an address or the end of a paragraph's worth."""
    return len(group) >= 3 and all(len(line) <= 60 and "@" not in line and not ITEM.match(line) for line in group)
