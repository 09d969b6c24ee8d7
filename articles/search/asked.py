"""What engines are told: of a revision, what it says and where it is filed; of a reader, what is wanted from where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from articles.search.terms import Question

HEADLINE, OPENING, FOCUS, BODY = range(4)
"""The parts of a text in the order in which they count: what is said in an earlier one is found before the rest.

The opening is byline and standfirst, and the topics under which it is filed; the focus is what the body says again and
again. Within a part the newest comes first: an order that a walk along an index gives, at any number of articles.
"""

TIERS = (HEADLINE, OPENING, FOCUS, BODY)


@dataclass(frozen=True)
class Saying:
    """The stems of each part, and tokens for where the text is filed."""

    parts: Sequence[Sequence[str]]
    filed: Sequence[str]


@dataclass(frozen=True)
class Asked:
    """``filed`` holds the choices of which one of each must be there; ``topics`` the tokens of topics so named."""

    question: Question
    filed: Sequence[Sequence[str]] = ()
    topics: Mapping[tuple[str, ...], Sequence[str]] = field(default_factory=dict)

    def beside(self, row: tuple[str, ...], tier: int) -> Sequence[str]:
        """Topics whose name says the words: what is on one is found as if its opening said them."""
        return self.topics.get(row, ()) if tier >= OPENING else ()


def on_topic(key: int) -> str:
    return f"t{key}"


def by_author(key: int) -> str:
    return f"p{key}"


def of_kind(kind: str) -> str:
    return f"k{kind}"


def in_year(year: str) -> str:
    return f"y{year}"
