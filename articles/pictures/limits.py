"""What a picture file may be. Everything is known before a single pixel is decoded."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from articles.apart import Limits, Unfit
from articles.apart import gettext_noop as _

LARGEST_FILE = 40 * 1024 * 1024
MOST_PIXELS = 50_000_000
MOST_PIXELS_DENSE = 20_000_000
"""For formats whose decoders hold the picture several times: 49 million pixels of WebP took 768 MB."""
DENSE = frozenset({"WEBP", "AVIF"})
SMALLEST_SIDE, LONGEST_SIDE = 16, 20_000
OF_THE_CHILD = Limits(memory=1024 * 1024 * 1024, cpu_seconds=30, wall_seconds=120)
"""8,000 by 6,200 pixels need half of the memory at most and 5 of the seconds; 6,000 by 4,000 of JPEG take one."""
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")
TAKEN = "JPEG, PNG, WebP, AVIF, GIF or TIFF"
TOO_MUCH = _("This picture is too large or too involved to be read. Save it as a smaller JPEG, then send that.")
DRAWING = _(
    "This is a drawing in SVG, which can hold scripts. Export it as PNG, two thousand pixels wide, and send that."
)
OTHERS = (
    (b"ftyphei", _("This is a HEIC photo, as phones take them. Export it as JPEG, then send that.")),
    (b"%PDF", _("This is a PDF, which holds pages. Export the picture as JPEG or PNG, then send that.")),
    (b"8BPS", _("This is a Photoshop file. Export it as JPEG or PNG, then send that.")),
)
"""What people send and no browser shows: bytes near its beginning, with what to do."""


class Unusable(Unfit):
    """A picture that cannot be taken; its text is a sentence that says why and what to do."""


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, opened and within the limits but not yet decoded. Raises :class:`Unusable`."""
    check_file(data)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            _check_size(picture)
            yield picture
    except Unusable:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Unusable(
            _("This file is not a picture that can be read, or it is damaged. Save it as %(kinds)s, then send it."),
            kinds=TAKEN,
        ) from error


def check_file(data: bytes) -> None:
    """Raises :class:`Unusable` for what can be told without reading it as a picture: its length and its kind."""
    if len(data) > LARGEST_FILE:
        raise Unusable(_("The picture file is larger than %(most)s MB. Save it smaller."), most=LARGEST_FILE // 2**20)
    for mark, sentence in OTHERS:
        if mark in data[:16]:
            raise Unusable(sentence)
    if _is_drawing(data):
        raise Unusable(DRAWING)


def _is_drawing(data: bytes) -> bool:
    """SVG, also compressed or behind an XML declaration and comments."""
    start = data[:1024].lower()
    return start.startswith(b"\x1f\x8b") or (b"<svg" in start and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"))


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    most = MOST_PIXELS_DENSE if picture.format in DENSE else MOST_PIXELS
    if width * height > most or max(width, height) > LONGEST_SIDE:
        raise Unusable(
            _(
                "The picture has %(width)s × %(height)s pixels, more than %(most)s million in all or %(longest)s on "
                "one side. Save it smaller."
            ),
            width=width,
            height=height,
            most=most // 10**6,
            longest=LONGEST_SIDE,
        )
    if min(width, height) < SMALLEST_SIDE:
        raise Unusable(
            _("The picture has %(width)s × %(height)s pixels, too small to print. Send a larger one."),
            width=width,
            height=height,
        )
