"""Pages on the magazine: written in editions, before readers in intervals, at addresses that are nobody else’s."""

from unittest import mock

import pytest
from django.db import IntegrityError, transaction
from django.test import TestCase

from articles.desk.imprinting import imprint
from articles.desk.merging import merge
from articles.desk.pages import publish, restore, schedule, taken, unschedule, withdraw, write
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.models import Event, Imprint, MenuLink, Page, PageEdition, Topic
from articles.models.about import PageKind
from articles.models.magazine import magazine
from articles.models.uses import is_used
from tests.magazine import NOW, Magazine, at

BODY = "<p>We are a small magazine.</p>"


class PageCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()

    def write(self, page: Page | None = None, hours: float = 0, kind: str = "other", **said: object) -> PageEdition:
        copy = PageEdition(**{"title": "About us", "body": BODY, **said})
        newest = page.newest() if page else None
        seen = newest.number if newest else None
        return write(copy, page=page, kind=kind, by=self.cast.editor, seen=seen, now=at(hours))

    def publish(self, page: Page, hours: float = 0) -> PageEdition:
        return publish(page, by=self.cast.publisher, seen=page.newest().number, now=at(hours))

    def live(self, hours: float = 0, **said: object) -> PageEdition:
        edition = self.write(hours=hours, **said)
        return self.publish(edition.page, hours)


class TestScheduling(PageCase):
    def schedule(self, page: Page, hours: float, now: float = 0) -> PageEdition:
        seen = page.newest().number
        return schedule(page, by=self.cast.publisher, seen=seen, moment=at(hours), now=at(now))

    def read(self, hours: float) -> tuple[int, str]:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            answer = self.client.get("/about-us/")
        return answer.status_code, answer.headers.get("Cache-Control", "")

    def turns(self, page: Page) -> list[tuple[object, object]]:
        return list(page.editions.order_by("number").values_list("live_from", "live_until"))

    def test_a_page_appears_by_itself_and_copies_end_when_it_changes(self) -> None:
        page = self.write().page
        self.schedule(page, 2)
        self.write(page, 1, body="<p>We grew.</p>")
        self.schedule(page, 4, now=1)
        assert self.turns(page) == [(at(2), at(4)), (at(4), None)]
        assert self.read(1)[0] == 404
        assert self.read(2) == (200, "public, max-age=60")
        assert self.read(4 - 0.005) == (200, "public, max-age=18")
        assert list(Event.objects.filter(article=None).values_list("verb", flat=True)) == ["schedule", "save"] * 2

    def test_what_was_scheduled_can_be_moved_taken_back_and_overtaken(self) -> None:
        page = self.live().page
        self.write(page, 1, body="<p>We grew.</p>")
        self.schedule(page, 5, now=1)
        second = self.schedule(page, 3, now=1)
        assert self.turns(page) == [(NOW, at(3)), (at(3), None)]
        unschedule(second, by=self.cast.publisher, now=at(2))
        assert self.turns(page) == [(NOW, None), (None, None)]
        with pytest.raises(Refused, match="not scheduled"):
            unschedule(second, by=self.cast.publisher, now=at(2))
        self.schedule(page, 4, now=2)
        self.write(page, 2, body="<p>We shrank.</p>")
        self.publish(page, 3)
        assert self.turns(page) == [(NOW, at(3)), (at(4), None), (at(3), at(4))]

    def test_what_is_withdrawn_does_not_come_back_by_its_schedule(self) -> None:
        page = self.live().page
        self.write(page, 1, body="<p>We grew.</p>")
        self.schedule(page, 3, now=1)
        withdraw(page, by=self.cast.publisher, now=at(2))
        assert self.turns(page) == [(NOW, at(2)), (None, None)]
        assert self.read(4)[0] == 410
        told = Event.objects.filter(article=None).values_list("verb", flat=True)
        assert list(told)[:2] == ["withdraw", "unschedule"]

    def test_only_a_moment_of_its_own_to_come_will_do_and_only_publishers_choose_it(self) -> None:
        page = self.write().page
        for hours in (0, -1):
            with pytest.raises(Refused, match="in the future"):
                self.schedule(page, hours)
        edition = self.schedule(page, 2)
        self.write(page, 1, body="<p>We grew.</p>")
        with pytest.raises(Refused, match="this very moment"):
            self.schedule(page, 2, now=1)
        with pytest.raises(NotAllowed):
            schedule(page, by=self.cast.editor, seen=2, moment=at(3), now=at(1))
        with pytest.raises(NotAllowed):
            unschedule(edition, by=self.cast.editor, now=at(1))


