"""The numbers beside readers' choices follow every change of what readers see, and the clock."""

from datetime import UTC, datetime, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase

from articles.desk import intervals, merging, tallying, verbs
from articles.models import Article, Tally
from articles.models.tally import ALWAYS
from tests.magazine import NOW, SILENTLY, Magazine, at


def numbers(moment: datetime) -> dict[tuple[str, str], int]:
    return {(facet, key): total for facet, key, total in Tally.objects.all().totals(at=moment) if total}


class TestNumbers(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.article = cls.magazine.approved()

    def publish(self, now: datetime = NOW) -> Article:
        verbs.publish(self.article, by=self.magazine.publisher, now=now)
        return self.article

    def tearDown(self) -> None:
        assert tallying.differences(now=at(1_000), zone=UTC) == {}

    def of_the_sea(self, hours: float) -> int:
        return numbers(at(hours)).get(("topic", str(self.magazine.sea.pk)), 0)

    def test_what_is_live_counts_under_topic_author_kind_and_month(self) -> None:
        cast = self.magazine
        cast.live(topics=[cast.sea, cast.borders], authors=[cast.ada, cast.bao], kind="opinion")
        cast.draft()
        assert numbers(NOW) == {
            ("topic", str(cast.sea.pk)): 1,
            ("topic", str(cast.borders.pk)): 1,
            ("author", str(cast.ada.pk)): 1,
            ("author", str(cast.bao.pk)): 1,
            ("kind", "opinion"): 1,
            ("month", "2026-03"): 1,
        }

    def test_what_is_withdrawn_counts_no_more(self) -> None:
        verbs.withdraw(self.publish(), by=self.magazine.publisher, note="Forged.", now=at(0.5))
        assert numbers(at(1)) == {}
        assert not Tally.objects.exists()

    def test_what_is_scheduled_counts_from_its_moment_on(self) -> None:
        article = self.article
        verbs.schedule(article, by=self.magazine.publisher, moment=at(24), now=NOW)
        assert [self.of_the_sea(hours) for hours in (0, 23, 24, 48)] == [0, 0, 1, 1]
        verbs.unschedule(article, by=self.magazine.publisher, now=at(1))
        assert not Tally.objects.exists()

    def test_a_change_that_is_scheduled_counts_under_its_own_choices_in_its_turn(self) -> None:
        article = self.publish()
        self.magazine.change(article, kind="analysis", now=at(1))
        self.magazine.approve_again(article, now=at(1))
        verbs.schedule(article, by=self.magazine.publisher, change=SILENTLY, moment=at(24), now=at(1))
        kinds = [{key for facet, key in numbers(at(hours)) if facet == "kind"} for hours in (1, 24)]
        assert kinds == [{"opinion"}, {"analysis"}]
        assert [self.of_the_sea(hours) for hours in (1, 24)] == [1, 1]

    def test_an_end_that_is_known_in_advance_counts_at_its_moment(self) -> None:
        article = self.publish()
        article.expires_at = at(24)
        intervals.expire(article, now=at(1))
        assert [self.of_the_sea(hours) for hours in (1, 23, 24)] == [1, 1, 0]

    def test_what_came_to_pass_is_taken_together_by_the_next_change(self) -> None:
        for hours in (1, 2):
            self.magazine.scheduled(moment=at(hours))
        assert Tally.objects.filter(facet="topic", since__gt=ALWAYS).count() == 2
        self.publish(at(4))
        assert list(Tally.objects.filter(facet="topic").values_list("since", "number")) == [(ALWAYS, 3)]

    def test_a_revision_that_takes_the_place_of_another_counts_once(self) -> None:
        article = self.publish()
        self.magazine.change(article, headline="Again", now=at(1))
        self.magazine.approve_again(article, now=at(1))
        verbs.publish(article, by=self.magazine.publisher, change=SILENTLY, now=at(2))
        assert self.of_the_sea(2) == 1

    def test_a_merged_topic_counts_each_article_once(self) -> None:
        cast = self.magazine
        cast.live(topics=[cast.sea, cast.borders])
        cast.live(topics=[cast.borders])
        merging.merge([cast.borders], cast.sea, by=cast.publisher)
        assert self.of_the_sea(1) == 2
        assert {key for facet, key in numbers(at(1)) if facet == "topic"} == {str(cast.sea.pk)}


class TestRecounting(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        for _number in range(2):
            cls.magazine.live()
        cls.magazine.scheduled(moment=at(24))

    def test_what_is_kept_is_what_is_counted_anew(self) -> None:
        with mock.patch.object(tallying, "BATCH", 2):
            kept = set(Tally.objects.values_list("facet", "key", "since", "number"))
            tallying.recount(now=NOW, zone=UTC)
            assert set(Tally.objects.values_list("facet", "key", "since", "number")) == kept

    def test_the_command_tells_and_mends_what_is_wrong(self) -> None:
        call_command("recount", "--check")
        Tally.objects.filter(facet="kind").update(number=7)
        with pytest.raises(CommandError, match="kind opinion"):
            call_command("recount", "--check")
        call_command("recount")
        call_command("recount", "--check")

    def test_articles_without_interval_change_nothing(self) -> None:
        article = Article.objects.create(headline="Draft", slug="draft")
        with tallying.tallied([article.pk], now=NOW + timedelta(hours=1)):
            pass
        assert tallying.differences(now=NOW, zone=UTC) == {}

    def test_a_month_is_one_of_the_magazines_time_zone(self) -> None:
        with self.settings(TIME_ZONE="Asia/Karachi"):
            self.magazine.live(now=datetime.fromisoformat("2026-01-31T20:00:00+00:00"))
            assert ("month", "2026-02") in numbers(NOW)
            assert tallying.differences(now=NOW, zone=ZoneInfo("Asia/Karachi")) == {}
