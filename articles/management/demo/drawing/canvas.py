"""The sheet a scene is drawn on: twice the printed size, so that reducing it smooths every edge."""

import io
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

WIDTH, HEIGHT = 3200, 2000
PRINTED = (WIDTH // 2, HEIGHT // 2)

Colour = tuple[int, ...]
Point = tuple[float, float]


def ink(name: str) -> Colour:
    """Take a colour as "#rrggbb" and give its three bytes."""
    return ImageColor.getrgb(name)


def between(first: str, second: str, share: float) -> Colour:
    """Give the colour that lies `share` (0 to 1) of the way from the first to the second."""
    return tuple(round(a + (b - a) * share) for a, b in zip(ink(first), ink(second), strict=True))


def ramp(colours: Sequence[str], steps: int) -> list[Colour]:
    """Give `steps` colours that pass evenly through the ones named."""
    return [_along(colours, step * (len(colours) - 1) / max(steps - 1, 1)) for step in range(steps)]


def _along(colours: Sequence[str], place: float) -> Colour:
    before = min(int(place), len(colours) - 2)
    return between(colours[before], colours[before + 1], place - before)


def gradient(colours: Sequence[str], top: float = 0, bottom: float = HEIGHT) -> Image.Image:
    """Give a whole sheet that runs through the colours between two heights and is plain beyond them."""
    column = Image.new("RGB", (1, 256))
    column.putdata(ramp(colours, 256))
    sheet = Image.new("RGB", (WIDTH, HEIGHT), ink(colours[0]))
    sheet.paste(ink(colours[-1]), (0, int(bottom), WIDTH, HEIGHT))
    sheet.paste(column.resize((WIDTH, int(bottom - top)), Image.Resampling.BILINEAR), (0, int(top)))
    return sheet


def stencil(points: Sequence[Point]) -> Image.Image:
    """Give a mask that lets paint through inside the polygon."""
    mask = Image.new("L", (WIDTH, HEIGHT))
    ImageDraw.Draw(mask).polygon(points, fill=255)
    return mask


def disc(sheet: Image.Image, centre: Point, radius: float, colour: str) -> None:
    """Draw a plain filled circle."""
    x, y = centre
    ImageDraw.Draw(sheet).ellipse((x - radius, y - radius, x + radius, y + radius), fill=ink(colour))


def glow(sheet: Image.Image, centre: Point, radius: float, colour: str, strength: float) -> None:
    """Lay a soft round light over the sheet; `strength` runs from 0 to 1."""
    size = int(radius * 2)
    light = ImageChops.invert(Image.radial_gradient("L")).point([max(0, v - 74) ** 2 // 130 for v in range(256)])
    mask = light.point([min(255, int(v * strength)) for v in range(256)]).resize((size, size))
    sheet.paste(ink(colour), (int(centre[0] - radius), int(centre[1] - radius)), mask)


def printed(sheet: Image.Image, chance: Random) -> bytes:
    """Reduce the sheet, give it the grain of ink on paper, and return JPEG bytes."""
    picture = sheet.reduce(2)
    for tooth in (_grain(chance, 1, 26), _grain(chance, 6, 12), _grain(chance, 60, 9)):
        picture = ImageChops.overlay(picture, Image.merge("RGB", (tooth, tooth, tooth)))
    stored = io.BytesIO()
    _shaded(picture).save(stored, "JPEG", quality=88, subsampling=0, optimize=True)
    return stored.getvalue()


def _grain(chance: Random, coarseness: int, depth: int) -> Image.Image:
    size = (PRINTED[0] // coarseness, PRINTED[1] // coarseness)
    dots = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    soft = dots.filter(ImageFilter.GaussianBlur(0.5)).resize(PRINTED, Image.Resampling.BICUBIC)
    return soft.point([128 + (v - 128) * depth // 128 for v in range(256)])


def _shaded(picture: Image.Image) -> Image.Image:
    corner = Image.radial_gradient("L").resize(PRINTED).point([255 - max(0, v - 110) // 5 for v in range(256)])
    return ImageChops.multiply(picture, Image.merge("RGB", (corner, corner, corner)))
