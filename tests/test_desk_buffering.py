"""What is typed and not saved: kept for the person alone, the last 20, never in the way of anything."""

import pytest
from django.test import TestCase

from articles.desk.buffering import MOST, TooLong, buffers, discard, keep
from articles.desk.refusal import NotAllowed
from articles.models import Article, Buffer
from tests.magazine import NOW, Magazine, at


def typed(headline: str) -> dict[str, list[str]]:
    return {"headline": [headline], "body": ["<p>Typed.</p>"]}


class Buffering(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.article = cls.magazine.draft("Tolls")

    def keep(self, headline: str, sheet: str = "a", hours: float = 0, article: Article | None = None) -> Buffer:
        article = article or self.article
        return keep(article, typed(headline), by=self.magazine.editor, sheet=sheet, version=1, now=at(hours))

    def headlines(self, article: Article | None = None) -> list[str]:
        found = buffers(article or self.article, by=self.magazine.editor)
        return [buffer.typed()["headline"] for buffer in found]

    def test_what_was_typed_is_kept_with_its_time_and_the_version_seen(self) -> None:
        self.keep("Lamps")
        buffer = buffers(self.article, by=self.magazine.editor).get()
        assert (buffer.at, buffer.version, buffer.typed()["headline"]) == (NOW, 1, "Lamps")

    def test_a_buffer_is_no_revision_no_event_and_no_change(self) -> None:
        self.keep("Lamps")
        article = Article.objects.get()
        assert (article.headline, article.version) == ("Tolls", 1)
        assert (article.revisions.count(), article.events.count()) == (1, 1)

    def test_nobody_else_gets_it(self) -> None:
        self.keep("Lamps")
        assert not buffers(self.article, by=self.magazine.publisher).exists()

    def test_the_last_twenty_stay(self) -> None:
        for number in range(MOST + 5):
            self.keep(f"Lamps {number}", hours=number)
        assert self.headlines() == [f"Lamps {number}" for number in reversed(range(5, MOST + 5))]

    def test_a_busy_tab_does_not_push_out_what_another_tab_has(self) -> None:
        self.keep("The other tab", sheet="b")
        for number in range(MOST + 5):
            self.keep(f"Lamps {number}", hours=number + 1)
        assert self.headlines()[-1] == "The other tab"
        assert len(self.headlines()) == MOST

    def test_another_article_is_counted_apart(self) -> None:
        other = self.magazine.draft("Lighthouses")
        self.keep("Elsewhere", article=other)
        for number in range(MOST + 1):
            self.keep(f"Lamps {number}", hours=number + 1)
        assert self.headlines(other) == ["Elsewhere"]

    def test_the_same_text_again_is_one_buffer(self) -> None:
        assert self.keep("Lamps") == self.keep("Lamps", hours=1)
        assert self.keep("Lamps", sheet="b", hours=2) != self.keep("Lamps", hours=2)

    def test_what_is_discarded_is_the_one_sheet(self) -> None:
        for sheet in "aab":
            self.keep(f"Lamps on {sheet}", sheet=sheet)
        discard(by=self.magazine.publisher, sheet="a")
        discard(by=self.magazine.editor, sheet="a")
        assert self.headlines() == ["Lamps on b"]

    def test_a_new_article_has_buffers_too(self) -> None:
        keep(None, typed("Not yet an article"), by=self.magazine.contributor, sheet="n", now=NOW)
        assert buffers(None, by=self.magazine.contributor).get().typed()["headline"] == "Not yet an article"

    def test_a_foreign_article_takes_no_buffer(self) -> None:
        with pytest.raises(NotAllowed):
            keep(self.article, typed("Guess"), by=self.magazine.other_contributor, sheet="a", now=NOW)

    def test_who_may_not_write_keeps_no_new_article(self) -> None:
        with pytest.raises(NotAllowed):
            keep(None, typed("Guess"), by=self.magazine.outsider, sheet="a", now=NOW)

    def test_too_long_a_text_is_refused_and_what_was_kept_stays(self) -> None:
        self.keep("Lamps")
        with pytest.raises(TooLong, match="too long"):
            keep(self.article, {"body": ["ü" * 1_000_001]}, by=self.magazine.editor, sheet="a", now=at(1))
        assert self.headlines() == ["Lamps"]

    def test_the_character_that_no_database_stores_is_dropped(self) -> None:
        assert self.keep("La\0mps").typed()["headline"] == "Lamps"
