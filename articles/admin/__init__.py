"""Editors' screens: they show models and change them through the desk. Importing the room registers them."""

from articles.admin import account, article, author, disclaimer, event, image, letter, manuscript, revision, topic, wish

__all__ = [
    "account",
    "article",
    "author",
    "disclaimer",
    "event",
    "image",
    "letter",
    "manuscript",
    "revision",
    "topic",
    "wish",
]
