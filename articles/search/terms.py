"""What somebody typed into a search box, in terms that an engine can be asked for. Any input is understood."""

import re
from dataclasses import dataclass

from articles.text.folding import UNSPACED, phrase
from articles.text.stemming import stem

MOST = 12
"""Terms of one query; what is typed beyond them is not looked for."""

SHORTEST_BEGINNING = 3
"""Letters from which on a typed word may be the beginning of a longer one."""

TYPED = re.compile(r"""["“”„«»]([^"“”„«»]+)["“”„«»]|(\S+)""")

ASKED = re.compile(r"""(?:(?<!\S)([-−]))?(?:["“”„«»]([^"“”„«»]+)["“”„«»]|(\S+))""")
"""As readers type: a minus before a word or a phrase lets it not be found."""


@dataclass(frozen=True)
class Term:
    """Words that stand beside each other. With ``open_end`` the last is the beginning of a word, else a whole one."""

    words: tuple[str, ...]
    open_end: bool


def terms(typed: str) -> list[Term]:
    """Every term must be found. Words count from their beginnings; what stands in quotation marks, as it stands.

    A typed word that is none, such as ``co-operation``, is a term of several. ``[]`` where there is no letter and no
    digit to look for.
    """
    found = [_term(*parts) for parts in TYPED.findall(typed)]
    return [term for term in found if term.words][:MOST]


def _term(quoted: str, bare: str) -> Term:
    words = phrase(quoted or bare)
    return Term(tuple(words), bool(words) and _is_open(words[-1], not quoted))


def _is_open(last: str, bare: bool) -> bool:
    """“UN” is not looked for in “under”; Chinese and Japanese have no word’s end."""
    return bool(UNSPACED.match(last)) or (bare and len(last) >= SHORTEST_BEGINNING)


@dataclass(frozen=True)
class Question:
    """What a reader asks for: stems that stand beside each other, each such row to be found, or not to be found."""

    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...]

    @property
    def stems(self) -> list[str]:
        return [stem for row in self.wanted for stem in row]


def question(typed: str) -> Question:
    """Words in any of their forms, words in quotation marks beside each other, after a minus not at all."""
    found = [(minus, tuple(map(stem, phrase(quoted or bare)))) for minus, quoted, bare in ASKED.findall(typed)]
    rows = list(dict.fromkeys((minus != "", row) for minus, row in found if row))[:MOST]
    return Question(tuple(row for minus, row in rows if not minus), tuple(row for minus, row in rows if minus))
