"""THE table of what a change to an article that readers know can be: who may, where readers see it, what it moves."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

PUBLISH = "articles.publish_article"
RETRACT = "articles.retract_article"
STATEMENT = ("wrong", "right", "learned", "learned_on")
"""The parts of a statement: what was wrong, what is right, how and when we learned of it."""


class Place(models.TextChoices):
    """Where the page of an article says it."""

    NOWHERE = "", _("nowhere")
    ABOVE = "above", _("above the headline")
    AFTER = "after", _("after the text")


@dataclass(frozen=True)
class Act:
    """A row of the table.

    ``asks`` names the parts of the statement that are owed. It ``moves_date`` where readers are told of a later date
    of the article, and is ``listed`` on the page of corrections and in its feed.
    """

    name: str
    label: Any
    meaning: Any
    permission: str
    place: Place
    moves_date: bool
    listed: bool
    asks: tuple[str, ...] = ()


ACTS = (
    Act(
        "silent",
        _("Silent fix"),
        _("Spelling, punctuation, a broken link: nothing that a reader relied on."),
        PUBLISH,
        Place.NOWHERE,
        moves_date=False,
        listed=False,
    ),
    Act(
        "update",
        _("Update"),
        _("The world has moved on; nothing was wrong."),
        PUBLISH,
        Place.AFTER,
        moves_date=True,
        listed=False,
        asks=("right",),
    ),
    Act(
        "clarification",
        _("Clarification"),
        _("It was right, and could be misread."),
        PUBLISH,
        Place.AFTER,
        moves_date=False,
        listed=True,
        asks=("right",),
    ),
    Act(
        "correction",
        _("Correction"),
        _("A fact was wrong."),
        PUBLISH,
        Place.AFTER,
        moves_date=True,
        listed=True,
        asks=STATEMENT,
    ),
    Act(
        "note",
        _("Editor’s note"),
        _("Readers should know something about the article, beside its text."),
        PUBLISH,
        Place.AFTER,
        moves_date=False,
        listed=True,
        asks=("right",),
    ),
    Act(
        "retraction",
        _("Retraction"),
        _("The magazine no longer stands by the article."),
        RETRACT,
        Place.ABOVE,
        moves_date=True,
        listed=True,
        asks=("wrong", "learned", "learned_on"),
    ),
)
BY_NAME = {act.name: act for act in ACTS}
SILENT = BY_NAME["silent"]
RETRACTION = BY_NAME["retraction"]
LISTED = tuple(act.name for act in ACTS if act.listed)
