"""Disclaimers, their wordings in versions and languages, and notices, a wording as printed with a revision."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.copy import magazine_language
from articles.text.languages import LANGUAGES

LONGEST_WORDING = 2_000


class Place(models.TextChoices):
    START = "start", _("before the text")
    END = "end", _("after the text")
    BYLINE = "byline", _("beside the byline")


class Purpose(models.TextChoices):
    VIEWS = "views", _("views")
    INTEREST = "interest", _("conflict of interest")
    FUNDING = "funding", _("funding")
    TRANSLATION = "translation", _("translation")
    SPONSORED = "sponsored", _("sponsored")
    AI = "ai", _("use of AI")
    LEGAL = "legal", _("legal")


class Disclaimer(models.Model):
    """What articles can be made to carry. Its ``wordings`` say it, its ``rules`` say which articles owe it."""

    name = models.CharField(
        _("name"), max_length=100, unique=True, help_text=_("For the desk; readers see the wording.")
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose, default=Purpose.VIEWS)
    place = models.CharField(_("place"), max_length=10, choices=Place, default=Place.END)

    class Meta:
        ordering = ["name"]
        verbose_name, verbose_name_plural = _("disclaimer"), _("disclaimers")
        permissions = [("waive_disclaimer", _("Can waive a disclaimer that an article owes"))]

    def __str__(self) -> str:
        return self.name


class Wording(models.Model):
    """A version of what a disclaimer says in a language, with places to fill (:mod:`articles.text.placeholders`).

    Numbered from 1 in each language. A change makes the next; triggers refuse to change one.
    """

    disclaimer = models.ForeignKey(Disclaimer, models.CASCADE, related_name="wordings", verbose_name=_("disclaimer"))
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default=magazine_language)
    number = models.PositiveIntegerField(_("version"), default=1)
    text = models.TextField(_("wording"), max_length=LONGEST_WORDING)
    made = models.DateTimeField(_("made"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200, blank=True)

    class Meta:
        ordering = ["language", "-number"]
        default_permissions = ()
        verbose_name, verbose_name_plural = _("wording"), _("wordings")
        constraints = [
            models.UniqueConstraint(fields=["disclaimer", "language", "number"], name="wording_number_once_a_language")
        ]

    def __str__(self) -> str:
        return self.text


def newest_by_language(wordings: Iterable[Wording]) -> dict[str, Wording]:
    return {wording.language: wording for wording in sorted(wordings, key=lambda wording: wording.number)}


def worded_for(wordings: Iterable[Wording], language: str) -> Wording | None:
    """The newest in the language; else in the magazine's; else in the one whose code comes first in the alphabet."""
    newest = newest_by_language(wordings)
    wanted = (language, magazine_language(), *sorted(newest))
    return next((newest[code] for code in wanted if code in newest), None)


class Notice(models.Model):
    """A disclaimer as printed: ``wording`` is its ``version``, filled in as readers saw it."""

    revision = models.ForeignKey("Revision", models.CASCADE, related_name="notices")
    disclaimer = models.ForeignKey(Disclaimer, models.PROTECT, related_name="notices")
    version = models.ForeignKey(Wording, models.PROTECT, related_name="notices")
    wording = models.TextField()
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.VIEWS)
    place = models.CharField(max_length=10, choices=Place, default=Place.END)

    class Meta:
        ordering = ["pk"]
        verbose_name, verbose_name_plural = _("notice"), _("notices")
        constraints = [models.UniqueConstraint(fields=["revision", "disclaimer"], name="one_notice_a_disclaimer")]

    def __str__(self) -> str:
        return self.wording
