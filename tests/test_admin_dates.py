"""Months and weeks as addresses name them, and as locales begin them."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from articles.admin.dates import Month, Unreadable, Week, month, week, weekdays

SUNDAY, MONDAY, SATURDAY = "en", "en-gb", "fa"


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        (SUNDAY, date(2026, 11, 1), date(2026, 12, 5)),
        (MONDAY, date(2026, 10, 26), date(2026, 12, 6)),
        (SATURDAY, date(2026, 10, 31), date(2026, 12, 4)),
    ],
)
def test_a_month_is_shown_in_whole_weeks_of_the_locale(language: str, first: date, last: date) -> None:
    with override(language):
        november = month("2026-11")
        assert (november.first, november.last) == (first, last)


@pytest.mark.parametrize(
    ("language", "first"),
    [(SUNDAY, date(2026, 11, 15)), (MONDAY, date(2026, 11, 16)), (SATURDAY, date(2026, 11, 14))],
)
def test_a_week_has_the_number_of_its_thursday_wherever_it_begins(language: str, first: date) -> None:
    with override(language):
        assert week("2026-W47").first == first
        for day in range(7):
            assert Week(first + timedelta(days=day)).name == "2026-W47"


def test_weekdays_begin_with_the_locales_first() -> None:
    with override(SUNDAY):
        assert weekdays()[0] == "Sunday"
    with override(MONDAY):
        assert weekdays()[0] == "Monday"


@pytest.mark.parametrize("span", [Month(date(2026, 1, 31)), Month(date(2025, 12, 1)), Week(date(2026, 12, 31))])
def test_next_and_previous_come_back_to_where_they_began(span: Month | Week) -> None:
    assert span.next().previous().name == span.name == span.previous().next().name
    assert span.previous().name < span.name < span.next().name


def test_the_turn_of_the_year() -> None:
    assert month("2026-12").next().name == "2027-01"
    assert week("2026-W53").next().name == "2027-W01"


@pytest.mark.parametrize(
    "name", ["", "2026", "2026-00", "2026-13", "0000-01", "9999-12", "1899-12", "２０２６-11", "2026-11-01", "x" * 999]
)
def test_what_names_no_month_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(Unreadable, match="names no month. Write it like 2026-11."):
        month(name)


@pytest.mark.parametrize("name", ["", "2026-47", "2026-W00", "2025-W53", "9999-W52", "2026-W4", "2026-W47-1"])
def test_what_names_no_week_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(Unreadable, match="names no week. Write it like 2026-W47."):
        week(name)
