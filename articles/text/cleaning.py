"""Any HTML in, a body held to the grammar out. Every way into a body goes through :func:`clean`."""

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3

from articles.text.grammar import BREAKING, BY_TAG, ELEMENTS, MARKS, NUMBERS, READ_AS, SCHEMES
from articles.text.inline import Leaf, ordered, write
from articles.text.links import OWN_ARTICLE
from articles.text.taming import tame

CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff\u00ad]")
LINE_BREAKS = re.compile(r"[\t\r\n\f]")
RUN_OF_SPACES = re.compile(r"\s{2,}")
DEEPEST = 12
LARGEST_NUMBER = 10**9

SAFE = nh3.Cleaner(
    tags={*READ_AS, *BREAKING},
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "title"},
    attributes={element.tag: set(element.attributes) for element in ELEMENTS if element.attributes},
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def clean(html: str) -> str:
    """The body in its one canonical form: ``clean(clean(x)) == clean(x)``.

    Tags outside the grammar go, their text stays; scripts, styles and addresses of other schemes than the grammar's go
    altogether. Text that stands outside a paragraph gets one. Never raises for a ``str``.
    """
    builder = Builder()
    builder.feed(SAFE.clean(_bounded(html)))
    builder.close()
    return builder.body()


def _bounded(html: str) -> str:
    """Without what no body keeps. nh3 takes 14 s for a million unbreakable spaces in a row, so runs go before it."""
    return tame(RUN_OF_SPACES.sub(" ", CONTROL.sub("", html)))


def paragraph(text: str) -> str:
    """Plain text as one clean paragraph; ``""`` for blank text."""
    line = write([Leaf(CONTROL.sub("", text))])
    return f"<p>{line}</p>" if line else ""


class Container:
    """An open element that holds blocks; the body itself has the tag ``""``."""

    def __init__(self, tag: str, opening: str = "") -> None:
        self.tag, self.opening = tag, opening
        self.blocks: list[str] = []
        self.hoisted: list[str] = []

    def written(self) -> str:
        """The element with what it holds; ``""`` when it is not worth keeping."""
        if self.tag in {"td", "th"} and not self.blocks:
            self.blocks.append("<p></p>")
        if not self.blocks and self.tag != "figure":
            return ""
        return f"{self.opening}{''.join(self.blocks)}</{self.tag}>".replace("</tbody><tbody>", "")


