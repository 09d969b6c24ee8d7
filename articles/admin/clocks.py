"""The time zones and languages that a publisher chooses from."""

from functools import cache
from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import get_language_info

from articles.models.imprint import interfaces

REGIONS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)
"""Under these the IANA database names places; the other names are older or of no place."""


def zones(chosen: str) -> list[Any]:
    """The names by region, UTC and the one that is chosen before them: a choice for ``optgroup``s."""
    places = _places()
    known = {"UTC": "UTC", **({} if not chosen or chosen in places else {chosen: chosen})}
    by_region = groupby(places, key=lambda name: name.partition("/")[0])
    return [*known.items(), *((region, [(name, _place(name)) for name in names]) for region, names in by_region)]


@cache
def _places() -> tuple[str, ...]:
    """To list them Python walks through all the files of the database, which takes 30 ms."""
    return tuple(sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS))


def _place(name: str) -> str:
    return name.replace("_", " ")


def languages(chosen: str) -> list[tuple[str, str]]:
    """Those of the interface by their own names, and the one that is chosen."""
    names = {code: get_language_info(code)["name_local"] for code in interfaces()}
    return [*names.items(), *([(chosen, chosen)] if chosen and chosen not in names else [])]
