"""Topics and authors that are one: everything follows, nothing doubles, nothing is lost, and it happens once."""

from copy import deepcopy
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from articles.desk import verbs
from articles.desk.errands import carry_name, go_on
from articles.desk.foreseeing import Reach, foresee
from articles.desk.mergeable import MERGEABLE, may_merge, successors
from articles.desk.merging import conflicts, merge
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.revising import text_differs
from articles.models import Article, Author, Credit, Errand, Event, RealName, RevisionTopic, Synonym, Topic
from articles.models.article import Stage
from tests.magazine import NOW, Magazine, at

OURS = list(apps.get_app_config("articles").get_models())


@pytest.fixture(scope="module")
def made(for_all: None) -> dict[str, Any]:
    """The cast, and a topic and an author that are there twice."""
    anne = Author.objects.create(name="A. Brandt", slug="a-brandt")
    return {"magazine": Magazine(), "seas": Topic.objects.create(name="Seas", slug="seas"), "anne": anne}


class MergingCase:
    @pytest.fixture(autouse=True)
    def begin_with(self, made: dict[str, Any], db: None) -> None:
        vars(self).update(deepcopy(made))

    def merge(self, sources: list[Any], into: Any, **arguments: Any) -> Event:
        return merge(sources, into, by=self.magazine.publisher, **{"now": at(5), **arguments})

    def topics_of(self, article: Article) -> list[str]:
        return [placement.topic.name for placement in article.placements.all()]

    def printed_topics_of(self, article: Article) -> list[str]:
        return [placement.topic.name for placement in article.newest().placements.all()]


def test_all_that_refers_to_a_topic_or_an_author_follows() -> None:
    """A topic’s parts are handed over by :mod:`articles.desk.filing`; who has a real name elsewhere is never merged."""
    for model, mergeable in MERGEABLE.items():
        columns = [column for row in OURS for column in row._meta.concrete_fields]
        referring = {column.model for column in columns if column.related_model is model}
        assert referring - {Topic, RealName} == {hanging.model for hanging in mergeable.hanging}, model.__name__


def test_every_way_to_an_article_leads_to_one() -> None:
    for model, mergeable in MERGEABLE.items():
        named = {hanging.model.__name__ for hanging in mergeable.hanging if hanging.article}
        assert named == {Topic: {"ArticleTopic", "RevisionTopic"}, Author: {"Byline", "Credit"}}[model]


class TestTopics(MergingCase):
    def test_an_article_on_both_keeps_one_at_the_earlier_place(self) -> None:
        sea, borders, seas = self.magazine.sea, self.magazine.borders, self.seas
        first = self.magazine.live(topics=[seas, borders, sea])
        last = self.magazine.live(topics=[sea, borders, seas])
        published = first.newest().first_published
        self.merge([seas], sea)
        for article in (first, last):
            assert self.topics_of(article) == self.printed_topics_of(article) == ["The sea", "Borders"]
            assert {row.first_published for row in article.newest().placements.all()} == {published}

    def test_several_merge_at_once(self) -> None:
        article = self.magazine.live(topics=[self.seas, self.magazine.borders])
        self.merge([self.seas, self.magazine.borders], self.magazine.sea)
        assert self.topics_of(article) == self.printed_topics_of(article) == ["The sea"]

    def test_no_text_changes_and_no_approval_is_lost(self) -> None:
        approved = self.magazine.approved(topics=[self.seas, self.magazine.sea])
        version = approved.version
        self.merge([self.seas], self.magazine.sea)
        approved.refresh_from_db()
        assert (approved.stage, approved.version) == (Stage.APPROVED, version)
        assert not text_differs(approved, approved.newest())
        verbs.publish(approved, by=self.magazine.publisher, now=at(6))
        assert approved.revisions.count() == 1

    def test_a_former_revision_can_be_restored(self) -> None:
        article = self.magazine.draft(topics=[self.seas])
        self.magazine.change(article, headline="Changed", now=at(1))
        self.merge([self.seas], self.magazine.sea)
        verbs.restore(article, article.revisions.get(number=1), by=self.magazine.editor, now=at(6))
        assert self.topics_of(article) == ["The sea"]

    def test_the_log_tells_it_once_with_the_name_that_stays(self) -> None:
        for _number in range(2):
            self.magazine.draft(topics=[self.seas])
        event = self.merge([self.seas], self.magazine.sea)
        assert [event] == list(Event.objects.filter(verb="merge"))
        assert (event.article, event.about, event.actor, event.at) == (None, "Topic “The sea”", "publisher", at(5))
        assert "“Seas” (/topics/seas/)" in event.note
        assert "2 articles followed." in event.note

    def test_names_and_synonyms_go_on_finding_it(self) -> None:
        Synonym.objects.create(topic=self.seas, name="Oceans")
        upper = Topic.objects.create(name="THE SEA", slug="the-sea-2")
        self.merge([self.seas, upper], self.magazine.sea)
        assert [synonym.name for synonym in self.magazine.sea.synonyms.all()] == ["Oceans", "Seas"]

    def test_a_name_that_finds_a_third_topic_stays_with_that(self) -> None:
        Synonym.objects.create(topic=self.magazine.borders, name="seas")
        self.merge([self.seas], self.magazine.sea)
        assert not self.magazine.sea.synonyms.exists()

    def test_all_its_addresses_lead_on_even_after_a_second_merge(self) -> None:
        self.merge([self.seas], self.magazine.sea)
        self.merge([self.magazine.sea], self.magazine.borders)
        assert {address.slug for address in self.magazine.borders.addresses.all()} == {"borders", "seas", "the-sea"}
        found = successors(Topic, [self.seas.pk, self.magazine.sea.pk, 0])
        assert {key: row.name for key, row in found.items()} == {
            self.seas.pk: "Borders",
            self.magazine.sea.pk: "Borders",
        }

    def test_the_only_description_stays_without_a_question(self) -> None:
        self.merge([self.magazine.sea], self.seas)
        self.seas.refresh_from_db()
        assert self.seas.description == "Straits, ships and tolls."

    def test_of_two_descriptions_one_is_chosen_and_the_log_keeps_the_other(self) -> None:
        Topic.objects.filter(pk=self.seas.pk).update(description="All of them.")
        with pytest.raises(Refused, match="Choose which description stays"):
            self.merge([self.seas], self.magazine.sea)
        event = self.merge([self.seas], self.magazine.sea, choices={"description": self.seas.pk})
        self.magazine.sea.refresh_from_db()
        assert self.magazine.sea.description == "All of them."
        assert "Straits, ships and tolls." in event.note


