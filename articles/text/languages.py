"""The languages an article may be written in, and the direction of their script."""

import re

LANGUAGES = (
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("zh", "中文"),
    ("cs", "Čeština"),
    ("nl", "Nederlands"),
    ("en", "English"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("ps", "پښتو"),
    ("fa", "فارسی"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("es", "Español"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
)
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})

TELLING_LETTERS = (
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("ur", re.compile(r"[ٹڈڑےںھہ]")),
    ("ps", re.compile(r"[ښړډټځڅې]")),
    ("fa", re.compile(r"[پچژگی]")),
    ("ar", re.compile(r"[\u0621-\u064a]")),
)
RIGHT_TO_LEFT_LETTER = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def direction(language: str) -> str:
    """``"rtl"`` or ``"ltr"``, the value of the HTML attribute ``dir``."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def guess(text: str, default: str) -> str:
    """The language of a text in right-to-left script by its telling letters; ``default`` for any other script."""
    letters = sum(character.isalpha() for character in text)
    if len(RIGHT_TO_LEFT_LETTER.findall(text)) * 2 <= letters:
        return default
    return next((code for code, telling in TELLING_LETTERS if len(telling.findall(text)) * 50 > letters), "ar")
