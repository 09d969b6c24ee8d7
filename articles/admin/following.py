"""A form that was opened before a merge is read as if it had been opened after it: nobody’s work is refused for it."""

import re

from django.http import QueryDict

from articles.admin.typed import as_typed, number, once_more
from articles.desk.addressing import Row
from articles.desk.mergeable import successors
from articles.models import Article, Author, Topic

NAMED: dict[type[Row], re.Pattern[str]] = {
    Author: re.compile(r"bylines-\d+-author"),
    Topic: re.compile(r"placements-\d+-topic"),
}
"""The fields of an article’s form that name a row by its key."""


def followed(typed: QueryDict) -> QueryDict:
    """The form with the row that each merged one was merged into; the very same where it names none."""
    moved = {name: str(key) for model in NAMED for name, key in _moved(typed, model)}
    if not moved:
        return typed
    found = typed.copy()
    for name, key in moved.items():
        found[name] = key
    return found


def caught_up(typed: QueryDict, article: Article | None) -> QueryDict:
    """As :func:`followed`, with the rows and the buttons as the form of the article would send them today."""
    found = followed(typed)
    if found is typed:
        return typed
    pressed = [(name, value) for name in typed if name.startswith("_") for value in typed.getlist(name)]
    return as_typed([*once_more(found, article, number(typed.get("version"))), *pressed])


def _moved(typed: QueryDict, model: type[Row]) -> list[tuple[str, int]]:
    named = {name: number(typed.get(name)) for name in typed if NAMED[model].fullmatch(name)}
    merged = successors(model, named.values()) if named else {}
    return [(name, merged[key].pk) for name, key in named.items() if key in merged]
