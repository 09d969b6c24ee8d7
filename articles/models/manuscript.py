"""The file that someone sent, kept as it came."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.image import private_storage


class ManuscriptFile(models.Model):
    """The original of an article; ``checksum`` is the SHA-256 of its bytes, in hexadecimal."""

    article = models.ForeignKey("Article", models.PROTECT, related_name="manuscripts", verbose_name=_("article"))
    file = models.FileField(_("file"), upload_to="manuscripts/%Y/%m", storage=private_storage)
    name = models.CharField(_("name"), max_length=255)
    checksum = models.CharField(_("checksum"), max_length=64, unique=True)
    report = models.TextField(_("report"), blank=True)
    received = models.DateTimeField(_("received"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("taken in by")
    )

    class Meta:
        ordering = ["-received", "-pk"]
        verbose_name, verbose_name_plural = _("manuscript"), _("manuscripts")

    def __str__(self) -> str:
        return self.name
