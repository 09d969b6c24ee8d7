"""Share pictures: always of one size, whatever the words, the fonts on hand, or the picture."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont, features

from articles.pictures import card, fonts
from articles.pictures.card import Card, draw
from articles.pictures.lines import balanced, broken, cut, shortened
from tests.examples import examples
from tests.magazine import picture

PLAIN = Card("Eleven Miles", "Opinion", "Ada Brandt", "The Review")
TEAL, PAPER = (0, 128, 128), (255, 253, 248)
START, END = (card.MARGIN, 0, 600, card.HEIGHT), (600, 0, card.WIDTH, card.HEIGHT)


@pytest.fixture(autouse=True)
def only_the_font_that_pillow_brings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(fonts, "FOLDERS", ())
    fonts._files.cache_clear()
    yield
    fonts._files.cache_clear()


def drawn(asked: Card) -> Image.Image:
    image = Image.open(BytesIO(draw(asked)))
    assert (image.format, image.size) == ("JPEG", (1200, 630))
    return image


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many dark points there are in a part."""
    return sum(image.crop(box).convert("L").histogram()[:90])


def is_like(point: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(point, colour, strict=True))


def test_the_words_begin_where_they_are_read_from() -> None:
    short = replace(PLAIN, headline="A toll")
    assert ink(drawn(short), START) > 500 > ink(drawn(short), END)
    turned = drawn(replace(short, direction="rtl"))
    assert ink(turned, END) > 500 > ink(turned, START)


def test_bar_and_kind_are_of_the_colour_that_is_given() -> None:
    image = drawn(replace(PLAIN, accent="#0b5d57"))
    assert is_like(image.getpixel((card.MARGIN + 30, card.MARGIN + 5)), (11, 93, 87))


def test_another_headline_is_another_picture_and_the_same_is_the_same() -> None:
    assert draw(PLAIN) == draw(PLAIN) != draw(replace(PLAIN, headline="Twelve Miles"))


@pytest.mark.parametrize(
    "headline", ["Word " * 60, "Word" * 75, "Who pays for the lamp when the keeper has gone? " * 3]
)
def test_a_long_headline_stays_within_the_margins(headline: str) -> None:
    image = drawn(replace(PLAIN, headline=headline, byline="Ada Brandt, " * 30))
    assert ink(image, (card.WIDTH - card.MARGIN + 4, 0, card.WIDTH, card.HEIGHT)) == 0
    assert ink(image, (0, card.BOTTOM, card.WIDTH, card.BOTTOM + 20)) == 0


def test_the_picture_stands_at_the_end_of_the_lines() -> None:
    beside = replace(PLAIN, picture=picture(400, 300))
    image = drawn(beside)
    assert is_like(image.getpixel((card.WIDTH - 10, 300)), TEAL)
    assert is_like(image.getpixel((10, 300)), PAPER)
    assert is_like(drawn(replace(beside, direction="rtl")).getpixel((10, 300)), TEAL)


def test_the_focus_of_a_picture_stays_in_sight() -> None:
    stripes = replace(PLAIN, picture=picture(1200, 300, colours=("red", "teal")))
    at_end = replace(stripes, focus=(100, 50))
    assert is_like(drawn(replace(stripes, focus=(0, 50))).getpixel((1000, 300)), (255, 0, 0))
    assert is_like(drawn(at_end).getpixel((1000, 300)), TEAL)


def test_letters_that_no_font_has_give_way_to_the_picture_or_the_plain_card() -> None:
    unknown = replace(PLAIN, headline="海峡的代价")
    assert is_like(drawn(replace(unknown, picture=picture(400, 300))).getpixel((10, 300)), TEAL)
    assert ink(drawn(unknown), (300, 250, 900, 380)) > 500
    assert is_like(drawn(replace(unknown, magazine="评论")).getpixel((600, 315)), PAPER)


def test_a_byline_or_kind_that_no_font_has_is_left_out() -> None:
    assert draw(replace(PLAIN, byline="王", kind="意见")) == draw(replace(PLAIN, byline="", kind=""))


def test_letters_that_must_be_joined_are_not_printed_apart() -> None:
    font = fonts.font_for("Miles", 40)
    assert font is not None
    assert not fonts.joins_letters(font)
    for text in ("مضيق", "מיצר", "जलडमरूमध्य"):
        assert not fonts.covers(font, text)


@pytest.mark.skipif(not features.check("raqm"), reason="This Pillow came without Raqm.")
def test_an_engine_is_told_of_language_and_direction(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = ImageFont.load_default(40)
    joining = ImageFont.FreeTypeFont(BytesIO(usual.font_bytes), 40, layout_engine=ImageFont.Layout.RAQM)
    monkeypatch.setattr(card, "font_for", lambda text, size, bold=False: joining)
    turned = replace(PLAIN, headline="A toll", direction="rtl", language="ar")
    assert ink(drawn(turned), END) > 500 > ink(drawn(turned), START)


def test_a_file_that_is_no_picture_leaves_the_words_alone() -> None:
    assert draw(replace(PLAIN, picture=b"no picture")) == draw(PLAIN)


def test_fonts_are_found_on_the_disk_bold_ones_first_and_what_is_no_font_is_passed_by(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("Some.ttf", "NotoSerif-Bold.ttf", "NotoSerif-Italic.ttf", "DejaVuSerif-Bold.ttf", "notes.txt"):
        (tmp_path / name).write_bytes(b"no font")
    monkeypatch.setattr(fonts, "FOLDERS", (str(tmp_path), str(tmp_path / "never")))
    fonts._files.cache_clear()
    assert [path.name for path in fonts._files(True)] == ["NotoSerif-Bold.ttf", "DejaVuSerif-Bold.ttf", "Some.ttf"]
    assert fonts.font_for("Miles", 40) is not None


@examples(50)
@given(st.text(max_size=60), st.integers(1, 20))
def test_no_line_is_wider_than_there_is_room_and_no_word_is_lost(text: str, width: int) -> None:
    for lines in (broken(text, width, len), balanced(text, width, len)):
        assert all(len(line) <= width for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_lines_are_even() -> None:
    assert balanced("aaa bbb ccc d", 11, len) == ["aaa bbb", "ccc d"]


def test_what_is_left_out_is_told() -> None:
    assert cut(["aaa", "bbb", "ccc"], 2, 3, len) == ["aaa", "bb…"]
    assert cut(["aaa"], 2, 3, len) == ["aaa"]
    assert shortened("aaa bbb", 5, len) == "aaa…"
