"""How long an answer stays true: readers' copies end by the next change of what they show."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TypeVar

from django.db.models import Q, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.models import Revision, clock
from articles.models.interval import first_change, intervals
from articles.models.written import SOMETIME, Written
from editorial.cookies import FOR_A_WHILE

Response = TypeVar("Response", bound=HttpResponseBase)

CHANGING = Written(lambda at: intervals(Revision.objects.changing(at=at)), SOMETIME)
LONGEST = 60
"""Seconds that a copy may live where no change is planned: how late a change made by hand may reach readers."""


def page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A readers' address: GET and HEAD only, no cookie, one look at the clock, handed on as ``at`` (UTC).

    The answer may be kept until anything live changes, unless the view gave it a lifetime of its own.
    """

    @csrf_exempt
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **named: str) -> HttpResponseBase:
        now = clock.now()
        response = view(request, at=now, **named)
        if "Cache-Control" not in response.headers:
            until(response, first_change(CHANGING.tuples(now), now), now)
        return response

    return answer


def until(response: Response, change: datetime | None, at: datetime) -> Response:
    """The answer with a lifetime that ends no later than ``change``."""
    seconds = LONGEST if change is None else min(LONGEST, int((change - at).total_seconds()))
    response.headers["Cache-Control"] = f"{FOR_A_WHILE}{seconds}"
    return response


def changes(at: datetime) -> tuple[datetime | None, datetime | None]:
    """When what readers see last changed, up to ``at`` (UTC), and when it will change next, whatever came or goes."""
    rows = Revision.objects
    nearest = {
        "live_from": (rows.filter(live_from__lte=at).order_by("-live_from"), rows.filter(live_from__gt=at)),
        "live_until": (rows.filter(live_until__lte=at).order_by("-live_until"), rows.filter(live_until__gt=at)),
    }
    asked = Q()
    for column, (before, after) in nearest.items():
        asked |= Q(**{column: Subquery(before.values(column)[:1])})
        asked |= Q(**{column: Subquery(after.order_by(column).values(column)[:1])})
    found = rows.filter(asked).order_by().values_list("live_from", "live_until")
    moments = [moment for interval in found for moment in interval if moment]
    return (
        max((moment for moment in moments if moment <= at), default=None),
        min((moment for moment in moments if moment > at), default=None),
    )
