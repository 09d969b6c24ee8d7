"""Words as they are looked for: without case, accents and spelling variants, the same for a text and for a query."""

import re
import unicodedata

LONGEST_WORD = 60
"""Characters; PostgreSQL refuses a word of more than 2,046 bytes."""

POINTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
"""Marks that people leave out as they type: accents, the points of Hebrew and Arabic. Vowel signs of Hindi stay."""

LATIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
ARABIC = {"ي": "ی", "ى": "ی", "ك": "ک", "ہ": "ه", "ة": "ه", "ە": "ه"}
DIGITS = {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6) for digit in range(10)}
CLOSE_UP = dict.fromkeys("'’‘ʼ\u00ad\u200c\u200d\u2060\ufeff", "")
VARIANTS = str.maketrans(LATIN | ARABIC | DIGITS | CLOSE_UP | {"_": " "})
"""Letters that people take for one another; apostrophes and joiners close up, as they do in a slug."""

WORD = re.compile(r"[\w\u0900-\u0963\u0966-\u0dff]+")
"""Letters and digits; in the scripts of India the vowel signs are characters of their own."""

UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+")
"""Chinese and Japanese, written without spaces."""


def words(text: str) -> list[str]:
    """The words of a plain text in their order.

    A run of Chinese or Japanese is given as its overlapping pairs of characters and its last character, so that any
    part of it can be found as a row of pairs: no dictionary needs to know where its words end.
    """
    return [word[:LONGEST_WORD] for run in WORD.findall(_folded(text)) for word in _parted(run)]


def phrase(typed: str) -> list[str]:
    """The words to look for beside each other; the last one may be the beginning of a longer word."""
    found = words(typed)
    ends_in_a_pair = len(found) > 1 and len(found[-2]) == 2 and found[-2].endswith(found[-1])
    return found[:-1] if ends_in_a_pair and UNSPACED.match(found[-1]) else found


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", POINTS.sub("", unicodedata.normalize("NFD", plain)))
    return plain.translate(VARIANTS)


def _parted(run: str) -> list[str]:
    """Most runs are words; those in an unspaced script, or mixed with one, fall into parts."""
    if run.isascii() or not UNSPACED.search(run):
        return [run]
    parts, end = [], 0
    for found in UNSPACED.finditer(run):
        parts += [run[end : found.start()], *_pairs(found[0])]
        end = found.end()
    return [part for part in (*parts, run[end:]) if part]


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run))]
