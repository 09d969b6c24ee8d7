"""Chance made smooth: landforms, skylines of hills, and the bands and lines of a map."""

import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops, ImageMath

from .canvas import HEIGHT, WIDTH, Point, ramp

GRID = (400, 250)


def landform(chance: Random, columns: int, octaves: int = 4) -> Image.Image:
    """Give a coarse grid of heights from 0 to 1; `columns` is the number of hills across."""
    heights = Image.new("F", GRID)
    for octave in range(octaves):
        heights = _heaped(heights, _octave(chance, columns * 2**octave), 0.46**octave)
    return stretched(heights)


def _octave(chance: Random, columns: int) -> Image.Image:
    size = (columns, max(2, columns * 5 // 8))
    dots = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    return dots.convert("F").resize(GRID, Image.Resampling.BICUBIC)


def _heaped(heights: Image.Image, more: Image.Image, weight: float) -> Image.Image:
    heaped: Image.Image = ImageMath.lambda_eval(lambda args: args["a"] + args["b"] * weight, a=heights, b=more)
    return heaped


def stretched(heights: Image.Image) -> Image.Image:
    """Give the same heights spread over exactly 0 to 1."""
    low, high = heights.getextrema()
    scale = 1 / (float(high) - float(low))  # type: ignore[arg-type]
    return heights.point(lambda height: height * scale + -float(low) * scale)  # type: ignore[arg-type]


def steps(heights: Image.Image, number: int) -> Image.Image:
    """Give a whole sheet on which each point holds the number of its height step, 0 to `number`."""
    sheet = heights.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    return sheet.point(lambda height: height * number + 0).convert("L")


def tinted(stepped: Image.Image, colours: Sequence[str], number: int) -> Image.Image:
    """Colour each height step, lowest first."""
    paints = ramp(colours, number) + [ramp(colours, number)[-1]] * (256 - number)
    return Image.merge("RGB", [stepped.point([paint[band] for paint in paints]) for band in range(3)])


def edges(stepped: Image.Image, thickness: int) -> Image.Image:
    """Give a mask of the lines along which the height step changes."""
    across = ImageChops.difference(stepped, ImageChops.offset(stepped, thickness, 0))
    down = ImageChops.difference(stepped, ImageChops.offset(stepped, 0, thickness))
    lines = ImageChops.lighter(across, down).point([0] + [255] * 255)
    lines.paste(0, (0, 0, thickness, HEIGHT))
    lines.paste(0, (0, 0, WIDTH, thickness))
    return lines


def ridge(chance: Random, base: float, height: float, hills: int, roughness: float = 0.5) -> list[Point]:
    """Give a skyline from the left edge to the right, `height` above and below `base` at most."""
    skyline = [0.0] * (WIDTH // 8 + 1)
    for octave in range(7):
        wave = _wave(chance, hills * 2**octave, len(skyline))
        skyline = [y + more * roughness**octave for y, more in zip(skyline, wave, strict=True)]
    return [(x * 8, base - height * y) for x, y in enumerate(skyline)]


def _wave(chance: Random, knots: int, length: int) -> list[float]:
    values = [chance.uniform(-1, 1) for _ in range(knots + 2)]
    return [_eased(values, place * knots / length) for place in range(length)]


def _eased(values: list[float], at: float) -> float:
    share = (1 - math.cos(math.pi * (at - int(at)))) / 2
    return values[int(at)] * (1 - share) + values[int(at) + 1] * share


def grounded(skyline: list[Point]) -> list[Point]:
    """Close a skyline into a polygon that reaches the foot of the sheet."""
    return [(0, HEIGHT), *skyline, (WIDTH, HEIGHT)]
