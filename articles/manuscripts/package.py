"""The parts of a Word file, unpacked within limits and checked before any library sees them."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from articles.apart import gettext_noop as _
from articles.manuscripts.limits import MOST_PARAGRAPHS
from articles.manuscripts.manuscript import Unreadable
from articles.manuscripts.sizes import MOST_PIXELS, MOST_PIXELS_IN_ALL, size_of

MOST_XML = 8_000_000
MOST_UNPACKED = 40_000_000
MOST_PARTS = 3_000
DEEPEST = 120
"""Elements within elements; a table takes three, so some thirty tables within tables."""

DOCUMENT = re.compile(r"word/document\d*\.xml", re.I)
TEXT = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml", re.I)
COMMENTS = re.compile(r"word/comments\d*\.xml", re.I)
PARAGRAPH = "http://schemas.openxmlformats.org/wordprocessingml/2006/main p"
STRICT_PARAGRAPH = "http://purl.oclc.org/ooxml/wordprocessingml/main p"

DAMAGED = _("This Word document is damaged; open it in Word, save it as a new .docx file and send that.")
NOT_WORD = _(
    "This file is packed like a Word document but holds none; open it in Word, save it as .docx and send that."
)
BOMB = _(
    "This Word document unpacks to far more than a manuscript holds; copy its text into a new document and send that."
)
ENTITIES = _(
    "This Word document declares XML entities, which none needs; copy its text into a new document and send that."
)
TOO_DEEP = _("This Word document has tables within tables to no end; take the text out of them and send it again.")
TOO_LONG = _("This Word document has more than 20,000 paragraphs; send the article alone.")

ENTITY_MARKS = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
Parts = dict[str, bytes]


def unpacked(data: bytes) -> Parts:
    """The parts of a Word file by name, each within its limit; raises Unreadable for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = dict(_parts(archive))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(DAMAGED) from error
    if not any(map(DOCUMENT.fullmatch, parts)):
        raise Unreadable(NOT_WORD)
    _check_declarations(parts)
    _check_xml(parts)
    _check_pictures(parts)
    return parts


def packed(parts: Parts) -> io.BytesIO:
    """The parts as a Word file again."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    file.seek(0)
    return file


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Each part that a reader needs, after the declared sizes and while the read sizes stay within the limits."""
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Unreadable(BOMB)
    left = MOST_UNPACKED
    for entry in entries:
        part = _read(archive, entry, min(left, MOST_XML if is_xml(entry.filename) else MOST_UNPACKED))
        left -= len(part)
        if is_xml(entry.filename) or entry.filename.startswith("word/media/"):
            yield entry.filename, part


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    if entry.file_size > most:
        raise Unreadable(BOMB)
    with archive.open(entry) as part:
        data = part.read(most + 1)
    if len(data) > most:
        raise Unreadable(BOMB)
    return data


def _check_declarations(parts: Parts) -> None:
    """No part declares an entity, whatever its name: a relationship may lead a reader to any of them."""
    if any(mark in part for part in parts.values() for mark in ENTITY_MARKS):
        raise Unreadable(ENTITIES)


def _check_xml(parts: Parts) -> None:
    for name in filter(is_xml, parts):
        count = _Count()
        try:
            count.read(parts[name])
        except expat.ExpatError as error:
            raise Unreadable(DAMAGED) from error
        if TEXT.fullmatch(name) and count.paragraphs > MOST_PARAGRAPHS:
            raise Unreadable(TOO_LONG)


class _Count:
    """Counts paragraphs and depth of one part and refuses declarations."""

    def __init__(self) -> None:
        self.paragraphs = self.depth = 0

    def read(self, part: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self.declare
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.Parse(part, True)

    def declare(self, *_: object) -> None:
        raise Unreadable(ENTITIES)

    def start(self, name: str, _: dict[str, str]) -> None:
        self.depth += 1
        self.paragraphs += name in (PARAGRAPH, STRICT_PARAGRAPH)
        if self.depth > DEEPEST:
            raise Unreadable(TOO_DEEP)

    def end(self, _: str) -> None:
        self.depth -= 1


def _check_pictures(parts: Parts) -> None:
    total = 0
    for name, part in parts.items():
        width, height = (None if is_xml(name) else size_of(part)) or (0, 0)
        if width * height > MOST_PIXELS:
            short = name.rsplit("/", 1)[-1]
            raise Unreadable(
                _(
                    "The picture %(name)s has %(width)s by %(height)s pixels; make it smaller than 50 million and send "
                    "the document again."
                ),
                name=short,
                width=width,
                height=height,
            )
        total += width * height
    if total > MOST_PIXELS_IN_ALL:
        raise Unreadable(
            _("The pictures in this document are too large together; make them smaller and send it again.")
        )
