"""A picture file becomes what readers get of it, in a child process of its own."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

from articles.apart import Ended, answer_of
from articles.pictures.limits import OF_THE_CHILD, TOO_MUCH, Unusable, check_file, opened
from articles.pictures.look import look_of
from articles.pictures.renditions import renditions, upright, upright_size


@dataclass(frozen=True)
class Developed:
    """A picture: its size in pixels as readers see it, its look, whether it ``moves``, and its renditions.

    Each rendition is width, format and file content. Of a picture that moves they show the first frame.
    """

    width: int
    height: int
    look: int | None
    moves: bool
    renditions: tuple[tuple[int, str, bytes], ...]


def develop(data: bytes) -> Developed:
    """Decode and render a picture file in a child of limited memory and time; takes seconds for a large one.

    Raises :class:`Unusable`, whose text is a sentence, and nothing else, for any file that cannot be taken.
    """
    check_file(data)
    try:
        return unpack(answer_of("articles.pictures", data=data, limits=OF_THE_CHILD))
    except Ended as error:
        raise Unusable(TOO_MUCH) from error


def develop_here(data: bytes) -> Developed:
    """The same in this process: for the child."""
    width, height = upright_size(data)
    picture = upright(data)
    return Developed(width, height, look_of(picture), moves(data), tuple(renditions(picture, width)))


def moves(data: bytes) -> bool:
    with opened(data) as picture:
        return picture.format != "MPO" and bool(getattr(picture, "is_animated", False))


def pack(developed: Developed) -> bytes:
    """As bytes between the child and its parent."""
    renditions = [[width, kind, b64encode(content).decode()] for width, kind, content in developed.renditions]
    return json.dumps(vars(developed) | {"renditions": renditions}).encode()


def pack_refusal(refusal: Unusable) -> bytes:
    return json.dumps({"refusal": refusal.sentence, "places": refusal.places}).encode()


def unpack(parcel: bytes) -> Developed:
    """What :func:`pack` took; raises :class:`Unusable` for a packed refusal."""
    fields: dict[str, Any] = json.loads(parcel)
    if "refusal" in fields:
        raise Unusable(fields["refusal"], **fields["places"])
    renditions = tuple((width, kind, b64decode(content)) for width, kind, content in fields["renditions"])
    return Developed(**fields | {"renditions": renditions})
