"""Pictures in the library, and figures: pictures as printed with a revision."""

from django.conf import settings
from django.core.files.storage import Storage, default_storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.pictures.sizes import FALLBACK, FORMATS, fallback_width, rendition_name, widths


def private_storage() -> Storage:
    return storages["private"]


class Image(models.Model):
    file = models.FileField(_("file"), upload_to="pictures/%Y/%m", storage=private_storage)
    checksum = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = models.CharField(
        _("text alternative"),
        max_length=500,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It says nothing that the text does not.")
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    added = models.DateTimeField(_("added"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("added by"),
    )

    class Meta:
        ordering = ["-added", "-pk"]
        verbose_name, verbose_name_plural = _("picture"), _("pictures")

    def __str__(self) -> str:
        return self.alt or self.caption or str(self.file).rpartition("/")[2]

    @property
    def printed_alt(self) -> str:
        """The text alternative for readers: empty for what is decorative (WCAG technique H67)."""
        return "" if self.decorative else self.alt

    @property
    def is_described(self) -> bool:
        return self.decorative or bool(self.alt.strip())


class Figure(models.Model):
    """A picture as printed: the lead has position 0, pictures in the body follow in reading order."""

    revision = models.ForeignKey("Revision", models.CASCADE, related_name="figures")
    image = models.ForeignKey(Image, models.PROTECT, related_name="figures")
    position = models.PositiveSmallIntegerField(default=0)
    checksum = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=500, blank=True)
    caption = models.TextField(blank=True)
    credit = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name, verbose_name_plural = _("figure"), _("figures")
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="one_figure_a_position")]

    def __str__(self) -> str:
        return self.alt or self.caption

    @property
    def src(self) -> str:
        """The address of the one rendition for a browser that knows nothing newer."""
        return _address(self.checksum, fallback_width(self.width), FALLBACK)

    @property
    def sources(self) -> list[dict[str, str]]:
        """For each newer format its ``type`` and ``srcset``."""
        return [{"type": f"image/{kind}", "srcset": self._srcset(kind)} for kind in FORMATS if kind != FALLBACK]

    def _srcset(self, kind: str) -> str:
        return ", ".join(f"{_address(self.checksum, width, kind)} {width}w" for width in widths(self.width))


def _address(checksum: str, width: int, kind: str) -> str:
    return default_storage.url(rendition_name(checksum, width, kind))
