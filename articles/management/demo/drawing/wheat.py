"""Ears of grain before a round sun."""

import math
from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw

from . import noise
from .canvas import HEIGHT, WIDTH, Point, disc, glow, gradient, ink, stencil

PALETTES = (
    ("#5a3a1e", "#d99a3d", "#f0cf83", "#f7ead0", "#c8553d"),
    ("#2f3e46", "#b08d57", "#e6c98f", "#efe6d2", "#d1603d"),
    ("#3d2c3a", "#c98a5b", "#f0c98d", "#f8e8d4", "#a63d40"),
)


def wheat(chance: Random) -> Image.Image:
    """Draw a field seen from among its stalks, three ranks deep."""
    dark, gold, straw, sky, sun = chance.choice(PALETTES)
    sheet = gradient((sky, straw), 200, 1500)
    centre = (chance.uniform(0.3, 0.7) * WIDTH, chance.uniform(620, 820))
    glow(sheet, centre, 1200, "#ffffff", 0.35)
    disc(sheet, centre, 420, sun)
    sheet.paste(gradient((gold, dark), 1250, 2300), mask=stencil(noise.grounded(noise.ridge(chance, 1380, 60, 3))))
    for rank, (stem, grain) in enumerate(((straw, straw), (gold, straw), (dark, gold))):
        _rank(sheet, chance, rank, (stem, grain))
    return sheet


def _rank(sheet: Image.Image, chance: Random, rank: int, inks: tuple[str, str]) -> None:
    number = (64, 34, 15)[rank]
    for place in range(number):
        x = (place + chance.uniform(-0.3, 0.8)) * WIDTH / number
        _stalk(
            sheet, chance, (x, HEIGHT + 40), (520, 860, 1350)[rank] * chance.uniform(0.8, 1.12), inks, 0.6 + rank * 0.55
        )


def _stalk(sheet: Image.Image, chance: Random, foot: Point, height: float, inks: tuple[str, str], scale: float) -> None:
    lean = chance.uniform(-0.06, 0.26)

    def at(share: float) -> Point:
        return foot[0] + lean * height * share**3, foot[1] - height * share + abs(lean) * height * 0.3 * share**4

    draw = ImageDraw.Draw(sheet)
    draw.line([at(step / 24) for step in range(25)], fill=ink(inks[0]), width=int(9 * scale), joint="curve")
    reach = 0.055 * scale * 900 / height
    for kernel in range(9, -1, -1):
        for side in (-1, 1):
            _kernel(draw, at(1 - kernel * reach * 0.55), _bearing(at, 1 - kernel * reach * 0.55), side, inks, scale)


def _bearing(at: Callable[[float], Point], share: float) -> float:
    (x, y), (ahead, above) = at(share - 0.02), at(share)
    return math.atan2(above - y, ahead - x)


def _kernel(
    draw: ImageDraw.ImageDraw, root: Point, bearing: float, side: int, inks: tuple[str, str], scale: float
) -> None:
    angle = bearing + side * 0.42
    tip = (root[0] + math.cos(angle) * 74 * scale, root[1] + math.sin(angle) * 74 * scale)
    bow = (math.cos(angle + math.pi / 2) * 15 * scale, math.sin(angle + math.pi / 2) * 15 * scale)
    middle = ((root[0] + tip[0]) / 2, (root[1] + tip[1]) / 2)
    awn = (
        root[0] + math.cos(bearing + side * 0.2) * 250 * scale,
        root[1] + math.sin(bearing + side * 0.2) * 250 * scale,
    )
    draw.line((*root, *awn), fill=ink(inks[0]), width=max(2, int(2.4 * scale)))
    leaf = (root, (middle[0] + bow[0], middle[1] + bow[1]), tip, (middle[0] - bow[0], middle[1] - bow[1]))
    draw.polygon(leaf, fill=ink(inks[1]), outline=ink(inks[0]), width=max(2, int(3 * scale)))
