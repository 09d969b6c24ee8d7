"""The dates that bind: no verb publishes before the embargo, what expires goes by itself, a review comes up."""

import re
from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any
from unittest import mock
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.admin.timeline import timeline
from articles.admin.visibility import visibility
from articles.desk import verbs
from articles.desk.dating import PERMISSIONS, set_dates
from articles.desk.front import BY_NAME, look_into
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.workflow import offered
from articles.models import Article, Credit, RevisionTopic
from tests.admin_forms import client_of, page
from tests.magazine import NOW, SILENTLY, Magazine, at

DAY_AFTER = at(24)
LISTS = ("/", "/articles/", "/topics/the-sea/", "/feed/", "/topics/the-sea/feed/", "/authors/ada-brandt/")


@pytest.fixture(scope="module")
def made(for_all: None) -> dict[str, Any]:
    """The cast, and the articles that many tests begin from: only one of them has to do with eleven miles."""
    cast = Magazine()
    embargoed = cast.approved("Under embargo")
    set_dates(embargoed, by=cast.editor, embargo_until=DAY_AFTER, now=NOW)
    return {
        "cast": cast,
        "embargoed": embargoed,
        "approved": cast.approved("No longer than a day", expires_at=DAY_AFTER),
        "ending": live_until(cast, DAY_AFTER, "Eleven miles"),
        "staying": live_until(cast, None, "For ever"),
        "changing": changed(cast, live_until(cast, DAY_AFTER, "A change")),
    }


def live_until(cast: Magazine, expires_at: datetime | None, headline: str) -> Article:
    article = cast.approved(headline)
    set_dates(article, by=cast.publisher, expires_at=expires_at, now=NOW)
    verbs.publish(article, by=cast.publisher, now=at(1))
    return article


def changed(cast: Magazine, article: Article) -> Article:
    cast.change(article, body="<p>Changed since.</p>", now=at(2))
    return cast.approve_again(article, now=at(2))


class Desk:
    @pytest.fixture(autouse=True)
    def begin_with(self, made: dict[str, Any], db: None) -> None:
        vars(self).update(deepcopy(made))

    def ask(self, path: str, hours: float) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return Client().get(path)


class TestEmbargo(Desk):
    def test_nothing_is_published_before_it_and_everything_from_its_instant_on(self) -> None:
        article = self.embargoed
        with pytest.raises(Refused, match="Under embargo until 3 March 2026, 12:00 UTC"):
            verbs.publish(article, by=self.cast.publisher, now=at(24) - timedelta(microseconds=1))
        assert self.ask(f"/articles/{article.slug}/", 24).status_code == 404
        verbs.publish(article, by=self.cast.publisher, now=at(24))
        assert self.ask(f"/articles/{article.slug}/", 24).status_code == 200

    def test_nothing_is_scheduled_for_an_earlier_moment(self) -> None:
        article = self.embargoed
        with pytest.raises(Refused, match="Under embargo"):
            verbs.schedule(article, by=self.cast.publisher, moment=at(24) - timedelta(microseconds=1), now=NOW)
        verbs.schedule(article, by=self.cast.publisher, moment=at(24), now=NOW)
        assert self.ask(f"/articles/{article.slug}/", 24).status_code == 200

    def test_the_button_of_now_says_why_and_that_of_later_can_be_pressed(self) -> None:
        article = Article.objects.get(pk=self.embargoed.pk)
        buttons = {verb.name: sentences for verb, sentences in offered(article, self.cast.publisher, now=at(1))}
        assert ["Under embargo" in sentence for sentence in buttons["publish"]] == [True]
        assert buttons["schedule"] == []

    def test_many_at_once_are_refused_too(self) -> None:
        article = self.embargoed
        chosen = {"action": "publish", "_selected_action": [article.pk], f"seen-{article.pk}": 1}
        with mock.patch("django.utils.timezone.now", return_value=at(1)):
            answer = client_of(self.cast.publisher).post(page("article", "changelist"), chosen, follow=True)
        assert "Under embargo until" in answer.content.decode()
        assert not article.revisions.filter(live_from__isnull=False).exists()

    def test_it_is_not_laid_on_what_readers_see_nor_on_what_they_will_see_before(self) -> None:
        with pytest.raises(Refused, match="Readers already see this article"):
            set_dates(self.staying, by=self.cast.editor, embargo_until=at(24), now=at(1))
        article = self.cast.scheduled(moment=at(12))
        with pytest.raises(Refused, match=re.escape("It is scheduled for 3 March 2026, 00:00 UTC, before that.")):
            set_dates(article, by=self.cast.editor, embargo_until=at(24), now=at(1))
        assert Article.objects.get(pk=article.pk).embargo_until is None
        set_dates(article, by=self.cast.editor, embargo_until=at(12), now=at(1))
        assert article.embargo_until == at(12)

    def test_it_ends_in_the_future_and_before_the_expiry(self) -> None:
        article = self.cast.draft()
        with pytest.raises(Refused, match="An embargo ends in the future"):
            set_dates(article, by=self.cast.editor, embargo_until=at(1), now=at(1))
        with pytest.raises(Refused, match="It would expire before its embargo ends"):
            set_dates(article, by=self.cast.publisher, embargo_until=at(9), expires_at=at(9), now=at(1))

    def test_an_embargo_that_is_over_stands_in_the_way_of_nothing(self) -> None:
        article = self.embargoed
        verbs.publish(article, by=self.cast.publisher, now=at(25))
        set_dates(article, by=self.cast.editor, embargo_until=None, now=at(26))
        assert Article.objects.get(pk=article.pk).embargo_until is None


