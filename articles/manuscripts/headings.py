"""Headings: what may be one, and how the levels of a file settle into h2, h3 and h4."""

import re
from html import unescape

HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.S)
TAG = re.compile(r"<[^>]*>")
STOP = tuple(".,;:!…۔،؛।。，；：！")
QUOTE = tuple("\"“”„«‹‘'‚「『")
DASH = tuple("-–—―")
CLOSING_QUOTE = re.compile(r"[.!?…,۔؟][\"”’'»]|[\"”»],")
ADDRESS = re.compile(r"\S@\S|://|\bwww\.")
PROSE_END = re.compile(r"[.!?…:۔؟।。！？][\"”’'»)\]*_]*(?:\[\d+\])?$")
LONGEST, MOST_WORDS = 90, 14
GENERIC = frozenset(
    re.findall(
        r"\S+",
        "introduction background preface foreword prologue abstract summary overview contents conclusion تعارف تمہید",
    )
)


def may_be_heading(text: str, longest: int = LONGEST, most_words: int = MOST_WORDS) -> bool:
    """Whether a line on its own could be a heading: short, begun like one, without a full stop, not spoken."""
    return (
        0 < len(text) <= longest
        and len(text.split()) <= most_words
        and not text.endswith(STOP)
        and not text.startswith(DASH)
        and not text[0].islower()
        and any(character.isalpha() for character in text)
        and not is_spoken(text)
        and not ADDRESS.search(text)
    )


def is_spoken(text: str) -> bool:
    """Dialogue: a quotation that ends with its own stop, not a word in quotation marks."""
    return text.startswith(QUOTE) and (bool(CLOSING_QUOTE.search(text)) or text.endswith("?"))


def is_prose(text: str) -> bool:
    """A line that reads as a paragraph: a dozen words, or the end of a sentence."""
    return len(text.split()) >= 12 or bool(PROSE_END.search(text))


def title(html: str) -> tuple[str, str]:
    """The only h1, when it stands before everything, as plain headline (else ``""``), and the HTML without it."""
    found = [heading for heading in HEADING.finditer(html) if heading[1] == "1"]
    if len(found) != 1 or _text(html[: found[0].start()]) or "<small>" in found[0][2]:
        return "", html
    return _text(found[0][2]), html[: found[0].start()] + html[found[0].end() :]


def levelled(html: str) -> str:
    """The HTML with its headings as h2, h3 and h4, the highest that occurs as h2."""
    levels = sorted({heading[1] for heading in HEADING.finditer(html)})
    level = {old: min(new, 4) for new, old in enumerate(levels, 2)}
    return HEADING.sub(lambda found: f"<h{level[found[1]]}>{found[2]}</h{level[found[1]]}>", html)


def _text(html: str) -> str:
    return " ".join(unescape(TAG.sub("", html)).split())
