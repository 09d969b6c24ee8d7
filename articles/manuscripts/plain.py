"""Plain text: paragraphs, headings on lines of their own, lists, rules."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from articles.manuscripts.characters import tidy
from articles.manuscripts.child import serve
from articles.manuscripts.closing import is_disclaimer
from articles.manuscripts.encoding import decode
from articles.manuscripts.headings import is_prose, may_be_heading
from articles.manuscripts.limits import check_text
from articles.manuscripts.source import Source
from articles.manuscripts.wrapping import RULE, paragraphs

BULLET = re.compile(r"[-*•‣◦▪●○·]\s+(?=\S)")
NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
SPEAKER = re.compile(r"([^\s:][^:.?!]{0,30}):\s")
MOST_HEADINGS = 0.5


def read(data: bytes) -> Source:
    """The source of a plain text file; raises Unreadable for what is not text or too much of it."""
    text = tidy(decode(data))
    check_text(text)
    found = paragraphs(text)
    kinds = _kinds(found)
    return Source("".join(_html(found, kinds)), "\n".join(_words(found, kinds)))


def _kinds(found: Sequence[str]) -> list[str]:
    """What each paragraph is: p, h2, hr, ul or ol."""
    kinds = ["hr" if RULE.fullmatch(text) else "p" for text in found]
    _mark_lists(found, kinds)
    headings = _headings(found, kinds)
    if len(headings) <= MOST_HEADINGS * len(found):
        for position in headings:
            kinds[position] = "h2"
    return kinds


def _mark_lists(found: Sequence[str], kinds: list[str]) -> None:
    """Two or more items that follow one another are a list; an asterisk before a disclaimer is none."""
    shapes = [_item_shape(text) if kind == "p" else "" for text, kind in zip(found, kinds, strict=True)]
    for shape, run in groupby(range(len(found)), key=shapes.__getitem__):
        run_of = list(run)
        if shape and len(run_of) > 1 and (shape == "ul" or _counts_up(found[i] for i in run_of)):
            kinds[run_of[0] : run_of[-1] + 1] = [shape] * len(run_of)


def _item_shape(text: str) -> str:
    if "\n" in text or is_disclaimer(text):
        return ""
    return "ul" if BULLET.match(text) else "ol" if NUMBER.match(text) else ""


def _counts_up(items: Iterator[str]) -> bool:
    numbers = [int(found[1]) for found in map(NUMBER.match, items) if found]
    return numbers == list(range(1, len(numbers) + 1))


def _headings(found: Sequence[str], kinds: Sequence[str]) -> list[int]:
    """Lines that a paragraph goes before and a paragraph, list or rule follows, and that no speaker says."""
    speakers = Counter(label[1] for label in map(SPEAKER.match, found) if label)
    return [
        position
        for position in range(1, len(found) - 1)
        if kinds[position] == "p"
        and "\n" not in found[position]
        and may_be_heading(found[position])
        and _follows_well(found[position - 1], kinds[position - 1], position)
        and _leads_well(found[position + 1], kinds[position + 1])
        and not _is_speech(found[position], speakers)
    ]


def _follows_well(before: str, kind: str, position: int) -> bool:
    return kind != "p" or is_prose(before) or position == 1


def _leads_well(after: str, kind: str) -> bool:
    return kind in {"ul", "ol"} or (kind == "p" and is_prose(after))


def _is_speech(text: str, speakers: Counter[str]) -> bool:
    label = SPEAKER.match(text)
    return label is not None and speakers[label[1]] > 1


def _html(found: Sequence[str], kinds: Sequence[str]) -> Iterator[str]:
    for kind, run in groupby(range(len(found)), key=kinds.__getitem__):
        if kind in {"ul", "ol"}:
            yield f"<{kind}>{''.join(f'<li><p>{escape(_bare(found[i]))}</p></li>' for i in run)}</{kind}>"
        elif kind == "hr":
            yield "<hr>"
        else:
            yield from (f"<{kind}>{escape(found[i]).replace(chr(10), '<br>')}</{kind}>" for i in run)


def _words(found: Sequence[str], kinds: Sequence[str]) -> Iterator[str]:
    """The text without the marks that the structure itself now carries."""
    for text, kind in zip(found, kinds, strict=True):
        yield "" if kind == "hr" else _bare(text) if kind in {"ul", "ol"} else text


def _bare(item: str) -> str:
    mark = BULLET.match(item) or NUMBER.match(item)
    return item[mark.end() :] if mark else item


if __name__ == "__main__":
    serve(read)
