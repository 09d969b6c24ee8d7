"""The opening lines: headline, byline and standfirst."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.manuscripts.blocks import Block
from articles.manuscripts.closing import is_disclaimer
from articles.manuscripts.contact import is_contact
from articles.manuscripts.headings import GENERIC, is_prose, may_be_heading
from articles.manuscripts.names import is_byline, named

TITLE = re.compile(r"^(?:title|headline|عنوان)\s*[:：]\s*", re.I)
LONGEST, MOST_WORDS = 160, 24
LONGEST_STANDFIRST = 60
"""Words."""
AHEAD, LAST = 4, 8


@dataclass(frozen=True)
class Opening:
    """``body`` is what stays; ``taken`` is the text of each line that was recognised."""

    body: list[Block]
    headline: str = ""
    standfirst: str = ""
    names: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


def begin(blocks: Sequence[Block], headline: str = "", standfirst: str = "") -> Opening:
    """Recognise the opening lines; a ``headline`` or ``standfirst`` that the file marks as such stands."""
    left = list(blocks)
    taken: list[str] = []
    names: tuple[str, ...] = ()
    if not headline and left and (headline := _headline(left)):
        taken.append(left.pop(0).text)
    if not standfirst and headline and _is_standfirst(left):
        standfirst = left[0].text
        taken.append(left.pop(0).text)
    if left and (names := _byline(left)):
        taken.append(left.pop(0).text)
    if not standfirst and headline and names and left and left[0].is_italic and _fits(left[0]) and len(left) > 1:
        standfirst = left[0].text
        taken.append(left.pop(0).text)
    return Opening(left, headline, standfirst, names, tuple(taken))


def _headline(blocks: Sequence[Block]) -> str:
    """The first line, when it is short, is no spoken or closing line, and prose comes after it."""
    first, text = blocks[0], TITLE.sub("", blocks[0].text)
    if not first.is_line or len(blocks) < 2 or is_byline(text) or is_disclaimer(text) or is_contact(text):
        return ""
    if text.rstrip(":").casefold() in GENERIC or not may_be_heading(text, LONGEST, MOST_WORDS):
        return ""
    follows = any(each.tag != "p" or is_prose(each.text) for each in blocks[1:AHEAD])
    return text if follows else ""


def _is_standfirst(left: Sequence[Block]) -> bool:
    """A paragraph all in italics, or one that stands between headline and byline."""
    if len(left) < 2 or not _fits(left[0]) or named(left[0].text) or is_disclaimer(left[0].text):
        return False
    return left[0].is_italic or bool(is_byline(left[1].text) and named(left[1].text))


def _fits(each: Block) -> bool:
    return each.tag == "p" and each.is_line and 4 <= len(each.text.split()) <= LONGEST_STANDFIRST


def _byline(left: Sequence[Block]) -> tuple[str, ...]:
    """Names after ``By``, or names alone that the last lines hold again."""
    names = named(left[0].text) if left[0].is_line else ()
    if not names or len(left) < 2:
        return ()
    last = " ".join(each.text for each in left[1:][-LAST:]).casefold()
    return names if is_byline(left[0].text) or all(name.casefold() in last for name in names) else ()
