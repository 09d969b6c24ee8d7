"""What a picture file may be. Everything is known before a single pixel is decoded."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

LARGEST_FILE = 40 * 1024 * 1024
MOST_PIXELS = 50_000_000
MOST_PIXELS_DENSE = 20_000_000
"""For formats whose decoders hold the picture several times: 49 million pixels of WebP took 768 MB."""
DENSE = frozenset({"WEBP", "AVIF"})
SMALLEST_SIDE, LONGEST_SIDE = 16, 20_000
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
    most = MOST_PIXELS_DENSE if picture.format in DENSE else MOST_PIXELS
    if width * height > most or max(width, height) > LONGEST_SIDE:
        raise Unusable(
            f"The picture has {width} × {height} pixels, more than {most // 10**6} million in all or {LONGEST_SIDE} on "
            "one side. Save it smaller."
        )
    if min(width, height) < SMALLEST_SIDE:
        raise Unusable(f"The picture has {width} × {height} pixels, too small to print. Send a larger one.")
