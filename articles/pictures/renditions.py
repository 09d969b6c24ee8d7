"""The sizes and formats in which a picture reaches readers, turned upright, in sRGB, without its hidden data."""

import io
from collections.abc import Iterator

from PIL import Image, ImageCms, ImageOps

from articles.pictures.limits import opened
from articles.pictures.sizes import FALLBACK, fallback_width, widths

OPTIONS = {"webp": {"quality": 78, "method": 4}, "jpeg": {"quality": 80, "optimize": True, "progressive": True}}


def upright_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels as readers see the picture. Raises :class:`Unusable` for one that cannot be taken."""
    with opened(data) as picture:
        return _upright(picture).size


def render(data: bytes) -> Iterator[tuple[int, str, bytes]]:
    """Each rendition as width in pixels, format and file content. Raises :class:`Unusable`."""
    with opened(data) as picture:
        clean = _in_srgb(_upright(picture))
        for width in widths(clean.width):
            yield width, "webp", _saved(_resized(clean, width), "webp")
        width = fallback_width(clean.width)
        yield width, FALLBACK, _saved(_resized(clean, width), FALLBACK)


def _upright(picture: Image.Image) -> Image.Image:
    return ImageOps.exif_transpose(picture)


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
