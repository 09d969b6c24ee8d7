"""The XML of a Word file: what the library would drop is set right, what the file holds is counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, fromstring, tostring

from articles.manuscripts.losses import quote
from articles.manuscripts.package import COMMENTS, TEXT, Parts

NAMESPACE = re.compile(r"\{[^}]*\}")
UNWRAPPED = frozenset({"dir", "bdo", "fldSimple", "ruby", "rubyBase"})
"""Elements whose text mammoth drops though a reader sees it: right-to-left runs, simple fields, annotated text."""
RENAMED = {"cr": "br", "ptab": "tab"}
GONE = frozenset({"del", "moveFrom", "Choice", "instrText", "delText"})
PARTING = frozenset({"p", "tab", "br", "tc"})


@dataclass
class Text:
    """The words of the file by paragraph, and what Word itself had set aside."""

    lines: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def repaired(parts: Parts) -> tuple[Parts, Text]:
    """The parts with their texts set right, and every word that is to come out of them."""
    text, result = Text(), dict(parts)
    for name, part in parts.items():
        if TEXT.fullmatch(name):
            result[name] = _repaired(part, text)
        elif COMMENTS.fullmatch(name):
            text.dropped.extend(_comments(part))
    return result, text


def _repaired(part: bytes, text: Text) -> bytes:
    root = fromstring(part)  # noqa: S314 - package.py has refused every declaration
    text.dropped.extend(_deleted(root))
    text.dropped.extend(_hide(root))
    _mend(root)
    text.lines.extend(_lines(root))
    mended: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return mended


def _name(element: Element) -> str:
    return NAMESPACE.sub("", element.tag)


def _mend(parent: Element) -> None:
    """Set right what stands in an element, from the inside out."""
    for child in list(parent):
        _mend(child)
        name = _name(child)
        if name in RENAMED:
            child.tag = child.tag.replace(name, RENAMED[name])
        elif name == "AlternateContent":
            _choose(child)
        elif name == "drawing" and (boxes := _all(child, "txbxContent")) and not _all(child, "blip"):
            child.tag = child.tag.replace("drawing", "pict")
            child[:] = boxes
        elif name in UNWRAPPED:
            place = list(parent).index(child)
            parent[place : place + 1] = [inner for inner in child if not _name(inner).endswith("Pr")]


def _choose(alternate: Element) -> None:
    """Mammoth reads the fallback alone: where it is silent and the choice is not, let the choice be the fallback."""
    fallback = next((each for each in alternate if _name(each) == "Fallback"), None)
    choice = next((each for each in alternate if _name(each) == "Choice"), None)
    if choice is not None and _all(choice, "t") and (fallback is None or not _all(fallback, "t")):
        choice.tag = choice.tag.replace("Choice", "Fallback")
        alternate[:] = [choice]


def _all(element: Element, name: str) -> list[Element]:
    return [each for each in element.iter() if _name(each) == name]


def _lines(root: Element) -> list[str]:
    return "".join(_words(root)).split("\n")


def _words(element: Element) -> Iterator[str]:
    """The text that is to come out, parted where the page parts it."""
    name = _name(element)
    if name in GONE or (name == "tr" and _is_deleted_row(element)):
        return
    if name == "t":
        yield element.text or ""
    elif name == "noBreakHyphen":
        yield "\u2011"
    for child in element:
        yield from _words(child)
    if name in PARTING:
        yield "\n" if name == "p" else " "


def _is_deleted_row(row: Element) -> bool:
    return any(_name(mark) == "del" for each in row if _name(each) == "trPr" for mark in each)


def _deleted(root: Element) -> Iterator[str]:
    """The tracked deletions of each paragraph."""
    for paragraph in _all(root, "p"):
        text = "".join(each.text or "" for each in _all(paragraph, "delText"))
        if text.strip():
            yield quote(f"Deleted with tracked changes: {text}")
    for row in _all(root, "tr"):
        if _is_deleted_row(row):
            yield quote(f"Deleted with tracked changes: {' '.join(each.text or '' for each in _all(row, 't'))}")


def _hide(root: Element) -> list[str]:
    """Take out the runs that Word does not show."""
    hidden = []
    for parent in list(root.iter()):
        for run in [each for each in parent if _name(each) == "r" and _is_hidden(each)]:
            hidden.append("".join(each.text or "" for each in _all(run, "t")))
            parent.remove(run)
    text = "".join(hidden)
    return [quote(f"Hidden text: {text}")] if text.strip() else []


def _is_hidden(run: Element) -> bool:
    marks = [mark for each in run if _name(each) == "rPr" for mark in each if _name(mark) == "vanish"]
    return any(value not in {"0", "false", "off"} for mark in marks for value in [*mark.attrib.values()] or ["1"])


def _comments(part: bytes) -> Iterator[str]:
    for comment in _all(fromstring(part), "comment"):  # noqa: S314
        text = " ".join("".join(_words(comment)).split())
        if text:
            yield quote(f"Comment: {text}")
