"""Arranging the front page: editions, each over the one before, and the intervals in which readers see them."""

from copy import deepcopy
from datetime import datetime
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles.desk import verbs
from articles.desk.arranging import arrange, content, copied, may_arrange, restore, to_know
from articles.desk.editions import beyond_licence, publish, schedule, unschedule
from articles.desk.merging import merge
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.models import Edition, Event, Image, Slot, Topic
from articles.models.uses import further_uses, is_used
from tests.magazine import NOW, Magazine, at


@pytest.fixture(scope="module")
def made(for_all: None) -> dict[str, Any]:
    cast = Magazine()
    return {"cast": cast, "tolls": cast.live("Tolls"), "lamps": cast.live("Lamps"), "draft": cast.draft("A draft")}


class DeskCase:
    @pytest.fixture(autouse=True)
    def begin_with(self, made: dict[str, Any], db: None) -> None:
        vars(self).update(deepcopy(made))

    def arrange(self, *slots: Slot, seen: int | None = None, hours: float = 0, **given: object) -> Edition:
        newest = Edition.objects.newest()
        seen = (newest.number if newest else 0) if seen is None else seen
        return arrange(slots, **{"by": self.cast.editor, "seen": seen, "now": at(hours), **given})

    def publish(self, hours: float = 0, **given: object) -> Edition:
        return publish(
            **{"by": self.cast.publisher, "seen": Edition.objects.newest().number, "now": at(hours), **given}
        )

    def schedule(self, moment: float, hours: float = 0) -> Edition:
        seen = Edition.objects.newest().number
        return schedule(by=self.cast.publisher, seen=seen, moment=at(moment), now=at(hours))

    def intervals(self) -> dict[int, tuple[datetime, datetime | None]]:
        rows = Edition.objects.filter(live_from__isnull=False).order_by("live_from")
        return {row.number: (row.live_from, row.live_until) for row in rows}

    def told(self) -> list[tuple[str, str, datetime | None]]:
        """What the log says of the front page, the latest first."""
        return [(event.verb, event.about, event.moment) for event in Event.objects.filter(article=None)]


