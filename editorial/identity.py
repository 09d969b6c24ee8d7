"""By what the magazine is known, for what has no domain word: the desk’s head, the policy, clock and language."""

from typing import Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.module_loading import import_string


class Identity(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def accent(self) -> str:
        """A colour in hexadecimal, ``""`` for that of the stylesheet."""
        ...

    @property
    def zone(self) -> ZoneInfo: ...

    @property
    def language(self) -> str:
        """Of the interface, as Django names it: ``en``, ``ur``."""
        ...


def identity() -> Identity:
    """As it is now, by the function that the setting ``IDENTITY`` names."""
    found: Identity = import_string(settings.IDENTITY)()
    return found
