"""A narrow sea at the turn of the day: two headlands, a lighthouse, ships in file."""

from random import Random

from PIL import Image, ImageDraw, ImageFilter

from . import noise
from .canvas import HEIGHT, WIDTH, Point, disc, glow, gradient, ink, stencil

PALETTES = (
    ("#1d3a4a", "#e8a87c", "#f6dfc0", "#4d7f88", "#fff3dc"),
    ("#2b2a45", "#d98880", "#f5cfae", "#5f6f9a", "#fdebc8"),
    ("#1f4037", "#c9cf9f", "#f3edd0", "#6c9a8b", "#fffbe6"),
)
HORIZON = 900


def strait(chance: Random) -> Image.Image:
    """Draw the water between two shores, seen from a height."""
    dark, warm, pale, sea, light = chance.choice(PALETTES)
    sheet = gradient((sea, warm, pale), 0, HORIZON)
    sun = (chance.uniform(0.42, 0.62) * WIDTH, HORIZON - chance.uniform(60, 190))
    glow(sheet, sun, 1100, light, 0.8)
    disc(sheet, sun, 170, light)
    _far_shore(sheet, chance, sea, pale)
    sheet.paste(gradient((pale, sea, dark), HORIZON, HEIGHT + 300).crop((0, HORIZON, WIDTH, HEIGHT)), (0, HORIZON))
    _glitter(sheet, chance, sun[0], light, sea)
    _ships(sheet, chance, dark, light)
    _headlands(sheet, chance, dark, light)
    return sheet


def _far_shore(sheet: Image.Image, chance: Random, colour: str, pale: str) -> None:
    skyline = noise.ridge(chance, HORIZON - 60, 70, 4, 0.45)
    paint = gradient((colour, pale), HORIZON - 160, HORIZON + 80)
    sheet.paste(paint, mask=stencil(noise.grounded(skyline)))


def _glitter(sheet: Image.Image, chance: Random, centre: float, light: str, shade: str) -> None:
    draw = ImageDraw.Draw(sheet)
    for _ in range(1500):
        depth = chance.random() ** 1.4
        y, spread = HORIZON + 6 + depth * 1080, 130 + depth * 520
        bright = chance.random() < 0.5
        x = chance.gauss(centre, spread * 0.45) if bright else chance.uniform(0, WIDTH)
        half = (14 + depth * 90) * chance.uniform(0.4, 1)
        draw.ellipse((x - half, y, x + half, y + 3 + depth * 9), fill=ink(light if bright else shade))


def _ships(sheet: Image.Image, chance: Random, dark: str, light: str) -> None:
    drift = chance.uniform(-250, 150)
    for place in range(5):
        near = place / 4
        x = 1500 + drift + (place % 2 * 2 - 1) * (120 + near * 330) + near * 120
        _ship(sheet, (x, HORIZON + 40 + near**1.5 * 560), 0.35 + near * 1.25, (dark, light), chance.random() < 0.5)


def _ship(sheet: Image.Image, keel: Point, scale: float, inks: tuple[str, str], westward: bool) -> None:
    turn = -scale if westward else scale

    def at(x: float, y: float) -> Point:
        return keel[0] + x * turn, keel[1] + y * scale

    draw = ImageDraw.Draw(sheet)
    draw.polygon([at(-330, 4), at(120, -8), at(120, 8), at(-420, 18)], fill=ink(inks[1]))
    draw.polygon([at(-130, -40), at(170, -52), at(140, 6), at(-118, 6)], fill=ink(inks[0]))
    draw.polygon([at(-112, -38), at(-112, -100), at(-50, -100), at(-50, -38)], fill=ink(inks[0]))
    draw.polygon([at(-96, -98), at(-92, -140), at(-68, -140), at(-66, -98)], fill=ink(inks[0]))
    for hold in (-30, 30, 90):
        draw.polygon([at(hold, -44), at(hold, -66), at(hold + 44, -66), at(hold + 44, -44)], fill=ink(inks[0]))
    draw.line([at(10, -50), at(10, -128)], fill=ink(inks[0]), width=max(3, int(6 * scale)))


def _headlands(sheet: Image.Image, chance: Random, dark: str, light: str) -> None:
    cliffs = noise.ridge(chance, 0, 46, 7, 0.5)
    left: list[Point] = [(x, 820 + y + (x / 1180) ** 3.2 * 1200) for x, y in cliffs if x < 1190]
    right: list[Point] = [(x, 1180 + y + ((WIDTH - x) / 900) ** 2 * 620) for x, y in cliffs if x > 2180]
    _lighthouse(sheet, left[chance.randrange(48, 66)], dark, light)
    for shore in (left, right):
        foot: list[Point] = [(shore[-1][0], HEIGHT), (shore[0][0], HEIGHT)]
        ImageDraw.Draw(sheet).polygon(shore + foot, fill=ink(dark))


def _lighthouse(sheet: Image.Image, foot: Point, dark: str, light: str) -> None:
    x, y = foot
    lamp = y - 492
    _beam(sheet, (x, lamp), light)
    draw = ImageDraw.Draw(sheet)
    draw.polygon(((x - 74, y + 60), (x - 42, y - 440), (x + 42, y - 440), (x + 74, y + 60)), fill=ink(light))
    for low, high in ((60, -60), (-170, -270), (-360, -420)):
        a, b = 70 - (60 - low) * 0.064, 70 - (60 - high) * 0.064
        draw.polygon(((x - a, y + low), (x - b, y + high), (x + b, y + high), (x + a, y + low)), fill=ink(dark))
    draw.rectangle((x - 64, y - 456, x + 64, y - 434), fill=ink(dark))
    draw.rectangle((x - 34, y - 530, x + 34, y - 456), fill=ink(light), outline=ink(dark), width=8)
    draw.polygon(((x - 52, y - 528), (x, y - 600), (x + 52, y - 528)), fill=ink(dark))


def _beam(sheet: Image.Image, lamp: Point, light: str) -> None:
    x, y = lamp
    mask = stencil(((x, y - 12), (WIDTH, y - 330), (WIDTH, y - 40), (x, y + 12)))
    faint = mask.reduce(4).filter(ImageFilter.GaussianBlur(8)).resize(mask.size).point([v * 2 // 5 for v in range(256)])
    sheet.paste(ink(light), mask=faint)
    glow(sheet, lamp, 260, light, 0.9)
