"""What the magazine says of itself, asked in one place by every page, feed and letter.

No page asks the database for it: a process keeps what it found for ten seconds, which is less than the minute for
which a reader's copy of any page may live, and forgets it at once when it is changed here.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from articles.models.image import Figure, Shown
from articles.models.imprint import Imprint

LASTS = 10.0
"""Seconds after which another process’s change is seen."""


@dataclass(frozen=True)
class Magazine:
    """The facts of now. Until somebody saves an edition, they are those of the environment."""

    imprint: Imprint
    logo: Shown | None = None

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


@dataclass
class Kept:
    """What this process found last, and until when it is good, on the clock that never turns back."""

    magazine: Magazine | None = None
    until: float = 0.0


kept = Kept()


def magazine() -> Magazine:
    """The facts as of some seconds ago at most. Where the database does not answer, what was known last."""
    if kept.magazine is None or kept.until < time.monotonic():
        try:
            kept.magazine = found()
        except DatabaseError:
            return kept.magazine or of_environment()
        kept.until = time.monotonic() + LASTS
    return kept.magazine


def forget() -> None:
    """Ask the database at the next question."""
    kept.magazine = None


def found() -> Magazine:
    imprint = Imprint.objects.live(at=timezone.now()).select_related("logo").first()
    return Magazine(imprint, _shown(imprint)) if imprint else of_environment()


def of_environment() -> Magazine:
    return Magazine(unsaved())


def unsaved() -> Imprint:
    """What the environment says, as an edition that nobody made."""
    names = {"name": settings.MAGAZINE_NAME, "tagline": settings.MAGAZINE_TAGLINE, "accent": settings.ACCENT}
    return Imprint(number=0, **names)


def _shown(imprint: Imprint) -> Shown | None:
    logo = imprint.logo
    return Figure(checksum=logo.checksum, width=logo.width, height=logo.height).shown if logo else None
