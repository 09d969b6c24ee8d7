"""The bytes of a text file as text."""

import codecs
import unicodedata

from articles.apart import gettext_noop as _
from articles.manuscripts.manuscript import Unreadable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NOT_TEXT = Unreadable(
    _("This file is not text; save it as a Word document (.docx) or as plain text in UTF-8 and send that.")
)
UNKNOWN = Unreadable(_("The letters of this text file cannot be told for certain; save it as plain text in UTF-8."))
SAMPLE = 20_000


def decode(data: bytes) -> str:
    """Text of a file in UTF-8, UTF-16 or UTF-32 (with or without a mark where clear) or Windows-1252.

    Raises Unreadable for anything that is not text.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _strictly(data, name)
    if b"\0" in data:
        return _wide(data)
    return _narrow(data)


def _strictly(data: bytes, name: str) -> str:
    try:
        return _checked(data.decode(name))
    except UnicodeDecodeError as error:
        raise NOT_TEXT from error


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: the byte order in which the spaces are spaces and every character exists."""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if text[:SAMPLE].count(" ") * 40 >= len(text[:SAMPLE]) and _oddities(text) == 0:
            return text
    raise NOT_TEXT


def _narrow(data: bytes) -> str:
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        text = _checked(data.decode("cp1252"))
    except UnicodeDecodeError as error:
        raise UNKNOWN from error
    if sum(character > "\x7f" for character in text) * 4 > len(text):
        raise UNKNOWN
    return text


def _checked(text: str) -> str:
    if "\0" in text or _oddities(text) * 50 > len(text[:SAMPLE]):
        raise NOT_TEXT
    return text


def _oddities(text: str) -> int:
    """How many of the first characters no text holds: control codes, private and unassigned code points."""
    return sum(unicodedata.category(each) in {"Cc", "Cn", "Co", "Cs"} and not each.isspace() for each in text[:SAMPLE])
