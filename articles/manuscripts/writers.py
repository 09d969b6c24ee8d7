"""From names and paragraphs of biography to writers: who owns which paragraph and which address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from articles.manuscripts.contact import emails, is_contact, without_address
from articles.manuscripts.manuscript import Writer
from articles.manuscripts.names import same, surname


@dataclass
class Entry:
    """Names and the paragraphs under them; ``led`` when the name was read from the biography's beginning."""

    names: list[str]
    biographies: list[str] = field(default_factory=list)
    is_heading: bool = False
    led: bool = False

    def awaits(self) -> bool:
        """Whether there are names without a paragraph yet."""
        return len(self.names) > 1 and len(self.biographies) < len(self.names)


def written_by(entries: Sequence[Entry], bylines: Sequence[str]) -> tuple[Writer, ...]:
    """The writers in the order of the byline, then of the closing lines, each once."""
    signed = _merged(writer for entry in entries for writer in _writers(entry))
    first = [_known(name, signed) for name in bylines]
    rest = [writer for writer in signed if not any(same(writer.name, name) for name in bylines)]
    return tuple(_merged([*first, *rest]))


def _merged(writers: Iterable[Writer]) -> list[Writer]:
    """Each person once, with all that was said of them."""
    once: list[Writer] = []
    for writer in writers:
        place = next((place for place, known in enumerate(once) if same(known.name, writer.name)), len(once))
        known = once[place] if place < len(once) else Writer(writer.name)
        parts = dict.fromkeys(filter(None, (known.biography, writer.biography)))
        once[place : place + 1] = [Writer(known.name, " ".join(parts), known.email or writer.email)]
    return once


def _known(name: str, signed: Sequence[Writer]) -> Writer:
    return next((writer for writer in signed if same(writer.name, name)), Writer(name))


def _writers(entry: Entry) -> list[Writer]:
    owned = _owned(entry)
    addresses = _addresses(entry, owned)
    return [
        Writer(name, " ".join(filter(None, map(_biography, owned[position]))), addresses[position])
        for position, name in enumerate(entry.names)
    ]


def _biography(text: str) -> str:
    return "" if is_contact(text) else without_address(text)


def _owned(entry: Entry) -> list[list[str]]:
    """The paragraphs of each name: those that begin with it, else in order; a single one is everybody's."""
    paragraphs = [text for text in entry.biographies if not is_contact(text)]
    if len(entry.names) == 1:
        return [paragraphs]
    if len(paragraphs) == 1:
        return [paragraphs for _ in entry.names]
    owned: list[list[str]] = [[] for _ in entry.names]
    for position, text in enumerate(paragraphs):
        owned[_owner(entry.names, text, min(position, len(owned) - 1))].append(text)
    return owned


def _owner(names: Sequence[str], text: str, otherwise: int) -> int:
    beginning = text[:80].casefold()
    owners = [position for position, name in enumerate(names) if surname(name).casefold() in beginning]
    return owners[0] if len(owners) == 1 else otherwise


def _addresses(entry: Entry, owned: Sequence[Sequence[str]]) -> list[str]:
    """An address for each name: the one in its own paragraph, the one that holds the name, else the next in order."""
    everyone = [address for text in entry.biographies for address in emails(text)]
    shared = len(entry.names) > 1 and all(list(part) == list(owned[0]) for part in owned)
    found: list[str] = []
    for name, part in zip(entry.names, owned, strict=True):
        own = [] if shared else [address for text in part for address in emails(text)]
        found.append(next((each for each in [*own, *_matching(name, everyone)] if each not in found), ""))
    for address in everyone:
        if address not in found and "" in found:
            found[found.index("")] = address
    return found


def _matching(name: str, addresses: Sequence[str]) -> list[str]:
    parts = [token.casefold() for token in name.split() if len(token) > 2]
    return [address for address in addresses if any(part in address.split("@")[0].casefold() for part in parts)]