class TestArranging(DeskCase):
    def test_each_save_makes_the_next_edition_of_which_readers_see_nothing(self) -> None:
        first = self.arrange(Slot(article=self.tolls, headline="Look"), Slot(topic=self.cast.sea, size=3))
        second = self.arrange(Slot(article=self.lamps), note="Lamps first")
        assert (first.number, second.number) == (1, 2)
        assert [str(slot.article or slot.topic) for slot in first.slots.all()] == ["Tolls", "The sea"]
        assert not self.intervals()
        assert self.told() == [("arrange", "Front page, edition 2", None), ("arrange", "Front page, edition 1", None)]
        assert Event.objects.filter(article=None).first().note == second.note == "Lamps first"

    def test_a_save_that_changes_nothing_makes_none(self) -> None:
        slots = [Slot(article=self.tolls, headline="Look"), Slot(topic=self.cast.sea, size=3)]
        assert self.arrange(*slots) == self.arrange(*slots)
        assert self.arrange(*slots[::-1]).number == 2

    def test_a_stale_save_is_refused_and_says_who_was_before(self) -> None:
        self.arrange(Slot(article=self.tolls))
        with pytest.raises(Stale, match="editor arranged the front page after you opened it"):
            self.arrange(Slot(article=self.lamps), seen=0)
        assert Edition.objects.count() == 1

    def test_of_two_who_make_the_very_first_one_is_refused(self) -> None:
        self.arrange(Slot(article=self.tolls))
        none = mock.patch("articles.models.edition.EditionQuerySet.newest", return_value=None)
        with none, pytest.raises(Stale, match="just now"):
            self.arrange(Slot(article=self.lamps), seen=0)
        assert [str(slot.article) for slot in Edition.objects.get().slots.all()] == ["Tolls"]

    def test_only_who_arranges_may(self) -> None:
        edition = self.arrange(Slot(article=self.tolls))
        with pytest.raises(NotAllowed):
            self.arrange(Slot(article=self.lamps), by=self.cast.contributor)
        with pytest.raises(NotAllowed):
            restore(edition, by=self.cast.contributor, seen=1)

    def test_what_cannot_be_is_refused_with_a_sentence_each(self) -> None:
        trash = self.cast.draft("Rubbish")
        verbs.discard(trash, by=self.cast.editor)
        slots = [Slot(article=self.tolls), Slot(article=self.tolls), Slot(topic=self.cast.sea, size=7)]
        with pytest.raises(Refused) as refusal:
            self.arrange(*slots, Slot(topic=self.cast.sea), Slot(article=trash))
        assert [sentence.split(".")[0] for sentence in refusal.value.sentences] == [
            "“Tolls” stands on the page twice",
            "“The sea” stands on the page twice",
            "“Rubbish” is in the trash",
            "A section has 1 to 6 articles",
        ]
        with pytest.raises(Refused, match="12 articles and 6 sections at most"):
            self.arrange(*(Slot(article=self.cast.draft()) for _number in range(13)))

    def test_who_does_not_see_everybodys_articles_may_not(self) -> None:
        may = self.cast.editor.groups.get().permissions.filter(codename="add_edition")
        self.cast.contributor.user_permissions.set(may)
        assert not may_arrange(User.objects.get(pk=self.cast.contributor.pk))

    def test_what_readers_cannot_read_at_that_moment_is_told(self) -> None:
        later = self.cast.scheduled("Later", moment=at(2))
        slots = [Slot(article=article) for article in (self.tolls, self.draft, later)]
        assert [sentence.split("”")[0] for sentence in to_know(slots, at=at(1))] == [
            "Readers cannot read “A draft",
            "Readers cannot read “Later",
        ]
        assert len(list(to_know(slots, at=at(2)))) == 1

    def test_an_earlier_one_comes_back_as_the_next(self) -> None:
        first = self.arrange(Slot(article=self.tolls, headline="Look"), Slot(topic=self.cast.sea, size=3))
        self.arrange(Slot(article=self.lamps))
        third = restore(first, by=self.cast.editor, seen=2)
        assert content(third.slots.all()) == content(first.slots.all())
        assert (third.number, third.note) == (3, "As in edition 1")
        assert self.told()[0][:2] == ("restore", "Front page, edition 3")
        with pytest.raises(Refused, match="already"):
            restore(first, by=self.cast.editor, seen=3)
        with pytest.raises(Stale):
            restore(first, by=self.cast.editor, seen=2)


