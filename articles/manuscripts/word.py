"""Word: a .docx through mammoth, with its notes, pictures and tracked changes."""

import re
from dataclasses import dataclass, field
from typing import Any

import mammoth
from mammoth import html as markup

from articles.manuscripts.child import serve
from articles.manuscripts.limits import check_text
from articles.manuscripts.manuscript import Picture, Unreadable
from articles.manuscripts.package import DAMAGED, packed, unpacked
from articles.manuscripts.repair import repaired
from articles.manuscripts.sizes import kind_of
from articles.manuscripts.source import Source
from articles.manuscripts.styles import STYLE_MAP, Styled

CAPTION = re.compile(r'</figure><p class="caption">(.*?)</p>', re.S)
RULE = re.compile(r"<p>(?:<(?:strong|em)>)*\s*(?:(?:[*_\-–—~#]\s*){3,}|⁂)\s*(?:</(?:strong|em)>)*</p>")


def read(data: bytes) -> Source:
    """The source of a Word file. Raises Unreadable for a file that is none, is damaged or goes beyond the limits.

    Wants to be called in a process of limited memory and time: :func:`articles.manuscripts.limits.read_apart`.
    """
    parts, text = repaired(unpacked(data))
    check_text("\n".join(text.lines))
    styled, album = Styled(), Album()
    try:
        html = mammoth.convert_to_html(
            packed(parts),
            style_map=STYLE_MAP,
            include_embedded_style_map=False,
            convert_image=album.figure,
            transform_document=styled.document,
            id_prefix="in-",
        ).value
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        raise Unreadable(DAMAGED) from error
    html = RULE.sub("<hr>", CAPTION.sub(r"<figcaption>\1</figcaption></figure>", html))
    return Source(
        html=html,
        text="\n".join(text.lines),
        headline=styled.headline,
        standfirst=styled.standfirst,
        byline=styled.byline,
        pictures=tuple(album.pictures),
        dropped=(*text.dropped, *album.refused),
    )


@dataclass
class Album:
    """The pictures of a document in their order, and those of a kind that no reader's browser shows."""

    pictures: list[Picture] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def figure(self, image: Any) -> list[Any]:
        """Mammoth's picture as an empty figure that bears its number."""
        alt = " ".join((image.alt_text or "").split())
        try:
            with image.open() as file:
                data = file.read()
        except KeyError:
            return self._refuse(alt, "it is not in the file")
        kind = kind_of(data)
        if not kind:
            return self._refuse(alt, f"its kind ({image.content_type}) cannot be shown")
        self.pictures.append(Picture(f"picture-{len(self.pictures) + 1}.{kind}", data, alt))
        return [markup.element("figure", {"data-image": str(len(self.pictures))}, [markup.force_write])]

    def _refuse(self, alt: str, reason: str) -> list[Any]:
        self.refused.append(f"Picture left out, {reason}: {alt or 'without description'}")
        return []


if __name__ == "__main__":
    serve(read)
