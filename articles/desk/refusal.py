"""How the desk says no: an exception whose text is for the person who asked."""

from collections.abc import Iterable

from django.utils.translation import gettext

from articles.manuscripts.manuscript import Unreadable
from articles.pictures.limits import Unusable


class Refused(Exception):
    """Nothing was changed; ``sentences`` say why and what to do."""

    def __init__(self, *sentences: str) -> None:
        self.sentences: tuple[str, ...] = sentences
        super().__init__(" ".join(sentences))


class NotAllowed(Refused):
    """The person may not do this, whatever the state of the article."""


class Stale(Refused):
    """Somebody saved since the person last looked."""


def told(refusal: Exception) -> str:
    """The sentences of a refusal in the language of the desk, also of one that a child process without Django made."""
    return gettext(refusal.sentence) % refusal.places if isinstance(refusal, Unreadable | Unusable) else str(refusal)


def refuse_if_any(sentences: Iterable[str]) -> None:
    """Raise :class:`Refused` with the sentences when there are any."""
    if found := tuple(sentences):
        raise Refused(*found)
