"""Two sequences brought alongside: which item of the one answers which item of the other."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

DEEPEST = 12

Pair = tuple[int, int]


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Positions of equal items, rising on both sides.

    Patience diff (Bram Cohen): what is alike at both ends goes together, items that occur once on either side are
    anchors, and each gap between two anchors is treated the same way. A level costs n log n and there are at most
    twelve, so that no text makes it slow; what is left without an anchor has no answer.
    """
    return sorted(_match(old, new, (0, 0), (len(old), len(new)), DEEPEST))


def gaps(pairs: Sequence[Pair], ends: Pair) -> Iterator[tuple[range, range]]:
    """What lies before, between and after the pairs, on both sides; ``ends`` are the two lengths."""
    start = (0, 0)
    for pair in [*pairs, ends]:
        yield range(start[0], pair[0]), range(start[1], pair[1])
        start = (pair[0] + 1, pair[1] + 1)


def uncrossed(candidates: Sequence[Pair]) -> list[Pair]:
    """Of pairs given best first those that rise on both sides with all better ones."""
    kept: list[Pair] = []
    for pair in candidates:
        place = bisect_left(kept, pair)
        after_last = place == 0 or (kept[place - 1][0] < pair[0] and kept[place - 1][1] < pair[1])
        before_next = place == len(kept) or (pair[0] < kept[place][0] and pair[1] < kept[place][1])
        if after_last and before_next:
            kept.insert(place, pair)
    return kept


def _match(
    old: Sequence[Hashable], new: Sequence[Hashable], start: Pair, end: Pair, levels: int
) -> Iterator[tuple[int, int]]:
    head = _alike_at_the_head(old, new, start, end)
    start = (start[0] + head, start[1] + head)
    tail = _alike_at_the_tail(old, new, start, end)
    end = (end[0] - tail, end[1] - tail)
    yield from ((start[0] - back, start[1] - back) for back in range(1, head + 1))
    yield from ((end[0] + ahead, end[1] + ahead) for ahead in range(tail))
    anchors = _anchors(old, new, start, end) if levels else []
    for anchor in anchors:
        yield from _match(old, new, start, anchor, levels - 1)
        yield anchor
        start = (anchor[0] + 1, anchor[1] + 1)
    if anchors:
        yield from _match(old, new, start, end, levels - 1)


def _alike_at_the_head(old: Sequence[Hashable], new: Sequence[Hashable], start: Pair, end: Pair) -> int:
    most = min(end[0] - start[0], end[1] - start[1])
    return next((count for count in range(most) if old[start[0] + count] != new[start[1] + count]), most)


def _alike_at_the_tail(old: Sequence[Hashable], new: Sequence[Hashable], start: Pair, end: Pair) -> int:
    most = min(end[0] - start[0], end[1] - start[1])
    return next((count for count in range(most) if old[end[0] - 1 - count] != new[end[1] - 1 - count]), most)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], start: Pair, end: Pair) -> list[Pair]:
    """The longest rising row of items that occur exactly once on either side."""
    here = _once(old, start[0], end[0])
    there = _once(new, start[1], end[1])
    return _longest_rising([(place, there[item]) for item, place in here.items() if item in there])


def _once(items: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    counts = Counter(items[start:end])
    return {items[place]: place for place in range(start, end) if counts[items[place]] == 1}


def _longest_rising(pairs: list[Pair]) -> list[Pair]:
    """Of pairs that rise on the old side the longest row that rises on the new side too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_here, there) in enumerate(pairs):
        place = bisect_left(ends, there)
        ends[place : place + 1] = [there]
        last[place : place + 1] = [number]
        before.append(last[place - 1] if place else -1)
    return _walked_back(pairs, before, last[-1] if last else -1)


def _walked_back(pairs: list[Pair], before: list[int], number: int) -> list[Pair]:
    row = []
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]
