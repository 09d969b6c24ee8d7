"""How much a manuscript may be, and the child process that a file is read in."""

from articles.apart import Ended, Limits, answer_of
from articles.apart import gettext_noop as _
from articles.manuscripts.manuscript import Manuscript, Unreadable
from articles.manuscripts.parcel import unpack

MOST_BYTES = 25_000_000
MOST_TEXT = 2_000_000
MOST_PARAGRAPHS = 20_000
OF_THE_CHILD = Limits(memory=280 * 1024 * 1024, cpu_seconds=4, wall_seconds=30)
"""Python with mammoth needs a quarter of the memory."""

TOO_MUCH = _("This file is too large or too involved to be read; send the article alone as plain text.")


def check_size(data: bytes) -> None:
    """Raises Unreadable for an empty file and for more than 25 MB."""
    if not data.strip():
        raise Unreadable(_("This file is empty; send it again."))
    if len(data) > MOST_BYTES:
        raise Unreadable(
            _("This file has %(size)s MB; 25 MB is the most, so make its pictures smaller."),
            size=len(data) // 1_000_000,
        )


def check_text(text: str) -> None:
    """Raises Unreadable for text of more than two million characters or 20,000 filled lines."""
    if sum(1 for line in text.split("\n") if line.strip()) > MOST_PARAGRAPHS:
        raise Unreadable(_("This text has more than 20,000 paragraphs; send the article alone."))
    if len(text) > MOST_TEXT:
        raise Unreadable(_("This text is far longer than an article; send the article alone."))


def read_apart(data: bytes, kind: str) -> Manuscript:
    """Read ``data`` as ``kind`` (``"word"``, ``"markdown"`` or ``"plain"``) in a child of limited memory and time.

    Raises Unreadable when it refuses, fails or takes too long.
    """
    try:
        return unpack(answer_of(f"articles.manuscripts.{kind}", data=data, limits=OF_THE_CHILD))
    except Ended as error:
        raise Unreadable(TOO_MUCH) from error