class TestParts(MergingCase):
    def part(self, topic: Topic, whole: Topic | None) -> None:
        Topic.objects.filter(pk=topic.pk).update(parent=whole)
        topic.refresh_from_db()

    def test_parts_come_along(self) -> None:
        self.part(self.magazine.borders, self.seas)
        self.merge([self.seas], self.magazine.sea)
        assert [part.name for part in self.magazine.sea.parts.all()] == ["Borders"]

    def test_what_was_part_of_it_stands_by_itself_and_has_the_other_parts(self) -> None:
        self.part(self.magazine.sea, self.seas)
        self.part(self.magazine.borders, self.seas)
        self.merge([self.seas], self.magazine.sea)
        self.magazine.sea.refresh_from_db()
        assert self.magazine.sea.parent is None
        assert [part.name for part in self.magazine.sea.parts.all()] == ["Borders"]

    def test_a_whole_and_its_part_go_together(self) -> None:
        self.part(self.magazine.borders, self.seas)
        self.merge([self.seas, self.magazine.borders], self.magazine.sea)
        assert list(Topic.objects.all()) == [self.magazine.sea]

    def test_a_part_stays_a_part(self) -> None:
        self.part(self.magazine.sea, self.magazine.borders)
        self.merge([self.seas], self.magazine.sea)
        self.magazine.sea.refresh_from_db()
        assert self.magazine.sea.parent == self.magazine.borders

    def test_a_part_cannot_get_parts(self) -> None:
        world = Topic.objects.create(name="World", slug="world")
        self.part(self.magazine.sea, world)
        self.part(self.magazine.borders, self.seas)
        with pytest.raises(Refused, match="is a part of “World”"):
            self.merge([self.seas], self.magazine.sea)
        assert Topic.objects.count() == 4


