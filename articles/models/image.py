"""Pictures in the library, and figures: pictures as printed with a revision."""

from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import Storage, default_storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.focus import Focus
from articles.models.licence import DEEDS, Licence
from articles.pictures.sizes import (
    FALLBACK,
    FORMATS,
    fallback_width,
    rendition_name,
    rendition_stem,
    thumbnail_width,
    widths,
)


def private_storage() -> Storage:
    return storages["private"]


class Image(Focus):
    """A picture of the library. ``licence_until`` is the last day on which it may be published."""

    file = models.FileField(_("file"), upload_to="pictures/%Y/%m", storage=private_storage)
    name = models.CharField(_("file name"), max_length=255, blank=True, editable=False)
    checksum = models.CharField(max_length=64, unique=True, editable=False)
    look = models.BigIntegerField(null=True, editable=False)
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
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    licence_until = models.DateField(
        _("licence ends"),
        null=True,
        blank=True,
        help_text=_("The last day on which the picture may be published. Left empty, the licence has no end."),
    )
    added = models.DateTimeField(_("added"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("added by"),
    )

    class Meta(Focus.Meta):
        abstract = False
        ordering = ["-added", "-pk"]
        verbose_name, verbose_name_plural = _("picture"), _("pictures")
        indexes = [
            models.Index(fields=["-added", "-id"], name="image_by_date"),
            models.Index(
                fields=["licence_until"], name="image_by_licence_end", condition=Q(licence_until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.alt or self.caption or self.name or str(self.file).rpartition("/")[2]

    @property
    def printed_alt(self) -> str:
        """The text alternative for readers: empty for what is decorative (WCAG technique H67)."""
        return "" if self.decorative else self.alt

    @property
    def printed_licence(self) -> str:
        """The licence where readers are told it, else an empty text."""
        return self.licence if self.licence in DEEDS else ""

    @property
    def is_described(self) -> bool:
        return self.decorative or bool(self.alt.strip())

    @property
    def thumbnail(self) -> str:
        """The address of the smallest rendition."""
        return address(self.checksum, thumbnail_width(self.width), FALLBACK)

    @property
    def src(self) -> str:
        """The address of the middling rendition that every browser shows."""
        return address(self.checksum, fallback_width(self.width), FALLBACK)


class Figure(Focus):
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
    licence = models.CharField(max_length=20, choices=Licence, blank=True)

    class Meta(Focus.Meta):
        abstract = False
        ordering = ["position"]
        verbose_name, verbose_name_plural = _("figure"), _("figures")
        constraints = [
            *Focus.Meta.constraints,
            models.UniqueConstraint(fields=["revision", "position"], name="one_figure_a_position"),
        ]

    def __str__(self) -> str:
        return self.alt or self.caption

    @property
    def src(self) -> str:
        """The address of the rendition for a browser that knows nothing of sizes."""
        return address(self.checksum, fallback_width(self.width), FALLBACK)

    @property
    def licence_address(self) -> str:
        """Where its terms are, ``""`` where readers are told no licence."""
        return DEEDS.get(self.licence, "")

    @property
    def shown(self) -> "Shown":
        width = fallback_width(self.width)
        return Shown(self.src, width, round(self.height * width / self.width), self.alt)

    @property
    def widest(self) -> str:
        """The address of the largest rendition that every program can read."""
        return address(self.checksum, widths(self.width)[-1], FALLBACK)

    @property
    def renditions(self) -> list[tuple[str, int, str]]:
        """Every one that there is: its address, its width in pixels, its media type."""
        return [
            (address(self.checksum, width, kind), width, f"image/{kind}")
            for kind in FORMATS
            for width in widths(self.width)
        ]

    @property
    def sources(self) -> list[dict[str, str]]:
        """For each newer format its ``type`` and ``srcset``."""
        return [{"type": f"image/{kind}", "srcset": self._srcset(kind)} for kind in FORMATS if kind != FALLBACK]

    @property
    def srcset(self) -> str:
        """For a browser that knows no newer format."""
        return self._srcset(FALLBACK)

    def _srcset(self, kind: str) -> str:
        stem = default_storage.url(rendition_stem(self.checksum))
        return ", ".join(f"{stem}-{width}.{kind} {width}w" for width in widths(self.width))


@dataclass(frozen=True)
class Shown:
    """A picture as others show it: its address and size in pixels."""

    address: str
    width: int
    height: int
    alt: str = ""


def address(checksum: str, width: int, kind: str) -> str:
    return default_storage.url(rendition_name(checksum, width, kind))
