"""Numbered editions: of all who make the next one goes after the other, and nobody over what they did not see."""

from typing import Any

from django.utils.translation import gettext as _

from articles.desk.refusal import Stale


def hold_newest(model: Any, seen: int | None, sentence: str) -> Any:
    """The newest edition of a model that has one row of numbers, or ``None``; the first one is held.

    The caller is in a transaction. Raises as :func:`check_seen`.
    """
    list(model.objects.select_for_update().filter(number=1).values_list("pk"))
    newest = model.objects.newest()
    check_seen(newest, seen, sentence)
    return newest


def check_seen(newest: Any, seen: int | None, sentence: str) -> None:
    """Raise :class:`Stale` when ``seen`` is not the newest edition's number, 0 standing for none; ``None`` asks not.

    The sentence names with ``%(who)s`` whoever made the newest.
    """
    if seen is not None and seen != (newest.number if newest else 0):
        raise Stale(sentence % {"who": newest.actor if newest else _("Somebody")})
