"""Articles that belong together, one part after another."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.address import Address, address_of

MOST_PARTS = 200
"""A bound for the page of a series, which shows them all."""


class Series(models.Model):
    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.CharField(_("slug"), max_length=100, unique=True)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name, verbose_name_plural = _("series"), pgettext_lazy("several", "series")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("series", self.slug)


class SeriesAddress(Address):
    series = models.ForeignKey(Series, models.CASCADE, related_name="addresses")
