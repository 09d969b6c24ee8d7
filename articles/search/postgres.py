"""PostgreSQL: two tsvectors on the entry, made of words that Python has folded, so that no dictionary is needed."""

from collections.abc import Iterable, Sequence

from django.db.backends.utils import CursorWrapper
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from articles.models import IndexEntry
from articles.search.asked import Asked, Saying
from articles.search.terms import Term

FINDABLE = "articles_findable"
PLACE = "articles_findable.place"
COLUMNS = ("headline_words", "opening_words", "focus_words", "all_words")
GAP = 8
"""Places between two parts, so that no phrase reaches from one into the next."""

WEIGHTS = "ABCD"
LAST_POSITION = 16_383
"""Beyond it PostgreSQL keeps no places: words are found there, but no longer as neighbours."""


def put(cursor: CursorWrapper, revision: int, parts: Sequence[Sequence[str]]) -> None:
    """Let the entry of the revision say these words: of headline, names, standfirst and body."""
    cursor.execute(
        "UPDATE articles_indexentry SET headline_words = %s::tsvector, all_words = %s::tsvector WHERE revision_id = %s",
        [_vector(parts[:1]), _vector(parts), revision],
    )


def anywhere(entries: QuerySet[IndexEntry], terms: Sequence[Term]) -> QuerySet[IndexEntry]:
    return _having(entries, "all_words", terms)


def in_headline(entries: QuerySet[IndexEntry], terms: Sequence[Term]) -> QuerySet[IndexEntry]:
    return _having(entries, "headline_words", terms)


def _having(entries: QuerySet[IndexEntry], column: str, terms: Sequence[Term]) -> QuerySet[IndexEntry]:
    asked = f"articles_said({column}) @@ %s::tsquery"
    return entries.filter(RawSQL(asked, [_query(terms)], output_field=BooleanField()))  # noqa: S611


def _query(terms: Sequence[Term]) -> str:
    """Words hold letters and digits only, so that quoting them is all the escaping there is."""
    return " & ".join(f"({_neighbours(term)})" for term in terms)


def _neighbours(term: Term) -> str:
    return " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.open_end else "")


def _vector(parts: Sequence[Iterable[str]]) -> str:
    placed = [(word, weight) for words, weight in zip(parts, WEIGHTS, strict=False) for word in words]
    return " ".join(
        f"'{word}':{min(place, LAST_POSITION)}{weight}" for place, (word, weight) in enumerate(placed, start=1)
    )


def put_findable(cursor: CursorWrapper, place: int, saying: Saying) -> None:
    """Let what is found at the place say these words: each column holds one part more than the one before."""
    vectors = [_placed(saying.parts[: number + 1], saying.filed) for number in range(len(COLUMNS))]
    said = ", ".join(f"{column} = %s::tsvector" for column in COLUMNS)
    cursor.execute(f"UPDATE articles_findable SET {said} WHERE place = %s", [*vectors, place])  # noqa: S608


def finding(asked: Asked, tier: int) -> tuple[str, list[str]]:
    """The condition to be found in the first parts up to this one, and not in fewer; no part has what is unwanted."""
    conditions, queries = [_said(tier)], [_asked(asked, tier)]
    if tier:
        conditions.append(f"NOT {_said(tier - 1)}")
        queries.append(_asked(asked, tier - 1))
    if asked.question.unwanted:
        conditions.append(f"NOT {_said(len(COLUMNS) - 1)}")
        queries.append(_any(map(_row, asked.question.unwanted)))
    return " AND ".join(conditions), queries


def _said(tier: int) -> str:
    return f"articles_said({COLUMNS[tier]}) @@ %s::tsquery"


def _asked(asked: Asked, tier: int) -> str:
    wanted = [_any([_row(row), *map(_filed, asked.beside(row, tier))]) for row in asked.question.wanted]
    filed = [_any(map(_filed, choices)) for choices in asked.filed]
    return " & ".join((*wanted, *filed))


def _any(said: Iterable[str]) -> str:
    return f"({' | '.join(said)})"


def _row(stems: Sequence[str]) -> str:
    return f"({' <-> '.join(map(_quoted, stems))})"


def _filed(token: str) -> str:
    """A mark that no word can have tells where a text is filed from what it says."""
    return _quoted(f"#{token}")


def _quoted(word: str) -> str:
    return f"'{word}'"


def _placed(parts: Sequence[Sequence[str]], filed: Sequence[str]) -> str:
    places, place = [_filed(token) for token in filed], 1
    for words in parts:
        places += [f"{_quoted(word)}:{min(place + number, LAST_POSITION)}" for number, word in enumerate(words)]
        place += len(words) + GAP
    return " ".join(places)
