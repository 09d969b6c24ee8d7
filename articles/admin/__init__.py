"""Editors' screens: they show models and change them through the desk. Importing the room registers them."""

from articles.admin import (
    account,
    article,
    author,
    disclaimer,
    edition,
    event,
    image,
    imprint,
    letter,
    manuscript,
    owed_check,
    pages,
    revision,
    series,
    topic,
    wish,
)

__all__ = [
    "account",
    "article",
    "author",
    "disclaimer",
    "edition",
    "event",
    "image",
    "imprint",
    "letter",
    "manuscript",
    "owed_check",
    "pages",
    "revision",
    "series",
    "topic",
    "wish",
]
