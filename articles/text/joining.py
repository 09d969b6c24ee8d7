"""Names in a row, as each language joins them: “Ada, Bao and Cy”, «الف، ب اور ج»."""

from collections.abc import Sequence

COMMA, ARABIC_COMMA, IDEOGRAPHIC_COMMA = ", ", "، ", "、"
RULES: dict[str, tuple[str, str]] = {
    "ar": (" و", " و"),
    "bn": (COMMA, " এবং "),
    "zh": (IDEOGRAPHIC_COMMA, "和"),
    "cs": (COMMA, " a "),
    "nl": (COMMA, " en "),
    "en": (COMMA, " and "),
    "fr": (COMMA, " et "),
    "de": (COMMA, " und "),
    "el": (COMMA, " και "),
    "he": (COMMA, " ו"),
    "hi": (COMMA, " और "),
    "it": (COMMA, " e "),
    "ja": (IDEOGRAPHIC_COMMA, IDEOGRAPHIC_COMMA),
    "ko": (COMMA, " 및 "),
    "ps": (ARABIC_COMMA, " او "),
    "fa": (ARABIC_COMMA, " و "),
    "pl": (COMMA, " i "),
    "pt": (COMMA, " e "),
    "ru": (COMMA, " и "),
    "es": (COMMA, " y "),
    "tr": (COMMA, " ve "),
    "uk": (COMMA, " і "),
    "ur": (ARABIC_COMMA, " اور "),
}
"""What stands between names, and before the last, by language: the list patterns of CLDR (Unicode TR 35), without the
comma before “and”.
"""


def joined(names: Sequence[str], language: str) -> str:
    """The names in a row, each once, in their order; ``""`` for none."""
    between, before_the_last = RULES.get(language, RULES["en"])
    *others, last = dict.fromkeys(filter(None, names)) or [""]
    return before_the_last.join(filter(None, (between.join(others), last)))
