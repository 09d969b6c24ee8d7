"""The demo's drawings: every scene, the same each time."""

import io

import pytest
from PIL import Image

from articles.management.demo.drawing import SCENES, draw


@pytest.fixture(scope="module")
def drawings() -> dict[str, bytes]:
    return {scene: draw(scene, 1) for scene in SCENES}


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_a_jpeg_of_1600_by_1000_with_much_to_see_in_it(scene, drawings):
    picture = Image.open(io.BytesIO(drawings[scene]))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1600, 1000))
    assert len(picture.reduce(10).getcolors(16_000)) > 1_000


def test_no_two_scenes_are_alike(drawings):
    assert len(set(drawings.values())) == len(SCENES) >= 8


def test_the_same_seed_gives_the_same_bytes(drawings):
    assert draw("delta", 1) == drawings["delta"]


def test_another_seed_gives_another_drawing(drawings):
    assert draw("delta", 2) != drawings["delta"]


def test_a_scene_nobody_drew_is_refused_with_the_names_of_those_that_are():
    with pytest.raises(ValueError, match=r"no scene “volcano”.*archipelago, books"):
        draw("volcano", 1)
