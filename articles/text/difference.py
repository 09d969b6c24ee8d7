"""What differs between two texts, in two levels: which lines answer each other, then which of their words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from articles.text.aligning import Pair, gaps, matches, uncrossed
from articles.text.blocks import Block, read_blocks
from articles.text.cleaning import clean
from articles.text.inline import Leaf
from articles.text.runs import Run, all_of, is_word, pieces, runs, words

RowState = Literal["unchanged", "changed", "added", "removed"]

ALIKE = 0.4
"""The share of words that two lines have in common (Dice) from which one counts as the other, changed."""
ALIKE_IN_SHORT = 0.2
COMMON = 30
CLOSEST = 4
HEADINGS = frozenset({"h2", "h3", "h4"})


@dataclass(frozen=True)
class Row:
    """A line of the old body beside the line of the new one that answers it; ``None`` where there is none.

    ``runs`` hold the words of both sides in one order: without the inserted ones they are the old line, without the
    deleted ones the new line, leaf by leaf.
    """

    state: RowState
    old: Block | None
    new: Block | None
    runs: tuple[Run, ...]


def compare(old: str, new: str) -> list[Row]:
    """Two bodies as rows in the order of reading; both are cleaned first.

    Only equal bodies have no row but unchanged ones. 10,000 words take a quarter of a second.
    """
    olds, news = read_blocks(clean(old)), read_blocks(clean(new))
    pairs = _pairs(olds, news)
    rows: list[Row] = []
    for number, (gone, come) in enumerate(gaps(pairs, (len(olds), len(news)))):
        rows += [Row("removed", olds[place], None, all_of("deleted", olds[place].leaves)) for place in gone]
        rows += [Row("added", None, news[place], all_of("inserted", news[place].leaves)) for place in come]
        for here, there in pairs[number : number + 1]:
            rows.append(_row(olds[here], news[there], rows[-1].state if rows else "unchanged"))
    return rows


def compare_lines(old: str, new: str) -> tuple[Run, ...]:
    """Two plain texts, such as headlines or biographies, by words; a text that is all new is not taken to pieces."""
    if old != new and _likeness(_words_in(old), _words_in(new)) < ALIKE_IN_SHORT:
        return compare_items([old] if old else [], [new] if new else [])
    return runs([Leaf(word) for word in words(old)], [Leaf(word) for word in words(new)])


def compare_items(old: Sequence[str], new: Sequence[str]) -> tuple[Run, ...]:
    """Two lists, each item a whole."""
    return runs([Leaf(item) for item in old], [Leaf(item) for item in new])


def _pairs(olds: Sequence[Block], news: Sequence[Block]) -> list[Pair]:
    """Lines that are the same, then those alike between them, then headings and cells that stand at the same place."""
    ends = (len(olds), len(news))
    same = matches([(block.frame, block.leaves) for block in olds], [(block.frame, block.leaves) for block in news])
    alike = [pair for gone, come in gaps(same, ends) for pair in _alike(olds, news, gone, come)]
    known = sorted(same + alike)
    placed = [pair for gone, come in gaps(known, ends) for pair in _placed(olds, news, gone, come)]
    return sorted(known + placed)


def _alike(olds: Sequence[Block], news: Sequence[Block], gone: range, come: range) -> list[Pair]:
    here = {place: _words_of(olds[place]) for place in gone}
    there = {place: _words_of(news[place]) for place in come}
    return uncrossed([(old, new) for _unlike, _far, old, new in sorted(_candidates(here, there))])


def _candidates(
    here: dict[int, frozenset[str]], there: dict[int, frozenset[str]]
) -> Iterator[tuple[float, int, int, int]]:
    """Pairs of lines that share enough words, found by words that are not everywhere."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, held in here.items():
        for word in held:
            places[word].append(place)
    telling = {word: found for word, found in places.items() if len(found) <= COMMON}
    for new, held in there.items():
        shared = Counter(old for word in held for old in telling.get(word, ()))
        for old, _count in shared.most_common(CLOSEST):
            likeness = _likeness(here[old], held)
            if likeness >= ALIKE:
                yield -likeness, abs(old - new), old, new


def _words_of(block: Block) -> frozenset[str]:
    """The words by which a line is known again; a figure is known by its picture alone."""
    if block.image:
        return frozenset({f"picture {block.image}"})
    return _words_in(" ".join(leaf.text for leaf in block.leaves))


def _words_in(text: str) -> frozenset[str]:
    return frozenset(filter(is_word, words(text)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def _placed(olds: Sequence[Block], news: Sequence[Block], gone: range, come: range) -> Iterable[Pair]:
    if len(gone) != len(come):
        return ()
    pairs = list(zip(gone, come, strict=True))
    return pairs if all(_stand_for_each_other(olds[here], news[there]) for here, there in pairs) else ()


def _stand_for_each_other(old: Block, new: Block) -> bool:
    return old.frame == new.frame and (old.is_cell or old.tag in HEADINGS)


def _row(old: Block, new: Block, before: RowState) -> Row:
    """Two lines that answer each other; ``before`` is the state of the row before, which may explain a new grouping."""
    reframed = old.frame != new.frame
    if not reframed and old.leaves == new.leaves:
        regrouped = old.held != new.held and before == "unchanged"
        return Row("changed" if regrouped else "unchanged", old, new, all_of("same", new.leaves))
    return Row("changed", old, new, runs(pieces(old.leaves), pieces(new.leaves), reframed=reframed))
