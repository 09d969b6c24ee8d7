"""How many examples are tried: a share of them on most days, all in the gate: it says ``EXAMPLES=all``."""

import os
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from hypothesis import settings

ALL = os.environ.get("EXAMPLES") == "all"
SHARE = 1.0 if ALL else 0.4
ROUNDS = range(5 if ALL else 3)
"""How often a race is run: whoever comes first by chance in one may come second in the next."""


def examples(number: int, **more: object) -> settings:
    """A decorator for a test that is given so many examples by Hypothesis in the gate."""
    return settings(max_examples=round(number * SHARE), deadline=None, **more)


def is_of_today(*places: int, one_in: int = 3) -> bool:
    """Whether a case that stands at these places of its lists is tried: on most days one in so many, spread evenly."""
    return ALL or sum(places) % one_in == 0


def some_of(*lists: Iterable[Any], one_in: int = 3) -> Iterator[tuple[Any, ...]]:
    """Each combination of what is in the lists; on most days one in so many, the same each day.

    Of two lists that are as long as that at least, each of both still comes; of three, each two still meet.
    """
    for case in product(*(enumerate(each) for each in lists)):
        if is_of_today(*(place for place, _each in case), one_in=one_in):
            yield tuple(each for _place, each in case)