class TestExpiry(Desk):
    def test_an_article_goes_by_itself_from_every_page_at_its_instant(self) -> None:
        article = self.ending
        just_before = 24 - 1 / 3600
        assert self.ask(f"/articles/{article.slug}/", just_before).status_code == 200
        gone = self.ask(f"/articles/{article.slug}/", 24)
        assert gone.status_code == 410
        assert "No longer available" in gone.content.decode()
        assert "has been withdrawn" not in gone.content.decode()
        for path in LISTS:
            assert "Eleven miles" in self.ask(path, just_before).content.decode(), path
            assert "Eleven miles" not in self.ask(path, 24).content.decode(), path
        assert article.slug not in self.ask("/sitemap.xml", 24).content.decode()

    def test_a_page_lives_no_longer_than_what_it_shows(self) -> None:
        article = live_until(self.cast, at(2), "Two hours")
        assert "max-age=10" in self.ask(f"/articles/{article.slug}/", 2 - 10 / 3600)["Cache-Control"]
        feed = ElementTree.fromstring(self.ask("/feed/", 2 - 10 / 3600).content)
        assert "Two hours" in [title.text for title in feed.findall("channel/item/title")]

    def test_a_change_ends_with_the_article(self) -> None:
        article = self.changing
        verbs.publish(article, by=self.cast.publisher, change=SILENTLY, now=at(3))
        turns = list(article.revisions.filter(live_from__isnull=False).order_by("number"))
        assert [(each.live_from, each.live_until) for each in turns] == [(at(1), at(3)), (at(3), at(24))]

    def test_a_change_that_is_unscheduled_leaves_the_end_where_it_was(self) -> None:
        article = self.changing
        verbs.schedule(article, by=self.cast.publisher, change=SILENTLY, moment=at(9), now=at(3))
        verbs.unschedule(article, by=self.cast.publisher, now=at(4))
        (live,) = article.revisions.filter(live_from__isnull=False)
        assert (live.live_from, live.live_until) == (at(1), at(24))

    def test_what_is_rescheduled_stays_one_revision(self) -> None:
        article = self.approved
        for hours in (4, 5):
            verbs.schedule(article, by=self.cast.publisher, moment=at(hours), now=at(1))
        (waiting,) = article.revisions.all()
        assert (waiting.live_from, waiting.live_until) == (at(5), at(24))

    def test_it_can_be_set_moved_and_cleared_while_the_article_is_live(self) -> None:
        article = self.staying
        live = article.revisions.get()
        for moment in (at(24), at(48), None):
            set_dates(article, by=self.cast.publisher, expires_at=moment, now=at(2))
            live.refresh_from_db()
            assert live.live_until == moment

    def test_the_last_turn_ends_where_a_change_is_scheduled(self) -> None:
        article = changed(self.cast, self.staying)
        verbs.schedule(article, by=self.cast.publisher, change=SILENTLY, moment=at(9), now=at(3))
        set_dates(article, by=self.cast.publisher, expires_at=at(12), now=at(4))
        turns = article.revisions.filter(live_from__isnull=False).order_by("number")
        assert [each.live_until for each in turns] == [at(9), at(12)]
        with pytest.raises(Refused, match=re.escape("and would expire before. Unschedule it first.")):
            set_dates(article, by=self.cast.publisher, expires_at=at(9), now=at(4))

    def test_nothing_is_published_or_scheduled_beyond_it(self) -> None:
        article = self.approved
        with pytest.raises(Refused, match=re.escape("Its date of expiry, 3 March 2026, 12:00 UTC, is not after that.")):
            verbs.publish(article, by=self.cast.publisher, now=at(24))
        with pytest.raises(Refused, match=re.escape("Move or clear it first.")):
            verbs.schedule(article, by=self.cast.publisher, moment=at(24), now=NOW)

    def test_it_comes_back_when_the_date_is_cleared_and_it_is_published(self) -> None:
        article = self.ending
        set_dates(article, by=self.cast.publisher, expires_at=None, now=at(25))
        assert self.ask(f"/articles/{article.slug}/", 25).status_code == 410
        verbs.publish(article, by=self.cast.publisher, now=at(26))
        assert self.ask(f"/articles/{article.slug}/", 26).status_code == 200
        published = article.revisions.filter(live_from__isnull=False)
        assert {each.first_published for each in published} == {at(1)}
        for rows in (RevisionTopic.objects, Credit.objects):
            kept = rows.filter(revision__in=published).values_list("first_published", flat=True)
            assert set(kept) == {at(1)}

    def test_an_article_withdrawn_before_it_expires_says_so_and_not_that_it_expired(self) -> None:
        article = self.ending
        verbs.withdraw(article, by=self.cast.publisher, note="It rested on a forged letter.", now=at(2))
        assert "forged letter" in self.ask(f"/articles/{article.slug}/", 25).content.decode()
        assert visibility(Article.objects.with_visibility(at=at(25)).get(pk=article.pk)) == "withdrawn"

    def test_the_desk_says_that_it_expired(self) -> None:
        article = self.ending
        found = Article.objects.with_visibility(at=at(25)).get(pk=article.pk)
        assert visibility(found) == "expired on 3 Mar 2026, 12:00 UTC"
        assert [entry.what for entry in timeline(found, at(25)) if entry.at == at(24)] == ["expired"]
        assert [entry.what for entry in timeline(found, at(23)) if entry.at == at(24)] == []

    def test_it_lies_in_the_future(self) -> None:
        with pytest.raises(Refused, match=re.escape("To take it from readers now, withdraw it.")):
            set_dates(self.cast.draft(), by=self.cast.publisher, expires_at=at(1), now=at(1))

    def test_at_most_one_revision_is_live_at_any_instant(self) -> None:
        article = self.changing
        verbs.schedule(article, by=self.cast.publisher, change=SILENTLY, moment=at(9), now=at(3))
        for hours in range(30):
            assert article.revisions.live(at=at(hours)).count() == (1 <= hours < 24)


