"""The name and the colour that the magazine goes by, for what has no domain word: the desk’s head, the policy."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Identity(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def accent(self) -> str:
        """A colour in hexadecimal, ``""`` for that of the stylesheet."""
        ...


def identity() -> Identity:
    """As it is now, by the function that the setting ``IDENTITY`` names."""
    found: Identity = import_string(settings.IDENTITY)()
    return found
