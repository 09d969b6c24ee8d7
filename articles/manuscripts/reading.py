"""A file that someone sent -> a Manuscript. Its name and its first bytes decide how it is read."""

from articles.apart import gettext_noop as _
from articles.manuscripts.limits import check_size, read_apart
from articles.manuscripts.manuscript import Manuscript, Unreadable

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK"
NO_TEXT = _("This is a picture, not a text; ask for a Word document (.docx) or plain text.")
OTHERS = (
    (b"%PDF", _("This is a PDF, which holds pages and not text; ask for a Word document (.docx) or plain text.")),
    (b"{\\rtf", _("This is an RTF file; open it in Word and save it as .docx.")),
    (b"\x89PNG", NO_TEXT),
    (b"\xff\xd8\xff", NO_TEXT),
    (b"GIF8", NO_TEXT),
)
MARKDOWN_ENDINGS = (".md", ".markdown")
WORD_ENDINGS = (".docx", ".docm", ".dotx")
TEXT_ENDINGS = (".txt", ".text", "")


def read(data: bytes, name: str) -> Manuscript:
    """The manuscript in a Word (.docx), plain text (.txt) or Markdown (.md) file of at most 25 MB.

    The text is read in a child process of limited memory and time. Raises Unreadable, and nothing else, for
    any file that cannot be read; its sentence says what to do.
    """
    check_size(data)
    _refuse_others(data)
    ending = name[name.rindex(".") :].lower() if "." in name else ""
    if data.startswith(ZIP):
        return read_apart(data, "word")
    if ending in WORD_ENDINGS:
        raise Unreadable(
            _("This file is named .docx but is not a Word document; open it in Word, save it as .docx and send that.")
        )
    if ending in MARKDOWN_ENDINGS:
        return read_apart(data, "markdown")
    if ending not in TEXT_ENDINGS:
        raise Unreadable(
            _("Files that end in %(ending)s cannot be read; ask for a Word document (.docx) or plain text."),
            ending=ending,
        )
    return read_apart(data, "plain")


def _refuse_others(data: bytes) -> None:
    if data.startswith(OLE) and ENCRYPTED in data:
        raise Unreadable(_("This Word document is locked with a password; save it without one and send it again."))
    if data.startswith(OLE):
        raise Unreadable(_("This is a Word document of before 2007 (.doc); open it in Word and save it as .docx."))
    for start, sentence in OTHERS:
        if data.startswith(start):
            raise Unreadable(sentence)
