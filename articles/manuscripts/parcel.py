"""A Manuscript, or the refusal of one, as bytes between the child process and its parent."""

import json
from base64 import b64decode, b64encode
from typing import Any

from articles.manuscripts.manuscript import Manuscript, Picture, Unreadable, Writer


def pack(manuscript: Manuscript) -> bytes:
    fields = vars(manuscript) | {
        "writers": [vars(writer) for writer in manuscript.writers],
        "pictures": [vars(each) | {"data": b64encode(each.data).decode()} for each in manuscript.pictures],
    }
    return json.dumps(fields).encode()


def pack_refusal(refusal: Unreadable) -> bytes:
    return json.dumps({"refusal": refusal.sentence, "places": refusal.places}).encode()


def unpack(parcel: bytes) -> Manuscript:
    """What :func:`pack` took; raises Unreadable for a packed refusal."""
    fields: dict[str, Any] = json.loads(parcel)
    if "refusal" in fields:
        raise Unreadable(fields["refusal"], **fields["places"])
    return Manuscript(
        **fields
        | {
            "writers": tuple(Writer(**writer) for writer in fields["writers"]),
            "pictures": tuple(Picture(**each | {"data": b64decode(each["data"])}) for each in fields["pictures"]),
            "dropped": tuple(fields["dropped"]),
        }
    )
