"""What the magazine says of itself, in editions: its name and line, its look, clock and language, its publisher."""

import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext, to_language
from django.utils.translation import gettext_lazy as _

from articles.models.image import Image
from articles.models.numbered import Numbered, NumberedQuerySet, interval_of

MOST_LINKS = 12
ISSN = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]")
FIRST_YEAR, LAST_YEAR = 1600, 2100


def is_issn(number: str) -> None:
    """Eight characters whose last one checks the others (ISO 3297)."""
    digits = number.replace("-", "")
    if not ISSN.fullmatch(number) or _remainder(digits):
        raise ValidationError(
            gettext("This is no ISSN. One looks like 2049-3630; its last character checks the others.")
        )


def _remainder(digits: str) -> int:
    values = (10 if digit == "X" else int(digit) for digit in digits)
    return sum(value * weight for value, weight in zip(values, range(8, 0, -1), strict=True)) % 11


def are_addresses(text: str) -> None:
    """One address of a page a line."""
    lines = text.split()
    if len(lines) > MOST_LINKS:
        raise ValidationError(gettext("Name %(most)s addresses at most.") % {"most": MOST_LINKS})
    for line in lines:
        try:
            URLValidator(schemes=["https", "http"])(line)
        except ValidationError:
            raise ValidationError(
                gettext(
                    "“%(line)s” is no address of a page. Write one such as https://social.example/@magazine a line."
                )
                % {"line": line}
            ) from None


def is_zone(name: str) -> None:
    """A name of the IANA time zone database, as far as this machine has it."""
    if zone_named(name) is None:
        raise ValidationError(gettext("“%(name)s” is no time zone. One is called Europe/Lisbon.") % {"name": name})


def zone_named(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_of_the_server() -> str:
    return settings.TIME_ZONE


def language_of_the_server() -> str:
    return settings.LANGUAGE_CODE


def interfaces() -> list[str]:
    """The languages in which the interface is written, and the one of the server."""
    written = {to_language(folder.name) for folder in Path(settings.LOCALE_PATHS[0]).iterdir()}
    return sorted({"en", *written, settings.LANGUAGE_CODE})


def is_interface(language: str) -> None:
    if language not in interfaces():
        raise ValidationError(gettext("The interface is not written in “%(language)s”.") % {"language": language})


class ImprintQuerySet(NumberedQuerySet["Imprint"]):
    def zone(self) -> ZoneInfo:
        """The time zone of now, by the open edition; asked of the database, where a kept answer would not do."""
        name = self.filter(live_from__isnull=False, live_until=None).values_list("time_zone", flat=True).first()
        return zone_named(name or "") or ZoneInfo(settings.TIME_ZONE)


class Imprint(Numbered):
    """An edition of the magazine’s facts. The newest is the one that readers see, from the instant it was made on."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True, help_text=_("The line beneath the name."))
    logo = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="imprints", verbose_name=_("logo")
    )
    accent = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        help_text=_("Such as #0b5d57. On a dark screen it is made lighter. Left empty, it is a dark red."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default=zone_of_the_server,
        validators=[is_zone],
        help_text=_("Of all dates and months. What is scheduled keeps its instant and is told by the new clock."),
    )
    language = models.CharField(
        _("language"),
        max_length=20,
        default=language_of_the_server,
        validators=[is_interface],
        help_text=_("Of the desk, and of what stands around articles. Each article has a language of its own."),
    )
    publisher = models.CharField(
        _("publisher"), max_length=200, blank=True, help_text=_("The legal name of who answers for the magazine.")
    )
    address = models.TextField(_("postal address"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, validators=[RegexValidator(r"^[0-9+() ./-]+$", _("Write digits."))]
    )
    issn = models.CharField("ISSN", max_length=9, blank=True, validators=[is_issn])
    founded = models.PositiveSmallIntegerField(
        _("founded in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    socials = models.TextField(
        _("elsewhere"),
        max_length=2_000,
        blank=True,
        validators=[are_addresses],
        help_text=_("The magazine’s own pages on other sites, an address a line."),
    )

    history = models.BooleanField(
        _("version history for readers"),
        default=False,
        help_text=_("Each article then leads to the versions that readers had of it, with what changed."),
    )

    objects = ImprintQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name, verbose_name_plural = _("magazine"), _("magazine")
        default_permissions = ()
        permissions = [("publish_imprint", _("Can change the magazine’s name, colour, menu and publisher"))]
        constraints = interval_of("imprint")

    def __str__(self) -> str:
        return gettext("Magazine, edition %(number)s") % {"number": self.number}

    @property
    def zone(self) -> ZoneInfo:
        """That of the server, where this machine does not know the one that was chosen."""
        return zone_named(self.time_zone) or ZoneInfo(settings.TIME_ZONE)

    @property
    def elsewhere(self) -> list[str]:
        return self.socials.split()


FACTS: tuple[str, ...] = (
    *("name", "tagline", "logo", "accent", "time_zone", "language"),
    *("publisher", "address", "email", "phone", "issn", "founded", "socials", "history"),
)
"""The columns of an edition that a person writes."""


def facts_of(imprint: Imprint) -> dict[str, Any]:
    return {name: getattr(imprint, name) for name in FACTS}
