"""The closing lines: who signed the manuscript, their biographies and addresses, and the disclaimer beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.manuscripts.biographies import PERSON, PRONOUN
from articles.manuscripts.blocks import Block, lines
from articles.manuscripts.closing import disclaimer_in, is_marked
from articles.manuscripts.contact import EMAIL, is_contact
from articles.manuscripts.manuscript import Writer
from articles.manuscripts.names import leading_name, named, same, surname
from articles.manuscripts.writers import Entry, written_by

ABOUT = re.compile(
    r"(?:about\s+the\s+)?(?:authors?|writers?|contributors?)(?:['’]s?)?(?:\s+(?:bios?|biograph(?:y|ies)|notes?|details))?"
    r"|(?:short\s+)?(?:bios?|biograph(?:y|ies))(?:\s+(?:notes?|of\s+the\s+authors?))?|مصنف کا تعارف|تعارف مصنف",
    re.I,
)
LABEL_ALONE = re.compile(r"disclaimer|disclosure|ڈسکلیمر", re.I)
FARTHEST = 14
"""Closing lines stand among so many last blocks."""
FIRST_LINES = 4
LONGEST_BIOGRAPHY = 160
"""Words of a paragraph of biography."""


@dataclass(frozen=True)
class Closing:
    """``body`` is what stays of the blocks; ``taken`` is the text of each line that was recognised."""

    body: list[Block]
    writers: tuple[Writer, ...] = ()
    disclaimer: str = ""
    taken: tuple[str, ...] = ()


@dataclass
class Signature:
    """Entries read from consecutive lines, and how many lines they took."""

    entries: list[Entry] = field(default_factory=list)
    length: int = 0
    announced: bool = False


def sign(blocks: Sequence[Block], bylines: Sequence[str] = ()) -> Closing:
    """Recognise the closing lines of a body; ``bylines`` are names already read under the headline."""
    body = _laid_out(_without_final_rules(blocks))
    body, disclaimer, taken, place = _take_disclaimer(body)
    start, signature = _signature(body, place, bylines)
    end = start + signature.length
    taken += [each.text for each in body[start:end]]
    writers = written_by(signature.entries, bylines)
    left = _without_final_rules([*body[:start], *body[end:]]) if signature.length else body
    return Closing(_ending_in_text(left), writers, disclaimer, tuple(text for text in taken if text))


def _without_final_rules(blocks: Sequence[Block]) -> list[Block]:
    end = len(blocks)
    while end and blocks[end - 1].tag == "hr":
        end -= 1
    return list(blocks[:end])


def _laid_out(blocks: list[Block]) -> list[Block]:
    """The last paragraphs with a line break parted into lines where a line is a name, an address or a disclaimer."""
    return [*blocks[:-FARTHEST], *(line for each in blocks[-FARTHEST:] for line in _parted(each))]


def _parted(each: Block) -> list[Block]:
    parts = lines(each)
    telling = any(named(part.text) or is_contact(part.text) or disclaimer_in(part.text) for part in parts)
    return parts if telling else [each]


def _take_disclaimer(body: list[Block]) -> tuple[list[Block], str, list[str], int | None]:
    """The body without its disclaimer, the wording, the lines taken, and where it stood when among the last."""
    last = range(len(body) - 1, max(-1, len(body) - FARTHEST - 1), -1)
    for position in (*last, *range(min(FIRST_LINES, len(body) - FARTHEST))):
        wording = disclaimer_in(body[position].text) if _may_disclaim(body, position) else ""
        labelled = position > 0 and bool(LABEL_ALONE.fullmatch(body[position - 1].text.strip(" :*_")))
        if not wording and labelled and body[position].tag == "p":
            wording = body[position].text.strip(" *_")
        if wording:
            first = position - labelled
            taken = [each.text for each in body[first : position + 1]]
            place = first if position in last else None
            return [*body[:first], *body[position + 1 :]], wording, taken, place
    return body, "", [], None


def _may_disclaim(body: list[Block], position: int) -> bool:
    """A line with a mark or in italics, or one that nothing but a signature follows."""
    each, rest = body[position], body[position + 1 :]
    set_off = each.is_italic or is_marked(each.text)
    return each.is_line and (set_off or (position > 0 and _entries(rest).length == len(rest)))


def _signature(body: list[Block], place: int | None, bylines: Sequence[str]) -> tuple[int, Signature]:
    """Where the signature begins, and it: after the disclaimer, or the longest run of last lines that convinces."""
    if place is not None and place < len(body):
        signature = _entries(body[place:])
        if signature.entries and not _is_outline(body[place:]):
            return place, signature
    for start in range(max(0, len(body) - FARTHEST), len(body)):
        signature = _entries(body[start:])
        whole = start + signature.length == len(body)
        if whole and start and signature.entries and _convinces(signature, body[:start], bylines, place):
            return start, signature
    return len(body), Signature()


def _is_outline(rest: Sequence[Block]) -> bool:
    """Sections that follow a disclaimer at the top of a long remainder are no signature."""
    return len(rest) > FARTHEST


def _entries(blocks: Sequence[Block]) -> Signature:
    """Entries from the first line on, until a line that belongs to none."""
    signature = Signature()
    for each in blocks:
        if not _add(signature, each):
            break
        signature.length += 1
    return signature


def _add(signature: Signature, each: Block) -> bool:
    if each.tag == "hr" or (each.is_line and ABOUT.fullmatch(each.text.strip(" :*_"))):
        signature.announced = signature.announced or each.tag != "hr"
        return True
    if not each.is_line:
        return False
    return _add_line(signature.entries, each)


def _add_line(entries: list[Entry], each: Block) -> bool:
    names = named(each.text)
    if names and entries and not entries[-1].biographies:
        entries[-1].names.extend(name for name in names if name not in entries[-1].names)
    elif names:
        entries.append(Entry(list(names), is_heading=each.tag != "p"))
    elif each.tag != "p" or len(each.text.split()) > LONGEST_BIOGRAPHY:
        return False
    else:
        return _add_biography(entries, each.text)
    return True


def _add_biography(entries: list[Entry], text: str) -> bool:
    name = leading_name(text)
    known = entries and any(_concerns(text, known) for known in entries[-1].names)
    if name and not known and not (entries and entries[-1].awaits()):
        entries.append(Entry([name], [text], led=True))
    elif entries and len(entries[-1].biographies) < 3 * len(entries[-1].names):
        entries[-1].biographies.append(text)
    else:
        return False
    return True


def _concerns(text: str, name: str) -> bool:
    return surname(name).casefold() in text[:80].casefold()


def _convinces(signature: Signature, before: Sequence[Block], bylines: Sequence[str], place: int | None) -> bool:
    """Whether lines without a disclaimer before them are a signature, and not the last section of the text."""
    if signature.announced:
        return True
    earlier = " ".join(each.text for each in before)
    after_rule = before[-1].tag == "hr" or place == len(before) + signature.length
    return all(_is_someone(entry, earlier, bylines, after_rule) for entry in signature.entries)


def _is_someone(entry: Entry, earlier: str, bylines: Sequence[str], set_off: bool) -> bool:
    if any(same(name, known) for name in entry.names for known in bylines):
        return True
    if not entry.biographies:
        return not entry.is_heading and len(entry.names[0].split()) <= 4 and entry.names[0] not in earlier
    return all(_is_about(text, entry, earlier, set_off) for text in entry.biographies)


def _is_about(text: str, entry: Entry, earlier: str, set_off: bool) -> bool:
    """A biography speaks of a person by name or pronoun, says what they are, and gives an address or a new name."""
    if is_contact(text):
        return True
    speaks = bool(PRONOUN.match(text)) or any(_concerns(text, name) for name in entry.names)
    tells = bool(EMAIL.search(text)) or bool(PERSON.search(text[:300]))
    new = set_off or not entry.led or bool(EMAIL.search(text)) or entry.names[0] not in earlier
    return new and (speaks and tells or (not entry.led and not entry.is_heading and bool(PERSON.search(text[:300]))))


def _ending_in_text(blocks: list[Block]) -> list[Block]:
    """A heading with nothing under it was a line of its own."""
    if blocks and blocks[-1].tag in {"h2", "h3", "h4"}:
        inner = blocks[-1].html[4:-5]
        return [*blocks[:-1], Block("p", f"<p>{inner}</p>", blocks[-1].text)]
    return blocks
