"""A relief map in printed tints, with a route across it."""

import math
from random import Random

from PIL import Image, ImageDraw

from . import noise
from .canvas import HEIGHT, WIDTH, Point, disc, ink

PALETTES = (
    ("#2f5d62", "#8fb3a3", "#efe3c2", "#d9a566", "#8f4a32", "#b3261e"),
    ("#27406b", "#7d9cc0", "#f1ead9", "#c9bd8e", "#6f7a4a", "#c2410c"),
    ("#3b3355", "#8a7fa8", "#f0e6dc", "#dba58c", "#7a3b46", "#1f6f78"),
)
LEVELS = 26


def contours(chance: Random) -> Image.Image:
    """Draw hills in tints and lines, the dry land warm and the water cool."""
    *tints, mark = chance.choice(PALETTES)
    stepped = noise.steps(noise.landform(chance, 4, 5), LEVELS)
    sheet = noise.tinted(stepped, tints, LEVELS)
    _lines(sheet, stepped, tints[-1])
    _squares(sheet, tints[0])
    _route(sheet, chance, mark, tints[2])
    return sheet


def _lines(sheet: Image.Image, stepped: Image.Image, colour: str) -> None:
    every_fifth = stepped.point([level // 5 for level in range(256)])
    sheet.paste(ink(colour), mask=noise.edges(stepped, 2).point([v // 2 for v in range(256)]))
    sheet.paste(ink(colour), mask=noise.edges(every_fifth, 5))


def _squares(sheet: Image.Image, colour: str) -> None:
    veil = Image.new("L", sheet.size)
    draw = ImageDraw.Draw(veil)
    for x in range(200, WIDTH, 400):
        draw.line((x, 0, x, HEIGHT), fill=70, width=3)
    for y in range(200, HEIGHT, 400):
        draw.line((0, y, WIDTH, y), fill=70, width=3)
    sheet.paste(ink(colour), mask=veil)


def _route(sheet: Image.Image, chance: Random, colour: str, paper: str) -> None:
    bend, start = chance.uniform(180, 420), chance.uniform(500, 1500)
    path = [_station(step / 60, start, bend) for step in range(61)]
    draw = ImageDraw.Draw(sheet)
    for first, second in zip(path[::2], path[1::2], strict=False):
        draw.line((*first, *second), fill=ink(colour), width=18)
    for place in (path[0], path[22], path[41], path[60]):
        disc(sheet, place, 40, colour)
        disc(sheet, place, 22, paper)


def _station(share: float, start: float, bend: float) -> Point:
    fall = (HEIGHT - 2 * start) * share * 0.7
    return 260 + share * (WIDTH - 520), start + fall + bend * math.sin(share * 7) * (1 - share / 2)
