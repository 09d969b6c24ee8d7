"""The fonts on hand, and which of them has a glyph for every character of a text. Nothing is asked but the disk."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import Image, ImageFont

Font = ImageFont.FreeTypeFont

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
KINDS = frozenset({".ttf", ".otf", ".ttc"})
FAMILIES = (
    "charter",
    "sourceserif",
    "notoserif",
    "liberationserif",
    "dejavuserif",
    "georgia",
    "times",
    "notonaskh",
    "notonastaliq",
    "notosans",
    "liberationsans",
    "dejavusans",
)
"""The first whose name a file begins with comes first; all others come after them."""
UNFIT = (
    "italic",
    "oblique",
    "mono",
    "narrow",
    "condensed",
    "light",
    "thin",
    "black",
    "math",
    "emoji",
    "symbol",
    "icon",
)
NO_CHARACTER = "\U0010ffff"
"""No font has a glyph for it, so each draws what it draws for want of one."""
SHAPED = ((0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x17FF), (0xA840, 0xABFF))
"""Scripts of Asia whose letters stand right only where an engine sets them; besides those that run from the right."""


def font_for(text: str, size: int, *, bold: bool = False) -> Font | None:
    """The first font that can print the text, ``size`` in pixels; ``None`` where there is none on this machine."""
    return next((font for font in _fonts(size, bold) if covers(font, text)), None)


def joins_letters(font: Font) -> bool:
    """Whether letters can be joined and set from the right: where Pillow has Raqm, with all fonts but its own."""
    return font.layout_engine == ImageFont.Layout.RAQM


def needs_engine(text: str) -> bool:
    return any(
        unicodedata.bidirectional(character) in {"R", "AL"}
        or any(first <= ord(character) <= last for first, last in SHAPED)
        for character in text
    )


def covers(font: Font, text: str) -> bool:
    """Whether the font has a glyph for each character that is seen, and they stand as they should."""
    if needs_engine(text) and not joins_letters(font):
        return False
    missing = _drawn(font, NO_CHARACTER)
    seen = {character for character in text if unicodedata.category(character)[0] not in "ZC"}
    return all(_drawn(font, character) != missing for character in seen)


def _drawn(font: Font, character: str) -> tuple[tuple[int, int], bytes]:
    mask = Image.Image()._new(font.getmask(character))
    return mask.size, mask.tobytes() if all(mask.size) else b""


def _fonts(size: int, bold: bool) -> Iterator[Font]:
    """Those that the disk has, then the one that comes with Pillow, which knows the letters of Western Europe."""
    for path in _files(bold):
        font = _opened(path, size)
        if font is not None:
            yield font
    usual = ImageFont.load_default(size)
    if isinstance(usual, ImageFont.FreeTypeFont):
        yield usual


@cache
def _opened(path: Path, size: int) -> Font | None:
    try:
        return ImageFont.truetype(str(path), size)
    except OSError:
        return None


@cache
def _files(bold: bool) -> tuple[Path, ...]:
    found = (path for folder in FOLDERS for path in _within(Path(folder).expanduser()))
    fit = (path for path in found if not any(word in path.stem.lower() for word in UNFIT))
    return tuple(sorted(fit, key=lambda path: (("bold" in path.stem.lower()) is not bold, _rank(path), str(path))))


def _within(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.rglob("*") if path.suffix.lower() in KINDS)


def _rank(path: Path) -> int:
    name = path.stem.lower().replace("-", "").replace(" ", "")
    return next((rank for rank, family in enumerate(FAMILIES) if name.startswith(family)), len(FAMILIES))
