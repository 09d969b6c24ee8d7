"""A line of text as leaves that carry marks, and the one way it is written as HTML."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from articles.text.grammar import MARKS

Marks = tuple[tuple[str, str], ...]
SPACES = re.compile(r"\s+")
UNBREAKABLE = frozenset("\xa0\u202f\u2007")


@dataclass(frozen=True)
class Leaf:
    """A run of text, a line break (``tag="br"``) or a footnote (``tag="small"``, whose HTML stands in ``text``)."""

    text: str
    marks: Marks = ()
    tag: str = ""


def ordered(marks: Iterable[tuple[str, str]]) -> Marks:
    """Each mark once, the innermost of its kind winning, in the order of the grammar."""
    latest = dict(marks)
    return tuple((tag, latest[tag]) for tag in MARKS if tag in latest and (tag != "a" or latest[tag]))


def write(leaves: Sequence[Leaf]) -> str:
    """The leaves as HTML: white space folded, ends trimmed, marks nested in the order of the grammar."""
    return _nest([(leaf, leaf.marks) for leaf in tidy(leaves)])


def tidy(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The leaves without superfluous space: no leading, trailing or doubled space or break."""
    folded: list[Leaf] = []
    for leaf in leaves:
        _append(folded, leaf)
    while folded and _is_blank_end(folded[-1]):
        folded.pop()
    if folded and not folded[-1].tag:
        folded[-1] = Leaf(folded[-1].text.rstrip(), folded[-1].marks)
    return folded


def _append(folded: list[Leaf], leaf: Leaf) -> None:
    after_space = not folded or folded[-1].tag == "br" or (not folded[-1].tag and folded[-1].text[-1].isspace())
    if leaf.tag == "br":
        _append_break(folded)
    elif leaf.tag:
        folded.append(leaf)
    else:
        text = SPACES.sub(_folded, leaf.text)
        text = text.lstrip() if after_space else text
        if text:
            folded.append(Leaf(text, leaf.marks))


def _folded(spaces: re.Match[str]) -> str:
    """A single unbreakable space is typography and stays; any other white space is one space."""
    return spaces[0] if spaces[0] in UNBREAKABLE else " "


def _append_break(folded: list[Leaf]) -> None:
    if folded and not folded[-1].tag:
        text = folded[-1].text.rstrip()
        folded[-1:] = [Leaf(text, folded[-1].marks)] if text else []
    if folded and folded[-1].tag != "br":
        folded.append(Leaf("", (), "br"))


def _is_blank_end(leaf: Leaf) -> bool:
    return leaf.tag == "br" or (not leaf.tag and not leaf.text.strip())


def _nest(items: Sequence[tuple[Leaf, Marks]]) -> str:
    parts: list[str] = []
    for mark, group in groupby(items, key=lambda item: item[1][0] if item[1] else None):
        run = list(group)
        if mark is None:
            parts.extend(_leaf(leaf) for leaf, _ in run)
        else:
            tag, href = mark
            opening = f'<{tag} href="{escape(href)}">' if href else f"<{tag}>"
            parts.append(f"{opening}{_nest([(leaf, marks[1:]) for leaf, marks in run])}</{tag}>")
    return "".join(parts)


def _leaf(leaf: Leaf) -> str:
    if leaf.tag == "br":
        return "<br>"
    if leaf.tag == "small":
        return f"<small>{leaf.text}</small>"
    return escape(leaf.text, quote=False)
