"""SQLite: an FTS5 table with the revisions’ keys. Python has folded the words, so FTS5 only parts them at spaces."""

from collections.abc import Sequence

from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from articles.models import IndexEntry
from articles.search.asked import Asked, Saying
from articles.search.terms import Term

FINDABLE = "articles_printed CROSS JOIN articles_findable ON articles_findable.place = articles_printed.rowid"
"""CROSS JOIN is SQLite's word for: in this order."""

PLACE = "articles_printed.rowid"
COLUMNS = ("headline", "opening", "focus", "body")
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


def put_findable(cursor: CursorWrapper, place: int, saying: Saying) -> None:
    """Let what is found at the place say these words; those of a place that is taken away go by a trigger."""
    said = [" ".join(words) for words in (*saying.parts, saying.filed)]
    cursor.execute(
        "INSERT INTO articles_printed (rowid, headline, opening, focus, body, filed) VALUES (%s, %s, %s, %s, %s, %s)",
        [place, *said],
    )


def finding(asked: Asked, tier: int) -> tuple[str, list[str]]:
    """The condition to be found in the first parts up to this one, and not in fewer."""
    query = f"({_up_to(asked, tier)})" + (f" NOT ({_up_to(asked, tier - 1)})" if tier else "")
    return "articles_printed MATCH %s", [query]


def _up_to(asked: Asked, tier: int) -> str:
    wanted = [_said(row, tier, asked.beside(row, tier)) for row in asked.question.wanted]
    filed = [f"{{filed}} : ({' OR '.join(map(_quoted, choices))})" for choices in asked.filed]
    unwanted = [_said(row, len(COLUMNS) - 1) for row in asked.question.unwanted]
    return f"({' AND '.join(wanted + filed)})" + (f" NOT ({' OR '.join(unwanted)})" if unwanted else "")


def _said(row: Sequence[str], tier: int, topics: Sequence[str] = ()) -> str:
    said = f"{{{' '.join(COLUMNS[: tier + 1])}}} : {_quoted(' '.join(row))}"
    return f"({' OR '.join([said, *(f'{{filed}} : {_quoted(topic)}' for topic in topics)])})"


def _quoted(words: str) -> str:
    return f'"{words}"'
