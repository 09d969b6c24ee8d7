"""Sources as the desk types them: one a line, words and then an address if there is one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from articles.text.order import in_order

MEANT_AS_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:/|www\.|https?\b[^\s]*[.:/])\S*", re.IGNORECASE)
HOST = re.compile(r"[^\s.]+(?:\.[^\s.]+)+")
BETWEEN = " \t,;:|–—-"


@dataclass(frozen=True)
class Source:
    """``words`` may be empty where the ``address`` says it all, and the address where the words do."""

    words: str
    address: str = ""

    @property
    def label(self) -> str:
        return self.words or self.address


def tidy_lines(text: str) -> str:
    """In order, without empty lines and with single spaces, so that what says the same is the same."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in in_order(text).splitlines())))


def sources_in(text: str) -> list[Source]:
    return [_source(line) for line in tidy_lines(text).splitlines()]


def is_address(text: str) -> bool:
    """Whether it is a whole address of the web: ``https://host.tld/…`` or with ``http``."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(HOST.fullmatch(host)) and not re.search(r"[\s<>\"]", text)


def misread(text: str) -> Iterator[str]:
    """Each word of a list of sources that was meant as an address and is none, or does not end its line."""
    for line in tidy_lines(text).splitlines():
        *before, last = line.split()
        yield from (word for word in before if MEANT_AS_ADDRESS.match(word))
        if MEANT_AS_ADDRESS.match(last) and not is_address(last):
            yield last


def _source(line: str) -> Source:
    words, _space, last = line.rpartition(" ")
    return Source(words.rstrip(BETWEEN), last) if is_address(last) else Source(line)
