"""Where a text comes from: its sources, the help of machines, the original of a translation, who printed it before."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.text.languages import LANGUAGES
from articles.text.sources import Source, sources_in

NATIVE = dict(LANGUAGES)
OF_THE_WEB = [URLValidator(["http", "https"])]


class AIPart(models.TextChoices):
    """How much of what is printed a machine made, as far as IPTC and schema.org tell degrees apart."""

    HELPED = "helped", _("it helped; people wrote the text")
    PARTS = "parts", _("it made parts of the text, which people checked")
    WHOLE = "whole", _("it made the text, which people checked")


class Provenance(models.Model):
    """All of it is the text’s own: a revision keeps it, and a change of it voids an approval. Readers are told all but
    the ``permission``, which is for the desk.
    """

    sources = models.TextField(
        _("sources"),
        max_length=10_000,
        blank=True,
        help_text=_("One a line: words, and an address at the end if there is one. Readers see them."),
    )
    ai_part = models.CharField(_("part of machines (AI)"), max_length=10, choices=AIPart, blank=True)
    ai_use = models.TextField(
        _("what was done with which help"),
        max_length=1_000,
        blank=True,
        help_text=_("In a sentence for readers: what, with which program, and who checked it. Empty: none."),
    )
    original_title = models.CharField(_("title of the original"), max_length=300, blank=True)
    original_language = models.CharField(_("translated from"), max_length=10, choices=LANGUAGES, blank=True)
    original_address = models.CharField(_("address of the original"), max_length=500, blank=True, validators=OF_THE_WEB)
    republished_from = models.CharField(
        _("republished from"), max_length=200, blank=True, help_text=_("The magazine or book that printed it first.")
    )
    republished_address = models.CharField(_("address there"), max_length=500, blank=True, validators=OF_THE_WEB)
    republished_on = models.DateField(_("published there on"), null=True, blank=True)
    permission = models.CharField(
        _("permission"),
        max_length=500,
        blank=True,
        help_text=_("For the desk: who gave it, when, and for what. Readers never see it."),
    )

    class Meta:
        abstract = True

    @property
    def listed_sources(self) -> list[Source]:
        return sources_in(self.sources)

    @property
    def is_translation(self) -> bool:
        return bool(self.original_language or self.original_title or self.original_address)

    @property
    def original_language_name(self) -> str:
        """In that language itself."""
        return NATIVE.get(self.original_language, "")

    @property
    def has_provenance(self) -> bool:
        """Whether readers are told anything."""
        return bool(self.sources or self.ai_use or self.republished_from or self.is_translation)


LONG = ("sources", "ai_use", "permission")
"""Columns that no list shows."""
