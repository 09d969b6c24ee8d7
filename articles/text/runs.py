"""Two lines compared by their words: which stay, come and go, and which only look different."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal
from unicodedata import category

from articles.text.aligning import Pair, matches
from articles.text.inline import Leaf, Marks

State = Literal["same", "inserted", "deleted"]


@dataclass(frozen=True)
class Run:
    """Words that stay, come or go together. With ``only_form`` the words stay and their marks or their frame change."""

    state: State
    leaves: tuple[Leaf, ...]
    only_form: bool = False


@dataclass(frozen=True)
class Step:
    """A stretch of both lines; ``sort`` says what became of it."""

    sort: Literal["same", "form", "changed"]
    olds: tuple[Leaf, ...]
    news: tuple[Leaf, ...]


def words(text: str) -> list[str]:
    """The text in pieces that, joined, are the text: words, white space, punctuation, single Chinese characters."""
    return ["".join(piece) for _sort, piece in groupby(text, _sort_of)]


def is_word(piece: str) -> bool:
    return piece[:1].isalnum() or (piece != "" and _sort_of(piece[0]) == "word")


@cache
def _sort_of(character: str) -> str:
    if "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff":
        return character
    if category(character)[0] in "LMN" or character in "\u200c\u200d":
        return "word"
    return "space" if character.isspace() else character


def pieces(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The leaves in words, each with its marks."""
    return [
        piece
        for leaf in leaves
        for piece in ([leaf] if leaf.tag else [_piece(word, leaf.marks) for word in words(leaf.text)])
    ]


@lru_cache(maxsize=8_192)
def _piece(word: str, marks: Marks) -> Leaf:
    """The same object for the same word, so that a long text is cut up in half the time."""
    return Leaf(word, marks)


def all_of(state: State, leaves: Sequence[Leaf]) -> tuple[Run, ...]:
    """The whole line in one run, none for an empty line."""
    return (Run(state, tuple(leaves)),) if leaves else ()


def runs(olds: Sequence[Leaf], news: Sequence[Leaf], *, reframed: bool = False) -> tuple[Run, ...]:
    """The pieces of two lines in one order of reading; ``reframed`` says that even equal words look different."""
    return tuple(run for step in _steps(olds, news, reframed) for run in _runs_of(step))


def _runs_of(step: Step) -> Iterator[Run]:
    if step.sort == "same":
        yield Run("same", step.news)
        return
    if step.olds:
        yield Run("deleted", step.olds, step.sort == "form")
    if step.news:
        yield Run("inserted", step.news, step.sort == "form")


def _steps(olds: Sequence[Leaf], news: Sequence[Leaf], reframed: bool) -> list[Step]:
    return _joined(_without_islands(_joined(_raw(olds, news, reframed))))


def _raw(olds: Sequence[Leaf], news: Sequence[Leaf], reframed: bool) -> Iterator[Step]:
    pairs = matches([_key(leaf) for leaf in olds], [_key(leaf) for leaf in news])
    here, there = 0, 0
    for old, new, length in [*_stretches(pairs), (len(olds), len(news), 0)]:
        if here < old or there < new:
            yield Step("changed", tuple(olds[here:old]), tuple(news[there:new]))
        here, there = old + length, new + length
        yield from _answering(olds[old:here], news[new:there], reframed)


def _stretches(pairs: Sequence[Pair]) -> Iterator[tuple[int, int, int]]:
    """Pairs that follow on each other on both sides: where each stretch begins and how long it is."""
    for _distances, group in groupby(enumerate(pairs), key=lambda item: (item[1][0] - item[0], item[1][1] - item[0])):
        stretch = [pair for _number, pair in group]
        yield (*stretch[0], len(stretch))


def _answering(olds: Sequence[Leaf], news: Sequence[Leaf], reframed: bool) -> Iterator[Step]:
    """Equal words in steps of those that also look the same and those that do not."""
    if olds and olds == news and not reframed:
        yield Step("same", tuple(olds), tuple(news))
        return
    for same, group in groupby(zip(olds, news, strict=True), key=lambda pair: pair[0] == pair[1]):
        here, there = zip(*group, strict=True)
        yield Step("form" if reframed or not same else "same", here, there)


def _key(leaf: Leaf) -> Hashable:
    """What must be equal for two pieces to be the same words: a footnote's are never those of the text."""
    if leaf.tag:
        return leaf.tag, ""
    return ("small", leaf.text) if leaf.marks and leaf.marks[0][0] == "small" else leaf.text


def _without_islands(steps: Sequence[Step]) -> Iterator[Step]:
    """A space or comma that stays between two changes goes with them, for it is easier to read."""
    for number, step in enumerate(steps):
        around = (*steps[max(number - 1, 0) : number], *steps[number + 1 : number + 2])
        is_between = len(around) == 2 and all(other.sort == "changed" for other in around)
        if is_between and step.sort != "changed" and not any(is_word(leaf.text) for leaf in step.news):
            yield Step("changed", step.olds, step.news)
        else:
            yield step


def _joined(steps: Iterator[Step]) -> list[Step]:
    """Neighbours of one sort as one step."""
    groups = [list(group) for _sort, group in groupby(steps, key=lambda step: step.sort)]
    return [
        Step(
            group[0].sort,
            tuple(leaf for step in group for leaf in step.olds),
            tuple(leaf for step in group for leaf in step.news),
        )
        for group in groups
    ]
