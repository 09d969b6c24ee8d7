"""THE table of elements a body may hold. The cleaner, the editor's toolbar and the tests are driven by it."""

from dataclasses import dataclass
from typing import Literal

Place = Literal["block", "container", "mark", "leaf", "note"]


@dataclass(frozen=True)
class Element:
    """One element of the body.

    ``place`` says how it stands in the text: a ``block`` holds a line of text, a ``container`` holds other blocks, a
    ``mark`` runs along text, a ``leaf`` is a point in it, a ``note`` is a footnote set at its point of reference.
    ``within`` names the containers it may stand in; the body itself is ``""``.
    ``extensions`` are the names of the editor's extensions that write it; ``also`` lists tags read as this one.
    """

    tag: str
    place: Place
    extensions: tuple[str, ...]
    within: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


ELEMENTS = (
    Element("p", "block", ("Paragraph",), within=("", "blockquote", "li", "td", "th")),
    Element("h2", "block", ("Heading",), within=("",), also=("h1",)),
    Element("h3", "block", ("Heading",), within=("",)),
    Element("h4", "block", ("Heading",), within=("",), also=("h5", "h6")),
    Element("blockquote", "container", ("Blockquote",), within=("",)),
    Element("aside", "block", ("PullQuote",), within=("",)),
    Element("ul", "container", ("BulletList", "ListItem"), ("", "blockquote", "li", "td", "th"), also=("menu",)),
    Element(
        "ol", "container", ("OrderedList", "ListItem"), ("", "blockquote", "li", "td", "th"), attributes=("start",)
    ),
    Element("li", "container", ("ListItem",), within=("ul", "ol")),
    Element("table", "container", ("Table", "TableRow", "TableHeader", "TableCell"), within=("",)),
    Element("tbody", "container", ("Table",), within=("table",), also=("thead", "tfoot")),
    Element("tr", "container", ("TableRow",), within=("tbody",)),
    Element("th", "container", ("TableHeader",), within=("tr",), attributes=("colspan", "rowspan")),
    Element("td", "container", ("TableCell",), within=("tr",), attributes=("colspan", "rowspan")),
    Element("figure", "container", ("Figure",), within=("",), attributes=("data-image",)),
    Element("figcaption", "block", ("Figure",), within=("figure",)),
    Element("hr", "block", ("HorizontalRule",), within=("",)),
    Element("a", "mark", ("Link",), attributes=("href",)),
    Element("strong", "mark", ("Bold",), also=("b",)),
    Element("em", "mark", ("Italic",), also=("i", "cite", "dfn", "var")),
    Element("sub", "mark", ("Subscript",)),
    Element("sup", "mark", ("Superscript",)),
    Element("br", "leaf", ("HardBreak",)),
    Element("small", "note", ("Footnote",)),
)

BY_TAG = {element.tag: element for element in ELEMENTS}
READ_AS = {alias: element.tag for element in ELEMENTS for alias in (element.tag, *element.also)}
MARKS = tuple(element.tag for element in ELEMENTS if element.place == "mark")
NUMBERS = ("start", "colspan", "rowspan", "data-image")
SCHEMES = frozenset({"http", "https", "mailto", "article"})
"""Of the addresses of links. ``article:17`` is our own article of that number, wherever it is read at the time."""

BREAKING = frozenset(
    {"address", "article", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "footer"}
    | {"form", "header", "hgroup", "legend", "main", "nav", "pre", "section", "summary"}
)
"""Tags that are not of the grammar but end a paragraph, as a browser shows them."""
