"""Word's styles in the words of a manuscript: title, byline, headings, notes and pictures of mammoth's document."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from mammoth import documents, transforms

from articles.manuscripts.headings import may_be_heading
from articles.manuscripts.names import named

HEADING = re.compile(r"heading ?[1-9]|heading", re.I)
TITLE, SUBTITLE, BYLINE = ("title",), ("subtitle",), ("author", "byline", "by line", "authors")
FIRST = 6
"""Title, subtitle and byline stand among so many first elements."""
NOTE, SECTION = "Manuscript note", "Manuscript section"
STYLE_MAP = f"""
r[style-name='{NOTE}'] => small:fresh
p[style-name='{SECTION}'] => h2:fresh
p[style-name='Heading 7'] => h6:fresh
p[style-name='Heading 8'] => h6:fresh
p[style-name='Heading 9'] => h6:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Pull Quote'] => aside:fresh
p[style-name='Pullquote'] => aside:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
br[type='page'] => br
br[type='column'] => br
"""


@dataclass
class Styled:
    """Turns mammoth's document into one that :data:`STYLE_MAP` prints, and keeps its title, subtitle and byline."""

    headline: str = ""
    standfirst: str = ""
    byline: str = ""

    def document(self, document: Any) -> Any:
        document = _with_notes(document)
        children = self._without_opening(document.children)
        if not any(_style(child) and HEADING.fullmatch(_style(child)) for child in children):
            children = _with_sections(children)
        return document.copy(children=[part for child in children for part in _pictures_apart(child)])

    def _without_opening(self, children: list[Any]) -> list[Any]:
        """Take the first title, subtitle and byline."""
        filled = (place for place, child in enumerate(children) if _text(child).strip())
        taken = {place for place in islice(filled, FIRST) if self._takes(children[place])}
        return [child for place, child in enumerate(children) if place not in taken]

    def _takes(self, child: Any) -> bool:
        text = _text(child).strip()
        for attribute, styles in (("headline", TITLE), ("standfirst", SUBTITLE), ("byline", BYLINE)):
            if _style(child) in styles and not getattr(self, attribute) and (styles is not BYLINE or named(text)):
                setattr(self, attribute, text)
                return True
        return False


def _style(element: Any) -> str:
    return (getattr(element, "style_name", None) or "").casefold() if isinstance(element, documents.Paragraph) else ""


def _text(element: Any) -> str:
    """The text of an element, a space for each break and tab."""
    if isinstance(element, documents.Text):
        return str(element.value)
    if isinstance(element, (documents.Break, documents.Tab)):
        return " "
    return "".join(map(_text, getattr(element, "children", ())))


def _with_notes(document: Any) -> Any:
    """Footnotes and endnotes as runs of their own at their point of reference."""

    def note(reference: Any) -> Any:
        try:
            found = document.notes.resolve(reference)
        except KeyError:
            return documents.run([])
        return documents.run(_without_references(_flat(found.body)), style_name=NOTE)

    level = transforms.element_of_type(documents.Run, _on_the_line)
    return transforms.element_of_type(documents.NoteReference, note)(level(document))


def _on_the_line(run: Any) -> Any:
    """The run of a reference without its raised figure."""
    if not any(isinstance(child, documents.NoteReference) for child in run.children):
        return run
    return run.copy(vertical_alignment=documents.VerticalAlignment.baseline, style_id=None, style_name=None)


def _flat(elements: list[Any]) -> list[Any]:
    """The inline elements of a note's paragraphs."""
    flat: list[Any] = []
    for element in elements:
        if isinstance(element, documents.Paragraph):
            flat += [*element.children, documents.text(" ")]
        else:
            flat += _flat(getattr(element, "children", []))
    return flat


def _without_references(elements: list[Any]) -> list[Any]:
    drop = transforms.element_of_type(documents.NoteReference, lambda _: documents.run([]))
    return [drop(element) for element in elements]


def _with_sections(children: list[Any]) -> list[Any]:
    """In a document without heading styles a short paragraph all in bold is a heading, unless it is the last."""
    last = max((place for place, child in enumerate(children) if _text(child).strip()), default=0)
    return [_section(child) if place < last and _is_section(child) else child for place, child in enumerate(children)]


def _is_section(child: Any) -> bool:
    if not isinstance(child, documents.Paragraph) or child.numbering or not may_be_heading(_text(child).strip()):
        return False
    runs = transforms.get_descendants_of_type(child, documents.Run)
    return all(run.is_bold or run.style_name == "Strong" for run in runs if _text(run).strip())


def _section(child: Any) -> Any:
    plain = transforms.element_of_type(
        documents.Run, lambda run: run.copy(is_bold=False, style_id=None, style_name=None)
    )
    return plain(child).copy(style_name=SECTION, style_id=None)


def _pictures_apart(child: Any) -> list[Any]:
    """An element, and after it the pictures that stood in it."""
    pictures = [each for each in _descendants(child) if isinstance(each, documents.Image)]
    if isinstance(child, documents.Image) or not pictures:
        return [child]
    bare = _without_pictures(child)
    return [bare, *pictures] if _text(bare).strip() else pictures


def _descendants(element: Any) -> list[Any]:
    children = getattr(element, "children", ())
    return [each for child in children for each in (child, *_descendants(child))]


def _without_pictures(element: Any) -> Any:
    if not hasattr(element, "children"):
        return element
    kept = [_without_pictures(child) for child in element.children if not isinstance(child, documents.Image)]
    return element.copy(children=kept)
