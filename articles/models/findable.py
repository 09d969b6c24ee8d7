"""What readers can search: which revisions are found, and the words that they may have meant."""

from datetime import UTC, datetime

from django.db import models

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEYS = 1 << 25
"""Seconds up to the year 9999 and these fit in the 63 bits of a key: two revisions of one second share a place only
where there are 33 million others between them."""


class Findable(models.Model):
    """A revision that is or will be live. Its words lie where the database's engine keeps them.

    ``place`` is the order of what is found: the second of first publication, then the revision's key.
    """

    place = models.BigIntegerField(primary_key=True)
    revision = models.OneToOneField("Revision", models.CASCADE, related_name="findable")

    class Meta:
        verbose_name, verbose_name_plural = "findable revision", "findable revisions"

    def __str__(self) -> str:
        return f"{self.revision_id}"


def place_of(revision: int, first_published: datetime) -> int:
    return int((first_published - EPOCH).total_seconds()) * KEYS + revision % KEYS


class Word(models.Model):
    """A word as it is written in what can be found, folded, and in how many texts; for those who mistype it."""

    word = models.CharField(max_length=60, primary_key=True)
    backwards = models.CharField(max_length=61)
    """Its first letter, then the word from its end: what shares first letter and ending lies together."""
    number = models.IntegerField()

    class Meta:
        verbose_name, verbose_name_plural = "word", "words"
        indexes = [models.Index(fields=["backwards"], name="word_by_ending")]

    def __str__(self) -> str:
        return self.word
