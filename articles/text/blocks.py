"""A clean body read as its lines, each with the containers around it, and put together again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from articles.text.grammar import BY_TAG
from articles.text.inline import Leaf


@dataclass(frozen=True)
class Block:
    """A line of a body: a paragraph, a heading, a rule, or a figure with its caption.

    ``path`` holds the opening tags of the containers around it, the outermost first; the first ``held`` of them were
    open before it and hold earlier lines too. ``image`` is the number of a figure's picture. A footnote begins with a
    leaf of the tag ``small``, and its text carries the mark ``small``.
    """

    tag: str
    path: tuple[str, ...]
    held: int
    leaves: tuple[Leaf, ...] = ()
    image: str = ""

    @property
    def frame(self) -> tuple[str, ...]:
        """All but the words."""
        return (*self.path, self.tag, self.image)

    @property
    def is_cell(self) -> bool:
        return any(opening.startswith(("<td", "<th")) for opening in self.path)


def read_blocks(body: str) -> list[Block]:
    """The lines of a clean body in reading order."""
    reader = Reader()
    reader.feed(body)
    reader.close()
    return reader.blocks


def assemble(lines: Iterable[tuple[Sequence[str], int, str]]) -> str:
    """HTML of lines, each given as its path, how many of its containers it shares with earlier lines, and its HTML."""
    parts: list[str] = []
    around: list[str] = []
    for path, held, html in lines:
        shared = _shared(around, path, held)
        parts += [*_closing(around[shared:]), *path[shared:], html]
        around = list(path)
    return "".join([*parts, *_closing(around)])


def _shared(around: Sequence[str], path: Sequence[str], held: int) -> int:
    pairs = zip(around, path[:held], strict=False)
    return next((depth for depth, (one, other) in enumerate(pairs) if one != other), min(len(around), held))


def _closing(openings: Sequence[str]) -> list[str]:
    return [f"</{opening[1:-1].split()[0]}>" for opening in reversed(openings)]


class Reader(HTMLParser):
    """Reads what :func:`articles.text.cleaning.clean` wrote."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.path: list[str] = []
        self.held = 0
        self.leaves: list[Leaf] = []
        self.marks: list[tuple[str, str]] = []
        self.image = ""

    def handle_data(self, data: str) -> None:
        self.leaves.append(Leaf(data, tuple(self.marks)))

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        place = BY_TAG[tag].place
        if place in {"leaf", "note"}:
            self.leaves.append(Leaf("", (), tag))
        if place in {"mark", "note"}:
            self.marks.append((tag, dict(attrs).get("href") or ""))
        elif place == "block":
            self.start_line(tag)
        elif tag == "figure":
            self.leaves, self.image = [], dict(attrs).get("data-image") or ""
        elif place == "container":
            self.path.append(_opening(tag, attrs))

    def start_line(self, tag: str) -> None:
        self.leaves = []
        if tag == "hr":
            self.end_line(tag)

    def handle_endtag(self, tag: str) -> None:
        place = BY_TAG[tag].place
        if place in {"mark", "note"}:
            self.marks.pop()
        elif tag == "figure" or (place == "block" and tag != "figcaption"):
            self.end_line(tag)
        elif place == "container":
            self.path.pop()
            self.held = min(self.held, len(self.path))

    def end_line(self, tag: str) -> None:
        self.blocks.append(Block(tag, tuple(self.path), self.held, tuple(self.leaves), self.image))
        self.held, self.leaves, self.image = len(self.path), [], ""


def _opening(tag: str, attrs: Sequence[tuple[str, str | None]]) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attrs if value)
    return f"<{tag}{written}>"
