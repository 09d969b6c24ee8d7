"""The calendar of the desk, by month and by week; and what to plan for a day of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.clock import zone
from articles.admin.dates import YEARS, Month, Unreadable, Week, month, week, weekdays
from articles.admin.reach import may_open, reachable
from articles.desk.assigning import may_assign
from articles.desk.calendar import Entry, Sort, entries, hours
from articles.desk.moments import MORNING
from articles.desk.waiting import to_plan
from articles.models import Article

ROOM = 5
"""Entries of a day in the month; the week shows all."""
OFFICE_HOURS = range(7, 20)
MOST_TO_PLAN = 50


@dataclass(frozen=True)
class Day:
    """A day with its entries: those of no hour, then by the hour; ``hours`` is 24 unless clocks change."""

    date: date
    entries: list[Entry]
    is_today: bool
    is_past: bool
    is_outside: bool
    hours: int
    week: str

    @property
    def shown(self) -> list[Entry]:
        return self.entries[:ROOM] if len(self.entries) > ROOM + 1 else self.entries

    @property
    def more(self) -> int:
        return len(self.entries) - len(self.shown)

    @property
    def of_the_day(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.at is None]

    @property
    def by_hour(self) -> list[tuple[int, list[Entry]]]:
        """An hour that comes twice stands once, its entries in the order of their instants."""
        timed = sorted((entry for entry in self.entries if entry.at), key=_hour)
        return [(hour, list(group)) for hour, group in groupby(timed, key=_hour)]


def _hour(entry: Entry) -> int:
    return entry.at.hour if entry.at else 0


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    if not may_open(request.user):
        raise PermissionDenied
    now = timezone.now()
    today = timezone.localdate(now)
    try:
        span, refusal = asked(request, today), ""
    except Unreadable as unreadable:
        span, refusal = Month(today), str(unreadable)
    days = _days(span, entries(reachable(request), span.first, span.last, now), today)
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": _("Calendar"),
        "zone": zone(now),
        "refusal": refusal,
        "span": span,
        "days": days,
        "is_empty": not any(day.entries for day in days),
        "sorts": Sort,
        "weekdays": weekdays(),
        "hours": _hours(days),
        "may_plan": may_assign(request.user),
        **_ways(span, today),
    }
    return TemplateResponse(request, "admin/articles/article/calendar.html", context, status=400 if refusal else 200)


def asked(request: HttpRequest, today: date) -> Month | Week:
    """The week or month that the address names, this month if none. Raises :class:`Unreadable`."""
    if name := request.GET.get("week"):
        return week(name)
    name = request.GET.get("month")
    return month(name) if name else Month(today)


def address(span: Month | Week) -> str:
    sort = "week" if isinstance(span, Week) else "month"
    return f"{reverse('admin:articles_article_calendar')}?{sort}={span.name}"


def _ways(span: Month | Week, today: date) -> dict[str, Any]:
    is_week = isinstance(span, Week)
    about = today if span.holds(today) else span.of
    before, after = span.previous(), span.next()
    return {
        "is_week": is_week,
        "before": address(before) if before.of.year in YEARS else "",
        "after": address(after) if after.of.year in YEARS else "",
        "now_address": address(Week(today) if is_week else Month(today)),
        "is_now": span.holds(today),
        "month_address": address(Month(span.thursday if isinstance(span, Week) else span.of)),
        "week_address": address(Week(about)),
    }


def _days(span: Month | Week, found: Iterable[Entry], today: date) -> list[Day]:
    by_day = {day: list(group) for day, group in groupby(found, key=lambda entry: entry.day)}
    dates = (span.first + timedelta(days=number) for number in range((span.last - span.first).days + 1))
    return [
        Day(
            each,
            by_day.get(each, []),
            is_today=each == today,
            is_past=each < today,
            is_outside=not span.holds(each),
            hours=hours(each),
            week=address(Week(each)),
        )
        for each in dates
    ]


def _hours(days: list[Day]) -> range:
    """The hours that the week shows: those of an office, and whatever lies before or after."""
    used = [hour for day in days for hour, _entries in day.by_hour]
    return range(min([OFFICE_HOURS.start, *used]), max([OFFICE_HOURS.stop - 1, *used]) + 1)


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """What on the desk has no plan yet, each with the way to plan it for the day that the address names."""
    if not may_assign(request.user):
        raise PermissionDenied
    day = _day_of(request)
    moment = datetime.combine(day, MORNING) if day else None
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": _("Plan something"),
        "day": day,
        "moment": f"{moment:%Y-%m-%dT%H:%M}" if moment else "",
        "calendar_address": address(Month(day)) if day else reverse("admin:articles_article_calendar"),
        "articles": to_plan(reachable(request), request.user, timezone.now())
        .select_related("owner")
        .prefetch_related("bylines")
        .defer("body", "standfirst")[:MOST_TO_PLAN],
    }
    return TemplateResponse(request, "admin/articles/article/plan.html", context, status=200 if day else 400)


def _day_of(request: HttpRequest) -> date | None:
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        return None
    return day if day and day.year in YEARS else None