class Builder(HTMLParser):
    """Reads markup that nh3 has made well-formed and safe, and sets it into the blocks of the grammar."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.containers = [Container("")]
        self.line: list[Leaf] = []
        self.line_tag = "p"
        self.marks: dict[str, list[str]] = {tag: [] for tag in MARKS}
        self.outer_line: list[Leaf] | None = None
        self.begun: list[tuple[str, Container | None]] = []

    def body(self) -> str:
        self.end_line()
        while len(self.containers) > 1:
            self.close_container()
        return "".join(self.containers[0].blocks)

    def handle_data(self, data: str) -> None:
        self.line.append(
            Leaf(CONTROL.sub("", data), ordered((tag, hrefs[-1]) for tag, hrefs in self.marks.items() if hrefs))
        )

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        tag = READ_AS.get(tag, tag)
        place = BY_TAG[tag].place if tag in BY_TAG else "breaking"
        if place == "mark":
            self.marks[tag].append(_address(dict(attrs).get("href") or "") if tag == "a" else "")
        elif place == "leaf":
            self.break_line()
        elif place == "note":
            self.start_note()
        elif self.outer_line is not None:
            self.line.append(Leaf(" "))
        elif place == "container":
            self.start_container(tag, dict(attrs))
        else:
            self.start_block(tag, place)

    def handle_endtag(self, tag: str) -> None:
        tag = READ_AS.get(tag, tag)
        place = BY_TAG[tag].place if tag in BY_TAG else "breaking"
        if place == "mark":
            del self.marks[tag][-1:]
        elif place == "note":
            self.end_note()
        elif self.outer_line is None and place == "container":
            self.end_container(tag)
        elif self.outer_line is None and place != "leaf":
            self.end_line()

    def break_line(self) -> None:
        """A break; two in a row end the paragraph, as people who press Enter twice mean it."""
        last = next((leaf for leaf in reversed(self.line) if leaf.tag or leaf.text.strip()), None)
        if last is not None and last.tag == "br" and self.line_tag == "p" and self.outer_line is None:
            self.end_line()
        else:
            self.line.append(Leaf("", (), "br"))

    def start_note(self) -> None:
        if self.outer_line is None:
            self.outer_line, self.line = self.line, []

    def end_note(self) -> None:
        if self.outer_line is not None:
            note = write([Leaf(" ") if leaf.tag == "br" else leaf for leaf in self.line])
            self.line, self.outer_line = self.outer_line, None
            if note:
                self.line.append(Leaf(note, (), "small"))

    def start_block(self, tag: str, place: str) -> None:
        self.end_line()
        if tag == "hr":
            self.add_rule()
        elif place == "block" and self.may_hold(tag):
            self.line_tag = tag

    def may_hold(self, tag: str) -> bool:
        inner = self.containers[-1]
        return inner.tag in BY_TAG[tag].within and not (tag == "figcaption" and inner.blocks)

    def end_line(self) -> None:
        """Set the line as a block of the open container, or as the nearest thing that the container may hold."""
        html, tag = write(self.line), self.line_tag
        self.line, self.line_tag = [], "p"
        if html:
            self.holder_of(tag).blocks.append(f"<{tag}>{html}</{tag}>")

    def holder_of(self, tag: str) -> Container:
        """The open container for a line, opening the missing item or leaving the table part that cannot hold text."""
        while (inner := self.containers[-1]).tag not in BY_TAG[tag].within:
            if inner.tag in {"ul", "ol"}:
                self.containers.append(Container("li", "<li>"))
            else:
                self.close_container()
        return inner

    def add_rule(self) -> None:
        if self.containers[-1].tag == "":
            self.containers[-1].blocks.append("<hr>")

    def start_container(self, tag: str, attrs: dict[str, str | None]) -> None:
        self.end_line()
        self.make_room(tag)
        container = Container(tag, _opening(tag, attrs)) if self.may_open(tag, attrs) else None
        self.begun.append((tag, container))
        if container:
            self.containers.append(container)

    def make_room(self, tag: str) -> None:
        """End the item that a new item follows; open the item that a list inside a list lacks."""
        if tag in {"ul", "ol"} and self.containers[-1].tag in {"ul", "ol"}:
            self.containers.append(Container("li", "<li>"))
        while tag == "li" and self.containers[-1].tag == "li":
            self.close_container()

    def may_open(self, tag: str, attrs: dict[str, str | None]) -> bool:
        outer = self.containers[-1].tag
        if tag == "figure":
            return outer != "figure" and _number(attrs.get("data-image")) != ""
        return outer in BY_TAG[tag].within and len(self.containers) < DEEPEST

    def end_container(self, tag: str) -> None:
        self.end_line()
        begun_tag = ""
        while self.begun and begun_tag != tag:
            begun_tag, container = self.begun.pop()
            while container in self.containers:
                self.close_container()

    def close_container(self) -> Container:
        """Write the innermost container into the one around it; a figure inside another waits for the body."""
        inner = self.containers.pop()
        outer = self.containers[-1]
        written, hoisted = inner.written(), inner.hoisted
        if inner.tag == "figure" and outer.tag != "":
            outer.hoisted.append(written)
        elif written:
            outer.blocks.append(written)
        (outer.blocks if outer.tag == "" else outer.hoisted).extend(hoisted)
        return inner


def _opening(tag: str, attrs: dict[str, str | None]) -> str:
    allowed = BY_TAG[tag].attributes
    kept = {name: _number(attrs.get(name)) for name in allowed if name in NUMBERS}
    if tag != "figure":
        kept = {name: value for name, value in kept.items() if value != "1"}
    written = "".join(f' {name}="{escape(value)}"' for name, value in kept.items() if value)
    return f"<{tag}{written}>"


def _number(value: str | None) -> str:
    """A positive whole number in its shortest form, ``""`` for anything else."""
    digits = (value or "").strip()
    usable = digits.isascii() and digits.isdigit() and len(digits) < 12
    return str(int(digits)) if usable and 0 < int(digits) < LARGEST_NUMBER else ""


def _address(href: str) -> str:
    """The address of a link, ``""`` when it leads nowhere a reader should be sent."""
    href = CONTROL.sub("", LINE_BREAKS.sub("", href)).strip()
    if href.startswith("/") and not href.startswith(("//", "/\\")):
        return href
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    leads = OWN_ARTICLE.fullmatch(href) if scheme == "article" else parts.netloc or scheme == "mailto"
    return href if scheme in SCHEMES and leads else ""
