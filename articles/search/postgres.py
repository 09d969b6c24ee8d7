"""PostgreSQL: two tsvectors on the entry, made of words that Python has folded, so that no dictionary is needed."""

from collections.abc import Iterable, Sequence

from django.db.backends.utils import CursorWrapper
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from articles.models import IndexEntry
from articles.search.terms import Term

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