class TestAuthors(MergingCase):
    @pytest.fixture(autouse=True)
    def both_have_a_biography(self, begin_with: None) -> None:
        Author.objects.filter(pk=self.anne.pk).update(biography="A. Brandt writes.")
        self.biography = {"biography": self.magazine.ada.pk}

    def merge_authors(self) -> Event:
        return self.merge([self.anne], self.magazine.ada, choices=self.biography)

    def test_bylines_and_credits_follow_and_what_was_printed_stays(self) -> None:
        article = self.magazine.live(authors=[self.anne, self.magazine.bao], disclaimers=[self.magazine.views])
        self.merge_authors()
        assert [line.author.name for line in article.bylines.all()] == ["Ada Brandt", "Bao Lin"]
        credits = article.newest().credits.all()
        assert [(credit.author.name, credit.name) for credit in credits] == [
            ("Ada Brandt", "A. Brandt"),
            ("Bao Lin", "Bao Lin"),
        ]
        assert {credit.first_published for credit in credits} == {NOW}

    def test_who_stood_there_twice_stands_there_once_in_each_role(self) -> None:
        article = self.magazine.approved(authors=[self.magazine.bao, self.anne, self.magazine.ada])
        article.bylines.create(author=self.anne, role="translated", position=4)
        self.merge_authors()
        lines = [(line.author.name, line.role) for line in article.bylines.all()]
        assert lines == [("Bao Lin", "by"), ("Ada Brandt", "by"), ("Ada Brandt", "translated")]

    def test_two_credits_of_one_stay_as_printed_and_are_no_change_of_the_text(self) -> None:
        article = self.magazine.approved(authors=[self.anne, self.magazine.bao, self.magazine.ada])
        self.merge_authors()
        assert [credit.name for credit in article.newest().credits.all()] == ["A. Brandt", "Bao Lin", "Ada Brandt"]
        assert not text_differs(article, article.newest())
        verbs.publish(article, by=self.magazine.publisher, now=at(6))
        assert [credit.name for credit in article.newest().credits.all()] == ["Ada Brandt", "Bao Lin"]

    def test_a_revision_with_two_credits_of_one_can_be_restored(self) -> None:
        article = self.magazine.draft(authors=[self.anne, self.magazine.ada])
        self.magazine.change(article, headline="Changed", now=at(1))
        self.merge_authors()
        verbs.restore(article, article.revisions.get(number=1), by=self.magazine.editor, now=at(6))
        assert [line.author for line in article.bylines.all()] == [self.magazine.ada]

    def test_addresses_and_accounts_in_conflict_are_shown_and_one_is_chosen(self) -> None:
        ada, anne = self.magazine.ada, Author.objects.get(pk=self.anne.pk)
        ada.account, anne.account, anne.email = self.magazine.contributor, self.magazine.editor, "anne@example.org"
        ada.save()
        anne.save()
        assert {each.column: list(each.values.values()) for each in conflicts(ada, [anne])} == {
            "biography": ["Ada Brandt writes about the sea.", "A. Brandt writes."],
            "email": ["ada@example.org", "anne@example.org"],
            "account": [self.magazine.contributor, self.magazine.editor],
        }
        for missing in ({}, {"email": anne.pk}, {"email": anne.pk, "account": 0}):
            with pytest.raises(Refused, match="Choose which"):
                self.merge([anne], ada, choices={**self.biography, **missing})
        event = self.merge([anne], ada, choices={**self.biography, "email": anne.pk, "account": anne.pk})
        ada.refresh_from_db()
        assert (ada.email, ada.account) == ("anne@example.org", self.magazine.editor)
        assert "A. Brandt writes." in event.note
        assert "contributor" in event.note
        assert "@example.org" not in event.note

    def test_an_account_of_only_one_stays(self) -> None:
        Author.objects.filter(pk=self.anne.pk).update(account=self.magazine.editor)
        self.merge_authors()
        self.magazine.ada.refresh_from_db()
        assert self.magazine.ada.account == self.magazine.editor

    def test_credits_of_all_revisions_follow(self) -> None:
        article = self.magazine.draft(authors=[self.anne])
        self.magazine.change(article, headline="Changed", now=at(1))
        self.merge_authors()
        assert set(Credit.objects.values_list("author", flat=True)) == {self.magazine.ada.pk}


