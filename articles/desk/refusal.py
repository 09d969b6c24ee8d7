"""How the desk says no: an exception whose text is for the person who asked."""

from collections.abc import Iterable


class Refused(Exception):
    """Nothing was changed; ``sentences`` say why and what to do."""

    def __init__(self, *sentences: str) -> None:
        self.sentences: tuple[str, ...] = sentences
        super().__init__(" ".join(sentences))


class NotAllowed(Refused):
    """The person may not do this, whatever the state of the article."""


class Stale(Refused):
    """Somebody saved since the person last looked."""


def refuse_if_any(sentences: Iterable[str]) -> None:
    """Raise :class:`Refused` with the sentences when there are any."""
    if found := tuple(sentences):
        raise Refused(*found)
