"""A globe of meridians among constellations and the rings of an orrery."""

import math
from random import Random

from PIL import Image, ImageDraw

from . import noise
from .canvas import HEIGHT, WIDTH, Point, disc, glow, gradient, ink

PALETTES = (
    ("#0e1b33", "#1f3d63", "#6f93a8", "#e9c46a", "#f6ecd2"),
    ("#211a2e", "#4a3457", "#a5838f", "#e8a87c", "#f8ead6"),
    ("#0f2a2a", "#23514d", "#80a899", "#e3c77b", "#f5f0d8"),
)
RADIUS = 640


def globe(chance: Random) -> Image.Image:
    """Draw the globe to one side, so that the sky has room."""
    dark, sea, land, brass, light = chance.choice(PALETTES)
    sheet = gradient((dark, sea, dark), 0, HEIGHT * 1.3)
    centre = (chance.choice((0.36, 0.5, 0.64)) * WIDTH, HEIGHT * 0.52)
    _sky(sheet, chance, light, brass)
    glow(sheet, centre, 1250, land, 0.6)
    _rings(sheet, centre, brass, chance)
    _ball(sheet, chance, centre, (dark, sea, land, light))
    _net(sheet, centre, chance.uniform(0, 0.5), light)
    _meridian(sheet, centre, brass, dark)
    return sheet


def _sky(sheet: Image.Image, chance: Random, light: str, brass: str) -> None:
    for _ in range(420):
        disc(sheet, (chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT)), chance.choice((2, 2, 3, 4)), light)
    for _ in range(11):
        _figure(sheet, chance, (chance.uniform(100, WIDTH - 100), chance.uniform(100, HEIGHT - 100)), light, brass)


def _figure(sheet: Image.Image, chance: Random, start: Point, light: str, brass: str) -> None:
    stars, heading = [start], chance.uniform(0, math.tau)
    for _ in range(chance.randint(3, 6)):
        heading += chance.uniform(-1.1, 1.1)
        reach = chance.uniform(90, 230)
        stars.append((stars[-1][0] + reach * math.cos(heading), stars[-1][1] + reach * math.sin(heading)))
    ImageDraw.Draw(sheet).line(stars, fill=ink(brass), width=4)
    for star in stars:
        disc(sheet, star, chance.choice((10, 13, 18)), light)


def _rings(sheet: Image.Image, centre: Point, brass: str, chance: Random) -> None:
    draw = ImageDraw.Draw(sheet)
    for reach in (900, 1120, 1400):
        draw.ellipse(_box(centre, reach, reach), outline=ink(brass), width=5)
        angle = chance.uniform(0, math.tau)
        disc(sheet, (centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)), 30, brass)
    for tick in range(0, 360, 3):
        _tick(draw, centre, math.radians(tick), 42 if tick % 15 == 0 else 20, brass)


def _tick(draw: ImageDraw.ImageDraw, centre: Point, angle: float, length: float, colour: str) -> None:
    sine, cosine = math.sin(angle), math.cos(angle)
    x, y = centre
    draw.line(
        (x + 900 * cosine, y + 900 * sine, x + (900 + length) * cosine, y + (900 + length) * sine),
        fill=ink(colour),
        width=4,
    )


def _box(centre: Point, half_wide: float, half_tall: float) -> tuple[float, float, float, float]:
    return centre[0] - half_wide, centre[1] - half_tall, centre[0] + half_wide, centre[1] + half_tall


def _ball(sheet: Image.Image, chance: Random, centre: Point, inks: tuple[str, str, str, str]) -> None:
    dark, sea, land, light = inks
    stepped = noise.steps(noise.landform(chance, 5, 5), 20)
    map_ = noise.tinted(stepped, (dark, sea, sea), 11)
    map_.paste(ink(land), mask=stepped.point([255 * (level >= 11) for level in range(256)]))
    shore = stepped.point([int(level >= 11) for level in range(256)])
    map_.paste(ink(light), mask=noise.edges(shore, 5))
    glow(map_, (centre[0] - 260, centre[1] - 260), 760, light, 0.28)
    mask = Image.new("L", sheet.size)
    ImageDraw.Draw(mask).ellipse(_box(centre, RADIUS, RADIUS), fill=255)
    sheet.paste(map_, mask=mask)


def _net(sheet: Image.Image, centre: Point, turn: float, colour: str) -> None:
    veil = Image.new("L", sheet.size)
    draw = ImageDraw.Draw(veil)
    for line in range(12):
        half = RADIUS * math.sin(turn + line * math.pi / 12)
        draw.ellipse(_box(centre, abs(half), RADIUS), outline=130, width=4)
    for latitude in range(-75, 90, 15):
        y, half = RADIUS * math.sin(math.radians(latitude)), RADIUS * math.cos(math.radians(latitude))
        draw.arc(_box((centre[0], centre[1] + y), half, half * 0.16), 0, 180, fill=130, width=4)
    sheet.paste(ink(colour), mask=veil)


def _meridian(sheet: Image.Image, centre: Point, brass: str, dark: str) -> None:
    draw = ImageDraw.Draw(sheet)
    draw.ellipse(_box(centre, RADIUS + 44, RADIUS + 44), outline=ink(brass), width=34)
    draw.ellipse(_box(centre, RADIUS + 10, RADIUS + 10), outline=ink(dark), width=8)
    for end in (-1, 1):
        disc(sheet, (centre[0], centre[1] + end * (RADIUS + 48)), 34, brass)
