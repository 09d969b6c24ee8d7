"""THE table of widths and formats in which a picture is offered, and where each rendition is stored."""

WIDTHS = (320, 480, 640, 960, 1280, 1920)
"""Pixels: twice the width of the widest place on a page, down to the narrowest column of a phone."""
FORMATS = ("avif", "webp", "jpeg")
"""The first that a browser knows is what it gets."""
FALLBACK = "jpeg"
FALLBACK_WIDTH = 960

CARD = (1200, 630)
"""Pixels of the picture that stands for an article where somebody shares it (Open Graph)."""


def widths(width: int) -> list[int]:
    """The widths, in pixels, in which a picture of ``width`` is offered; never wider than it is."""
    return [each for each in WIDTHS if each < width] + ([width] if width <= WIDTHS[-1] else [])


def thumbnail_width(width: int) -> int:
    return widths(width)[0]


def fallback_width(width: int) -> int:
    return min(width, FALLBACK_WIDTH)


def rendition_name(checksum: str, width: int, kind: str) -> str:
    """Where a rendition is stored; the name changes with the content, so it may be cached for ever."""
    return f"{rendition_stem(checksum)}-{width}.{kind}"


def rendition_stem(checksum: str) -> str:
    return f"renditions/{checksum[:2]}/{checksum[:20]}"


def card_name(secret: str) -> str:
    """Where a share picture is stored. Nobody can guess it, for it may be there before the article is public."""
    return f"renditions/{secret[:2]}/{secret[2:34]}-share.jpeg"
