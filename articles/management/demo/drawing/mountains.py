"""Ranges behind ranges, with mist in the valleys and one lit window."""

from random import Random

from PIL import Image, ImageDraw

from . import noise
from .canvas import HEIGHT, WIDTH, Point, between, disc, glow, gradient, ink, stencil

PALETTES = (
    ("#20304a", "#f3c9a0", "#f7e3c6", "#8fa0b3", "#fff1d6"),
    ("#1f3b3a", "#d9e0cf", "#f4efdc", "#9cb8ac", "#f4b860"),
    ("#3a2440", "#f0a58f", "#f8d9bd", "#a98bab", "#fdf0d5"),
)
RANGES = 7


def mountains(chance: Random) -> Image.Image:
    """Draw seven ranges, each darker and nearer, below a low sun."""
    dark, sky, low, mist, light = chance.choice(PALETTES)
    sheet = gradient((mist, sky, low), 0, HEIGHT * 0.6)
    sun = (chance.uniform(0.25, 0.75) * WIDTH, chance.uniform(380, 560))
    glow(sheet, sun, 900, light, 0.7)
    disc(sheet, sun, 150, light)
    for place in range(RANGES):
        skyline = _range(sheet, chance, place / (RANGES - 1), (dark, mist, low))
    _pines(sheet, chance, skyline, dark)
    _hut(sheet, skyline[chance.randrange(90, 310)], dark, light)
    return sheet


def _range(sheet: Image.Image, chance: Random, near: float, inks: tuple[str, str, str]) -> list[Point]:
    dark, mist, low = inks
    height = 300 - 130 * near
    skyline = noise.ridge(chance, 720 + near * 960, height, 3 + round(near * 2), 0.44 + 0.04 * near)
    top = min(y for _, y in skyline)
    crest = _named(between(mist, dark, 0.15 + 0.85 * near))
    foot = _named(between(low, dark, near * near * 0.75))
    sheet.paste(gradient((crest, foot), top, min(HEIGHT, top + 760)), mask=stencil(noise.grounded(skyline)))
    return skyline


def _named(colour: tuple[int, ...]) -> str:
    return "#" + bytes(colour).hex()


def _pines(sheet: Image.Image, chance: Random, skyline: list[Point], colour: str) -> None:
    for x, y in skyline:
        if chance.random() < 0.55:
            _pine(sheet, (x, y + 18), chance.uniform(50, 130), colour)


def _pine(sheet: Image.Image, foot: Point, height: float, colour: str) -> None:
    x, y = foot
    draw = ImageDraw.Draw(sheet)
    for tier in range(4):
        top, half = y - height * (1 - tier * 0.2), height * (0.09 + tier * 0.05)
        draw.polygon(((x, top), (x - half, top + height * 0.34), (x + half, top + height * 0.34)), fill=ink(colour))


def _hut(sheet: Image.Image, place: Point, dark: str, light: str) -> None:
    x, y = place
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((x - 70, y - 90, x + 70, y + 60), fill=ink(dark))
    draw.polygon(((x - 100, y - 80), (x, y - 170), (x + 100, y - 80)), fill=ink(dark))
    glow(sheet, (x, y - 35), 190, light, 0.6)
    draw.rectangle((x - 22, y - 60, x + 22, y - 12), fill=ink(light))