class TestIntervals(DeskCase):
    def test_publishing_ends_the_former_at_the_same_instant(self) -> None:
        self.arrange(Slot(article=self.tolls))
        self.publish()
        self.arrange(Slot(article=self.lamps))
        self.publish(5)
        assert self.intervals() == {1: (NOW, at(5)), 2: (at(5), None)}
        assert self.told()[0] == ("publish", "Front page, edition 2", None)

    def test_several_can_be_scheduled_in_any_order_and_each_ends_where_the_next_begins(self) -> None:
        for number, moment in enumerate((20, 10, 30)):
            self.arrange(Slot(article=self.tolls, headline=str(number)))
            self.schedule(moment)
        assert self.intervals() == {2: (at(10), at(20)), 1: (at(20), at(30)), 3: (at(30), None)}
        self.arrange(Slot(article=self.lamps))
        self.publish(1)
        assert self.intervals()[4] == (at(1), at(10))
        assert len(self.intervals()) == 4

    def test_unscheduling_lets_what_stands_before_go_on(self) -> None:
        self.arrange(Slot(article=self.tolls))
        self.publish()
        for moment in (10, 20):
            self.arrange(Slot(article=self.lamps, headline=str(moment)))
            self.schedule(moment)
        unschedule(Edition.objects.get(number=2), by=self.cast.publisher, now=at(1))
        assert self.intervals() == {1: (NOW, at(20)), 3: (at(20), None)}
        assert self.told()[0] == ("unschedule", "Front page, edition 2", at(10))
        unschedule(Edition.objects.get(number=3), by=self.cast.publisher, now=at(1))
        assert self.intervals() == {1: (NOW, None)}

    def test_what_has_begun_cannot_be_unscheduled(self) -> None:
        self.arrange(Slot(article=self.tolls))
        edition = self.publish()
        with pytest.raises(Refused, match="not scheduled"):
            unschedule(edition, by=self.cast.publisher, now=at(1))

    def test_what_is_scheduled_can_be_moved_or_published_now(self) -> None:
        self.arrange(Slot(article=self.tolls))
        self.schedule(10)
        self.schedule(12)
        assert self.intervals() == {1: (at(12), None)}
        self.publish(1)
        assert self.intervals() == {1: (at(1), None)}
        assert [verb for verb, _about, _moment in self.told()] == [
            *("publish", "unschedule", "schedule", "unschedule", "schedule", "arrange")
        ]

    def test_what_readers_once_saw_begins_again_as_a_copy(self) -> None:
        self.arrange(Slot(article=self.tolls))
        self.arrange(Slot(article=self.lamps))
        self.schedule(10)
        restore(Edition.objects.get(number=1), by=self.cast.editor, seen=2, now=at(1))
        self.publish(1)
        again = self.publish(11)
        assert (again.number, again.note) == (4, "As in edition 3")
        assert self.intervals() == {3: (at(1), at(10)), 2: (at(10), at(11)), 4: (at(11), None)}

    def test_what_readers_see_is_not_published_again(self) -> None:
        self.arrange(Slot(article=self.tolls))
        self.publish()
        with pytest.raises(Refused, match="already"):
            self.publish(1)

    def test_one_that_begins_at_the_same_instant_takes_the_place_of_the_other(self) -> None:
        self.arrange(Slot(article=self.tolls))
        self.publish()
        self.arrange(Slot(article=self.lamps))
        self.publish()
        assert self.intervals() == {2: (NOW, None)}

    def test_refusals(self) -> None:
        with pytest.raises(Refused, match="nothing to publish"):
            publish(by=self.cast.publisher, seen=0)
        self.arrange(Slot(article=self.tolls))
        with pytest.raises(Stale):
            self.publish(seen=0)
        with pytest.raises(NotAllowed):
            self.publish(by=self.cast.editor)
        with pytest.raises(Refused, match="in the future"):
            self.schedule(1, hours=1)
        self.schedule(10)
        self.arrange(Slot(article=self.lamps))
        with pytest.raises(Refused, match="this very moment"):
            self.schedule(10)
        with pytest.raises(NotAllowed):
            unschedule(Edition.objects.get(number=1), by=self.cast.editor, now=at(1))
        assert self.intervals() == {1: (at(10), None)}

    def test_a_picture_whose_licence_ends_before_stands_in_the_way(self) -> None:
        image = Image.objects.create(
            file="a.png", checksum="a" * 64, width=64, height=48, alt="The sea", licence_until=at(24).date()
        )
        self.arrange(Slot(article=self.tolls, image=image))
        with pytest.raises(Refused, match="“The sea” is licensed until 3 March 2026 only"):
            self.schedule(48)
        assert not list(beyond_licence(now=NOW))
        assert self.publish()
        told = ["The licence of “The sea”, a picture of edition 1, ends on 3 March 2026."]
        assert list(beyond_licence(now=at(0))) == list(beyond_licence(now=at(72))) == told
        self.arrange(Slot(article=self.tolls))
        self.publish(80)
        assert not list(beyond_licence(now=at(80)))

    def test_the_database_knows_one_open_edition_at_most(self) -> None:
        self.arrange(Slot(article=self.tolls))
        self.publish()
        second = self.arrange(Slot(article=self.lamps))
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.filter(pk=second.pk).update(live_from=at(1))


class TestWhatHangsOnIt(DeskCase):
    def test_a_section_follows_a_merged_topic_and_stands_once(self) -> None:
        seas = Topic.objects.create(name="Seas", slug="seas")
        edition = self.arrange(Slot(topic=seas, size=2), Slot(topic=self.cast.sea, size=3))
        merge([seas], self.cast.sea, by=self.cast.publisher)
        assert [slot.topic for slot in edition.slots.all()] == [self.cast.sea] * 2
        assert [(slot.topic, slot.size) for slot in copied(edition)] == [(self.cast.sea, 2)]

    def test_a_topic_and_a_picture_on_the_page_are_used(self) -> None:
        image = Image.objects.create(file="a.png", checksum="a" * 64, width=64, height=48)
        self.arrange(Slot(article=self.tolls, image=image), Slot(topic=self.cast.borders, size=3))
        assert is_used(image)
        assert list(further_uses([self.cast.borders])) == [("a section", ["Front page, edition 1"])]
