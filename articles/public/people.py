"""All who were ever credited, from A to Z."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from articles.models import Author, Tally
from articles.models.numbers import number_of
from articles.public.freshness import page
from articles.public.lists import printed_authors

SIZE = 60
MOST_LETTERS = 200


@page
def authors(request: HttpRequest, at: datetime) -> HttpResponse:
    """From the letter ``?from=``, or after the author whose key is ``?after=``."""
    asked = request.GET
    rows = list(_numbered(_beyond(printed_authors(at), asked), at).order_by("filed", "pk")[: SIZE + 1])
    context = {
        "authors": rows[:SIZE],
        "after": rows[SIZE - 1].pk if len(rows) > SIZE else None,
        "first": not ({"from", "after"} & asked.keys()),
        "letters": _letters(at),
        "query": asked.urlencode(),
    }
    return render(request, "authors.html", context)


def _beyond(people: QuerySet[Author], asked: QueryDict) -> QuerySet[Author]:
    after = asked.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < 19:
        last = Author.objects.filter(pk=after).values("filed")[:1]
        return people.filter(Q(filed__gt=Subquery(last)) | Q(filed=Subquery(last), pk__gt=after))
    return people.filter(filed__gte=asked.get("from", "")[:1].replace("\x00", ""))


def _numbered(people: QuerySet[Author], at: datetime) -> QuerySet[Any]:
    """With how many articles can be read by each."""
    return people.annotate(number=number_of(Tally.Facet.AUTHOR, "pk", at))


EACH_LETTER = """WITH RECURSIVE known(letter) AS (SELECT * FROM ({first}) AS first UNION ALL
SELECT ({next}) FROM known WHERE letter IS NOT NULL) SELECT letter FROM known WHERE letter IS NOT NULL LIMIT %s"""


def _letters(at: datetime) -> list[str]:
    """The first letters there are: one look at the index for each, however many the authors."""
    people = printed_authors(at).order_by("letter").values("letter")
    first, values = people[:1].query.sql_with_params()
    following, more = people.filter(letter__gt=RawSQL("known.letter", []))[:1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(EACH_LETTER.format(first=first, next=following), [*values, *more, MOST_LETTERS])
        return [letter for (letter,) in cursor.fetchall() if letter]
