"""A clean body as its outermost blocks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.text.measure import plain

TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
LONGEST_LINE = 1_600
"""Characters of an opening or closing line; the patterns that read them are not for more."""
VOID = frozenset({"hr", "br"})
BREAK = re.compile(r"<br>")
EMPHASISED = re.compile(r"<p><em>(?:(?!</?em>).)*</em></p>", re.S)


@dataclass(frozen=True)
class Block:
    """One outermost element of a body, with its text without footnotes on one line."""

    tag: str
    html: str
    text: str

    @property
    def is_line(self) -> bool:
        """Whether it is a paragraph or a heading, short and without a footnote: perhaps an opening or closing line."""
        return self.tag in {"p", "h2", "h3", "h4"} and len(self.text) <= LONGEST_LINE and "<small>" not in self.html

    @property
    def is_italic(self) -> bool:
        return bool(EMPHASISED.fullmatch(self.html))


def block(tag: str, html: str) -> Block:
    return Block(tag, html, plain(html, notes=False).replace("\n", " "))


def split(body: str) -> list[Block]:
    """The outermost blocks of a clean body."""
    return [block(tag, html) for tag, html in _outermost(body)]


def join(blocks: Iterable[Block]) -> str:
    return "".join(each.html for each in blocks)


def _outermost(body: str) -> Iterator[tuple[str, str]]:
    depth = start = 0
    for found in TAG.finditer(body):
        closing, tag = found.groups()
        if depth == 0 and not closing:
            start = found.start()
        depth += 0 if tag in VOID else -1 if closing else 1
        if depth == 0:
            yield tag, body[start : found.end()]


def lines(each: Block) -> list[Block]:
    """A paragraph with line breaks as a paragraph for each line; any other block as itself."""
    if each.tag != "p" or "<br>" not in each.html:
        return [each]
    texts = plain(each.html, notes=False).split("\n")
    parts = BREAK.split(each.html.removeprefix("<p>").removesuffix("</p>"))
    if len(texts) != len(parts) or any(part.count("<") != 0 for part in parts):
        return [each]
    return [Block("p", f"<p>{part.strip()}</p>", text) for part, text in zip(parts, texts, strict=True)]
