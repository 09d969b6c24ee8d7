"""Editorial drawings made by the machine: the same scene and seed always give the same bytes."""

from collections.abc import Callable
from random import Random

from PIL import Image

from .archipelago import archipelago
from .books import books
from .canvas import printed
from .city import city
from .contours import contours
from .delta import delta
from .globe import globe
from .harbour import harbour
from .letters import letters
from .mountains import mountains
from .rails import rails
from .strait import strait
from .wheat import wheat

SCENES: dict[str, Callable[[Random], Image.Image]] = {
    scene.__name__: scene
    for scene in (
        archipelago,
        books,
        city,
        contours,
        delta,
        globe,
        harbour,
        letters,
        mountains,
        rails,
        strait,
        wheat,
    )
}


def draw(scene: str, seed: int) -> bytes:
    """Draw a scene from SCENES as a JPEG of 1600 x 1000 pixels; raises ValueError for a scene nobody drew."""
    if scene not in SCENES:
        raise ValueError(f"There is no scene “{scene}”. Choose one of: {', '.join(SCENES)}.")
    chance = Random(f"{scene} {seed}")
    return printed(SCENES[scene](chance), chance)
