"""Names called with an @ in a note."""

import re
from collections.abc import Set

CALL = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")
"""An account's name as Django allows it, not within an e-mail address."""


def mentioned(text: str) -> Set[str]:
    """The names called in the text, in lower case: each as written, and without signs that may only end a sentence."""
    called = {name.casefold() for name in CALL.findall(text)}
    return called | {name.rstrip(".-+@") for name in called}
