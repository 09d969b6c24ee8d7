"""The order in which words are read: what turns it for all that follows has no place in plain words."""

import re
from collections.abc import Mapping
from typing import Any

TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates (Unicode Annex 9, 2.1 to 2.5), which nobody sees and which outlast the words."""


def in_order(text: str) -> str:
    """The text without them. The marks beside a single word (U+200E, U+200F, U+061C) and the joiners stay."""
    return TURNING.sub("", text)


def all_in_order(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values by their names, those that are text without them."""
    return {name: in_order(value) if isinstance(value, str) else value for name, value in values.items()}
