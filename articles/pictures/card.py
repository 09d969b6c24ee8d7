"""The picture that stands for an article where somebody shares it: headline, kind, byline, the magazine's name."""

import io
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageDraw, ImageOps

from articles.pictures.fonts import Font, font_for, joins_letters
from articles.pictures.limits import Unusable, opened
from articles.pictures.lines import Measure, balanced, cut, shortened
from articles.pictures.sizes import CARD

PAPER, INK, SOFT, ACCENT = "#fffdf8", "#1d1a16", "#645c50", "#8c1c13"
WIDTH, HEIGHT = CARD
MARGIN, BAR = 72, 10
PICTURE = 440
"""Pixels of the width that a picture beside the words takes."""
TOP, BOTTOM = 168, 452
"""Between them stands the headline."""
LARGEST, SMALLEST, SMALL = 92, 40, 32
LEADING = 1.16
OPTIONS = {"quality": 82, "subsampling": 0, "optimize": True, "progressive": True}


@dataclass(frozen=True)
class Card:
    """What is said. ``picture`` is a file, its ``focus`` in percent from the left and the top; ``accent`` is a colour
    in hexadecimal that can be read on paper.
    """

    headline: str
    kind: str
    byline: str
    magazine: str
    language: str = "en"
    direction: str = "ltr"
    picture: bytes | None = None
    focus: tuple[int, int] = (50, 50)
    accent: str = ACCENT


def draw(card: Card) -> bytes:
    """The card as a JPEG. Where no font has the headline's letters: the picture alone, or the magazine's plain card."""
    picture = _picture(card)
    font = font_for(card.headline, SMALLEST, bold=True)
    if font is not None:
        return _saved(_in_words(card, picture, font))
    return _saved(picture.filling(CARD) if picture else _plain(card))


@dataclass
class _Picture:
    image: Image.Image
    focus: tuple[float, float]

    def filling(self, size: tuple[int, int]) -> Image.Image:
        return ImageOps.fit(self.image, size, Image.Resampling.LANCZOS, centering=self.focus)


@dataclass
class _Page:
    """A sheet to print on: words begin at the edge from which they are read."""

    card: Card
    edges: tuple[int, int]
    image: Image.Image = field(default_factory=lambda: Image.new("RGB", CARD, PAPER))

    def __post_init__(self) -> None:
        self.pen = ImageDraw.Draw(self.image)
        self.is_rtl = self.card.direction == "rtl"

    @property
    def width(self) -> int:
        return self.edges[1] - self.edges[0]

    def how(self, font: Font) -> dict[str, Any]:
        return {"direction": self.card.direction, "language": self.card.language} if joins_letters(font) else {}

    def measure_in(self, font: Font) -> Measure:
        return lambda words: font.getlength(words, **self.how(font))

    def line(self, words: str, top: float, font: Font, colour: str) -> None:
        place, anchor = (self.edges[1], "ra") if self.is_rtl else (self.edges[0], "la")
        self.pen.text((place, top), words, fill=colour, font=font, anchor=anchor, **self.how(font))

    def small(self, words: str, top: int, colour: str, *, bold: bool = False) -> None:
        """One line, cut where it is too long; none where no font has its letters."""
        font = font_for(words, SMALL, bold=bold)
        if words and font is not None:
            self.line(shortened(words, self.width, self.measure_in(font)), top, font, colour)

    def bar(self, top: int) -> None:
        start = self.edges[1] - MARGIN if self.is_rtl else self.edges[0]
        self.pen.rectangle((start, top, start + MARGIN, top + BAR), fill=self.card.accent)


def _in_words(card: Card, picture: _Picture | None, font: Font) -> Image.Image:
    page = _Page(card, _edges(card, picture))
    if picture:
        page.image.paste(picture.filling((PICTURE, HEIGHT)), (0 if page.is_rtl else WIDTH - PICTURE, 0))
    page.bar(MARGIN)
    page.small(card.kind, MARGIN + 2 * BAR, card.accent)
    _headline(page, font)
    page.small(card.byline, BOTTOM + 26, INK)
    page.small(card.magazine, BOTTOM + 74, SOFT, bold=True)
    return page.image


def _edges(card: Card, picture: _Picture | None) -> tuple[int, int]:
    taken = PICTURE if picture else 0
    return (MARGIN + taken, WIDTH - MARGIN) if card.direction == "rtl" else (MARGIN, WIDTH - MARGIN - taken)


def _headline(page: _Page, smallest: Font) -> None:
    """As large as it fits, and cut where even the smallest does not."""
    for size in range(LARGEST, SMALLEST - 1, -4):
        font = smallest.font_variant(size=size)
        lines, most = balanced(page.card.headline, page.width, page.measure_in(font)), _room(size)
        if len(lines) <= most:
            break
    for number, line in enumerate(cut(lines, most, page.width, page.measure_in(font))):
        page.line(line, TOP + number * size * LEADING, font, INK)


def _room(size: int) -> int:
    """How many lines of this size there are place for."""
    return int((BOTTOM - TOP) / (size * LEADING))


def _plain(card: Card) -> Image.Image:
    """The magazine's name in the middle, where its letters can be printed."""
    page = _Page(card, (MARGIN, WIDTH - MARGIN))
    page.pen.rectangle((0, 0, WIDTH, BAR), fill=card.accent)
    page.pen.rectangle((0, HEIGHT - BAR, WIDTH, HEIGHT), fill=card.accent)
    font = font_for(card.magazine, LARGEST - MARGIN // 2, bold=True)
    if font is not None:
        page.pen.text((WIDTH / 2, HEIGHT / 2), card.magazine, fill=INK, font=font, anchor="mm")
    return page.image


def _picture(card: Card) -> _Picture | None:
    """The picture, unless its file is none that can be read: the words then stand alone."""
    if card.picture is None:
        return None
    try:
        with opened(card.picture) as image:
            across, down = card.focus
            return _Picture(image.convert("RGB"), (across / 100, down / 100))
    except Unusable:
        return None


def _saved(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", **OPTIONS)
    return out.getvalue()
