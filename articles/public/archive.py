"""Everything by month: which months there are comes from numbers kept at publication."""

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS

from articles.models import Tally
from articles.models.numbers import totals
from articles.public.freshness import page
from articles.public.lists import latest
from articles.public.paging import page_of


@page
def archive(request: HttpRequest, at: datetime) -> HttpResponse:
    years: dict[str, list[tuple[str, str, int]]] = {}
    for month, number in sorted(_months(at).items()):
        years.setdefault(str(month.year), []).append((f"{month:%Y/%m}/", MONTHS[month.month], number))
    return render(request, "archive.html", {"years": reversed(years.items())})


@page
def month(request: HttpRequest, year: int, month: int, at: datetime) -> HttpResponse:
    """A month in the magazine's time zone, with the months before and after it in which something can be read."""
    months = _months(at)
    first = _first_day(year, month)
    start, end = _midnight(first), _midnight(_after(first))
    listed = page_of(latest(at).filter(dated__gte=start, dated__lt=end), request.GET, at)
    if first not in months and not listed.rows:
        raise Http404
    context = {
        "month": first,
        "number": months.get(first, 0),
        "page": listed,
        "before": max((each for each in months if each < first), default=None),
        "after": min((each for each in months if each > first), default=None),
    }
    return render(request, "month.html", context)


def _months(at: datetime) -> dict[date, int]:
    """The first day of each month in which something was first published that can be read, and how much."""
    found = totals(at, Tally.Facet.MONTH)
    return {date.fromisoformat(f"{month}-01"): total for (_facet, month), total in found.items() if total > 0}


def _first_day(year: int, month: int) -> date:
    if not (date.min.year < year < date.max.year and 1 <= month <= 12):
        raise Http404
    return date(year, month, 1)


def _after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())
