"""A sea chart: islands, lines of equal depth, a compass rose and its bearings."""

import math
from random import Random

from PIL import Image, ImageDraw

from . import noise
from .canvas import HEIGHT, WIDTH, Point, disc, ink

PALETTES = (
    ("#4f8a9b", "#a9cbc9", "#e9eadb", "#e2c98f", "#9c6b3f", "#1f3a4d"),
    ("#5b7fa6", "#b8cddb", "#eef0ea", "#cfd3a0", "#7d8a52", "#8c2f2b"),
    ("#6d9489", "#bcd3c2", "#f2ecd8", "#e6b88a", "#b5654a", "#27364a"),
)
LEVELS, SHORE = 24, 14


def archipelago(chance: Random) -> Image.Image:
    """Draw islands in a shelving sea, with soundings."""
    deep, shoal, pale, land, high, line = chance.choice(PALETTES)
    stepped = noise.steps(noise.landform(chance, 9, 4), LEVELS)
    sheet = _sea_and_land(stepped, (deep, shoal, pale), (land, high))
    _depths(sheet, stepped, line)
    _soundings(sheet, stepped, chance, line)
    _rose(sheet, (chance.uniform(0.2, 0.8) * WIDTH, chance.uniform(0.25, 0.75) * HEIGHT), line, pale)
    _border(sheet, line, pale)
    return sheet


def _sea_and_land(stepped: Image.Image, sea: tuple[str, ...], land: tuple[str, ...]) -> Image.Image:
    sheet = noise.tinted(stepped, sea, SHORE)
    heights = stepped.point([max(0, level - SHORE) for level in range(256)])
    sheet.paste(
        noise.tinted(heights, land, LEVELS - SHORE), mask=stepped.point([255 * (v >= SHORE) for v in range(256)])
    )
    return sheet


def _depths(sheet: Image.Image, stepped: Image.Image, colour: str) -> None:
    water = stepped.point([min(level, SHORE - 1) for level in range(256)])
    shore = stepped.point([int(level >= SHORE) for level in range(256)])
    sheet.paste(ink(colour), mask=noise.edges(water, 2).point([v // 3 for v in range(256)]))
    sheet.paste(ink(colour), mask=noise.edges(shore, 7))


def _soundings(sheet: Image.Image, stepped: Image.Image, chance: Random, colour: str) -> None:
    for _ in range(420):
        place = (chance.randrange(160, WIDTH - 160), chance.randrange(160, HEIGHT - 160))
        if int(stepped.getpixel(place)) < SHORE - 3:  # type: ignore[arg-type]
            disc(sheet, place, chance.choice((4, 4, 6)), colour)


def _rose(sheet: Image.Image, centre: Point, colour: str, paper: str) -> None:
    veil = Image.new("L", sheet.size)
    for bearing in range(32):
        ImageDraw.Draw(veil).line((*centre, *_off(centre, bearing * math.tau / 32, 4000)), fill=60, width=3)
    sheet.paste(ink(colour), mask=veil)
    disc(sheet, centre, 236, colour)
    disc(sheet, centre, 228, paper)
    disc(sheet, centre, 150, colour)
    disc(sheet, centre, 144, paper)
    for reach, turn in ((170, math.pi / 4), (300, 0.0)):
        _points(sheet, centre, reach, turn, colour, paper)


def _points(sheet: Image.Image, centre: Point, reach: float, turn: float, dark: str, light: str) -> None:
    draw = ImageDraw.Draw(sheet)
    for quarter in range(4):
        angle = turn + quarter * math.pi / 2
        for side, fill in ((0.785, dark), (-0.785, light)):
            wing = _off(centre, angle + side, reach / 5)
            draw.polygon((centre, wing, _off(centre, angle, reach)), fill=ink(fill), outline=ink(dark), width=4)


def _off(centre: Point, angle: float, reach: float) -> Point:
    return centre[0] + reach * math.sin(angle), centre[1] - reach * math.cos(angle)


def _border(sheet: Image.Image, colour: str, paper: str) -> None:
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, WIDTH, HEIGHT), outline=ink(paper), width=76)
    draw.rectangle((72, 72, WIDTH - 72, HEIGHT - 72), outline=ink(colour), width=8)
    for x in range(72, WIDTH - 72, 191):
        if (x - 72) // 191 % 2:
            draw.rectangle((x, 44, x + 191, 72), fill=ink(colour))
            draw.rectangle((x, HEIGHT - 72, x + 191, HEIGHT - 44), fill=ink(colour))
