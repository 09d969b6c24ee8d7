"""Disclaimers, a wording with a rule, and notices, the same wording as printed with a revision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.copy import Kind


class Place(models.TextChoices):
    START = "start", _("before the text")
    END = "end", _("after the text")


class Disclaimer(models.Model):
    name = models.CharField(
        _("name"), max_length=100, unique=True, help_text=_("For the desk; readers see the wording.")
    )
    wording = models.TextField(_("wording"))
    place = models.CharField(_("place"), max_length=10, choices=Place, default=Place.END)
    owed_by = models.CharField(
        _("owed by"),
        max_length=20,
        choices=Kind,
        blank=True,
        help_text=_("Every article of this kind must carry it before it can be published."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name, verbose_name_plural = _("disclaimer"), _("disclaimers")

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    revision = models.ForeignKey("Revision", models.CASCADE, related_name="notices")
    disclaimer = models.ForeignKey(Disclaimer, models.PROTECT, related_name="notices")
    wording = models.TextField()
    place = models.CharField(max_length=10, choices=Place, default=Place.END)

    class Meta:
        ordering = ["pk"]
        verbose_name, verbose_name_plural = _("notice"), _("notices")
        constraints = [models.UniqueConstraint(fields=["revision", "disclaimer"], name="one_notice_a_disclaimer")]

    def __str__(self) -> str:
        return self.wording
