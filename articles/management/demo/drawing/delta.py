"""A river that divides on its way to the sea, seen from above."""

import math
from random import Random

from PIL import Image, ImageDraw

from . import noise
from .canvas import HEIGHT, WIDTH, Colour, Point, between, ink

PALETTES = (
    ("#1f5561", "#7fb0ad", "#e8dfc4", "#b9b27a", "#7a8450", "#4d5a3a"),
    ("#2c4870", "#8fb0c9", "#efe4cf", "#d9b38c", "#a8794f", "#63513f"),
    ("#27474e", "#8ab8a8", "#f3ead2", "#d6c26f", "#8aa05a", "#3f5e4a"),
)


def delta(chance: Random) -> Image.Image:
    """Draw fields, then the shore, the river's arms over both, and the sea that takes them."""
    deep, water, silt, *fields = chance.choice(PALETTES)
    sheet = _fields(chance, silt, fields)
    arms, shore = _arms(chance), chance.randrange(10**6)
    _bed(sheet, shore, 0, ink(silt))
    for colour, extra in ((fields[2], 20), (silt, 12), (water, 0)):
        _flow(sheet, arms, colour, extra)
    _current(sheet, arms, deep)
    for share in range(1, 12):
        _bed(sheet, shore, share, between(water, deep, (share - 1) / 11))
    return sheet


def _fields(chance: Random, silt: str, fields: list[str]) -> Image.Image:
    sheet = Image.new("RGB", (WIDTH, HEIGHT), ink(fields[2]))
    reach = 520.0
    while reach < 3000:
        deep = chance.uniform(80, 170)
        _strip(sheet, chance, (reach, reach + deep), (silt, *fields))
        reach += deep
    return sheet


def _strip(sheet: Image.Image, chance: Random, reach: tuple[float, float], inks: tuple[str, ...]) -> None:
    angle = 0.1
    while angle < math.pi - 0.1:
        wide = chance.uniform(45, 210) / reach[0]
        _field(sheet, chance, reach, (angle, angle + wide), inks)
        angle += wide


def _field(
    sheet: Image.Image, chance: Random, reach: tuple[float, float], span: tuple[float, float], inks: tuple[str, ...]
) -> None:
    first, second = chance.choice(inks[1:]), chance.choice(inks)
    colour, draw = between(first, second, chance.random()), ImageDraw.Draw(sheet)
    corners = [_polar(reach[end], span[side]) for end, side in ((0, 0), (0, 1), (1, 1), (1, 0))]
    draw.polygon(corners, fill=colour, outline=ink(inks[-1]), width=3)
    for furrow in range(1, chance.choice((1, 6, 10))):
        angle = span[0] + (span[1] - span[0]) * furrow / 10
        draw.line(
            (*_polar(reach[0] + 8, angle), *_polar(reach[1] - 8, angle)), fill=between(first, inks[-1], 0.4), width=3
        )


def _polar(reach: float, angle: float) -> Point:
    return WIDTH / 2 - reach * math.cos(angle), reach * math.sin(angle) - 560


Arm = list[tuple[float, float, float]]


def _arms(chance: Random) -> list[Arm]:
    arms: list[Arm] = []
    waiting = [((WIDTH * chance.uniform(0.44, 0.56), -40.0), math.pi / 2, 150.0)]
    while waiting:
        start, heading, width = waiting.pop()
        arms.append(_arm(chance, start, heading, width))
        mouth = arms[-1][-1]
        if width > 13 and mouth[1] < HEIGHT * 0.9:
            share = chance.choice((1, -1)) * chance.uniform(0.2, 0.32)
            waiting.append((mouth[:2], _downward(heading - 0.62 - share), width * (0.66 + share / 2)))
            waiting.append((mouth[:2], _downward(heading + 0.62 - share), width * (0.66 - share / 2)))
    return arms


def _downward(heading: float) -> float:
    return max(0.32, min(math.pi - 0.32, heading))


def _arm(chance: Random, start: Point, heading: float, width: float) -> Arm:
    (x, y), sway, phase = start, chance.uniform(0.25, 0.6), chance.uniform(0, 6)
    arm = [(x, y, width)]
    for step in range(chance.randint(16, 30) + int(width / 12)):
        bend = heading * 0.9 + math.pi / 2 * 0.1 + sway * math.sin(phase + step * 0.24) * min(1, step / 6)
        x, y = x + 14 * math.cos(bend), y + 14 * math.sin(bend)
        arm.append((x, y, width))
    return arm


def _bed(sheet: Image.Image, shore: int, share: int, colour: Colour) -> None:
    skyline = noise.ridge(Random(shore + share), 1590 + share * 34, 60 - share * 3, 5)
    bowed = [(x, y - 150 * math.sin(x / WIDTH * math.pi) + 190) for x, y in skyline]
    ImageDraw.Draw(sheet).polygon(noise.grounded(bowed), fill=colour)


def _flow(sheet: Image.Image, arms: list[Arm], colour: str, extra: float) -> None:
    draw = ImageDraw.Draw(sheet)
    for x, y, width in (place for arm in arms for place in arm):
        half = width / 2 + extra
        draw.ellipse((x - half, y - half, x + half, y + half), fill=ink(colour))


def _current(sheet: Image.Image, arms: list[Arm], colour: str) -> None:
    veil = Image.new("L", sheet.size)
    draw = ImageDraw.Draw(veil)
    for arm in arms:
        for offset in (-0.25, 0.05, 0.3):
            draw.line([(x + width * offset, y) for x, y, width in arm], fill=80, width=max(2, int(arm[0][2] / 26)))
    sheet.paste(ink(colour), mask=veil)
