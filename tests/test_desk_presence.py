"""Who else has the article open: heard of within a minute, and nothing is locked."""

import pytest
from django.test import TestCase

from articles.desk.presence import others, ping
from articles.desk.refusal import NotAllowed
from articles.models import Presence
from tests.magazine import NOW, Magazine, at

SECOND = 1 / 3600


class Presences(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.article = cls.magazine.draft("Tolls")

    def seen(self, hours: float) -> list[str]:
        found = others(self.article, by=self.magazine.editor, now=at(hours))
        return [presence.account.username for presence in found]

    def test_others_are_seen_and_oneself_is_not(self) -> None:
        for person in (self.magazine.publisher, self.magazine.contributor, self.magazine.editor):
            ping(self.article, by=person, now=NOW)
        assert self.seen(0) == ["publisher", "contributor"]

    def test_a_ping_counts_for_sixty_seconds(self) -> None:
        ping(self.article, by=self.magazine.publisher, now=NOW)
        assert self.seen(59 * SECOND) == ["publisher"]
        assert self.seen(60 * SECOND) == []

    def test_who_goes_on_pinging_is_there_since_the_first(self) -> None:
        for seconds in (0, 20, 40, 60, 80):
            ping(self.article, by=self.magazine.publisher, now=at(seconds * SECOND))
        assert Presence.objects.get().since == NOW

    def test_who_comes_back_later_is_there_since_then(self) -> None:
        for hours in (0, 2):
            ping(self.article, by=self.magazine.publisher, now=at(hours))
        assert Presence.objects.get().since == at(2)

    def test_the_last_save_is_their_own(self) -> None:
        self.magazine.change(self.article, headline="Lamps", by=self.magazine.publisher, now=at(1))
        self.magazine.change(self.article, headline="Lights", by=self.magazine.editor, now=at(2))
        for person in (self.magazine.publisher, self.magazine.contributor):
            ping(self.article, by=person, now=at(3))
        found = others(self.article, by=self.magazine.editor, now=at(3))
        assert [presence.last_saved for presence in found] == [at(1), NOW]

    def test_another_article_is_another_matter(self) -> None:
        ping(self.magazine.draft(), by=self.magazine.publisher, now=NOW)
        assert self.seen(0) == []

    def test_who_may_not_see_the_article_leaves_no_mark(self) -> None:
        with pytest.raises(NotAllowed):
            ping(self.article, by=self.magazine.other_contributor, now=NOW)
        assert not Presence.objects.exists()
