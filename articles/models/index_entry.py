"""What can be searched: which revisions the index knows. Their words lie where the database's engine keeps them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexEntry(models.Model):
    """A revision that can be found: an article's newest, which says what its working copy says, or what is or will be
    live. :mod:`articles.search.indexing` writes it in the transaction that makes it true."""

    revision = models.OneToOneField("Revision", models.CASCADE, primary_key=True, related_name="index_entry")
    article = models.ForeignKey("Article", models.CASCADE, related_name="index_entries")

    class Meta:
        verbose_name, verbose_name_plural = _("index entry"), _("index entries")

    def __str__(self) -> str:
        return f"{self.revision_id}"