class TestRefusals(MergingCase):
    def test_only_publishers_merge(self) -> None:
        for person in (self.magazine.contributor, self.magazine.editor, self.magazine.outsider):
            with pytest.raises(NotAllowed):
                merge([self.seas], self.magazine.sea, by=person)
        assert may_merge(self.magazine.publisher, Topic)
        assert may_merge(self.magazine.publisher, Author)

    def test_to_merge_takes_everybodys_articles_and_the_right_to_change(self) -> None:
        for lacking in ("work_on_any_article", "change_topic", "merge_topic"):
            group = self.magazine.publisher.groups.get()
            permissions = list(group.permissions.all())
            group.permissions.set([each for each in permissions if each.codename != lacking])
            person = type(self.magazine.publisher).objects.get(pk=self.magazine.publisher.pk)
            assert not may_merge(person, Topic), lacking
            group.permissions.set(permissions)

    def test_one_alone_is_nothing_to_merge(self) -> None:
        for sources in ([], [self.magazine.sea]):
            with pytest.raises(Refused, match="at least two"):
                self.merge(sources, self.magazine.sea)

    def test_a_second_press_says_that_it_is_done(self) -> None:
        self.merge([self.seas], self.magazine.sea)
        with pytest.raises(Refused, match="was merged into “The sea” before. Nothing was changed"):
            self.merge([Topic(pk=self.seas.pk)], self.magazine.sea)
        assert Event.objects.filter(verb="merge").count() == 1

    def test_what_was_merged_elsewhere_or_deleted_is_said(self) -> None:
        self.merge([self.seas], self.magazine.sea)
        with pytest.raises(Refused, match="merged into “The sea” in the meantime"):
            self.merge([self.magazine.sea], Topic(pk=self.seas.pk))
        with pytest.raises(Refused, match="merged into “The sea” in the meantime"):
            self.merge([Topic(pk=self.seas.pk)], self.magazine.borders)
        with pytest.raises(Refused, match="was deleted"):
            self.merge([Topic(pk=999_999)], self.magazine.borders)

    def test_an_article_that_is_saved_with_one_at_this_moment_asks_for_patience(self) -> None:
        self.magazine.draft(topics=[self.seas])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("articles.desk.merging._bring_over", lambda *arguments: None)
            with pytest.raises(Refused, match="Press once more"):
                self.merge([self.seas], self.magazine.sea)
        self.merge([self.seas], self.magazine.sea)

    def test_two_whose_names_are_being_carried_are_refused_until_one_is_at_its_end(self) -> None:
        cast = self.magazine
        names = {author.pk: author.name for author in (cast.ada, self.anne)}
        Author.objects.update(biography="She writes.")
        cast.live(authors=[cast.ada, self.anne])
        for author in (cast.ada, self.anne):
            Author.objects.filter(pk=author.pk).update(name=f"{author.name} Lindqvist")
            carry_name(author, names[author.pk], by=cast.publisher, reason="So.")
        sentence = "For more than one of these a new name is being carried into the past."
        assert foresee([self.anne], cast.ada, at=timezone.now()).obstacles[0].startswith(sentence)
        with pytest.raises(Refused, match=sentence):
            self.merge([self.anne], cast.ada)
        list(go_on(Errand.objects.get(author=cast.ada), by=cast.publisher))
        left = Errand.objects.get(author=self.anne)
        self.merge([self.anne], cast.ada)
        assert len(list(go_on(left, by=cast.publisher))) == 1
        assert (left.author_id, left.printed, bool(left.ended)) == (cast.ada.pk, 1, True)


class TestForeseeing(MergingCase):
    def test_a_prospect_counts_what_readers_see_and_what_they_do_not_and_all_of_it_follows(self) -> None:
        cast = self.magazine
        live, draft = cast.live(topics=[self.seas, cast.borders]), cast.draft(topics=[self.seas])
        withdrawn = cast.withdrawn(topics=[self.seas])
        cast.live(topics=[self.seas, cast.sea])
        cast.scheduled(topics=[self.seas], moment=at(24))
        cast.live(topics=[cast.sea])
        found = foresee([self.seas, cast.sea], cast.sea, at=at(1))
        assert (found.follow, found.on_both) == (Reach(2, 3), 1)
        assert found.sources == [self.seas]
        assert found.addresses == ["/topics/seas/"]
        assert found.names == ["Seas"]
        self.merge([self.seas], cast.sea)
        assert [self.topics_of(each) for each in (draft, live, withdrawn)] == [
            ["The sea"],
            ["The sea", "Borders"],
            ["The sea"],
        ]
        assert not Topic.objects.filter(name="Seas").exists()
        assert set(RevisionTopic.objects.values_list("topic__name", flat=True)) == {"The sea", "Borders"}

    def test_what_is_live_without_the_topic_on_the_desk_counts_as_seen(self) -> None:
        article = self.magazine.live(topics=[self.seas])
        article.placements.all().delete()
        assert foresee([self.seas], self.magazine.sea, at=at(1)).follow == Reach(1, 0)

    def test_an_author_without_articles_has_none(self) -> None:
        found = foresee([self.anne], self.magazine.ada, at=timezone.now())
        assert not found.follow
        assert (found.names, found.parts, found.obstacles) == ([], [], [])

    def test_what_a_prospect_says_comes_about(self) -> None:
        Topic.objects.filter(pk=self.magazine.borders.pk).update(parent=self.seas)
        found = foresee([self.seas], self.magazine.sea, at=at(1))
        assert found.parts == [self.magazine.borders]
        self.merge([self.seas], self.magazine.sea)
        assert list(self.magazine.sea.parts.all()) == found.parts
