"""Pictures: what is refused before it is decoded, and in which sizes, turned and bare, they reach readers."""

import io
import re
import struct
import time
import zlib
from collections.abc import Callable
from typing import NoReturn

import pytest
from PIL import ExifTags, Image, ImageCms

from articles.apart import ROOT, Ended
from articles.models import Figure
from articles.models.focus import STEP
from articles.pictures.__main__ import answer
from articles.pictures.developing import develop, develop_here, moves, unpack
from articles.pictures.limits import LARGEST_FILE, Unusable, opened
from articles.pictures.look import are_alike, look_of
from articles.pictures.renditions import render, upright_size
from articles.pictures.sizes import FALLBACK, FORMATS, WIDTHS, fallback_width, rendition_name, widths
from tests.pace import allowed

RED, WHITE = (255, 0, 0), (255, 255, 255)


def written(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def rendered(data: bytes) -> dict[tuple[int, str], Image.Image]:
    return {(width, kind): Image.open(io.BytesIO(content)) for width, kind, content in render(data)}


def close_to(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


def png_head(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing, as the bombs do."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_of_12000_by_12000_is_refused_without_decoding_it() -> None:
    started = time.process_time()
    with pytest.raises(Unusable, match="12000 × 12000"):
        list(render(png_head(12_000, 12_000)))
    assert time.process_time() - started < allowed(0.5)


def test_a_picture_that_claims_more_than_pillow_itself_takes_is_refused_too() -> None:
    with pytest.raises(Unusable):
        upright_size(png_head(60_000, 60_000))


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(Unusable, match="larger than 40 MB"):
        upright_size(b"\xff" * (LARGEST_FILE + 1))


def test_a_picture_too_small_to_print_is_refused() -> None:
    with pytest.raises(Unusable, match="too small"):
        upright_size(written(Image.new("RGB", (300, 15))))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"PK\x03\x04",
        b"BM" + b"\0" * 60,
    ],
    ids=["empty", "text", "zip", "bmp"],
)
def test_what_is_not_a_picture_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(Unusable, match="Save it as JPEG"):
        upright_size(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_a_truncated_file_is_refused_when_it_is_rendered(kind: str) -> None:
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    data = written(noise, kind)
    with pytest.raises(Unusable):
        list(render(data[: len(data) // 2]))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"])
def test_every_format_that_is_taken_comes_out_in_the_table_of_formats(kind: str) -> None:
    found = rendered(written(Image.new("RGB", (400, 200), RED), kind))
    assert {(picture.format.lower(), picture.size) for picture in found.values()} == {
        (kind, size) for kind in ("avif", "webp", "jpeg") for size in ((320, 160), (400, 200))
    }
    assert all(close_to(picture.convert("RGB").getpixel((5, 5)), RED) for picture in found.values())


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr"])
def test_every_mode_comes_out_as_plain_rgb(mode: str) -> None:
    kind = "TIFF" if mode in {"CMYK", "YCbCr"} else "PNG"
    found = rendered(written(Image.new("L", (40, 30), 255).convert(mode), kind))
    assert {picture.mode for picture in found.values()} == {"RGB"}
    assert all(close_to(picture.getpixel((20, 15)), WHITE) for picture in found.values())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Export it as PNG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- a drawing --><svg onload='alert(1)'/>", "Export it as PNG"),
        (b"\x1f\x8b" + bytes(30), "Export it as PNG"),
        (b"\0\0\0\x18ftypheic" + bytes(30), "Export it as JPEG"),
        (b"%PDF-1.4", "JPEG or PNG"),
        (b"8BPS\0\x01", "JPEG or PNG"),
    ],
    ids=["svg", "svg behind a declaration", "svgz", "heic", "pdf", "photoshop"],
)
def test_what_is_known_and_not_taken_is_refused_with_what_to_send(data: bytes, says: str) -> None:
    with pytest.raises(Unusable, match=says):
        develop(data)


def test_sixteen_bits_keep_their_greys() -> None:
    middle = Image.new("I;16", (40, 30), 32_768)
    assert close_to(rendered(written(middle))[40, "jpeg"].getpixel((20, 15)), (128, 128, 128))


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_what_moves_readers_get_the_first_frame(kind: str) -> None:
    second = Image.new("RGB", (40, 30), WHITE)
    data = written(Image.new("RGB", (40, 30), RED), kind, save_all=True, append_images=[second])
    assert moves(data)
    assert close_to(rendered(data)[40, "jpeg"].getpixel((20, 15)), RED)


def test_a_photo_with_a_second_one_behind_it_is_a_still() -> None:
    data = written(Image.new("RGB", (40, 30), RED), "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30))])
    assert not moves(data)
    assert close_to(rendered(data)[40, "jpeg"].getpixel((20, 15)), RED)


def test_what_is_hidden_behind_a_picture_goes_no_further() -> None:
    payload = b"PK\x03\x04<script>alert(1)</script>"
    for _width, _kind, content in render(written(Image.new("RGB", (40, 30), RED), "JPEG") + payload):
        assert b"script" not in content


def test_cmyk_keeps_its_colour() -> None:
    found = rendered(written(Image.new("RGB", (40, 30), RED).convert("CMYK"), "JPEG"))
    assert close_to(found[40, "jpeg"].getpixel((20, 15)), RED, by=40)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_lies_on_white(mode: str) -> None:
    clear = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    data = written(clear.convert("LA") if mode == "LA" else clear, "GIF" if mode == "P" else "PNG")
    assert close_to(rendered(data)[40, "jpeg"].getpixel((20, 15)), WHITE)


def test_a_colour_named_as_transparent_lies_on_white() -> None:
    data = written(Image.new("RGB", (40, 30), RED), transparency=RED)
    assert close_to(rendered(data)[40, "jpeg"].getpixel((20, 15)), WHITE)


def with_exif(orientation: int) -> bytes:
    """Left half red, right half white, turned and placed by its EXIF."""
    picture = Image.new("RGB", (80, 40), WHITE)
    picture.paste(RED, (0, 0, 40, 40))
    exif = picture.getexif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "a name that nobody asked for"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (26.0, 34.0, 0.0)
    return written(picture, "JPEG", exif=exif, quality=95)


@pytest.mark.parametrize(("orientation", "red_at"), [(1, (5, 20)), (3, (75, 20)), (6, (20, 5)), (8, (20, 75))])
def test_a_picture_is_turned_as_its_exif_says(orientation: int, red_at: tuple[int, int]) -> None:
    data = with_exif(orientation)
    upright = (40, 80) if orientation in {6, 8} else (80, 40)
    assert upright_size(data) == upright
    found = rendered(data)[upright[0], "jpeg"]
    assert found.size == upright
    assert close_to(found.getpixel(red_at), RED, by=40)


def test_nothing_hidden_reaches_readers() -> None:
    for _width, _kind, content in render(with_exif(6)):
        found = Image.open(io.BytesIO(content))
        assert not found.getexif()
        assert not {"exif", "icc_profile", "xmp", "comment"} & found.info.keys()
        assert b"nobody asked" not in content


def test_colours_are_brought_to_srgb_by_the_profile_of_the_picture() -> None:
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    plain = rendered(written(Image.new("RGB", (40, 30), (200, 100, 50)), icc_profile=linear))
    assert close_to(plain[40, "jpeg"].getpixel((20, 15)), (200, 100, 50))
    swapped = swapped_profile()
    found = rendered(written(Image.new("RGB", (40, 30), (255, 0, 0)), icc_profile=swapped))[40, "jpeg"]
    red, green, blue = found.getpixel((20, 15))
    assert green > red
    assert "icc_profile" not in found.info


def swapped_profile() -> bytes:
    """sRGB with the red and green primaries exchanged: read without it, green things look red."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for number in range(struct.unpack(">I", profile[128:132])[0]):
        place = 132 + 12 * number
        name = bytes(profile[place : place + 4])
        if name in {b"rXYZ", b"gXYZ"}:
            profile[place : place + 4] = b"gXYZ" if name == b"rXYZ" else b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("profile", [b"", b"broken", b"\0" * 200])
def test_a_broken_profile_is_ignored(profile: bytes) -> None:
    found = rendered(written(Image.new("RGB", (40, 30), RED), icc_profile=profile))
    assert close_to(found[40, "jpeg"].getpixel((20, 15)), RED)


@pytest.mark.parametrize(
    ("width", "offered"),
    [(100, [100]), (320, [320]), (321, [320, 321]), (1_000, [320, 480, 640, 960, 1_000]), (5_000, list(WIDTHS))],
)
def test_a_picture_is_offered_in_no_width_beyond_its_own(width: int, offered: list[int]) -> None:
    assert widths(width) == offered


@pytest.mark.parametrize(("width", "fallback"), [(100, 100), (960, 960), (4_000, 960)])
def test_old_browsers_get_one_middling_width(width: int, fallback: int) -> None:
    assert fallback_width(width) == fallback


def test_a_figure_names_exactly_the_renditions_that_are_made() -> None:
    figure = Figure(checksum="ab" * 32, width=700, height=20)
    made = {rendition_name(figure.checksum, width, kind) for width, kind in rendered(png(700, 20))}
    newer = [part.split(" ")[0] for source in figure.sources for part in source["srcset"].split(", ")]
    older = [part.split(" ")[0] for part in figure.srcset.split(", ")]
    assert {address.removeprefix("/media/") for address in [*newer, *older]} == made
    assert figure.src in older
    assert [source["type"] for source in figure.sources] == [f"image/{kind}" for kind in FORMATS if kind != FALLBACK]


def png(width: int, height: int) -> bytes:
    return written(Image.new("RGB", (width, height), RED))


def test_the_thinnest_picture_keeps_a_height() -> None:
    assert rendered(png(2_000, 16))[320, "webp"].size == (320, 3)


def test_opening_gives_the_picture_itself() -> None:
    with opened(png(64, 48)) as picture:
        assert picture.size == (64, 48)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_a_huge_picture_of_any_mode_is_made_smaller_before_anything_else(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    huge = Image.new(mode, (2 * WIDTHS[-1] + 10, 40))
    found = rendered(written(huge, kind))
    assert {picture.size[0] for picture in found.values()} == {*WIDTHS}
    assert all(picture.mode == "RGB" for picture in found.values())


def test_a_huge_picture_that_lies_is_turned_after_it_was_made_smaller() -> None:
    lying = Image.new("RGB", (40, 2 * WIDTHS[-1]), RED)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    data = written(lying, "JPEG", exif=exif)
    assert upright_size(data) == (2 * WIDTHS[-1], 40)
    assert max(rendered(data)) == (WIDTHS[-1], "webp")


LIGHTS = bytes((number * 97 + number * number * 31) % 256 for number in range(63))


def scene(width: int = 240, height: int = 160) -> Image.Image:
    """Something with light and dark in it."""
    return Image.frombytes("L", (9, 7), LIGHTS).resize((width, height), Image.Resampling.BICUBIC).convert("RGB")


def test_a_picture_saved_anew_or_smaller_looks_like_itself() -> None:
    look = look_of(scene())
    for data in (written(scene(), "JPEG", quality=40), written(scene(90, 60), "WEBP"), written(scene(600, 400), "PNG")):
        assert are_alike(look, look_of(Image.open(io.BytesIO(data))))


def test_other_pictures_look_otherwise() -> None:
    look = look_of(scene())
    for turned in (scene().transpose(turn) for turn in (0, 1, 3)):
        assert not are_alike(look, look_of(turned))


@pytest.mark.parametrize("plain", [Image.new("RGB", (64, 48), RED), Image.linear_gradient("L")])
def test_a_plain_picture_has_no_look_of_its_own(plain: Image.Image) -> None:
    assert look_of(plain) is None


def test_a_look_fits_a_signed_column_of_64_bits() -> None:
    checked = [look_of(scene().transpose(turn)) for turn in range(7)]
    assert all(-(2**63) <= look < 2**63 for look in checked)
    assert min(checked) < 0 < max(checked)


def test_the_child_gives_what_this_process_would() -> None:
    data = written(scene(40, 30), "PNG")
    developed = develop(data)
    assert developed == develop_here(data)
    assert (developed.width, developed.height, developed.moves) == (40, 30, False)
    assert [made[:2] for made in developed.renditions] == [(40, kind) for kind in FORMATS]


def test_a_picture_that_needs_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.pictures.developing.answer_of", fail_with(Ended))
    with pytest.raises(Unusable, match="smaller JPEG"):
        develop(png(40, 30))


@pytest.mark.parametrize("error", [MemoryError, RecursionError, Unusable("Save it smaller.")])
def test_the_child_answers_with_a_sentence(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    monkeypatch.setattr("articles.pictures.__main__.develop_here", fail_with(error))
    with pytest.raises(Unusable, match="smaller"):
        unpack(answer(b""))


def fail_with(error: object) -> Callable[..., NoReturn]:
    def fail(*_given: object, **_more: object) -> NoReturn:
        raise error

    return fail


@pytest.mark.parametrize(
    ("x", "y", "classes"),
    [(50, 50, ""), (52, 48, ""), (0, 100, "fx0 fy100"), (50, 20, "fx50 fy20"), (33, 68, "fx35 fy70")],
)
def test_the_focus_is_told_by_classes_to_the_nearest_twentieth(x: int, y: int, classes: str) -> None:
    assert Figure(focus_x=x, focus_y=y).focus == classes


def test_the_stylesheet_has_every_class_of_the_focus() -> None:
    css = (ROOT / "static/magazine.css").read_text("utf-8")
    rules = re.findall(r"\.f([xy])(\d+) \{ --([xy]): (\d+)% \}", css)
    assert all((axis, percent) == (other, value) for axis, percent, other, value in rules)
    assert {(axis, int(percent)) for axis, percent, *_rest in rules} == {
        (axis, percent) for axis in "xy" for percent in range(0, 101, STEP)
    }