class TestEditions(PageCase):
    def test_readers_see_nothing_before_it_is_published(self) -> None:
        edition = self.write()
        assert (edition.number, edition.slug, edition.rendered) == (1, "about-us", BODY)
        assert self.client.get("/about-us/").status_code == 404
        self.publish(edition.page)
        assert "We are a small magazine" in self.client.get("/about-us/").content.decode()

    def test_a_save_that_changes_nothing_makes_none_and_the_next_waits(self) -> None:
        page = self.live().page
        assert self.write(page).number == 1
        assert self.write(page, body="<p>We grew.</p>").number == 2
        assert "small" in self.client.get("/about-us/").content.decode()

    def test_publishing_ends_the_former_at_the_same_instant_and_all_is_told(self) -> None:
        page = self.live().page
        self.write(page, 1, body="<p>We grew.</p>")
        self.publish(page, 2)
        intervals = PageEdition.objects.order_by("number").values_list("live_from", "live_until")
        assert list(intervals) == [(NOW, at(2)), (at(2), None)]
        told = Event.objects.filter(article=None).values_list("verb", "about")
        assert list(told)[0] == ("publish", "Page “About us”, edition 2")
        assert [verb for verb, _about in told] == ["publish", "save", "publish", "save"]
        with pytest.raises(Refused, match="already"):
            self.publish(page, 3)

    def test_what_was_withdrawn_begins_again_as_a_copy(self) -> None:
        page = self.live().page
        withdraw(page, by=self.cast.publisher, now=at(1))
        assert self.client.get("/about-us/").status_code == 410
        with pytest.raises(Refused, match="do not see"):
            withdraw(page, by=self.cast.publisher, now=at(2))
        assert self.publish(page, 3).number == 2
        assert self.client.get("/about-us/").status_code == 200

    def test_one_withdrawn_at_the_instant_at_which_it_began_was_never_seen(self) -> None:
        page = self.live().page
        withdraw(page, by=self.cast.publisher, now=NOW)
        assert self.client.get("/about-us/").status_code == 404

    def test_an_earlier_one_comes_back_as_the_next(self) -> None:
        first = self.write()
        self.write(first.page, body="<p>We grew.</p>")
        third = restore(first, by=self.cast.editor, seen=2)
        assert (third.number, third.body, third.note) == (3, BODY, "As in edition 1")
        with pytest.raises(Refused, match="already"):
            restore(first, by=self.cast.editor, seen=3)

    def test_a_stale_save_is_refused_and_says_who_was_before(self) -> None:
        page = self.write().page
        self.write(page, body="<p>Theirs.</p>")
        with pytest.raises(Stale, match="editor saved this"):
            write(PageEdition(title="Mine"), page=page, by=self.cast.editor, seen=1)
        with pytest.raises(Stale):
            publish(page, by=self.cast.publisher, seen=1)

    def test_who_may(self) -> None:
        page = self.write().page
        for verb in (
            lambda: write(PageEdition(title="Mine"), by=self.cast.contributor, seen=None),
            lambda: restore(page.newest(), by=self.cast.contributor, seen=1),
            lambda: publish(page, by=self.cast.editor, seen=1),
            lambda: withdraw(page, by=self.cast.editor),
        ):
            with pytest.raises(NotAllowed):
                verb()

    def test_there_is_one_page_of_a_kind(self) -> None:
        self.write(kind=PageKind.ABOUT)
        with pytest.raises(Refused, match="of this kind already: about the magazine"):
            self.write(kind=PageKind.ABOUT, title="Again")

    def test_the_body_is_held_to_the_grammar_and_takes_no_picture(self) -> None:
        assert self.write(body="<p onclick=x>Hello<script>1</script></p>").body == "<p>Hello</p>"
        with pytest.raises(Refused, match="takes no pictures"):
            self.write(title="Two", body='<figure data-image="1"></figure>')

    def test_the_database_keeps_intervals_apart_and_editions_as_they_are(self) -> None:
        edition = self.live()
        self.write(edition.page, body="<p>More.</p>")
        with pytest.raises(IntegrityError), transaction.atomic():
            PageEdition.objects.filter(number=2).update(live_from=at(1))
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            PageEdition.objects.update(body="<p>Never said.</p>")


