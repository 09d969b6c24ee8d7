"""Rows that somebody deleted while they stood in an open form: what was typed into them is shown as new ones."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from articles.admin.typed import number

MOST = 1_000
"""Rows of a form; Django reads no more of them."""


def as_new(typed: QueryDict, prefix: str, stored: QuerySet[Any]) -> QueryDict:
    """The form with the rows of the formset that are stored no more at its end, without their keys; the very same where
    all are.
    """
    first, total = (min(number(typed.get(f"{prefix}-{name}_FORMS")), MOST) for name in ("INITIAL", "TOTAL"))
    keys = {place: number(typed.get(f"{prefix}-{place}-id")) for place in range(first)}
    present = set(stored.filter(pk__in=keys.values()).values_list("pk", flat=True))
    gone = [place for place, key in keys.items() if key not in present]
    if not gone:
        return typed
    order = [*(place for place in range(total) if place not in gone), *gone]
    without_keys = {f"{prefix}-{place}-id": "" for place in range(total - len(gone), total)}
    return in_order(typed, prefix, order, without_keys | {f"{prefix}-INITIAL_FORMS": str(first - len(gone))})


def in_order(typed: QueryDict, prefix: str, order: list[int], changed: dict[str, str]) -> QueryDict:
    """The form with the rows of the formset in another order, given by their places, and with some fields changed."""
    places = {f"{prefix}-{old}": f"{prefix}-{new}" for new, old in enumerate(order)}
    found = QueryDict(mutable=True)
    for name, values in typed.lists():
        row, _dash, column = name.rpartition("-")
        found.setlist(f"{places[row]}-{column}" if row in places else name, values)
    for name, value in changed.items():
        found[name] = value
    return found
