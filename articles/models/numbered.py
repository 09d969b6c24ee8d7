"""What is made whole at each deliberate save, numbered, never changed, and before readers for an interval."""

from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from articles.models.interval import live_at

Row = TypeVar("Row", bound=models.Model, covariant=True)


class NumberedQuerySet(models.QuerySet[Row]):
    def live(self, *, at: datetime) -> "NumberedQuerySet[Row]":
        """What readers see at the instant ``at``."""
        return self.filter(live_at(at))

    def scheduled(self, *, at: datetime) -> "NumberedQuerySet[Row]":
        """What readers will see later than ``at``, the next first."""
        return self.filter(live_from__gt=at).order_by("live_from")

    def newest(self) -> Row | None:
        return self.order_by("-number").first()


class Numbered(models.Model):
    """A numbered copy: nothing of it changes but its interval ``[live_from, live_until)``."""

    number = models.PositiveIntegerField(_("number"))
    made = models.DateTimeField(_("made"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    live_from = models.DateTimeField(_("live from"), null=True, blank=True)
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)

    class Meta:
        abstract = True


def interval_of(name: str, *of: str) -> list[models.BaseConstraint]:
    """The constraints of an interval: it has a start and a length, and of each ``of`` one is open at most."""
    is_open = Q(live_from__isnull=False, live_until__isnull=True)
    one = f"one_open_{name}"
    return [
        models.UniqueConstraint(fields=of, condition=is_open, name=one)
        if of
        else models.UniqueConstraint(IsNull(F("live_until"), True), condition=is_open, name=one),
        models.CheckConstraint(
            condition=Q(live_until__isnull=True) | Q(live_from__isnull=False, live_from__lt=F("live_until")),
            name=f"{name}_lives_a_while",
        ),
    ]