class TestAddresses(PageCase):
    def test_no_page_stands_where_the_project_has_addresses(self) -> None:
        assert {
            "admin",
            "articles",
            "topics",
            "authors",
            "feed",
            "api",
            "proof",
            "static",
            "media",
            "healthz",
        } <= taken()
        for slug in ("articles", "admin", "static", "oembed", "corrections"):
            with pytest.raises(Refused, match="taken by the magazine’s own pages"):
                self.write(slug=slug)

    def test_an_address_belongs_to_one_page_for_ever(self) -> None:
        page = self.live().page
        self.write(page, slug="on-us")
        for slug in ("about-us", "on-us"):
            with pytest.raises(Refused, match="has or had"):
                self.write(title="Another", slug=slug)

    def test_a_former_address_leads_to_the_one_of_today(self) -> None:
        page = self.live().page
        self.write(page, 1, slug="on-us")
        self.publish(page, 2)
        answer = self.client.get("/about-us/?from=mail")
        assert (answer.status_code, answer["Location"]) == (301, "/on-us/?from=mail")

    def test_it_needs_a_title_and_words_to_make_an_address_of(self) -> None:
        with pytest.raises(Refused, match="Write a title. Write an address"):
            self.write(title=" ")

    def test_a_file_that_is_none_stays_unfound(self) -> None:
        assert self.client.get("/nothing.xml").status_code == 404


class TestWhatReadersGet(PageCase):
    def test_the_foot_names_the_pages_in_their_order(self) -> None:
        for place, title in ((3, "Contact"), (1, "About us"), (2, "Hidden")):
            self.live(title=title, position=place, in_footer=title != "Hidden")
        assert [link.label for link in magazine().footer] == ["About us", "Contact"]
        page = self.client.get("/").content.decode()
        assert page.index('href="/about-us/"') < page.index('href="/contact/"')
        assert "/hidden/" not in page
        assert "/hidden/" in self.client.get("/sitemap-pages.xml").content.decode()

    def test_machines_are_told_of_the_rules(self) -> None:
        article = self.cast.live()
        for kind in ("ethics", "corrections", "masthead"):
            self.live(kind=kind, title=f"On {kind}")
        page = self.client.get(f"/articles/{article.slug}/").content.decode()
        for name, slug in (
            ("publishingPrinciples", "on-ethics"),
            ("ethicsPolicy", "on-ethics"),
            ("correctionsPolicy", "on-corrections"),
            ("masthead", "on-masthead"),
        ):
            assert f'"{name}":"http://testserver/{slug}/"' in page

    def test_a_page_costs_two_queries(self) -> None:
        self.live()
        magazine()
        with self.assertNumQueries(2):
            self.client.get("/about-us/")

    def test_a_link_to_an_article_leads_where_it_is_now(self) -> None:
        article = self.cast.live()
        self.live(body=f'<p>As <a href="article:{article.pk}">we wrote</a>.</p>')
        assert f'href="/articles/{article.slug}/">we wrote' in self.client.get("/about-us/").content.decode()


class TestMenu(PageCase):
    def menu(self, *links: MenuLink) -> list[tuple[str, str]]:
        newest = Imprint.objects.newest()
        seen = newest.number if newest else 0
        imprint(Imprint(name="The Harbour"), links, by=self.cast.publisher, seen=seen, now=at(seen))
        return [(link.address, link.label) for link in magazine().menu]

    def test_it_leads_to_topics_kinds_and_pages_in_their_order(self) -> None:
        about = self.live().page
        links = [MenuLink(page=about), MenuLink(kind="opinion"), MenuLink(topic=self.cast.sea, label="At sea")]
        assert self.menu(*links) == [
            ("/about-us/", "About us"),
            ("/articles/?kind=opinion", "Opinion"),
            ("/topics/the-sea/", "At sea"),
        ]
        page = self.client.get("/topics/the-sea/").content.decode()
        assert '<a href="/topics/the-sea/" aria-current="page"><bdi>At sea</bdi></a>' in page

    def test_a_page_that_readers_do_not_see_is_left_out(self) -> None:
        assert self.menu(MenuLink(page=self.write().page)) == []

    def test_another_order_is_another_edition_and_the_same_is_none(self) -> None:
        links = [MenuLink(kind="opinion"), MenuLink(kind="news")]
        self.menu(*links)
        self.menu(*links)
        self.menu(*reversed(links))
        assert Imprint.objects.count() == 2

    def test_it_follows_a_merged_topic_which_is_used(self) -> None:
        seas = Topic.objects.create(name="Seas", slug="seas")
        self.menu(MenuLink(topic=seas))
        assert is_used(seas)
        merge([seas], self.cast.sea, by=self.cast.publisher)
        assert MenuLink.objects.get().topic == self.cast.sea

    def test_it_takes_a_dozen_at_most(self) -> None:
        with pytest.raises(Refused, match="12 links"):
            self.menu(*(MenuLink(kind="news") for _number in range(13)))
