"""What a picture file may be. Everything is known before a single pixel is decoded."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

LARGEST_FILE = 40 * 1024 * 1024
MOST_PIXELS = 50_000_000
SMALLEST_SIDE = 16
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")


class Unusable(ValueError):
    """A picture that cannot be taken; its text is a sentence that says why and what to do."""


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, opened and within the limits but not yet decoded. Raises :class:`Unusable`."""
    if len(data) > LARGEST_FILE:
        raise Unusable(f"The picture file is larger than {LARGEST_FILE // 2**20} MB. Save it smaller.")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            _check_size(picture)
            yield picture
    except Unusable:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Unusable(
            "This file is not a picture that can be read. Save it as JPEG, PNG, WebP, AVIF, GIF or TIFF, then send it."
        ) from error


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise Unusable(
            f"The picture has {width} × {height} pixels, more than {MOST_PIXELS // 10**6} million. Save it smaller."
        )
    if min(width, height) < SMALLEST_SIDE:
        raise Unusable(f"The picture has {width} × {height} pixels, too small to print. Send a larger one.")
