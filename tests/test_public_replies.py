"""A reply by right, as readers find it: at the head of what it answers, in the same size, and marked on both pages."""

from datetime import timedelta
from unittest import mock

from django.test import TestCase

from articles.desk import replying, verbs
from articles.models.neighbours import MOST_REPLIES
from articles.models.reply_request import Decision
from tests.magazine import Magazine, at
from tests.test_desk_replying import CONTACT, take_in
from tests.test_public_lists import print_many


class Replies(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = cast = Magazine()
        cls.article = cast.live("Eleven miles", slug="miles")
        cls.reply = cast.live("It is nine", slug="nine", standfirst="I measured it.", reply_to=cls.article)
        cast.live("Perhaps ten", slug="ten", reply_to=cls.article)
        asked = replying.decide(take_in(cls.article, cast.editor), Decision.GRANTED, by=cast.publisher, now=at(2))
        cls.asked = replying.name_reply(asked, cls.reply, by=cast.publisher, now=at(3))

    def read(self, slug: str, hours: float = 4) -> str:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return self.client.get(f"/articles/{slug}/").content.decode()

    def test_it_stands_at_the_head_of_the_contested_article(self) -> None:
        head = self.read("miles").partition('<div class="text">')[0]
        by_right = head.partition('class="by-right"')[2].partition("</aside>")[0]
        assert "Reply by right" in by_right
        assert '<a href="/articles/nine/">It is nine</a></h2>' in by_right
        assert "I measured it." in by_right
        threads = head.partition('class="threads"')[2].partition("</div>")[0]
        assert "Perhaps ten" in threads
        assert "It is nine" not in threads

    def test_it_stands_there_behind_however_many_ordinary_ones(self) -> None:
        """Whoever comes by right comes late: the request is decided first, and the reply written then."""
        print_many(MOST_REPLIES, topics=[], author=self.cast.ada, gap=-timedelta(minutes=1), reply_to=self.article)
        late = self.cast.live("It is eight", slug="eight", reply_to=self.article, now=at(3))
        asked = take_in(self.article, self.cast.editor)
        replying.decide(asked, Decision.GRANTED, by=self.cast.publisher, now=at(2))
        replying.name_reply(asked, late, by=self.cast.publisher, now=at(3))
        head = self.read("miles").partition('<div class="text">')[0]
        by_right = head.partition('class="by-right"')[2].partition('class="threads"')[0]
        assert "It is nine" in by_right
        assert "It is eight" in by_right
        assert head.count(">piece-") == MOST_REPLIES - 2

    def test_its_headline_has_the_size_of_the_articles_own(self) -> None:
        styles = self.read("miles").partition("<style>")[2].partition("</style>")[0]
        assert "h1,.by-right h2{font-size:" in styles
        assert "h1.long,.by-right h2.long{font-size:" in styles

    def test_it_is_marked_as_such_on_its_own_page(self) -> None:
        assert "Reply by right to" in self.read("nine")
        assert "In reply to" in self.read("ten")
        assert "by right" not in self.read("ten").partition("<body")[2]

    def test_nothing_of_the_request_is_told(self) -> None:
        for slug in ("miles", "nine"):
            page = self.read(slug)
            for hidden in (CONTACT, "sarn@example.org", "Captain Sarn", self.asked.contested):
                assert hidden not in page

    def test_machines_are_told_as_of_any_reply(self) -> None:
        assert '"subjectOf":[{"@type":"OpinionNewsArticle","headline":"It is nine"' in self.read("miles")

    def test_the_api_tells_it_from_others(self) -> None:
        with mock.patch("django.utils.timezone.now", return_value=at(4)):
            told = {slug: self.client.get(f"/api/v1/articles/{slug}/").json() for slug in ("miles", "nine", "ten")}
        assert [(each["slug"], each["by_right"]) for each in told["miles"]["replies"]] == [
            ("nine", True),
            ("ten", False),
        ]
        assert told["nine"]["reply_to"]["by_right"] is True
        assert told["ten"]["reply_to"]["by_right"] is False

    def test_it_goes_with_the_reply_and_with_the_request(self) -> None:
        assert "by-right" not in self.read("miles", 2.5).partition("<body")[2]
        replying.decide(self.asked, Decision.WITHDRAWN, by=self.cast.publisher, now=at(5))
        later = self.read("miles", 6)
        assert "by-right" not in later.partition("<body")[2]
        assert "Answered by" in later
        assert "by-right" in self.read("miles", 4).partition("<body")[2]
        verbs.withdraw(self.reply, by=self.cast.publisher, note="Gone.", now=at(7))
        assert "It is nine" not in self.read("miles", 8)
