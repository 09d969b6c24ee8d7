"""A clean body as readers get it: headings with anchors, numbered footnotes with their way back, figures in place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.text.elsewhere import MAP, VIDEO, set_cards
from articles.text.measure import plain
from articles.text.slugs import slugify

HEADING = re.compile(r"<(h[234])>(.*?)</\1>", re.S)
NOTE = re.compile(r"<small>(.*?)</small>", re.S)
FIGURE = re.compile(r'<figure data-image="(\d+)">(?:<figcaption>(.*?)</figcaption>)?</figure>', re.S)
TABLE = re.compile(r"<table>.*?</table>", re.S)


@dataclass(frozen=True)
class Heading:
    """An entry of the outline: ``level`` 2 to 4, the anchor's ``id``, the ``text``."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Print:
    """What :func:`print_body` gives: the readers' HTML and the outline in reading order."""

    html: str
    outline: list[Heading]


def figures_in(body: str) -> list[tuple[int, str]]:
    """The image ids of a clean body in order, each with the HTML of its own caption (``""`` without one)."""
    return [(int(found[1]), found[2] or "") for found in FIGURE.finditer(body)]


def print_body(
    body: str,
    figures: Iterable[tuple[int, str]] = (),
    *,
    table_label: str = "Table",
    notes_label: str = "Notes",
    back_label: str = "Back to the text",
    video_label: str = "Video",
    map_label: str = "Map",
) -> Print:
    """Print a clean body.

    ``figures`` gives image id and finished HTML in the order of the body; a figure of the body whose picture is not
    next in turn is left out.
    The labels are what a screen reader says for a table that scrolls and for the link back from a note, the heading
    of the notes, and what stands on the cards of :mod:`articles.text.elsewhere`.
    """
    anchored, found = _anchor_headings(body)
    html = _set_figures(anchored, list(figures))
    html = TABLE.sub(
        lambda found: f'<div class="table" role="region" aria-label="{table_label}" tabindex="0">{found[0]}</div>', html
    )
    html = set_cards(html, {VIDEO: video_label, MAP: map_label})
    html = html.replace("<aside>", '<aside role="doc-pullquote">')
    return Print(_number_notes(html, notes_label, back_label), found)


def outline(body: str) -> list[Heading]:
    """The headings of a clean body in reading order."""
    return _anchor_headings(body)[1]


def _anchor_headings(body: str) -> tuple[str, list[Heading]]:
    anchors: dict[str, int] = {}
    above: list[tuple[int, int]] = []
    headings: list[Heading] = []

    def heading(found: re.Match[str]) -> str:
        text = plain(found[2], notes=False)
        anchor, level = _anchor(text, anchors), _level(int(found[1][1]), above)
        headings.append(Heading(level, anchor, text))
        return f'<h{level} id="{anchor}">{found[2]}</h{level}>'

    return HEADING.sub(heading, body), headings


def _level(written: int, above: list[tuple[int, int]]) -> int:
    """The level that skips none below the headline, which is level 1 (WCAG technique G141)."""
    while above and above[-1][0] >= written:
        above.pop()
    level = above[-1][1] + 1 if above else 2
    above.append((written, level))
    return level


def _set_figures(html: str, figures: list[tuple[int, str]]) -> str:
    def figure(found: re.Match[str]) -> str:
        return figures.pop(0)[1] if figures and figures[0][0] == int(found[1]) else ""

    return FIGURE.sub(figure, html)


def _anchor(text: str, taken: dict[str, int]) -> str:
    """An id that is unique in the page and cannot meet one of the template's, which hold no ``s-``."""
    base = f"s-{slugify(text) or 'section'}"
    taken[base] = taken.get(base, 0) + 1
    return base if taken[base] == 1 else f"{base}--{taken[base]}"


def _number_notes(html: str, notes_label: str, back_label: str) -> str:
    notes: list[str] = []

    def reference(found: re.Match[str]) -> str:
        notes.append(found[1])
        number = len(notes)
        return f'<sup class="note"><a href="#note-{number}" id="ref-{number}" role="doc-noteref">{number}</a></sup>'

    numbered = NOTE.sub(reference, html)
    return numbered + _endnotes(notes, notes_label, back_label) if notes else numbered


def _endnotes(notes: list[str], notes_label: str, back_label: str) -> str:
    back = f'role="doc-backlink" aria-label="{back_label}"'
    items = "".join(
        f'<li id="note-{number}">{note} <a href="#ref-{number}" {back}>↩</a></li>'
        for number, note in enumerate(notes, 1)
    )
    return f'<section class="notes" role="doc-endnotes"><h2>{notes_label}</h2><ol>{items}</ol></section>'
