"""What somebody may have meant who mistyped a word: known words that differ by a letter or two."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.db import connection
from django.db.models import Q

from articles.models import Word
from articles.text.distance import distance

SHORTEST, LONGEST = 4, 25
"""Letters of a word that is looked for in another spelling."""

LONG = 7
"""Letters from which on a word may differ by two."""

MOST = 400
"""Known words that are looked at, the most frequent that share beginning or ending: a bound on the time it takes."""

BATCH = 500
GROW = """INSERT INTO articles_word (word, backwards, number) VALUES {rows}
ON CONFLICT (word) DO UPDATE SET number = articles_word.number + excluded.number"""


def learn(numbers: Mapping[str, int]) -> None:
    """So many more texts hold each of these words. Words are taken in their order, so that two who learn only wait."""
    rows = [(word, f"{word[0]}{word[::-1]}", number) for word, number in sorted(numbers.items()) if _is_fit(word)]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            values = [value for row in batch for value in row]
            cursor.execute(GROW.format(rows=", ".join(["(%s, %s, %s)"] * len(batch))), values)


def unlearn(numbers: Mapping[str, int]) -> None:
    learn(Counter({word: -number for word, number in numbers.items()}))
    words = sorted(numbers)
    for start in range(0, len(words), BATCH):
        Word.objects.filter(pk__in=words[start : start + BATCH], number__lte=0).delete()


def corrected(typed: Sequence[str]) -> list[dict[str, str]]:
    """For the folded words of a question, what may be put in place of the unknown ones: the likeliest two at most.

    One query, of a bounded number of rows. ``[]`` where every word is known, or none like it.
    """
    asked = [word for word in dict.fromkeys(typed) if _is_fit(word)]
    known = list(_candidates(asked)) if asked else []
    there = {word for word, _number in known}
    likely = {word: _likeliest(word, known) for word in asked if word not in there}
    likely = {word: found for word, found in likely.items() if found}
    if not likely:
        return []
    first = {word: found[0] for word, found in likely.items()}
    second = {word: found[min(1, len(found) - 1)] for word, found in likely.items()}
    return [first] if first == second else [first, second]


def _candidates(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The words themselves, and what has their first or their last letters. A slip leaves one end of a word whole."""
    alike = [part for word in words for part in (_beginning(word), _ending(word))]
    parts = [Word.objects.filter(part).order_by("-number").values("pk")[:MOST] for part in alike]
    found = [Word.objects.filter(pk__in=known).order_by().values_list("word", "number") for known in (words, *parts)]
    yield from found[0].union(*found[1:])


def _beginning(word: str) -> Q:
    start = word[: max(2, (len(word) - 1) // 2)]
    return Q(word__gte=start, word__lt=_next(start))


def _ending(word: str) -> Q:
    end = word[0] + word[::-1][: max(2, (len(word) - 1) // 2)]
    return Q(backwards__gte=end, backwards__lt=_next(end))


def _next(start: str) -> str:
    """The first string after all that begin so."""
    return start[:-1] + chr(ord(start[-1]) + 1)


def _likeliest(word: str, known: Sequence[tuple[str, int]]) -> list[str]:
    most = 2 if len(word) >= LONG else 1
    near = ((distance(word, other, most), -number, other) for other, number in known)
    return [other for steps, _number, other in sorted(near) if steps <= most]


def _is_fit(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()
