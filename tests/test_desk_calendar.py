"""What stands on which day, in the magazine's time zone, also when clocks change."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import TestCase, override_settings

from articles.desk import verbs
from articles.desk.access import articles_of
from articles.desk.assigning import assign
from articles.desk.calendar import Entry, Sort, entries, hours, midnight
from articles.models import Article
from tests.magazine import NOW, SILENTLY, Magazine, at

TODAY = NOW.date()
BERLIN = override_settings(TIME_ZONE="Europe/Berlin")


class Calendar(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()

    def on(self, first: date, last: date | None = None, *, now: datetime = NOW, who: Any = None) -> list[Entry]:
        return entries(articles_of(who or self.cast.editor), first, last or first, now)

    def test_wishes_and_facts_of_a_day_what_has_no_hour_first(self) -> None:
        assign(self.cast.draft("Wished"), by=self.cast.editor, due=TODAY, planned_for=at(3), now=at(-1))
        self.cast.live("Live")
        self.cast.scheduled("Scheduled", moment=at(2))
        found = [(str(entry.sort), entry.headline, entry.stage) for entry in self.on(TODAY)]
        assert found == [
            ("due", "Wished", "draft"),
            ("live", "Live", ""),
            ("scheduled", "Scheduled", ""),
            ("planned", "Wished", "draft"),
        ]

    def test_what_was_scheduled_is_live_from_its_moment_on(self) -> None:
        self.cast.scheduled("Tolls", moment=at(2))
        assert [entry.sort for entry in self.on(TODAY, now=at(2) - timedelta(seconds=1))] == [Sort.SCHEDULED]
        assert [entry.sort for entry in self.on(TODAY, now=at(2))] == [Sort.LIVE]

    def test_a_change_of_a_live_article_is_told_from_its_first_publication(self) -> None:
        article = self.cast.live("Tolls")
        self.cast.change(article, standfirst="Again", now=at(1))
        self.cast.approve_again(article, now=at(1))
        verbs.schedule(article, by=self.cast.publisher, change=SILENTLY, moment=at(24), now=at(1))
        assert [entry.is_change for entry in self.on(TODAY, TODAY + timedelta(days=1), now=at(1))] == [False, True]

    def test_a_plan_that_came_true_no_longer_stands_there(self) -> None:
        article = self.cast.approved("Tolls")
        assign(article, by=self.cast.editor, planned_for=at(2), due=TODAY, now=NOW)
        verbs.publish(article, by=self.cast.publisher, now=at(1))
        assert [entry.sort for entry in self.on(TODAY, now=at(1))] == [Sort.LIVE]

    def test_what_has_passed_is_late(self) -> None:
        assign(self.cast.draft("A"), by=self.cast.editor, due=TODAY, planned_for=at(3), now=NOW)
        assert [entry.late for entry in self.on(TODAY, now=at(2))] == [False, False]
        assert [entry.late for entry in self.on(TODAY, now=at(24))] == [True, True]

    def test_only_the_days_that_are_asked_for(self) -> None:
        for number in (-1, 0, 1):
            day = TODAY + timedelta(days=number)
            assign(self.cast.draft(f"{number}"), by=self.cast.editor, due=day, planned_for=midnight(day), now=NOW)
        assert {entry.headline for entry in self.on(TODAY)} == {"0"}
        assert len(self.on(TODAY)) == 2

    def test_a_day_is_one_of_the_magazines_time_zone(self) -> None:
        late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
        assign(self.cast.draft("Tolls"), by=self.cast.editor, planned_for=late, now=NOW)
        assert [entry.day for entry in self.on(TODAY, TODAY + timedelta(days=1))] == [TODAY]
        with BERLIN:
            assert [entry.day for entry in self.on(TODAY, TODAY + timedelta(days=1))] == [date(2026, 3, 3)]
            assert self.on(TODAY) == []

    @BERLIN
    def test_a_day_of_twenty_three_hours_holds_all_of_its_hours_once(self) -> None:
        self.plan_every_hour(date(2026, 3, 29), 23)
        assert "02" not in self.told(date(2026, 3, 29))

    @BERLIN
    def test_a_day_of_twenty_five_hours_tells_the_hour_that_comes_twice_by_its_zone(self) -> None:
        self.plan_every_hour(date(2026, 10, 25), 25)
        found = [f"{entry.at:%H %Z}" for entry in self.on(date(2026, 10, 25))]
        assert found[1:5] == ["01 CEST", "02 CEST", "02 CET", "03 CET"]

    def plan_every_hour(self, day: date, count: int) -> None:
        """One plan on each hour of the day; one more just before and after, which belong to its neighbours."""
        Article.objects.bulk_create(
            Article(headline=f"Hour {number:02}", planned_for=midnight(day) + timedelta(hours=number))
            for number in range(-1, count + 1)
        )
        assert [entry.headline for entry in self.on(day)] == [f"Hour {number:02}" for number in range(count)]
        assert hours(day) == count

    def told(self, day: date) -> list[str]:
        return [f"{entry.at:%H}" for entry in self.on(day)]

    def test_a_contributor_sees_only_what_is_theirs(self) -> None:
        for made in (self.cast.live, self.cast.draft):
            article = made("Of another", by=self.cast.other_contributor)
        assign(article, by=self.cast.editor, due=TODAY, now=NOW)
        self.cast.live("Own")
        assert [entry.headline for entry in self.on(TODAY, who=self.cast.contributor)] == ["Own"]

    def test_two_queries_whatever_there_is(self) -> None:
        with self.assertNumQueries(2):
            assert entries(Article.objects.all(), TODAY, TODAY, NOW) == []
        for _number in range(2):
            assign(self.cast.live(), by=self.cast.editor, due=TODAY, planned_for=at(3), now=at(1))
        with self.assertNumQueries(2):
            assert len(entries(Article.objects.all(), TODAY, TODAY, NOW)) == 6


@pytest.mark.parametrize(
    ("zone", "day", "count"),
    [
        ("UTC", date(2026, 3, 29), 24),
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("Africa/Cairo", date(2026, 4, 24), 23),
    ],
)
def test_the_hours_of_a_day(zone: str, day: date, count: int) -> None:
    with override_settings(TIME_ZONE=zone):
        assert hours(day) == count
        assert midnight(day).astimezone(ZoneInfo(zone)).date() == day
