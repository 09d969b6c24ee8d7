"""Addresses made from headlines in any script."""

import unicodedata

LONGEST = 80
CLOSE_UP = str.maketrans("", "", "'’‘ʼ\u200c\u200d")
"""Apostrophes and joiners go, and what they stood between closes up."""


def slugify(headline: str, longest: int = LONGEST) -> str:
    """A readable address for a headline: its letters, marks and digits in lower case, joined by hyphens.

    Latin letters lose their accents; other scripts stay as they are written (RFC 3987 lets them stand in an address).
    At most ``longest`` characters, cut between words. ``""`` when the headline holds no letter and no digit.
    """
    folded = unicodedata.normalize("NFKC", headline).casefold().translate(CLOSE_UP)
    kept = "".join(character if _belongs(character) else " " for character in _without_accents(folded))
    return _cut("-".join(kept.split()), longest)


def _without_accents(text: str) -> str:
    """Latin letters bare; the vowel signs of Hindi and the points of Arabic stay, but on letters alone."""
    bare, base = [], ""
    for character in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(character):
            base = character
        if base == character or (not base.isascii() and _belongs(base)):
            bare.append(character)
    return unicodedata.normalize("NFC", "".join(bare))


def _belongs(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def _cut(slug: str, longest: int) -> str:
    if len(slug) <= longest:
        return slug
    return slug[: longest + 1].rpartition("-")[0] or slug[:longest]
