"""Two lines of rail that meet under a wide sky."""

from random import Random

from PIL import Image, ImageDraw

from . import noise
from .canvas import HEIGHT, WIDTH, Point, between, disc, glow, gradient, ink, stencil

PALETTES = (
    ("#2b2b33", "#b6705a", "#e9c9a4", "#7f95a3", "#fff0d2"),
    ("#26332e", "#8a7f55", "#dfd3a6", "#86a39b", "#fdf6dc"),
    ("#33263d", "#a7626b", "#efc3a5", "#7a7fa3", "#ffeccb"),
)
HORIZON = 1060


def rails(chance: Random) -> Image.Image:
    """Draw a plain crossed by two tracks, with a line of poles."""
    dark, earth, pale, sky, light = chance.choice(PALETTES)
    vanish = (chance.uniform(0.4, 0.6) * WIDTH, float(HORIZON))
    sheet = gradient((sky, sky, pale), 0, HORIZON)
    glow(sheet, (vanish[0], HORIZON - 40), 1300, light, 0.55)
    disc(sheet, (vanish[0] + 40, HORIZON - 90), 210, light)
    _clouds(sheet, chance, pale, light)
    _plain(sheet, chance, (dark, earth, pale, sky))
    for foot in (vanish[0] - 900, vanish[0] + 760):
        _track(sheet, vanish, foot, (dark, earth, light))
    for place in range(11):
        _pole(sheet, vanish, 0.06 + 0.94 * (place / 10) ** 2.4, dark)
    return sheet


def _clouds(sheet: Image.Image, chance: Random, pale: str, light: str) -> None:
    draw = ImageDraw.Draw(sheet)
    for _ in range(26):
        x, y, half = chance.uniform(0, WIDTH), 120 + chance.random() ** 0.6 * 720, chance.uniform(90, 480)
        colour = between(pale, light, chance.random())
        draw.rounded_rectangle((x - half, y, x + half, y + chance.uniform(8, 26)), 13, fill=colour)


def _plain(sheet: Image.Image, chance: Random, inks: tuple[str, str, str, str]) -> None:
    dark, earth, pale, sky = inks
    hills = noise.ridge(chance, HORIZON - 30, 50, 4)
    sheet.paste(gradient((sky, pale), HORIZON - 120, HORIZON + 60), mask=stencil(noise.grounded(hills)))
    sheet.paste(gradient((pale, earth, dark), HORIZON, HEIGHT + 500).crop((0, HORIZON, WIDTH, HEIGHT)), (0, HORIZON))
    draw = ImageDraw.Draw(sheet)
    for _ in range(1300):
        near = chance.random() ** 2
        x, y = chance.uniform(0, WIDTH), HORIZON + 6 + near * 950
        tuft = 4 + near * 34
        draw.line((x, y, x + chance.uniform(-8, 8), y - tuft), fill=between(earth, dark, near), width=2 + int(near * 4))


def _toward(vanish: Point, foot: float, near: float) -> Point:
    return vanish[0] + (foot - vanish[0]) * near, vanish[1] + (HEIGHT + 60 - vanish[1]) * near


def _track(sheet: Image.Image, vanish: Point, foot: float, inks: tuple[str, str, str]) -> None:
    dark, earth, light = inks
    draw = ImageDraw.Draw(sheet)
    bed = (vanish, _toward(vanish, foot - 560, 1), _toward(vanish, foot + 560, 1))
    draw.polygon(bed, fill=between(earth, dark, 0.45))
    for tie in range(1, 46):
        _sleeper(draw, vanish, foot, 1 / (1 + (46 - tie) * 0.23), dark)
    for side in (-280, 280):
        _rail(draw, vanish, foot + side, (dark, light))


def _sleeper(draw: ImageDraw.ImageDraw, vanish: Point, foot: float, near: float, colour: str) -> None:
    (left, y), (right, _) = _toward(vanish, foot - 430, near), _toward(vanish, foot + 430, near)
    draw.polygon(
        ((left, y), (right, y), (right + 8 * near, y + 46 * near), (left - 8 * near, y + 46 * near)), fill=ink(colour)
    )


def _rail(draw: ImageDraw.ImageDraw, vanish: Point, foot: float, inks: tuple[str, str]) -> None:
    dark, light = inks
    draw.polygon((vanish, _toward(vanish, foot - 34, 1), _toward(vanish, foot + 34, 1)), fill=ink(dark))
    draw.polygon((vanish, _toward(vanish, foot - 20, 1), _toward(vanish, foot + 12, 1)), fill=ink(light))


def _pole(sheet: Image.Image, vanish: Point, near: float, colour: str) -> None:
    x, y = _toward(vanish, WIDTH + 700, near * 0.62)
    tall, draw = 1500 * near, ImageDraw.Draw(sheet)
    draw.line((x, y, x, y - tall), fill=ink(colour), width=max(3, int(34 * near)))
    for arm in (0.86, 0.94):
        draw.line(
            (x - 170 * near, y - tall * arm, x + 170 * near, y - tall * arm),
            fill=ink(colour),
            width=max(2, int(20 * near)),
        )
        for pin in (-150, -70, 70, 150):
            draw.line((x + pin * near, y - tall * arm, *vanish), fill=ink(colour), width=3)
