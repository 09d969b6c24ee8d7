"""Shelves of an archive under one lamp."""

from random import Random

from PIL import Image, ImageChops, ImageDraw

from .canvas import HEIGHT, WIDTH, Colour, between, ink

PALETTES = (
    ("#1e1a17", "#8c3b2e", "#c98b4a", "#3f5b57", "#efe0c2"),
    ("#191b24", "#3d4f73", "#b08968", "#7f3f3f", "#ece2cf"),
    ("#1c201a", "#5d6b3f", "#c7a252", "#7a4632", "#f0e7cc"),
)
SHELF = 500


def books(chance: Random) -> Image.Image:
    """Draw four shelves, with volumes upright, leaning and laid flat."""
    dark, *cloths = chance.choice(PALETTES)
    sheet = Image.new("RGB", (WIDTH, HEIGHT), between(dark, cloths[0], 0.2))
    for board in range(4):
        _shelf(sheet, chance, (board + 1) * SHELF - 36, (dark, *cloths))
    return _lit(sheet, (chance.uniform(0.3, 0.7), chance.uniform(0.3, 0.6)))


def _shelf(sheet: Image.Image, chance: Random, board: float, inks: tuple[str, ...]) -> None:
    x = 20.0
    while x < WIDTH:
        kind = chance.random()
        if kind < 0.07:
            x = _pile(sheet, chance, x, board, inks)
        elif kind < 0.12:
            x += chance.uniform(60, 150)
        elif kind < 0.18:
            x = _leaning(sheet, chance, x, board, inks)
        else:
            x = _spine(sheet, chance, x, board, inks)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, board, WIDTH, board + 36), fill=between(inks[0], inks[2], 0.45))
    draw.rectangle((0, board, WIDTH, board + 6), fill=between(inks[0], inks[2], 0.8))
    draw.rectangle((0, board + 36, WIDTH, board + 64), fill=between(inks[0], "#000000", 0.5))


def _cloth(chance: Random, inks: tuple[str, ...]) -> Colour:
    cloth = chance.choice(inks[1:4] + inks[1:])
    return between("#" + bytes(between(cloth, inks[0], chance.uniform(0, 0.4))).hex(), inks[4], chance.uniform(0, 0.14))


def _spine(sheet: Image.Image, chance: Random, x: float, board: float, inks: tuple[str, ...]) -> float:
    wide, tall, cloth = chance.uniform(34, 100), chance.uniform(285, 415), _cloth(chance, inks)
    draw = ImageDraw.Draw(sheet)
    draw.rounded_rectangle((x, board - tall, x + wide - 3, board), 7, fill=cloth)
    shade = tuple(v * 3 // 5 for v in cloth)
    draw.rectangle((x + wide * 0.82, board - tall + 4, x + wide - 3, board), fill=shade)
    _bands(draw, chance, (x, board - tall, x + wide - 3, board), inks[4] if sum(cloth) < 430 else inks[0])
    return x + wide


def _bands(draw: ImageDraw.ImageDraw, chance: Random, box: tuple[float, float, float, float], colour: str) -> None:
    left, top, right, bottom = box
    tall, style = bottom - top, chance.randrange(4)
    for share in ((0.08, 0.92), (0.1, 0.14, 0.86, 0.9), (0.2, 0.38, 0.56, 0.74), ())[style]:
        draw.rectangle((left + 4, top + tall * share, right - 4, top + tall * share + 5), fill=ink(colour))
    if style == 1 and right - left > 44:
        draw.rectangle((left + 12, top + tall * 0.24, right - 12, top + tall * 0.46), fill=ink(colour))


def _leaning(sheet: Image.Image, chance: Random, x: float, board: float, inks: tuple[str, ...]) -> float:
    tall, wide, lean = chance.uniform(300, 390), chance.uniform(46, 80), chance.uniform(60, 130)
    draw, cloth = ImageDraw.Draw(sheet), _cloth(chance, inks)
    corners = ((x + lean, board - tall), (x + lean + wide, board - tall + 14), (x + wide, board), (x, board))
    draw.polygon(corners, fill=cloth)
    for share in (0.12, 0.85):
        ends = (
            x + lean * (1 - share),
            board - tall * (1 - share),
            x + wide + lean * (1 - share),
            board - (tall - 14) * (1 - share),
        )
        draw.line(ends, fill=ink(inks[4]), width=6)
    return x + wide + lean


def _pile(sheet: Image.Image, chance: Random, x: float, board: float, inks: tuple[str, ...]) -> float:
    draw, y = ImageDraw.Draw(sheet), board
    for _ in range(chance.randint(3, 6)):
        thick, slide = chance.uniform(32, 62), chance.uniform(0, 40)
        draw.rounded_rectangle((x + slide, y - thick, x + slide + 330, y - 2), 6, fill=_cloth(chance, inks))
        draw.rectangle((x + slide + 300, y - thick + 6, x + slide + 326, y - 8), fill=ink(inks[4]))
        y -= thick
    return x + 385


def _lit(sheet: Image.Image, lamp: tuple[float, float]) -> Image.Image:
    size = (WIDTH * 2, HEIGHT * 2)
    pool = Image.radial_gradient("L").point([255 - min(150, int(v * 0.95)) for v in range(256)]).resize(size)
    left, top = int(WIDTH * (1 - lamp[0])), int(HEIGHT * (1 - lamp[1]))
    light = pool.crop((left, top, left + WIDTH, top + HEIGHT))
    return ImageChops.multiply(
        sheet, Image.merge("RGB", (light, light, light.point([v * 9 // 10 for v in range(256)])))
    )
