"""The working copy or a revision with all that hangs on it, in one form, so that any two can be compared."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.desk.revising import details_as_copied, details_of, text_as_copied, text_of
from articles.models import Article, Image, Revision, Role
from articles.models.copy import COLUMNS, Copy
from articles.models.disclaimer import Place, Purpose
from articles.models.licence import Licence
from articles.text.measure import plain
from articles.text.printing import figures_in

NOW = "now"
LICENCES: dict[str, Any] = dict(Licence.choices)


@dataclass(frozen=True)
class Person:
    """Someone in a byline or a credit, with what is or was printed about them."""

    key: int
    role: str
    name: str
    biography: str
    affiliation: str
    alias: str


@dataclass(frozen=True)
class Shown:
    """A picture with what goes along with it; ``caption`` is plain text, empty where it stands in the body itself.

    ``focus`` is what stays in sight where it is cropped, in words.
    """

    number: int
    alt: str
    caption: str
    credit: str
    licence: str
    focus: str


@dataclass(frozen=True)
class Contents:
    """What a copy says: its columns by name, and what hangs on it, in order; ``notices`` are wording, place and
    purpose by disclaimer.
    """

    columns: dict[str, Any]
    people: list[Person]
    topics: list[int]
    notices: dict[int, tuple[str, str, str]]
    lead: int | None
    pictures: list[Shown]


def find_copy(article: Article, name: str) -> Copy:
    """The working copy for ``"now"``, else the revision with that number, or :class:`Revision.DoesNotExist`."""
    return article if name == NOW else article.revisions.get(number=name)


def contents_of(copy: Article | Revision) -> Contents:
    if isinstance(copy, Article):
        text, details = text_of(copy), details_of(copy)
    else:
        text, details = text_as_copied(copy), details_as_copied(copy)
    columns, _byline, topics, _disclaimers, lead = text
    _printed, notices, pictures = details
    return Contents(
        columns=dict(zip(COLUMNS, columns, strict=True)),
        people=_people(copy),
        topics=list(topics),
        notices={
            key: (wording, str(Place(place).label), str(Purpose(purpose).label))
            for key, wording, place, purpose in notices
        },
        lead=lead,
        pictures=_pictures(copy, lead, pictures),
    )


def _people(copy: Article | Revision) -> list[Person]:
    if isinstance(copy, Article):
        printed: list[Any] = [(line, line.author) for line in copy.bylines.select_related("author")]
    else:
        printed = [(credit, credit) for credit in copy.credits.all()]
    return [
        Person(
            line.author_id,
            str(Role(line.role).label),
            who.name,
            who.biography,
            who.affiliation,
            who.get_alias_display(),
        )
        for line, who in printed
    ]


def _pictures(
    copy: Copy, lead: int | None, details: tuple[tuple[str, str, str, str, tuple[int, int]], ...]
) -> list[Shown]:
    """The lead picture, then those of the body that the library has, in the order in which a revision keeps them."""
    inside = figures_in(copy.body)
    known = set(Image.objects.filter(pk__in=[number for number, _caption in inside]).values_list("pk", flat=True))
    placed = [(lead, "")] if lead else []
    placed += [(number, own) for number, own in inside if number in known]
    return [
        Shown(number, alt, "" if own else plain(caption), credit, str(LICENCES.get(licence, "")), _focus(*focus))
        for (number, own), (alt, caption, credit, licence, focus) in zip(placed, details, strict=True)
    ]


def _focus(across: int, down: int) -> str:
    return _("%(across)s %% from the left, %(down)s %% from the top") % {"across": across, "down": down}
