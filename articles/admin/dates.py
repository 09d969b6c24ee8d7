"""Months and weeks as addresses name them, ``2026-11`` and ``2026-W47``, and as the magazine's locale begins them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _

YEARS = range(1900, 2200)
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
DAY, A_WEEK, THURSDAY = timedelta(days=1), timedelta(days=7), 3


class Unreadable(Exception):
    """The address names no month or week. Carries the sentence to show."""


@dataclass(frozen=True)
class Month:
    of: date

    @property
    def name(self) -> str:
        return f"{self.of:%Y-%m}"

    @property
    def title(self) -> str:
        return date_format(self.of, "YEAR_MONTH_FORMAT")

    @property
    def first(self) -> date:
        """The first day of the week in which the month begins."""
        return beginning(self.of.replace(day=1))

    @property
    def last(self) -> date:
        return beginning(self.next().of - DAY) + 6 * DAY

    def next(self) -> "Month":
        return Month((self.of.replace(day=28) + A_WEEK).replace(day=1))

    def previous(self) -> "Month":
        return Month((self.of.replace(day=1) - DAY).replace(day=1))

    def holds(self, day: date) -> bool:
        return (day.year, day.month) == (self.of.year, self.of.month)


@dataclass(frozen=True)
class Week:
    """Seven days from the locale's first; it has the number of the ISO week in which its Thursday lies."""

    of: date

    @property
    def first(self) -> date:
        return beginning(self.of)

    @property
    def last(self) -> date:
        return self.first + 6 * DAY

    @property
    def thursday(self) -> date:
        return self.first + (THURSDAY - first_weekday()) % 7 * DAY

    @property
    def name(self) -> str:
        year, number, _day = self.thursday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def title(self) -> str:
        days = {"first": date_format(self.first, "j F"), "last": date_format(self.last, "j F Y")}
        return _("Week %(number)s: %(first)s to %(last)s") % {"number": self.thursday.isocalendar().week, **days}

    def next(self) -> "Week":
        return Week(self.of + A_WEEK)

    def previous(self) -> "Week":
        return Week(self.of - A_WEEK)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def month(name: str) -> Month:
    """Raises :class:`Unreadable`."""
    found = MONTH.fullmatch(name)
    if found and int(found[1]) in YEARS and 1 <= int(found[2]) <= 12:
        return Month(date(int(found[1]), int(found[2]), 1))
    raise Unreadable(_("“%(name)s” names no month. Write it like 2026-11.") % {"name": name[:40]})


def week(name: str) -> Week:
    """Raises :class:`Unreadable`, also for a 53rd week in a year that has none."""
    found = WEEK.fullmatch(name)
    try:
        if found and int(found[1]) in YEARS:
            return Week(date.fromisocalendar(int(found[1]), int(found[2]), THURSDAY + 1))
    except ValueError:
        pass
    raise Unreadable(_("“%(name)s” names no week. Write it like 2026-W47.") % {"name": name[:40]})


def first_weekday() -> int:
    """The day with which weeks begin in the magazine's locale, Monday being 0."""
    return (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7


def beginning(day: date) -> date:
    return day - (day.weekday() - first_weekday()) % 7 * DAY


def weekdays() -> list[str]:
    return [str(WEEKDAYS[(first_weekday() + number) % 7]) for number in range(7)]
