"""A city at night: three rows of roofs, lit windows, water towers."""

from random import Random

from PIL import Image, ImageDraw

from .canvas import HEIGHT, WIDTH, Point, between, disc, glow, gradient, ink

PALETTES = (
    ("#0f1a2e", "#27405f", "#5d7c99", "#f2c14e", "#fbe9c0"),
    ("#1a1423", "#3d2b56", "#7a5c86", "#f4a259", "#fde8c9"),
    ("#10231f", "#25483f", "#5f8a7a", "#f0c05a", "#f7f0cf"),
)


def city(chance: Random) -> Image.Image:
    """Draw the nearer rows darker, and only some windows lit."""
    dark, dusk, haze, lamp, light = chance.choice(PALETTES)
    sheet = gradient((dark, dusk, haze), 0, 1700)
    _stars(sheet, chance, light)
    moon = (chance.uniform(0.2, 0.8) * WIDTH, chance.uniform(300, 460))
    glow(sheet, moon, 700, light, 0.55)
    disc(sheet, moon, 130, light)
    for row in range(3):
        glow(sheet, (chance.uniform(600, 2600), 1500), 1300, lamp, 0.22)
        _row(sheet, chance, row, (dark, haze, lamp, light))
    return sheet


def _stars(sheet: Image.Image, chance: Random, light: str) -> None:
    for _ in range(150):
        disc(sheet, (chance.uniform(0, WIDTH), chance.random() ** 1.6 * 1000), chance.choice((2, 3, 5)), light)


def _row(sheet: Image.Image, chance: Random, row: int, inks: tuple[str, str, str, str]) -> None:
    dark, haze, lamp, light = inks
    wall = between(haze, dark, (0.42, 0.74, 1.0)[row])
    x = -80.0
    while x < WIDTH:
        wide = chance.uniform(150, 330) + row * 60
        roof = (760, 1050, 1380)[row] + chance.uniform(-190, 210)
        _house(sheet, chance, (x, roof, x + wide, HEIGHT), wall, (lamp, light), row)
        x += wide + chance.choice((0, 0, 12, 40))


def _house(
    sheet: Image.Image, chance: Random, box: tuple[float, ...], wall: tuple[int, ...], lamps: tuple[str, str], row: int
) -> None:
    left, roof, right, _ = box
    ImageDraw.Draw(sheet).rectangle(box, fill=wall)
    _crown(sheet, chance, (left, right, roof), wall, 0.7 + row * 0.3)
    size = 15 + row * 7
    share = chance.choice((0.12, 0.28, 0.5))
    y = roof + size * 2
    while y < HEIGHT:
        _floor(sheet, chance, (left + size, right - size, y), size, lamps, share)
        y += size * 2.5


def _floor(
    sheet: Image.Image,
    chance: Random,
    place: tuple[float, float, float],
    size: int,
    lamps: tuple[str, str],
    share: float,
) -> None:
    left, right, y = place
    draw, number = ImageDraw.Draw(sheet), max(1, int((right - left) / (size * 1.8)))
    pitch = (right - left) / number
    for window in range(number):
        if chance.random() < share:
            x = left + (window + 0.5) * pitch - size / 2
            draw.rectangle((x, y, x + size, y + size * 1.5), fill=ink(lamps[chance.random() < 0.3]))


def _crown(
    sheet: Image.Image, chance: Random, place: tuple[float, float, float], wall: tuple[int, ...], scale: float
) -> None:
    left, right, roof = place
    draw, middle = ImageDraw.Draw(sheet), (left + right) / 2
    kind = chance.randrange(5)
    if kind == 0:
        _water_tower(draw, (middle, roof), wall, scale)
    elif kind == 1:
        draw.polygon(((left, roof + 2), (middle, roof - 120 * scale), (right, roof + 2)), fill=wall)
    elif kind == 2:
        draw.line((middle, roof, middle, roof - 210 * scale), fill=wall, width=int(9 * scale))
        draw.rectangle((left + 30, roof - 46 * scale, right - 30, roof + 2), fill=wall)
    elif kind == 3:
        draw.rectangle((left + 24, roof - 90 * scale, left + 24 + 44 * scale, roof + 2), fill=wall)


def _water_tower(draw: ImageDraw.ImageDraw, foot: Point, wall: tuple[int, ...], scale: float) -> None:
    x, y = foot
    for leg in (-52, 0, 52):
        draw.line((x + leg * scale, y, x + leg * 0.85 * scale, y - 90 * scale), fill=wall, width=int(9 * scale))
    draw.rectangle((x - 62 * scale, y - 190 * scale, x + 62 * scale, y - 80 * scale), fill=wall)
    draw.polygon(
        ((x - 72 * scale, y - 188 * scale), (x, y - 260 * scale), (x + 72 * scale, y - 188 * scale)), fill=wall
    )
