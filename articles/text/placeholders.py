"""Places in a wording that are filled in when it is printed: ``{author}``, ``{magazine}``, ``{affiliation}``.

What stands in square brackets with a place in it is left out where there is nothing to fill in:
``{author}[, who works for {affiliation},] wrote this.``
"""

import re
from collections.abc import Iterator, Mapping

PLACES = ("author", "magazine", "affiliation")
PERHAPS_EMPTY = "affiliation"
PLACE = re.compile(r"\{([^{}]*)\}")
LOOSE = re.compile(r"[{}]")
OPTIONAL = re.compile(r"\[([^\[\]]*\{[^{}]*\}[^\[\]]*)\]")


def unknown_places(text: str) -> list[str]:
    """What stands in braces and is no place: ``{autor}``, as written, each once."""
    return [f"{{{name}}}" for name in dict.fromkeys(PLACE.findall(text)) if name not in PLACES]


def has_loose_brace(text: str) -> bool:
    """Whether a brace stands without its other half: ``{author wrote this``."""
    return bool(LOOSE.search(PLACE.sub("", text)))


def stands_bare(text: str) -> bool:
    """Whether a place that may be empty stands outside of brackets, or nothing else than brackets is there."""
    fixed = OPTIONAL.sub("", text)
    return PERHAPS_EMPTY in PLACE.findall(fixed) or not fixed.strip()


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled in, as plain text; what is no place stays as it is."""
    kept = OPTIONAL.sub(lambda found: _kept(found[1], values), text)
    return PLACE.sub(lambda found: values.get(found[1], found[0]), kept).strip()


def _kept(part: str, values: Mapping[str, str]) -> str:
    return part if all(values.get(name, name) for name in _names(part)) else ""


def _names(part: str) -> Iterator[str]:
    yield from PLACE.findall(part)
