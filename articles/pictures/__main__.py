"""The child process: a picture file on standard input, a parcel on standard output."""

import sys

from articles.apart import impose
from articles.pictures.developing import develop_here, pack, pack_refusal
from articles.pictures.limits import OF_THE_CHILD, TOO_MUCH, Unusable


def answer(data: bytes) -> bytes:
    try:
        return pack(develop_here(data))
    except Unusable as refusal:
        return pack_refusal(refusal)
    except (MemoryError, RecursionError):
        return pack_refusal(Unusable(TOO_MUCH))


if __name__ == "__main__":
    impose(OF_THE_CHILD)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
