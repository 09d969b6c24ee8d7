"""A working harbour at dusk: cranes, silos and their shadows in the water."""

from random import Random

from PIL import Image, ImageDraw, ImageFilter

from .canvas import HEIGHT, WIDTH, Point, disc, glow, gradient, ink

PALETTES = (
    ("#1b2238", "#3c4a6b", "#e07a5f", "#f2cc8f", "#fff4d9"),
    ("#20222b", "#4b4453", "#c8553d", "#f0b67f", "#fdf0d5"),
    ("#12302f", "#3d6360", "#dd9a5b", "#f3dfae", "#fffbe8"),
)
QUAY = 1380


def harbour(chance: Random) -> Image.Image:
    """Draw cranes against the last light, and the water that repeats them."""
    dark, far, glare, low, light = chance.choice(PALETTES)
    sheet = gradient((far, glare, low), 0, QUAY)
    sun = (chance.uniform(0.3, 0.8) * WIDTH, QUAY - 360)
    glow(sheet, sun, 1000, light, 0.9)
    disc(sheet, sun, 210, light)
    _warehouses(sheet, chance, far)
    _silos(sheet, chance, dark)
    for place in range(3):
        _crane(sheet, (480 + place * 1030 + chance.uniform(-110, 110), QUAY), chance.uniform(0.7, 1.2), dark)
    ImageDraw.Draw(sheet).rectangle((0, QUAY - 44, WIDTH, QUAY), fill=ink(dark))
    _lamps(sheet, chance, light)
    _water(sheet, chance, dark, low)
    return sheet


def _warehouses(sheet: Image.Image, chance: Random, colour: str) -> None:
    draw, x = ImageDraw.Draw(sheet), -60.0
    while x < WIDTH:
        wide, tall = chance.uniform(180, 420), chance.uniform(120, 300)
        draw.rectangle((x, QUAY - tall, x + wide, QUAY), fill=ink(colour))
        draw.polygon(
            ((x - 8, QUAY - tall), (x + wide / 2, QUAY - tall - 70), (x + wide + 8, QUAY - tall)), fill=ink(colour)
        )
        x += wide + chance.choice((0, 0, 30))


def _silos(sheet: Image.Image, chance: Random, colour: str) -> None:
    draw, left = ImageDraw.Draw(sheet), chance.choice((1250, 2050))
    for place in range(5):
        x = left + place * 118
        draw.rectangle((x, QUAY - 430, x + 108, QUAY), fill=ink(colour))
        draw.pieslice((x, QUAY - 475, x + 108, QUAY - 385), 180, 360, fill=ink(colour))
    draw.rectangle((left + 472, QUAY - 590, left + 580, QUAY), fill=ink(colour))


def _crane(sheet: Image.Image, foot: Point, scale: float, colour: str) -> None:
    def bar(x1: float, y1: float, x2: float, y2: float, width: float = 14) -> None:
        ends = (foot[0] + x1 * scale, foot[1] - y1 * scale, foot[0] + x2 * scale, foot[1] - y2 * scale)
        ImageDraw.Draw(sheet).line(ends, fill=ink(colour), width=int(width * scale))

    for leg in (-110, 110):
        bar(leg, 0, leg * 0.8, 640, 24)
    for low, high in ((0, 220), (220, 430), (430, 640)):
        bar(-106, low, 92, high, 9)
        bar(106, low, -92, high, 9)
        bar(-104, high, 104, high, 16)
    bar(-330, 640, 620, 640, 26)
    bar(-330, 700, 620, 700, 10)
    for joint in range(-330, 610, 62):
        bar(joint, 640, joint + 31, 700, 7)
        bar(joint + 31, 700, joint + 62, 640, 7)
    bar(-20, 640, 0, 900, 20)
    bar(20, 640, 0, 900, 20)
    bar(0, 900, 560, 700, 8)
    bar(0, 900, -310, 700, 8)
    bar(400, 640, 400, 330, 5)
    bar(360, 320, 440, 320, 44)
    bar(-330, 600, -240, 600, 80)


def _lamps(sheet: Image.Image, chance: Random, light: str) -> None:
    for _ in range(12):
        place = (chance.uniform(0, WIDTH), QUAY - chance.uniform(70, 190))
        glow(sheet, place, 80, light, 0.4)
        disc(sheet, place, 9, light)


def _water(sheet: Image.Image, chance: Random, dark: str, low: str) -> None:
    deep = HEIGHT - QUAY
    mirror = sheet.crop((0, QUAY - 1240, WIDTH, QUAY)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    mirror = mirror.resize((WIDTH // 4, deep // 4)).filter(ImageFilter.GaussianBlur(3)).resize((WIDTH, deep))
    sheet.paste(Image.blend(mirror, Image.new("RGB", mirror.size, ink(dark)), 0.34), (0, QUAY))
    for _ in range(260):
        _ripple(sheet, chance, QUAY + 8 + chance.random() ** 1.3 * deep, low)
    for _ in range(200):
        _tear(sheet, chance, QUAY + 20 + chance.random() * (deep - 40))


def _ripple(sheet: Image.Image, chance: Random, y: float, colour: str) -> None:
    x, near = chance.uniform(0, WIDTH), (y - QUAY) / (HEIGHT - QUAY)
    half = (30 + near * 160) * chance.random()
    ImageDraw.Draw(sheet).line((x - half, y, x + half, y), fill=ink(colour), width=int(3 + near * 5))


def _tear(sheet: Image.Image, chance: Random, y: float) -> None:
    height, shift = chance.randint(4, 16), chance.randint(-50, 50)
    strip = sheet.crop((0, int(y), WIDTH, int(y) + height))
    sheet.paste(strip, (shift, int(y)))
