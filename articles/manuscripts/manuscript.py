"""What comes out of a file that someone sent."""

from dataclasses import dataclass

from articles.apart import Unfit


@dataclass(frozen=True)
class Writer:
    """Someone who signed the manuscript; the e-mail address is for the desk and never stands in the biography."""

    name: str
    biography: str = ""
    email: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture as it lay in the file: ``data`` is the encoded image, not looked at beyond its size."""

    name: str
    data: bytes
    alt: str = ""


@dataclass(frozen=True)
class Manuscript:
    """A file as an editor needs it.

    ``body`` is HTML of the body grammar in which the n-th picture, from 1, is ``<figure data-image="n"></figure>``.
    ``disclaimer`` is the wording found in the file, ``""`` for none; it is never left in the body.
    ``words_in`` and ``words_out`` are equal when nothing was lost; ``dropped`` quotes what was lost or changed.
    """

    headline: str
    standfirst: str
    body: str
    writers: tuple[Writer, ...]
    disclaimer: str
    pictures: tuple[Picture, ...]
    words_in: int
    words_out: int
    dropped: tuple[str, ...]


class Unreadable(Unfit):
    """The file cannot be read; its text is one sentence for the person who sent it that says what to do."""