class TestReview(Desk):
    def due(self, person: object, hours: float) -> list[int]:
        return [found.key for found in look_into(BY_NAME["review"], Article.objects.all(), person, at(hours))]

    def test_what_is_live_and_due_for_review_stands_on_the_front_page(self) -> None:
        article, draft = self.staying, self.cast.draft()
        for each in (article, draft):
            set_dates(each, by=self.cast.editor, review_on=date(2026, 3, 4), now=NOW)
        assert self.due(self.cast.editor, 24) == []
        assert self.due(self.cast.editor, 48) == [article.pk]
        verbs.withdraw(article, by=self.cast.publisher, note="Old.", now=at(49))
        assert self.due(self.cast.editor, 50) == []


class TestWho(Desk):
    def test_each_date_has_its_permission(self) -> None:
        given = {"embargo_until": at(9), "expires_at": at(99), "review_on": date(2027, 1, 1)}
        may = {"contributor": set(), "editor": {"embargo_until", "review_on"}, "publisher": set(PERMISSIONS)}
        for role, names in may.items():
            article = self.cast.draft(by=self.cast.contributor)
            for name, value in given.items():
                try:
                    set_dates(article, by=getattr(self.cast, role), now=NOW, **{name: value})
                except NotAllowed:
                    assert name not in names, (role, name)
                assert (getattr(Article.objects.get(pk=article.pk), name) == value) is (name in names), (role, name)

    def test_what_was_set_is_one_event_and_no_revision(self) -> None:
        article = self.cast.approved()
        before = article.version, article.stage, article.revisions.count()
        set_dates(article, by=self.cast.publisher, embargo_until=at(1), review_on=date(2026, 5, 5), now=NOW)
        set_dates(article, by=self.cast.publisher, embargo_until=at(1), now=NOW)
        event = article.events.get(verb="date")
        assert event.note == "embargo until 2 March 2026, 13:00 UTC, review on 5 May 2026"
        assert before == (article.version, article.stage, article.revisions.count())

    def test_nothing_is_dated_in_the_trash(self) -> None:
        article = self.cast.draft()
        verbs.discard(article, by=self.cast.editor)
        with pytest.raises(Refused, match="trash"):
            set_dates(article, by=self.cast.editor, review_on=date(2026, 5, 5))
