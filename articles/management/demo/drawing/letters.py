"""Envelopes in a heap, with stamps, postmarks and the waves that cancel them."""

import math
from itertools import pairwise
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from . import noise
from .canvas import HEIGHT, WIDTH, Point, ink

PALETTES = (
    ("#27364a", "#efe4cc", "#d9b88a", "#a63d40", "#3f6f7a"),
    ("#3a2f2a", "#f2e8d5", "#c7b299", "#2f5d62", "#c8553d"),
    ("#2d3b33", "#efe9d3", "#cfc39a", "#8a3b5a", "#3d5a80"),
)


def letters(chance: Random) -> Image.Image:
    """Draw a desk's worth of post, the last envelope whole."""
    desk, paper, manila, red, blue = chance.choice(PALETTES)
    sheet = noise.tinted(noise.steps(noise.landform(chance, 2, 6), 40), (desk, _darker(desk), desk), 40)
    for place in range(10):
        angle = chance.uniform(-0.5, 0.5)
        centre = (WIDTH * (0.06 + 0.22 * (place % 5)), HEIGHT * (0.2 + 0.58 * (place % 2)) + chance.uniform(-130, 130))
        _envelope(sheet, chance, centre, angle, (desk, chance.choice((paper, paper, manila)), red, blue))
    _envelope(sheet, chance, (WIDTH * 0.52, HEIGHT * 0.52), chance.uniform(-0.16, 0.16), (desk, paper, red, blue))
    return sheet


def _darker(colour: str) -> str:
    return "#" + bytes(v * 4 // 5 for v in ink(colour)).hex()


def _envelope(sheet: Image.Image, chance: Random, centre: Point, angle: float, inks: tuple[str, str, str, str]) -> None:
    size = (1180, 780)
    face = Image.new("RGB", size, ink(inks[1]))
    (_back if chance.random() < 0.3 else _front)(face, chance, inks)
    mask = Image.new("L", size, 255).rotate(math.degrees(angle), expand=True, resample=Image.Resampling.BILINEAR)
    turned = face.rotate(math.degrees(angle), expand=True, resample=Image.Resampling.BILINEAR)
    corner = (int(centre[0] - turned.width / 2), int(centre[1] - turned.height / 2))
    _shadow(sheet, mask, (corner[0] + 16, corner[1] + 24))
    sheet.paste(turned, corner, mask)


def _shadow(sheet: Image.Image, mask: Image.Image, corner: tuple[int, int]) -> None:
    small = mask.reduce(8).point([v * 3 // 8 for v in range(256)])
    soft = ImageOps.expand(small, 10).filter(ImageFilter.GaussianBlur(3))
    large = soft.resize((soft.width * 8, soft.height * 8), Image.Resampling.BILINEAR)
    sheet.paste((14, 12, 16), (corner[0] - 80, corner[1] - 80), large)


def _back(face: Image.Image, chance: Random, inks: tuple[str, str, str, str]) -> None:
    draw, (wide, tall) = ImageDraw.Draw(face), face.size
    shade = ink(_darker(inks[1]))
    draw.polygon(((0, 0), (wide / 2, tall * 0.58), (wide, 0)), fill=shade, outline=ink(inks[0]), width=3)
    draw.line((0, tall, wide * 0.42, tall * 0.49), fill=shade, width=6)
    draw.line((wide, tall, wide * 0.58, tall * 0.49), fill=shade, width=6)
    draw.ellipse((wide / 2 - 80, tall * 0.58 - 90, wide / 2 + 80, tall * 0.58 + 70), fill=ink(inks[2]))
    draw.ellipse((wide / 2 - 52, tall * 0.58 - 62, wide / 2 + 52, tall * 0.58 + 42), outline=ink(inks[0]), width=5)


def _front(face: Image.Image, chance: Random, inks: tuple[str, str, str, str]) -> None:
    draw = ImageDraw.Draw(face)
    if chance.random() < 0.4:
        _airmail(draw, face.size, (inks[2], inks[3]))
    for row, share in enumerate((0.9, 1.0, 0.7, 0.5)):
        _scrawl(draw, chance, (350, 380 + row * 78), 430 * share, inks[0])
    stamps = chance.randint(1, 2)
    for stamp in range(stamps):
        _stamp(draw, chance, (940 - stamp * 215, 80), inks)
    _postmark(draw, (760, 190), inks[0])


def _airmail(draw: ImageDraw.ImageDraw, size: tuple[int, int], colours: tuple[str, str]) -> None:
    for place in range(0, size[0], 60):
        for y in (0, size[1] - 26):
            draw.polygon(
                ((place, y), (place + 36, y), (place + 22, y + 26), (place - 14, y + 26)),
                fill=ink(colours[place // 60 % 2]),
            )


def _scrawl(draw: ImageDraw.ImageDraw, chance: Random, start: Point, length: float, colour: str) -> None:
    pen = [(start[0] + step * 7, start[1] + chance.uniform(-17, 13)) for step in range(int(length / 7))]
    for first, second in pairwise(pen):
        if chance.random() > 0.14:
            draw.line((*first, *second), fill=ink(colour), width=5)


def _stamp(draw: ImageDraw.ImageDraw, chance: Random, corner: Point, inks: tuple[str, str, str, str]) -> None:
    x, y = corner
    colour = ink(chance.choice(inks[2:]))
    draw.rectangle((x, y, x + 180, y + 220), fill=(250, 246, 236))
    for step in range(8):
        for hole in ((x + step * 25, y), (x + step * 25, y + 220)):
            draw.ellipse((hole[0] - 6, hole[1] - 6, hole[0] + 6, hole[1] + 6), fill=ink(inks[1]))
    draw.rectangle((x + 18, y + 18, x + 162, y + 202), fill=colour)
    draw.ellipse((x + 92, y + 40, x + 142, y + 90), fill=(250, 236, 200))
    draw.polygon(
        ((x + 18, y + 202), (x + 70, y + 90), (x + 105, y + 150), (x + 130, y + 120), (x + 162, y + 202)),
        fill=ink(inks[0]),
    )


def _postmark(draw: ImageDraw.ImageDraw, centre: Point, colour: str) -> None:
    x, y = centre
    for radius in (112, 76):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=ink(colour), width=6)
    for wave in range(-2, 3):
        line = [(x + 112 + step * 6, y + wave * 38 + 13 * math.sin(step * 0.34)) for step in range(52)]
        draw.line(line, fill=ink(colour), width=6, joint="curve")
