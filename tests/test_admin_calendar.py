"""The calendar on the desk's screens, and the way from an empty day to a plan."""

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from articles.desk.assigning import assign
from articles.models import Article
from tests.admin_forms import client_of, page
from tests.magazine import NOW, Magazine, at

CALENDAR = "/admin/articles/article/calendar/"
PLAN = f"{CALENDAR}plan/"


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(autouse=True)
def now() -> Any:
    with mock.patch("django.utils.timezone.now", side_effect=lambda: NOW):
        yield NOW


def look(who: User, **query: str) -> HttpResponse:
    return client_of(who).get(CALENDAR, query)


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def shown(answer: HttpResponse) -> dict[int, list[str]]:
    """By the day of the month, within the span: each entry by its sort and headline."""
    days = answer.context["days"]
    return {
        day.date.day: [f"{entry.sort} {entry.headline}" for entry in day.entries]
        for day in days
        if day.entries and not day.is_outside
    }


def test_the_month_of_today_when_none_is_named(cast: Magazine) -> None:
    cast.live("Tolls")
    assign(cast.draft("Lamps"), by=cast.editor, due=date(2026, 3, 5), planned_for=at(96), now=NOW)
    cast.scheduled("Ships", moment=at(48))
    answer = look(cast.editor)
    assert shown(answer) == {2: ["live Tolls"], 4: ["scheduled Ships"], 5: ["due Lamps"], 6: ["planned Lamps"]}
    assert [day.date for day in answer.context["days"] if day.is_today] == [NOW.date()]
    assert "March 2026" in text_of(answer)


def test_a_named_month_and_a_named_week(cast: Magazine) -> None:
    cast.live("Tolls")
    cast.scheduled("Ships", moment=at(24 * 40))
    assert shown(look(cast.editor, month="2026-04")) == {11: ["scheduled Ships"]}
    week = look(cast.editor, week="2026-W10")
    assert shown(week) == {2: ["live Tolls"]}
    assert len(week.context["days"]) == 7


@pytest.mark.parametrize("query", [{"month": "2026-13"}, {"week": "2026-W99"}, {"month": "<script>"}, {"week": "\x01"}])
def test_what_cannot_be_read_is_told_and_this_month_shown(cast: Magazine, query: dict[str, str]) -> None:
    answer = look(cast.editor, **query)
    assert answer.status_code == 400
    assert "Write it like 2026-" in text_of(answer)
    assert "March 2026" in text_of(answer)
    assert "<script>" not in text_of(answer)


def test_previous_next_and_today_are_addresses_that_can_be_sent_to_a_colleague(cast: Magazine) -> None:
    context = look(cast.editor, month="2026-12").context
    assert context["before"].endswith("?month=2026-11")
    assert context["after"].endswith("?month=2027-01")
    assert context["now_address"].endswith("?month=2026-03")
    assert context["week_address"].endswith("?week=2026-W49")
    week = look(cast.editor, week="2026-W53").context
    assert week["after"].endswith("?week=2027-W01")
    assert week["month_address"].endswith("?month=2026-12")


def test_nothing_lies_before_the_first_year_or_behind_the_last(cast: Magazine) -> None:
    assert look(cast.editor, month="1900-01").context["before"] == ""
    assert look(cast.editor, month="2199-12").context["after"] == ""


@override_settings(TIME_ZONE="Europe/Berlin")
def test_the_zone_is_named_at_the_page_and_at_every_time(cast: Magazine) -> None:
    cast.live("Tolls")
    cast.scheduled("Ships", moment=datetime(2026, 3, 30, 5, tzinfo=UTC))
    listed = text_of(look(cast.editor))
    assert "Europe/Berlin" in listed
    assert '<time dir="ltr" datetime="2026-03-02T13:00+0100">13:00 CET</time>' in listed
    assert '<time dir="ltr" datetime="2026-03-30T07:00+0200">07:00 CEST</time>' in listed


@override_settings(TIME_ZONE="Europe/Berlin")
def test_a_day_on_which_clocks_change_says_so_and_its_double_hour_stands_once(cast: Magazine) -> None:
    for number, hour in enumerate((0, 1)):
        moment = datetime(2026, 10, 25, hour, 30 - number * 20, tzinfo=UTC)
        assign(cast.draft(f"At {hour}"), by=cast.editor, planned_for=moment, now=NOW)
    assert shown(look(cast.editor, month="2026-10")) == {25: ["planned At 0", "planned At 1"]}
    answer = look(cast.editor, week="2026-W44")
    (sunday,) = (day for day in answer.context["days"] if day.date == date(2026, 10, 25))
    ((hour, entries),) = sunday.by_hour
    assert (hour, [entry.headline for entry in entries]) == (2, ["At 0", "At 1"])
    assert "25 hours: clocks change" in text_of(answer)
    assert "23 hours: clocks change" in text_of(look(cast.editor, month="2026-03"))


