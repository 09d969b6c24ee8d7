"""The passage of a text that answers a question, with the words that were asked for marked."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from articles.text.folding import UNSPACED, words
from articles.text.stemming import stem

LENGTH = 260
"""Characters of a passage."""

LEAD_IN = 70
"""Characters before the first marked word, at most."""

MOST_HITS = 60
SPAN = re.compile(
    r"[^\W_](?:[\w\u0900-\u0963\u0966-\u0dff\u0300-\u036f\u0591-\u05c7\u064b-\u0670]|['’‘ʼ\u00ad\u200c\u200d](?=\w))*"
)
"""A word as it is written, with its accents, points and apostrophes."""

Piece = tuple[str, bool]
Span = tuple[int, int, str]
"""Where a word begins and ends, and which stem it has."""


def marked(text: str, stems: Sequence[str]) -> list[Piece]:
    """The whole of a short text in pieces, each with whether it is to be marked."""
    return _pieces(text, 0, len(text), list(_every_hit(text, frozenset(stems))))


def passage(text: str, stems: Sequence[str]) -> list[Piece]:
    """The part of a long text that holds most of the stems, in pieces; ``[]`` where it holds none."""
    hits = _hits(text, frozenset(stems))
    if not hits:
        return []
    first = max(hits, key=lambda hit: (_held(hits, hit), -hit[0]))
    start, end = _bounds(text, first[0])
    return [
        *([("… ", False)] if start else []),
        *_pieces(text, start, end, [hit for hit in hits if start <= hit[0] and hit[1] <= end]),
        *([(" …", False)] if end < len(text) else []),
    ]


def _held(hits: Sequence[Span], first: Span) -> int:
    """How many different stems a passage holds that begins with this hit."""
    begins = [hit[0] for hit in hits]
    among = hits[begins.index(first[0]) : bisect_right(begins, first[0] + LENGTH - LEAD_IN)]
    return len({hit[2] for hit in among})


def _bounds(text: str, hit: int) -> tuple[int, int]:
    start = _word_start(text, max(0, hit - LEAD_IN), hit) if hit > LEAD_IN else 0
    end = start + LENGTH
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", hit, end)
    return start, space if space > hit else end


def _word_start(text: str, earliest: int, hit: int) -> int:
    """After a sentence's end if there is one, else after a space."""
    sentence = max(text.rfind(end, earliest, hit) for end in (". ", "\n", "? ", "! ", "。"))
    found = sentence + 1 if sentence >= 0 else text.find(" ", earliest, hit)
    return hit if found < 0 else min(found + (text[found] in " \n"), hit)


def _pieces(text: str, start: int, end: int, hits: Sequence[Span]) -> list[Piece]:
    pieces, done = [], start
    for first, last, _stem in hits:
        if last > done:
            pieces += [(text[done : max(first, done)], False), (text[max(first, done) : last], True)]
            done = last
    return [piece for piece in (*pieces, (text[done:end], False)) if piece[0]]


def _hits(text: str, stems: frozenset[str]) -> list[Span]:
    """Words are looked for by their first letters, which costs a tenth of reading them all; where that finds none, for
    accents or another spelling, all are read."""
    lowered = text.lower()
    quick = sorted(_quick_hits(text, lowered, stems)) if len(lowered) == len(text) else []
    return quick or list(islice(_every_hit(text, stems), MOST_HITS))


def _quick_hits(text: str, lowered: str, stems: frozenset[str]) -> Iterator[Span]:
    for root in {_root(each) for each in stems}:
        at, number = lowered.find(root), 0
        while at >= 0 and number < MOST_HITS:
            number += 1
            found = SPAN.match(text, at)
            if found and (at == 0 or not lowered[at - 1].isalnum()) and (stem_ := _stem(found[0])) in stems:
                yield at, found.end(), stem_
            at = lowered.find(root, at + len(root))


def _root(stem: str) -> str:
    """What a word with this stem begins with as a rule."""
    return stem[:-1] if len(stem) > 3 and stem[-1] in "ie" else stem


def _every_hit(text: str, stems: frozenset[str]) -> Iterator[Span]:
    for found in SPAN.finditer(text):
        if UNSPACED.search(found[0]):
            yield from _unspaced_hits(found, stems)
        elif (stem_ := _stem(found[0])) in stems:
            yield found.start(), found.end(), stem_


def _unspaced_hits(run: re.Match[str], stems: frozenset[str]) -> Iterator[Span]:
    """In Chinese and Japanese, each pair of characters that was asked for; pairs overlap."""
    for at in range(run.start(), run.end()):
        for length in (2, 1):
            if (part := run.string[at : at + length]) in stems:
                yield at, at + len(part), part
                break


@lru_cache(maxsize=50_000)
def _stem(written: str) -> str:
    return " ".join(stem(word) for word in words(written))
