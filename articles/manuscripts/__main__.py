"""The child process: a file on standard input, a kind as argument, a parcel on standard output."""

import sys
from collections.abc import Callable, Mapping

from articles.apart import impose
from articles.manuscripts import markdown, plain, word
from articles.manuscripts.assembly import assemble
from articles.manuscripts.limits import OF_THE_CHILD, TOO_MUCH
from articles.manuscripts.manuscript import Unreadable
from articles.manuscripts.parcel import pack, pack_refusal
from articles.manuscripts.source import Source

READERS: Mapping[str, Callable[[bytes], Source]] = {"word": word.read, "markdown": markdown.read, "plain": plain.read}


def answer(data: bytes, kind: str) -> bytes:
    try:
        return pack(assemble(READERS[kind](data)))
    except Unreadable as refusal:
        return pack_refusal(refusal)
    except (MemoryError, RecursionError):
        return pack_refusal(Unreadable(TOO_MUCH))


if __name__ == "__main__":
    impose(OF_THE_CHILD)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), sys.argv[1]))
