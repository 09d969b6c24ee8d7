"""How many articles readers find under each choice: kept as things change, never counted when somebody asks."""

from datetime import UTC, datetime, tzinfo
from typing import Any, cast

from django.db import models
from django.db.models import F, QuerySet, Sum

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for every moment that has passed."""


def month_of(moment: datetime, zone: tzinfo) -> str:
    """Such as ``2026-03``."""
    return f"{moment.astimezone(zone):%Y-%m}"


class TallyQuerySet(models.QuerySet["Tally"]):
    def totals(self, *, at: datetime) -> QuerySet[Any, tuple[str, str, int]]:
        """Facet, key and how many articles are live at ``at`` (UTC), which is no earlier than the last change."""
        rows = self.filter(since__lte=at).values("facet", "key").annotate(total=Sum("number")).order_by()
        return cast("QuerySet[Any, tuple[str, str, int]]", rows.values_list("facet", "key", "total"))


class Tally(models.Model):
    """By how many the articles of a choice grow at a moment, or shrink where ``number`` is negative.

    What has come to pass stands in one row, since :data:`ALWAYS`; what is still to come has a row for its moment. So
    the number of a choice at any later moment is a sum over very few rows, and a schedule or an expiry needs no job.
    :mod:`articles.desk.tallying` writes them in the transaction that makes them true.
    """

    class Facet(models.TextChoices):
        TOPIC = "topic"
        AUTHOR = "author"
        KIND = "kind"
        MONTH = "month"

    facet = models.CharField(max_length=10, choices=Facet)
    key = models.CharField(max_length=20)
    """The key of a topic or an author, a kind, or a month such as ``2026-03`` in the magazine’s time zone."""
    since = models.DateTimeField(default=ALWAYS)
    number = models.IntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "tally", "tallies"
        constraints = [models.UniqueConstraint(fields=["facet", "key", "since"], name="one_tally_a_moment")]
        indexes = [
            models.Index("facet", F("number").desc(), "key", name="tally_by_number"),
            models.Index(fields=["since"], name="tally_to_come"),
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.key}: {self.number}"
