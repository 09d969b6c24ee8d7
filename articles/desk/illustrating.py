"""Pictures into the library: looked at, kept as they came, rendered for readers."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from articles.desk.refusal import NotAllowed
from articles.models import Image
from articles.pictures.renditions import render, upright_size
from articles.pictures.sizes import FALLBACK, fallback_width, rendition_name


def add_picture(
    data: bytes, name: str, *, by: Any, alt: str = "", decorative: bool = False, caption: str = "", credit: str = ""
) -> Image:
    """Take a picture file into the library and make its renditions; the same content gives the picture already there.

    Raises :class:`articles.pictures.limits.Unusable` with a sentence, or :class:`NotAllowed`.
    """
    check_may_add_pictures(by)
    if known := picture_like(data):
        return known
    checksum, width, height = render_picture(data)
    return Image.objects.create(
        file=ContentFile(data, name=name),
        checksum=checksum,
        width=width,
        height=height,
        alt=alt,
        decorative=decorative,
        caption=caption,
        credit=credit,
        by=by,
    )


def check_may_add_pictures(by: Any) -> None:
    """Raise :class:`NotAllowed` for who may not."""
    if not by.has_perm("articles.add_image"):
        raise NotAllowed(_("You may not add pictures."))


def picture_like(data: bytes) -> Image | None:
    """The picture of the library with the very same content."""
    return Image.objects.filter(checksum=_checksum(data)).first()


def render_picture(data: bytes) -> tuple[str, int, int]:
    """Make and store what readers get of a picture; gives its checksum, and width and height in pixels.

    Takes seconds for a large one, so a caller with a transaction of its own does this before it. A rendition's name
    tells its content, and the fallback is made last: where it is, all are.
    """
    checksum, (width, height) = _checksum(data), upright_size(data)
    if not default_storage.exists(rendition_name(checksum, fallback_width(width), FALLBACK)):
        for each, kind, content in render(data):
            target = rendition_name(checksum, each, kind)
            if not default_storage.exists(target):
                default_storage.save(target, ContentFile(content))
    return checksum, width, height


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
