"""SQLite: an FTS5 table with the revisions’ keys. Python has folded the words, so FTS5 only parts them at spaces."""

from collections.abc import Sequence

from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from articles.models import IndexEntry
from articles.search.terms import Term

MATCHING = "SELECT rowid FROM articles_words WHERE articles_words MATCH %s"


def put(cursor: CursorWrapper, revision: int, parts: Sequence[Sequence[str]]) -> None:
    """Let the entry of the revision say these words: of headline, names, standfirst and body."""
    said = [" ".join(words) for words in parts]
    cursor.execute("DELETE FROM articles_words WHERE rowid = %s", [revision])
    cursor.execute(
        "INSERT INTO articles_words (rowid, headline, names, standfirst, body) VALUES (%s, %s, %s, %s, %s)",
        [revision, *said],
    )


def anywhere(entries: QuerySet[IndexEntry], terms: Sequence[Term]) -> QuerySet[IndexEntry]:
    return _matching(entries, _query(terms))


def in_headline(entries: QuerySet[IndexEntry], terms: Sequence[Term]) -> QuerySet[IndexEntry]:
    return _matching(entries, f"headline : ({_query(terms)})")


def _matching(entries: QuerySet[IndexEntry], query: str) -> QuerySet[IndexEntry]:
    return entries.filter(pk__in=RawSQL(MATCHING, [query]))  # noqa: S611


def _query(terms: Sequence[Term]) -> str:
    """Words hold letters and digits only; in quotation marks none of them is an operator (AND, NEAR)."""
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.open_end else ""}' for term in terms)
