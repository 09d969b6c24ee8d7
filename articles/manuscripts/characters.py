"""Single characters of a text: which are kept, which become a space, which go."""

import re

SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\v]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffb]")
INVISIBLE = re.compile(r"[\u00ad\u180e\u2060-\u2064\ufeff\u202a-\u202e]|(?<![\u0e00-\u109f\u1780-\u17ff])\u200b")
LOOSE_JOINER = re.compile(r"(?<![\u0590-\U0010ffff])[\u200c\u200d]")
LINE_END = re.compile(r"\r\n?|\x0c|\x85|\u2028|\u2029")


def tidy(text: str) -> str:
    """The text without control and needless invisible characters, with plain spaces and ``\\n`` at line ends.

    The joiners that Urdu, Persian, Indic scripts and emoji need stay, and so do ligatures and quotation marks.
    """
    text = SPACE.sub(" ", LINE_END.sub("\n", text))
    return LOOSE_JOINER.sub("", INVISIBLE.sub("", CONTROL.sub("", text)))
