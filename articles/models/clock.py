"""The clock by which readers' pages are asked: that of the wall, or the moment at which somebody wants to see them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("set_to", default=None)


def now() -> datetime:
    """The moment that a page is of, in UTC."""
    return _set_to.get() or timezone.now()


def is_set() -> bool:
    """Whether the page is asked as of a chosen moment, so that what is kept for the present may not hold."""
    return _set_to.get() is not None


def is_past() -> bool:
    """Whether the chosen moment has been."""
    chosen = _set_to.get()
    return chosen is not None and chosen < timezone.now()


@contextmanager
def set_to(at: datetime) -> Iterator[None]:
    """Within, pages are asked as of ``at``, an aware datetime; other threads and requests know nothing of it."""
    token = _set_to.set(at)
    try:
        yield
    finally:
        _set_to.reset(token)