def test_the_week_shows_office_hours_and_what_lies_outside_of_them(cast: Magazine) -> None:
    assert look(cast.editor, week="2026-W10").context["hours"] == range(7, 20)
    Article.objects.create(headline="Early", planned_for=datetime(2026, 3, 4, 5, tzinfo=UTC))
    cast.scheduled("Late", moment=datetime(2026, 3, 4, 22, tzinfo=UTC))
    assert look(cast.editor, week="2026-W10").context["hours"] == range(5, 23)


def test_a_full_day_of_the_month_leads_to_its_week_which_shows_all(cast: Magazine) -> None:
    Article.objects.bulk_create(Article(headline=f"Draft {number}", due=NOW.date()) for number in range(9))
    month, week = text_of(look(cast.editor)), text_of(look(cast.editor, week="2026-W10"))
    assert "4 more" in month
    assert 'href="/admin/articles/article/calendar/?week=2026-W10"' in month
    assert month.count("Draft ") == 5
    assert week.count("Draft ") == 9


def test_an_empty_month_says_so_calmly(cast: Magazine) -> None:
    assert "Nothing is due, planned, scheduled or live in this month." in text_of(look(cast.contributor))


def test_a_contributor_sees_only_their_own_and_plans_nothing(cast: Magazine) -> None:
    cast.live("A secret of somebody else", by=cast.other_contributor)
    own = cast.live("Tolls")
    answer = look(cast.contributor)
    assert shown(answer) == {2: ["live Tolls"]}
    assert page("article", "change", own.pk) in text_of(answer)
    assert PLAN not in text_of(answer)
    assert client_of(cast.contributor).get(PLAN, {"day": "2026-03-04"}).status_code == 403


def test_the_calendar_is_closed_to_who_has_nothing_to_do_with_articles(cast: Magazine) -> None:
    cast.contributor.groups.clear()
    assert look(cast.contributor).status_code == 403


def test_the_calendar_changes_nothing(cast: Magazine) -> None:
    assert client_of(cast.editor).post(CALENDAR).status_code == 405
    assert client_of(cast.editor).post(PLAN).status_code == 405


def test_the_calendar_costs_the_same_with_many_articles(cast: Magazine) -> None:
    client = client_of(cast.editor)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(CALENDAR).status_code == 200
        return len(queries)

    few = cost()
    cast.live()
    Article.objects.bulk_create(Article(headline=f"{number}", due=NOW.date()) for number in range(50))
    assert cost() == few <= 6


def test_from_an_empty_day_to_a_plan_and_back(cast: Magazine) -> None:
    article = cast.draft("Tolls")
    assign(article, by=cast.publisher, assignee=cast.editor, due=date(2026, 3, 9), now=NOW)
    cast.live("At rest")
    cast.scheduled("Ships", moment=at(48))
    client = client_of(cast.editor)
    assert f"{PLAN}?day=2026-03-04" in text_of(client.get(CALENDAR))
    offered = client.get(PLAN, {"day": "2026-03-04"})
    assert [each.headline for each in offered.context["articles"]] == ["Tolls"]
    address = f"{page('article', 'assign', article.pk)}?planned_for=2026-03-04T07:00"
    assert address in text_of(offered)
    form = client.get(address).context["assignment_form"]
    assert not form.errors
    sent = {field.html_name: field.value() for field in form} | {
        f"initial-{field.html_name}": form.data[f"initial-{field.html_name}"] for field in form
    }
    answer = client.post(address, sent)
    assert answer["Location"] == f"{CALENDAR}?month=2026-03"
    stored = Article.objects.get(pk=article.pk)
    assert (stored.planned_for, stored.assignee, stored.due) == (at(-5 + 48), cast.editor, date(2026, 3, 9))
    assert client.get(PLAN, {"day": "2026-03-04"}).context["articles"].count() == 0


@pytest.mark.parametrize("day", ["", "2026-02-30", "tomorrow", "0001-01-01"])
def test_a_plan_for_no_day_is_refused_with_a_sentence(cast: Magazine, day: str) -> None:
    answer = client_of(cast.editor).get(PLAN, {"day": day})
    assert answer.status_code == 400
    assert "Choose a day in the calendar" in text_of(answer)


def test_a_moment_that_cannot_be_read_is_refused_in_the_form(cast: Magazine) -> None:
    address = f"{page('article', 'assign', cast.draft().pk)}?planned_for=soon"
    assert client_of(cast.editor).get(address).context["assignment_form"].errors


def test_only_days_to_come_can_be_planned(cast: Magazine) -> None:
    listed = text_of(look(cast.editor))
    for day, is_there in ((NOW.date() - timedelta(days=1), False), (NOW.date(), True)):
        assert (f"{PLAN}?day={day}" in listed) is is_there
    assert timezone.localdate() == NOW.date()
