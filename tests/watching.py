"""Where coverage is recorded, what tests do again and again is watched once: it makes Python nearly twice as slow.

So the figure may come out lower than it is, and never higher.
"""

import sys
from collections.abc import Callable, Collection, Hashable
from functools import wraps
from typing import Any, TypeVar

R = TypeVar("R")
SEEN: set[Hashable] = set()


def unwatched(act: Callable[..., R], *given: Any, **named: Any) -> R:
    """What ``act`` gives, while coverage, and nothing else that may trace, looks away."""
    recorder: Any = sys.gettrace()
    if type(recorder).__name__ != "CTracer":
        return act(*given, **named)
    recorder.stop()
    try:
        return act(*given, **named)
    finally:
        recorder.start()


def is_known(*keys: Hashable) -> bool:
    """Whether this process was asked for all of them before."""
    known = SEEN.issuperset(keys)
    SEEN.update(keys)
    return known


def watched_once(ordinary: Collection[str]) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """A decorator for what makes the same again and again where nothing but ``ordinary`` arguments are named."""

    def decorate(act: Callable[..., R]) -> Callable[..., R]:
        @wraps(act)
        def made(*given: Any, **named: Any) -> R:
            if named.keys() <= set(ordinary) and is_known(
                act.__qualname__, *(f"{act.__qualname__} {name}" for name in named)
            ):
                return unwatched(act, *given, **named)
            return act(*given, **named)

        return made

    return decorate
