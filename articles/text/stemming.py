"""English words without their endings: Porter, “An algorithm for suffix stripping”, Program 14(3), 1980.

The same for a text and for a question, on any database. A word in another language loses an ending that looks English,
here as there, so that it is found all the same.
"""

import re
from functools import lru_cache

CONSONANTS, VOWELS = "[^aeiou][^aeiouy]*", "[aeiouy][aeiou]*"
HAS_VOWEL = re.compile(f"^(?:{CONSONANTS})?[aeiouy]")
MEASURE_ABOVE_0 = re.compile(f"^(?:{CONSONANTS})?{VOWELS}{CONSONANTS}")
MEASURE_1 = re.compile(f"^(?:{CONSONANTS})?{VOWELS}{CONSONANTS}(?:{VOWELS})?$")
MEASURE_ABOVE_1 = re.compile(f"^(?:{CONSONANTS})?(?:{VOWELS}{CONSONANTS}){{2}}")
SHORT_END = re.compile("^(?:[^aeiou][^aeiouy]*)[aeiouy][^aeiouwxy]$")
DOUBLE = re.compile(r"([^aeiouylsz])\1$")
ENGLISH = re.compile("[a-z]{3,}")

STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
STEP_4 = re.compile(
    "^(.+?)(?:(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)|(?<=[st])(?:ion))$"
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word; a word that holds anything but a to z is its own."""
    if not ENGLISH.fullmatch(word):
        return word
    word = _final_y(_past_and_progressive(_plural(word)))
    word = _replaced(_replaced(word, STEP_2), STEP_3)
    return _final_e(_bare(word))


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past_and_progressive(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if MEASURE_ABOVE_0.match(word[:-3]) else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            return _mended(rest) if HAS_VOWEL.match(rest) else word
    return word


def _mended(rest: str) -> str:
    if rest.endswith(("at", "bl", "iz")):
        return f"{rest}e"
    if DOUBLE.search(rest):
        return rest[:-1]
    return f"{rest}e" if SHORT_END.match(rest) else rest


def _final_y(word: str) -> str:
    return f"{word[:-1]}i" if word.endswith("y") and HAS_VOWEL.match(word[:-1]) else word


def _replaced(word: str, endings: dict[str, str]) -> str:
    for length in range(7, 2, -1):
        if (new := endings.get(word[-length:])) is not None and len(word) > length:
            rest = word[:-length]
            return rest + new if MEASURE_ABOVE_0.match(rest) else word
    return word


def _bare(word: str) -> str:
    found = STEP_4.match(word)
    return found[1] if found and MEASURE_ABOVE_1.match(found[1]) else word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        rest = word[:-1]
        if MEASURE_ABOVE_1.match(rest) or (MEASURE_1.match(rest) and not SHORT_END.match(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and MEASURE_ABOVE_1.match(word) else word
