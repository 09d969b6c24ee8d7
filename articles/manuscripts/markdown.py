"""Markdown: CommonMark with tables and footnotes, and the few facts of a front matter."""

import re
from html import unescape
from itertools import groupby, pairwise

from markdown_it import MarkdownIt

from articles.manuscripts.characters import tidy
from articles.manuscripts.child import serve
from articles.manuscripts.encoding import decode
from articles.manuscripts.limits import check_text
from articles.manuscripts.losses import quote
from articles.manuscripts.names import named
from articles.manuscripts.source import Source
from articles.manuscripts.wrapping import is_wrapped

FRONT = re.compile(r"\A---[ \t]*\n((?:[^\W\d][\w -]*:.*\n|[ \t]+.*\n)+)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
FACT = re.compile(r"^([^\W\d][\w -]*):[ \t]*(.*(?:\n[ \t]+.*)*)$", re.M)
NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?!\[\^)(?:[ \t]*\n(?=[ \t]{2,}\S)|[ \t]*\S.*))*)", re.M)
REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')
TAG = re.compile(r"<[^>]*>")
PARTING_TAG = re.compile(r"</?(?:small|p|li|t[dhr]|h\d|br|div)\b[^>]*>")
LONG_LINE = 160
"""Characters; lines as long as this are paragraphs, though no blank line parts them."""
HEADLINE, STANDFIRST, BYLINE = (
    ("title", "headline"),
    ("subtitle", "standfirst", "description"),
    ("author", "authors", "byline"),
)


def read(data: bytes) -> Source:
    """The source of a CommonMark file with tables and footnotes.

    Pictures lie beside such a file, not in it, and are reported. Raises Unreadable as plain text does.
    """
    text = tidy(decode(data))
    check_text(text)
    facts, text = _front(text)
    notes, text = _notes(text)
    parser = _parser(text)
    html, unused = _with_notes(
        parser.render(_parted(text)), {key: parser.renderInline(note) for key, note in notes.items()}
    )
    headline, standfirst, byline = (_fact(facts, names) for names in (HEADLINE, STANDFIRST, BYLINE))
    words = "\n".join([headline, standfirst, byline, _text(html), *map(_text, unused)])
    dropped = (*(quote(f"{name}: {value}") for name, value in facts.items()), *_images(html))
    return Source(html, words, headline, standfirst, byline, (), dropped)


def _front(text: str) -> tuple[dict[str, str], str]:
    """The facts of a front matter and the text after it."""
    found = FRONT.match(text)
    if not found:
        return {}, text
    facts = {name.strip().casefold(): " ".join(value.split()).strip("\"' ") for name, value in FACT.findall(found[1])}
    return facts, text[found.end() :]


def _fact(facts: dict[str, str], names: tuple[str, ...]) -> str:
    """Take the first of the named facts; a byline must name people."""
    for name in names:
        value = facts.get(name, "")
        if value and (names is not BYLINE or named(value)):
            return facts.pop(name)
    return ""


def _notes(text: str) -> tuple[dict[str, str], str]:
    """The wordings of the footnotes by their label and the text without them."""
    notes = {label: " ".join(wording.split()) for label, wording in NOTE.findall(text)}
    return notes, NOTE.sub("", text)


def _parser(text: str) -> MarkdownIt:
    """CommonMark that keeps line breaks as such unless the file is wrapped at a column; links are judged later."""
    groups = [list(group) for filled, group in groupby(text.split("\n"), key=lambda line: bool(line.strip())) if filled]
    parser = MarkdownIt("commonmark", {"breaks": not is_wrapped(groups, fewest=2)}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _parted(text: str) -> str:
    """Long lines parted by a blank line."""
    lines = text.split("\n")
    parted = lines[:1]
    for line, after in pairwise(lines):
        if line.strip() and after.strip() and max(len(line), len(after)) >= LONG_LINE and _is_plain(line, after):
            parted.append("")
        parted.append(after)
    return "\n".join(parted)


def _is_plain(*lines: str) -> bool:
    return not any(line[0] in " \t>|-+#`~<" or line.startswith(("* ", "===")) or line[0].isdigit() for line in lines)


def _with_notes(html: str, notes: dict[str, str]) -> tuple[str, list[str]]:
    """The HTML with each footnote set at its first reference, and the footnotes that nothing refers to."""
    left = dict(notes)

    def note(found: re.Match[str]) -> str:
        label = unescape(found[1])
        return f"<small>{left.pop(label)}</small>" if label in left else "" if label in notes else found[0]

    return REFERENCE.sub(note, html), list(left.values())


def _images(html: str) -> list[str]:
    return [
        quote(f"Picture not in the file: {unescape(alt)} ({unescape(address)})") for address, alt in IMAGE.findall(html)
    ]


def _text(html: str) -> str:
    return unescape(TAG.sub("", PARTING_TAG.sub(" ", html)))


if __name__ == "__main__":
    serve(read)
