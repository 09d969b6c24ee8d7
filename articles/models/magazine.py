"""What the magazine says of itself, asked in one place by every page, feed and letter.

No page asks the database for it: a process keeps what it found for ten seconds, which is less than the minute for
which a reader's copy of any page may live, and forgets it at once when it is changed here.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.text import capfirst

from articles.models.about import PageEdition, PageKind
from articles.models.copy import KINDS
from articles.models.facts import facts_at
from articles.models.image import Figure, Shown
from articles.models.imprint import Imprint
from articles.models.menu import MenuLink

LASTS = 10.0
"""Seconds after which another process’s change is seen."""


@dataclass(frozen=True)
class Link:
    address: str
    label: str


@dataclass(frozen=True)
class Magazine:
    """The facts of now. Until somebody saves an edition, they are those of the environment.

    ``pages`` are all on the magazine that readers see, by the places that they have in the foot.
    """

    imprint: Imprint
    logo: Shown | None = None
    menu: tuple[Link, ...] = ()
    pages: tuple[PageEdition, ...] = ()

    @property
    def name(self) -> str:
        return self.imprint.name

    @property
    def tagline(self) -> str:
        return self.imprint.tagline

    @property
    def accent(self) -> str:
        """A colour in hexadecimal; ``""`` is the one that the stylesheet names."""
        return self.imprint.accent

    @property
    def history(self) -> bool:
        """Whether readers are shown the versions of an article."""
        return self.imprint.history

    @cached_property
    def zone(self) -> ZoneInfo:
        return self.imprint.zone

    @property
    def language(self) -> str:
        return self.imprint.language

    @property
    def footer(self) -> list[Link]:
        return [Link(page.get_absolute_url(), page.title) for page in self.pages if page.in_footer]

    def address_of(self, kind: PageKind) -> str:
        """The address of the page of a kind, ``""`` where readers see none."""
        return next((page.get_absolute_url() for page in self.pages if page.page.kind == kind), "")


@dataclass
class Kept:
    """What this process found last, and until when it is good, on the clock that never turns back."""

    magazine: Magazine | None = None
    until: float = 0.0


kept = Kept()
_standing: ContextVar[Magazine | None] = ContextVar("standing", default=None)


def magazine() -> Magazine:
    """The facts as of some seconds ago at most. Where the database does not answer, what was known last."""
    if (stood := _standing.get()) is not None:
        return stood
    if kept.magazine is None or kept.until < time.monotonic():
        try:
            kept.magazine = found(timezone.now())
        except DatabaseError:
            return kept.magazine or of_environment()
        kept.until = time.monotonic() + LASTS
    return kept.magazine


def forget() -> None:
    """Ask the database at the next question."""
    kept.magazine = None


@contextmanager
def as_it_stood(at: datetime) -> Iterator[None]:
    """Within, the facts are those of ``at`` (UTC), time zone and language too; nothing of that is kept for others."""
    then = found(at)
    token = _standing.set(then)
    try:
        with timezone.override(then.zone), translation.override(then.language):
            yield
    finally:
        _standing.reset(token)


def found(at: datetime) -> Magazine:
    """As it is at ``at`` (UTC), in one query."""
    imprint, links, pages = facts_at(at)
    if imprint is None:
        return Magazine(unsaved(), pages=tuple(pages))
    return Magazine(imprint, _shown(imprint), tuple(_menu(links, pages)), tuple(pages))


def _menu(links: Iterable[MenuLink], pages: Iterable[PageEdition]) -> Iterator[Link]:
    """The links that lead somewhere: one to a page that readers do not see is left out."""
    by_page = {page.page_id: page for page in pages}
    for link in links:
        if link.topic:
            yield Link(link.topic.get_absolute_url(), link.label or link.topic.name)
        elif link.kind:
            yield Link(f"{reverse('browse')}?kind={link.kind}", link.label or capfirst(str(KINDS[link.kind])))
        elif page := by_page.get(link.page_id or 0):
            yield Link(page.get_absolute_url(), link.label or page.title)


def of_environment() -> Magazine:
    return Magazine(unsaved())


def unsaved() -> Imprint:
    """What the environment says, as an edition that nobody made."""
    names = {"name": settings.MAGAZINE_NAME, "tagline": settings.MAGAZINE_TAGLINE, "accent": settings.ACCENT}
    return Imprint(number=0, **names)


def _shown(imprint: Imprint) -> Shown | None:
    logo = imprint.logo
    return Figure(checksum=logo.checksum, width=logo.width, height=logo.height).shown if logo else None
