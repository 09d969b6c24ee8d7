"""Pictures into the library: looked at, kept as they came, rendered for readers."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from articles.desk.refusal import NotAllowed
from articles.models import Image
from articles.pictures.renditions import render, upright_size
from articles.pictures.sizes import rendition_name


def add_picture(
    data: bytes, name: str, *, by: Any, alt: str = "", decorative: bool = False, caption: str = "", credit: str = ""
) -> Image:
    """Take a picture file into the library and make its renditions; the same content gives the picture already there.

    Raises :class:`articles.pictures.limits.Unusable` with a sentence, or :class:`NotAllowed`.
    """
    if not by.has_perm("articles.add_image"):
        raise NotAllowed(_("You may not add pictures."))
    checksum = hashlib.sha256(data).hexdigest()
    if known := Image.objects.filter(checksum=checksum).first():
        return known
    width, height = upright_size(data)
    _store_renditions(data, checksum)
    return Image.objects.create(
        file=ContentFile(data, name=name),
        checksum=checksum,
        width=width,
        height=height,
        alt=alt,
        decorative=decorative,
        caption=caption,
        credit=credit,
    )


def _store_renditions(data: bytes, checksum: str) -> None:
    """A rendition's name tells its content, so one that is there already is the right one."""
    for width, kind, content in render(data):
        target = rendition_name(checksum, width, kind)
        if not default_storage.exists(target):
            default_storage.save(target, ContentFile(content))
