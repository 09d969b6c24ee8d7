"""Where readers find a topic or an author, and where they once found it."""

from functools import lru_cache

from django.db import models
from django.urls import get_script_prefix, reverse


class Address(models.Model):
    """Each address that the row has or had. It is unique, so that a freed one never leads to another row.

    ``merged`` is the key of the row that had the address until it was merged into the one that has it now.
    """

    slug = models.CharField(max_length=100, unique=True)
    merged = models.BigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


def address_of(name: str, slug: str) -> str:
    """Of a page, by the name of its pattern: Django takes longer to put one together than a list has for a row."""
    return _address(get_script_prefix(), name, slug)


@lru_cache(maxsize=10_000)
def _address(prefix: str, name: str, slug: str) -> str:
    """``prefix`` stands before every address, so what is kept holds for it alone."""
    return reverse(name, args=[slug])
