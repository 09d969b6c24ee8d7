"""THE table of what may be asked of each list, and how it is refused otherwise."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.models import Kind
from articles.public.answers import Unanswered
from articles.public.filters import MATCHES
from articles.public.paging import CURSOR

TEXT: dict[str, Any] = {"type": "string"}
PLACE = {"type": "string", "pattern": f"^{CURSOR.pattern}$"}
PARAMETERS: dict[str, dict[str, tuple[str, dict[str, Any]]]] = {
    "articles": {
        "topic": (
            "Slugs of topics; may be given several times. Former slugs are understood.",
            {"type": "array", "items": TEXT},
        ),
        "match": ("Whether all of the topics are meant or any; all, where it is not said.", {"enum": list(MATCHES)}),
        "kind": ("Of this kind only.", {"enum": list(Kind.values)}),
        "author": ("The slug of an author. Former slugs are understood.", TEXT),
        "year": (
            "First published in this year, by the magazine’s clock.",
            {"type": "string", "pattern": "^[12]\\d{3}$"},
        ),
        "older": ("A place in the list, as “next” names it.", PLACE),
        "newer": ("A place in the list, as “previous” names it.", PLACE),
    },
    "topics": {"after": ("The slug after which the list goes on.", TEXT)},
    "authors": {"after": ("The slug after which the list goes on.", TEXT)},
}


def check(asked: QueryDict, name: str) -> None:
    """Raise :class:`Unanswered` for a parameter that is none: what was meant by it would be left out in silence."""
    known = PARAMETERS.get(name, {})
    for parameter in asked:
        if parameter not in known:
            raise Unanswered(_sentence(parameter, known))


def _sentence(parameter: str, known: dict[str, Any]) -> str:
    if not known:
        return _("“%(name)s” is no parameter here; there are none.") % {"name": parameter}
    return _("“%(name)s” is no parameter here. There are: %(known)s.") % {"name": parameter, "known": ", ".join(known)}
