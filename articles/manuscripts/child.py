"""The child process: a file on standard input, a parcel on standard output. Each reader is one, and loads no other."""

import sys
from collections.abc import Callable

from articles.apart import impose
from articles.manuscripts.assembly import assemble
from articles.manuscripts.limits import OF_THE_CHILD, TOO_MUCH
from articles.manuscripts.manuscript import Unreadable
from articles.manuscripts.parcel import pack, pack_refusal
from articles.manuscripts.source import Source

Reader = Callable[[bytes], Source]


def serve(read: Reader) -> None:
    impose(OF_THE_CHILD)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), read))


def answer(data: bytes, read: Reader) -> bytes:
    """The parcel of what the reader makes of a file, or of its refusal."""
    try:
        return pack(assemble(read(data)))
    except Unreadable as refusal:
        return pack_refusal(refusal)
    except (MemoryError, RecursionError):
        return pack_refusal(Unreadable(TOO_MUCH))
