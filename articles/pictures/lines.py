"""Words set in lines: broken where they fit, shrunk where they are many, balanced so that none stands alone."""

from bisect import bisect_right
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]
"""The width of a line in pixels."""

ELLIPSIS = "…"


def broken(text: str, width: float, measure: Measure) -> list[str]:
    """Lines no wider than ``width``, broken between words, and within one only where it alone is too wide."""
    lines = [""]
    for word in _pieces(text, width, measure):
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def balanced(text: str, width: float, measure: Measure) -> list[str]:
    """As few lines as fit, and as even as they can be."""
    best = broken(text, width, measure)
    for part in range(95, 50, -5):
        narrower = broken(text, width * part / 100, measure)
        if len(narrower) > len(best):
            break
        best = narrower
    return best


def cut(lines: list[str], most: int, width: float, measure: Measure) -> list[str]:
    """At most so many lines; what was left out is told by an ellipsis."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(lines[most - 1] + ELLIPSIS, width, measure)]


def shortened(line: str, width: float, measure: Measure) -> str:
    """The line, or as much of it as fits before an ellipsis."""
    if measure(line) <= width:
        return line
    kept = line.removesuffix(ELLIPSIS)
    while kept and measure(kept + ELLIPSIS) > width:
        kept = kept[:-1].rstrip()
    return kept + ELLIPSIS


def _pieces(text: str, width: float, measure: Measure) -> Iterator[str]:
    """The words, too wide ones in parts that fit: so scripts without spaces break between characters."""
    for word in text.split():
        while len(word) > 1 and measure(word) > width:
            size = _fitting(word, width, measure)
            yield word[:size]
            word = word[size:]
        yield word


def _fitting(word: str, width: float, measure: Measure) -> int:
    """How many characters of a word fit, one at least."""
    return max(1, bisect_right(range(1, len(word)), width, key=lambda size: measure(word[:size])))
