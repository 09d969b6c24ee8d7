"""Words in, words out: every passage of a file that its manuscript does not hold."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

WORD = re.compile(r"[^\W_]+")
LONGEST_QUOTE = 200
MOST_QUOTES = 200
WINDOW = 20_000


def quote(text: str) -> str:
    """A passage on one line, cut to 200 characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"


def lost(before: str, after: str) -> tuple[str, ...]:
    """The passages of ``before``, line by line, whose words ``after`` does not hold; at most 200 of them."""
    missing = Counter(_words(before)) - Counter(_words(after))
    if not missing:
        return ()
    return tuple(
        passage for passage, _ in zip(_missing(before.split("\n"), after, missing), range(MOST_QUOTES), strict=False)
    )


def _missing(lines: Iterable[str], after: str, missing: Counter[str]) -> Iterator[str]:
    kept = f" {' '.join(_words(after))} "
    for line in lines:
        words = _words(line)
        if any(missing[word] > 0 for word in words) and f" {' '.join(words)} " not in kept:
            gone = _gap(words, kept)
            missing.subtract(words[gone])
            yield quote(_original(line, gone))


def _gap(words: Sequence[str], kept: str) -> slice:
    """What lies between the longest beginning and the longest end that were kept."""
    start = _longest(range(len(words) + 1), lambda length: _holds(kept, words[:length]))
    end = _longest(range(len(words) - start + 1), lambda length: _holds(kept, words[len(words) - length :]))
    return slice(start, len(words) - end)


def _longest(lengths: range, holds: Callable[[int], bool]) -> int:
    low, high = 0, len(lengths) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _holds(kept: str, words: Sequence[str]) -> bool:
    return f" {' '.join(words)} " in kept


def _original(line: str, gone: slice) -> str:
    """The part of the line as it is written, from the first lost word to the last."""
    found = list(WORD.finditer(line))[gone]
    return line[found[0].start() : found[-1].end()] if found else line


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
