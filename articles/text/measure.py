"""Plain text of a body, its words, its reading time, its excerpt."""

import re
from html import unescape

NOTE = re.compile(r"<small>.*?</small>", re.S)
PULL_QUOTE = re.compile(r"<aside>(.*?)</aside>", re.S)
BLOCK_END = re.compile(r"</(?:p|h2|h3|h4|li|td|th|figcaption|blockquote|aside)>|<br>|<hr>")
TAG = re.compile(r"<[^>]*>")
FIGURE_OR_TABLE = re.compile(r"<(figure|table)\b.*?</\1>", re.S)
PARAGRAPH = re.compile(r"<p>.*?</p>", re.S)
WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_](?:[^\s\u3040-\u30ff\u3400-\u9fff]*[^\W_\u3040-\u30ff\u3400-\u9fff])?"
)

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert 2019, "How many words do we read per minute?"."""


def plain(html: str, *, notes: bool = True) -> str:
    """The text of a clean body, a line for each block; footnotes stand in brackets or are left out."""
    marked = NOTE.sub(lambda note: f" [{note[0][7:-8]}]" if notes else "", html)
    lines = unescape(TAG.sub("", BLOCK_END.sub("\n", marked))).split("\n")
    return "\n".join(line for line in (line.strip() for line in lines) if line)


def count_words(text: str) -> int:
    """How many words a plain text has; each Chinese or Japanese character counts as one."""
    return sum(1 for _ in WORD.finditer(text))


def body_words(html: str) -> int:
    """How many words a clean body has to read: without footnotes, and without pull quotes, which say them twice."""
    return count_words(plain(without_pull_quotes(html), notes=False))


def without_pull_quotes(html: str) -> str:
    return PULL_QUOTE.sub("", html)


def pull_quotes(html: str) -> list[str]:
    """The pull quotes of a clean body as plain text."""
    return [plain(quote) for quote in PULL_QUOTE.findall(html)]


def reading_minutes(words: int) -> int:
    """Minutes to read so many words, at least one; half a minute counts as one."""
    return max(1, (words + WORDS_A_MINUTE // 2) // WORDS_A_MINUTE)


def excerpt(html: str, length: int = 220) -> str:
    """The first sentences of a clean body as plain text of at most ``length`` characters, without footnotes."""
    paragraphs = PARAGRAPH.findall(FIGURE_OR_TABLE.sub("", html))
    text = " ".join(plain(paragraph, notes=False) for paragraph in paragraphs[:4]).replace("\n", " ")
    return shorten(text, length)


def shorten(text: str, length: int) -> str:
    """The text cut at a word's end with an ellipsis when it is longer than ``length`` characters."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return f"{cut.rsplit(' ', 1)[0].rstrip(' ,;:–—-') or cut}…"
