"""The magazine's own colour, as it can be read on paper and on a dark screen (WCAG 2.2, 1.4.3)."""

import colorsys
import re
from functools import cache

HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.I)
PAPERS, NIGHTS = ("#fffdf8", "#f6f1e7"), ("#171512", "#221f1a")
"""What text stands on, light and dark: ``--paper`` and ``--wash`` of static/magazine.css."""
ENOUGH = 4.5
STEPS = 100
Channels = tuple[float, float, float]


@cache
def readable(colour: str) -> tuple[str, str]:
    """The colour on light and on dark ground: itself where it can be read there, else the nearest of its hue."""
    return _nearest(colour, PAPERS, 0), _nearest(colour, NIGHTS, 1)


def contrast(one: str, other: str) -> float:
    """The ratio of two colours in hexadecimal, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(_channels(one)), _luminance(_channels(other))))
    return (lighter + 0.05) / (darker + 0.05)


def _nearest(colour: str, grounds: tuple[str, ...], end: int) -> str:
    """Towards ``end``, black or white."""
    shades = (_shade(colour, end, step / STEPS) for step in range(STEPS + 1))
    return next(shade for shade in shades if all(contrast(shade, ground) >= ENOUGH for ground in grounds))


def _shade(colour: str, end: int, share: float) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(colour))
    shade = colorsys.hls_to_rgb(hue, light + (end - light) * share, saturation)
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in shade)


def _channels(colour: str) -> Channels:
    """Red, green and blue, 0 to 1, of ``#rgb`` or ``#rrggbb``."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def _luminance(channels: Channels) -> float:
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
