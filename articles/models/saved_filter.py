"""Filters of the article list that people keep under a name."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_QUERY = 2_000


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def own(self, person: Any) -> "SavedFilterQuerySet":
        return self.filter(owner=person)

    def own_or_shared(self, person: Any) -> "SavedFilterQuerySet":
        return self.filter(Q(owner=person) | Q(shared=True))


class SavedFilter(models.Model):
    """Filter, search and order of the list as the query string of its address, which is checked when it is opened."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters", verbose_name=_("owner")
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("query"), max_length=LONGEST_QUERY)
    shared = models.BooleanField(_("shared with the desk"), default=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name, verbose_name_plural = _("saved filter"), _("saved filters")
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_saved_filter_a_name")]

    def __str__(self) -> str:
        return self.name
