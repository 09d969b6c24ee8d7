"""The source of a file -> a Manuscript: cleaned, its opening and closing lines recognised, its words counted."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from articles.apart import gettext_noop as _
from articles.manuscripts.blocks import join, split
from articles.manuscripts.characters import tidy
from articles.manuscripts.headings import levelled, title
from articles.manuscripts.losses import lost, quote
from articles.manuscripts.manuscript import Manuscript, Unreadable, Writer
from articles.manuscripts.names import named
from articles.manuscripts.opening import begin
from articles.manuscripts.signing import sign
from articles.manuscripts.source import Source
from articles.text.cleaning import clean
from articles.text.measure import count_words, plain

HREF = re.compile(r'<a\s[^>]*?href="([^"]*)"')
WORD = re.compile(r"[^\W_]+")
LABELS = frozenset(
    re.findall(
        r"\S+",
        "by written words text author authors writer writers contributor contributors and with or the a an about "
        "bio bios biography biographies note notes of short details title headline disclaimer disclosure e mail "
        "email address contact correspondence mailto can may could also be reached contacted found emailed reach "
        "write to is available reachable via through on at her him them she he they who you reader readers both "
        "respectively under s تحریر از بقلم نوشته اور و عنوان ڈسکلیمر اعلان مصنف کا تعارف ای میل ایمیل رابطہ رابطے "
        "پتا پتہ برید سے ہے ان ا ن",
    )
)
"""Words of the opening and closing lines that only say what follows them."""


def assemble(source: Source) -> Manuscript:
    """The manuscript in a source; raises Unreadable when there is neither word nor picture in it."""
    text = tidy(source.text)
    if not count_words(text) and not source.pictures:
        raise Unreadable(_("There is not a word in this file; send it again."))
    headline, html = (source.headline, source.html) if source.headline else title(source.html)
    body = clean(tidy(levelled(html)))
    opening = begin(split(body), _line(headline), _line(source.standfirst))
    closing = sign(opening.body, (*named(_line(source.byline)), *opening.names))
    left = join(closing.body)
    facts = [opening.headline, opening.standfirst, closing.disclaimer, *_facts(closing.writers)]
    kept = "\n".join(
        [
            *_unless(opening.headline, opening.taken),
            *_unless(opening.standfirst, opening.taken),
            *_kept([source.byline, *opening.taken, *closing.taken], facts),
            plain(left),
        ]
    )
    return Manuscript(
        headline=opening.headline,
        standfirst=opening.standfirst,
        body=left,
        writers=closing.writers,
        disclaimer=closing.disclaimer,
        pictures=source.pictures,
        words_in=count_words(text),
        words_out=count_words(kept),
        dropped=(*source.dropped, *_links(html, body), *lost(text, kept)),
    )


def _line(text: str) -> str:
    return " ".join(tidy(text).split())


def _facts(writers: Iterable[Writer]) -> Iterator[str]:
    return (fact for writer in writers for fact in (writer.name, writer.biography, writer.email))


def _unless(part: str, taken: Iterable[str]) -> list[str]:
    """A part that the file itself marked; one that was taken from a line is counted with its line."""
    return [] if any(part in line for line in taken) else [part]


def _kept(taken: Iterable[str], facts: Iterable[str]) -> Iterator[str]:
    """The lines that were taken, without words that neither a fact nor a label holds."""
    known = LABELS.union(*(_words(fact) for fact in facts))
    return (" ".join(word for word in line.split() if known.issuperset(_words(word))) for line in taken)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _links(before: str, after: str) -> Iterator[str]:
    """The addresses that cleaning removed, but for those that only lead about within the file."""
    kept = set(HREF.findall(after))
    for address in dict.fromkeys(HREF.findall(before)):
        if address not in kept and not address.startswith("#"):
            yield quote(f"Link removed: {unescape(address)}")
