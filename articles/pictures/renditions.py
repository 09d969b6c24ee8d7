"""The sizes and formats in which a picture reaches readers, turned upright, in sRGB, without its hidden data."""

import io
from collections.abc import Iterator

from PIL import ExifTags, Image, ImageCms

from articles.pictures.limits import opened
from articles.pictures.sizes import FORMATS, WIDTHS, widths

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned upright by its EXIF orientation (EXIF 2.32, tag 0x0112)."""
LYING = frozenset({5, 6, 7, 8})
REDUCIBLE = frozenset({"L", "RGB", "RGBA", "CMYK"})
WITH_ALPHA = frozenset({"LA", "PA", "La", "RGBa"})
SIXTEEN_BITS = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})
OPTIONS = {
    "avif": {"quality": 60, "speed": 8, "max_threads": 1},
    "webp": {"quality": 78, "method": 4},
    "jpeg": {"quality": 80, "optimize": True, "progressive": True},
}
"""AVIF at speed 8 takes a seventh of the time of speed 6, and its files are smaller."""


def upright_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels as readers see the picture. Raises :class:`Unusable` for one that cannot be taken."""
    with opened(data) as picture:
        width, height = picture.size
        return (height, width) if _orientation(picture) in LYING else (width, height)


def upright(data: bytes) -> Image.Image:
    """The picture as readers see it: turned, in sRGB, bare, and no larger than twice the largest rendition."""
    width = upright_size(data)[0]
    with opened(data) as picture:
        turn = TURNS.get(_orientation(picture))
        clean = _in_srgb(_reduced(_in_eight_bits(picture), width // WIDTHS[-1]))
        return clean if turn is None else clean.transpose(turn)


def render(data: bytes) -> Iterator[tuple[int, str, bytes]]:
    """Each rendition as width in pixels, format and file content. Raises :class:`Unusable`."""
    return renditions(upright(data), upright_size(data)[0])


def renditions(picture: Image.Image, width: int) -> Iterator[tuple[int, str, bytes]]:
    """The same of a picture that is upright already, and was ``width`` pixels wide as it came."""
    for each in widths(width):
        resized = _resized(picture, each)
        yield from ((each, kind, _saved(resized, kind)) for kind in FORMATS)


def _orientation(picture: Image.Image) -> int:
    return int(picture.getexif().get(ExifTags.Base.Orientation, 1))


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Of sixteen bits a channel the upper eight; Pillow would take all that is brighter than a 256th for white."""
    if picture.mode not in SIXTEEN_BITS:
        return picture
    return picture.convert("I").point(lambda value: value / 256).convert("L")


def _reduced(picture: Image.Image, factor: int) -> Image.Image:
    """Smaller by a whole factor, so that of a huge picture nothing but the decoded file is held in memory."""
    if factor < 2:
        return picture
    whole = picture.width
    picture.draft(None, (picture.width // factor, picture.height // factor))
    if picture.mode not in REDUCIBLE or "transparency" in picture.info:
        picture = picture.convert("RGBA" if "transparency" in picture.info or picture.mode in WITH_ALPHA else "RGB")
    return picture.reduce(max(1, factor * picture.width // whole))


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The pixels alone in sRGB on white: no profile, no EXIF, no transparency."""
    profile = picture.info.get("icc_profile")
    if picture.mode in {"RGBA", "LA", "P", "PA"} or "transparency" in picture.info:
        picture = _on_white(picture)
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        picture = _converted(picture, profile)
    bare = Image.new("RGB", picture.size)
    bare.paste(picture.convert("RGB"))
    return bare


def _on_white(picture: Image.Image) -> Image.Image:
    layer = picture.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(paper, layer).convert("RGB")


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    """In sRGB by the picture's own profile; a broken or mismatched profile is ignored, as browsers do."""
    try:
        converted = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return picture
    return converted or picture


def _resized(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _saved(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **OPTIONS[kind])
    return out.getvalue()
