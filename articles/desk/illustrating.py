"""Pictures into the library: looked at, kept as they came, rendered for readers, and described."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.access import may_describe, pictures_of
from articles.desk.refusal import NotAllowed
from articles.models import Image
from articles.pictures.developing import Developed, develop
from articles.pictures.look import are_alike
from articles.pictures.sizes import FORMATS, rendition_name, widths
from articles.text.order import all_in_order

DESCRIPTION = ("alt", "decorative", "caption", "credit", "licence", "licence_until", "focus_x", "focus_y")
"""What people say of a picture."""
MOST_ALIKE = 4
LONGEST_NAME = Image._meta.get_field("name").max_length


@dataclass
class Receipt:
    """What became of a picture file: the picture, whether it was there ``already``, and those that look like it."""

    image: Image
    already: bool = False
    moves: bool = False
    alike: list[Image] = field(default_factory=list)


def add_picture(data: bytes, name: str, *, by: Any, **described: Any) -> Image:
    """Take a picture file into the library and make its renditions; the same content gives the picture already there.

    ``described`` are values of :data:`DESCRIPTION`. Raises :class:`articles.pictures.limits.Unusable` with a sentence,
    or :class:`NotAllowed`.
    """
    receipt = render_picture(data, by=by)
    return file_picture(receipt, data, name, by=by, **described).image


def render_picture(data: bytes, *, by: Any) -> Receipt:
    """Make and store what readers get of a picture, whose row is known already or not stored yet.

    Takes seconds for a large one, so a caller with a transaction of its own does this before it, and
    :func:`file_picture` in it. Raises as :func:`add_picture` does.
    """
    check_may_add_pictures(by)
    checksum = _checksum(data)
    if known := Image.objects.filter(checksum=checksum).first():
        return Receipt(known, already=True)
    developed = develop(data)
    store_renditions(checksum, developed)
    image = Image(checksum=checksum, width=developed.width, height=developed.height, look=developed.look)
    return Receipt(image, moves=developed.moves, alike=looking_like(image, by, now=timezone.now()))


def file_picture(receipt: Receipt, data: bytes, name: str, *, by: Any, **described: Any) -> Receipt:
    """Put a rendered picture into the library, unless somebody was faster with the same file."""
    image = receipt.image
    if image.pk is None:
        image.by, image.name = by, PurePath(name).name[:LONGEST_NAME]
        for column, value in all_in_order(described).items():
            setattr(image, column, value)
        image.file.save(image.name, ContentFile(data), save=False)
        receipt = _stored(receipt)
    return receipt


def _stored(receipt: Receipt) -> Receipt:
    image = receipt.image
    try:
        with transaction.atomic():
            image.save()
    except IntegrityError:
        image.file.delete(save=False)
        return Receipt(Image.objects.get(checksum=image.checksum), already=True)
    return receipt


def describe_picture(image: Image, *, by: Any, **described: Any) -> None:
    """Set what people say of a picture, values of :data:`DESCRIPTION`; what was printed stays as it was printed.

    Raises :class:`NotAllowed`.
    """
    if not may_describe(by, image):
        raise NotAllowed(_("You may not change this picture."))
    for column, value in all_in_order(described).items():
        setattr(image, column, value)
    image.save(update_fields=described.keys() & set(DESCRIPTION))


def check_may_add_pictures(by: Any) -> None:
    """Raise :class:`NotAllowed` for who may not."""
    if not by.has_perm("articles.add_image"):
        raise NotAllowed(_("You may not add pictures."))


def looking_like(image: Image, person: Any, *, now: datetime) -> list[Image]:
    """Some pictures that look like this one, of those that the person may see: 20,000 are compared in 20 ms."""
    look = image.look
    if look is None:
        return []
    others = pictures_of(person, now=now).filter(look__isnull=False).exclude(checksum=image.checksum)
    keys = [
        key
        for key, other in others.order_by().values_list("pk", "look")
        if other is not None and are_alike(look, other)
    ]
    return list(Image.objects.filter(pk__in=keys[:MOST_ALIKE]))


def complete(image: Image) -> bool:
    """Make the renditions that the table names and the storage lacks; tells whether there were any.

    For pictures that came before the table was what it is. Raises :class:`articles.pictures.limits.Unusable`.
    """
    wanted = [rendition_name(image.checksum, width, kind) for width in widths(image.width) for kind in FORMATS]
    if all(map(default_storage.exists, wanted)):
        return False
    with image.file.open() as file:
        developed = develop(file.read())
    store_renditions(image.checksum, developed)
    Image.objects.filter(pk=image.pk).update(look=developed.look)
    return True


def store_renditions(checksum: str, developed: Developed) -> None:
    """A rendition's name tells its content, so one that is there is the same."""
    for width, kind, content in developed.renditions:
        target = rendition_name(checksum, width, kind)
        if not default_storage.exists(target):
            default_storage.save(target, ContentFile(content))


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
