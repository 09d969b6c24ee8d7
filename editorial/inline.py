"""What readers' pages carry in themselves, so that none waits for a second request: styles, and one line of script.

The policy allows each by its hash, and so nothing else that somebody might write into a page.
"""

import base64
import hashlib
import re
from functools import lru_cache

from django.conf import settings

from editorial.colour import readable

SHEETS = {
    "lists": ("magazine.css", "lists.css", "forms.css"),
    "history": ("magazine.css", "lists.css", "forms.css", "history.css"),
    "article": ("magazine.css", "article.css", "body.css"),
    "proof": ("magazine.css", "proof.css", "article.css", "body.css", "forms.css"),
    "proof of an article": ("magazine.css", "proof.css", "article.css", "body.css"),
    "proof of a front page": ("magazine.css", "proof.css", "lists.css"),
}
"""What each kind of page carries, out of static/."""
CHOSEN_SCHEME = (
    'try{const s=localStorage.getItem("scheme");if(s)document.documentElement.dataset.scheme=s}catch{}'  # before paint
)
COMMENT_OR_TEXT = re.compile(r'/\*.*?\*/|("(?:[^"\\]|\\.)*"|[^"/]+|/)', re.S)


@lru_cache(maxsize=64)
def sheet(kind: str, accent: str) -> str:
    """The styles of a kind of page, in the magazine's colour; ``""`` is the colour that the stylesheet names."""
    written = "".join((settings.BASE_DIR / "static" / name).read_text("utf-8") for name in SHEETS[kind])
    return smaller(written + _colour(accent))


def _colour(accent: str) -> str:
    return f":root {{ --accent: light-dark({', '.join(readable(accent))}) }}" if accent else ""


def smaller(css: str) -> str:
    """The same rules without comments and without the space that means nothing.

    Space before a colon joins selectors and space around ``+`` makes a sum, so only what is safe anywhere is taken:
    around braces, semicolons, commas and ``>``, and after a colon. What stands in quotes stays as it is.
    """
    return "".join(_without_space(found[1] or "") for found in COMMENT_OR_TEXT.finditer(css)).strip()


def _without_space(part: str) -> str:
    if part.startswith('"'):
        return part
    return re.sub(r";}", "}", re.sub(r"\s*([{};,>])\s*|(:)\s+", r"\1\2", re.sub(r"\s+", " ", part)))


def source(text: str) -> str:
    """The text as a source that a policy allows (CSP level 3, "hash-source")."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def styles(accent: str) -> str:
    """The sources of every sheet there is, in the magazine’s colour."""
    return " ".join(source(sheet(kind, accent)) for kind in SHEETS)
