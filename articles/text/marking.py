"""Differences as safe HTML: ``ins`` and ``del`` around words, within markup that stays whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from operator import attrgetter

from articles.text.blocks import Block, assemble
from articles.text.difference import Row
from articles.text.inline import Leaf, Marks
from articles.text.runs import Run

Picture = Callable[[int], str]
Line = tuple[Sequence[str], int, str]
Part = tuple[Leaf, Marks, Run]
ELEMENTS = {"inserted": "ins", "deleted": "del"}


@dataclass(frozen=True)
class Passage:
    """Whole elements of a body, never a part of a list or table, as HTML: as it was, as it is, and both in one."""

    differs: bool
    old: str
    new: str
    inline: str


def passages(rows: Sequence[Row], picture: Picture = lambda number: "") -> list[Passage]:
    """The rows in passages that can stand beside each other. ``picture`` gives the HTML of a picture by its number.

    The classes ``added``, ``removed`` and ``changed`` stand on lines, ``form`` on words that only look different,
    ``break`` on a line break.
    """
    return [
        Passage(
            any(row.state != "unchanged" for row in group),
            assemble(_side(row.old, row, "inserted", picture) for row in group if row.old),
            assemble(_side(row.new, row, "deleted", picture) for row in group if row.new),
            assemble(line for row in group for line in _both(row, picture)),
        )
        for group in _groups(rows)
    ]


def inline(rows: Sequence[Row], picture: Picture = lambda number: "") -> str:
    """Both bodies in one, to be read from top to bottom."""
    return "".join(passage.inline for passage in passages(rows, picture))


def mark(runs: Sequence[Run], without: str = "") -> str:
    """The words of a plain text as HTML, ``without`` the ``inserted`` ones as it was, the ``deleted`` ones as it is."""
    return _line([run for run in runs if run.state != without])


def mark_items(runs: Sequence[Run], without: str = "") -> list[str]:
    """As :func:`mark`, for a list: the HTML of each item."""
    return [
        _line([Run(run.state, (leaf,), run.only_form)]) for run in runs if run.state != without for leaf in run.leaves
    ]


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """A row begins a group where no container of either side reaches over from the rows before."""
    group: list[Row] = []
    for row, is_whole in zip(rows, _begins_whole(rows), strict=True):
        if group and is_whole:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _begins_whole(rows: Sequence[Row]) -> list[bool]:
    """For each row whether the next line of either side, there or further on, shares no container with one before."""
    old, new, answers = 0, 0, []
    for row in reversed(rows):
        old = row.old.held if row.old else old
        new = row.new.held if row.new else new
        answers.append(not old and not new)
    return answers[::-1]


def _side(block: Block, row: Row, without: str, picture: Picture) -> Line:
    line = _line([run for run in row.runs if run.state != without])
    return block.path, block.held, _element(block, line, row.state, picture)


def _both(row: Row, picture: Picture) -> Iterator[Line]:
    """One line for both sides, or one after the other where they stand in different frames."""
    if row.old and row.new and row.old.frame == row.new.frame:
        held = max(row.old.held, row.new.held)
        yield row.new.path, held, _element(row.new, _line(row.runs), row.state, picture)
        return
    if row.old:
        yield _side(row.old, row, "inserted", picture)
    if row.new:
        yield _side(row.new, row, "deleted", picture)


def _element(block: Block, line: str, state: str, picture: Picture) -> str:
    described = _described([state] if state != "unchanged" else [])
    if block.tag == "hr":
        return f"<hr{described}>"
    if block.tag == "figure":
        caption = f"<figcaption>{line}</figcaption>" if line else ""
        return f'<figure data-image="{block.image}"{described}>{picture(int(block.image))}{caption}</figure>'
    return f"<{block.tag}{described}>{line}</{block.tag}>"


def _line(runs: Sequence[Run]) -> str:
    """The leaves nested in their marks, ``ins`` and ``del`` innermost, so that no link or footnote falls apart."""
    return _nest([(leaf, marks, run) for leaf, marks, run in _numbered(runs) if leaf.tag != "small"])


def _numbered(runs: Sequence[Run]) -> Iterator[Part]:
    """Words of one form together; a footnote's number in its mark keeps it apart from a footnote right behind it."""
    number = 0
    for run in runs:
        for (marks, tag), group in groupby(run.leaves, key=attrgetter("marks", "tag")):
            number += tag == "small"
            in_note = marks[:1] == (("small", ""),)
            leaf = Leaf("".join([leaf.text for leaf in group]), (), tag)
            yield leaf, (("small", str(number)), *marks[1:]) if in_note else marks, run


def _nest(parts: Sequence[Part]) -> str:
    html = []
    for mark, group in groupby(parts, key=lambda part: part[1][:1]):
        inner = list(group)
        if mark:
            [(tag, href)] = mark
            html.append(_marked(tag, href, _nest([(leaf, marks[1:], run) for leaf, marks, run in inner])))
        else:
            html.append(_text([(leaf, run) for leaf, _marks, run in inner]))
    return "".join(html)


def _marked(tag: str, href: str, inner: str) -> str:
    address = f' href="{escape(href)}"' if tag == "a" else ""
    return f"<{tag}{address}>{inner}</{tag}>"


def _text(parts: Sequence[tuple[Leaf, Run]]) -> str:
    """Neighbours that stay, come or go together stand in one element, a line break in one of its own."""
    html = []
    for (state, only_form, tag), group in groupby(parts, key=lambda part: (*_fate(part[1]), part[0].tag)):
        text = "".join([leaf.text or "<br>" for leaf, _run in group])
        inner = text if tag else escape(text, quote=False)
        names = [name for name, holds in (("form", only_form), ("break", tag)) if holds]
        described = _described(names)
        element = ELEMENTS.get(state)
        html.append(f"<{element}{described}>{inner}</{element}>" if element else inner)
    return "".join(html)


def _fate(run: Run) -> tuple[str, bool]:
    return run.state, run.only_form


def _described(names: Sequence[str]) -> str:
    joined = " ".join(names)
    return f' class="{joined}"' if joined else ""
