"""What a picture looks like, in 64 bits: the same picture saved anew, smaller or larger, has nearly the same.

The difference hash of Neal Krawetz, “Kind of Like That” (hackerfactor.com, 21 January 2013): nine by eight grey points,
and for each whether its neighbour is brighter.
"""

from PIL import Image

ACROSS, DOWN = 8, 8
ALIKE = 6
"""Of 64 bits, how many may differ between two that look alike. Krawetz takes ten for “perhaps”."""
PLAINEST = 4
"""A picture of fewer points that differ has no look of its own: a plain colour, a gradient."""
MASK = 2**64 - 1


def look_of(picture: Image.Image) -> int | None:
    """The look as a signed number of 64 bits, as databases keep them; ``None`` for a picture too plain to have one."""
    small = picture.convert("L").resize((ACROSS + 1, DOWN), Image.Resampling.BOX)
    grey = small.tobytes()
    rows = (grey[start : start + ACROSS + 1] for start in range(0, len(grey), ACROSS + 1))
    bits = "".join("1" if left < right else "0" for row in rows for left, right in zip(row, row[1:], strict=False))
    if min(bits.count("0"), bits.count("1")) < PLAINEST:
        return None
    return int.from_bytes(int(bits, 2).to_bytes(8, "big"), "big", signed=True)


def are_alike(one: int, other: int) -> bool:
    """Whether two looks are of the same picture, most likely."""
    return ((one ^ other) & MASK).bit_count() <= ALIKE
