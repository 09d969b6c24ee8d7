"""An address of a topic or an author is its own for ever; a topic has one name and place."""

import pytest
from django.db import IntegrityError, transaction
from django.test import TestCase

from articles.desk import addressing, filing
from articles.desk.addressing import free_slug, taken
from articles.desk.disguising import disguise
from articles.desk.forgetting import forget
from articles.desk.naming import namesake
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.models import Author, Synonym, Topic, TopicAddress
from articles.models.alias import Alias
from tests.magazine import Magazine, seen


class LibraryCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.editor = cls.magazine.editor

    def readdress(self, topic: Topic, slug: str) -> None:
        topic.slug = slug
        filing.file(topic, by=self.editor, seen=seen(topic))

    def addresses(self, topic: Topic) -> set[str]:
        return set(topic.addresses.values_list("slug", flat=True))


class TestAddresses(LibraryCase):
    def test_a_changed_slug_is_kept_beside_the_new_one(self) -> None:
        self.readdress(self.magazine.sea, "the-high-sea")
        self.readdress(self.magazine.sea, "sea")
        assert self.addresses(self.magazine.sea) == {"the-sea", "the-high-sea", "sea"}

    def test_a_topic_may_take_a_former_slug_of_its_own_again(self) -> None:
        self.readdress(self.magazine.sea, "sea")
        self.readdress(self.magazine.sea, "the-sea")
        assert self.addresses(self.magazine.sea) == {"the-sea", "sea"}

    def test_a_freed_slug_never_goes_to_another(self) -> None:
        self.readdress(self.magazine.sea, "sea")
        with pytest.raises(Refused, match="This was an address of “The sea”"):
            self.readdress(self.magazine.borders, "the-sea")
        with pytest.raises(Refused, match="This was an address of “The sea”"):
            filing.file(Topic(name="Other", slug="the-sea"), by=self.editor)
        assert not Topic.objects.filter(name="Other").exists()

    def test_nothing_is_kept_that_would_turn_the_words_behind_a_name(self) -> None:
        author = Author.objects.get(pk=self.magazine.ada.pk)
        author.name, author.biography = "Ada\u202e Brandt", "\u2066She writes.\u2069"
        addressing.keep(author, by=self.editor, seen=seen(author))
        kept = Author.objects.get(pk=author.pk)
        assert (kept.name, kept.biography) == ("Ada Brandt", "She writes.")
        with pytest.raises(Refused, match="Write a name"):
            filing.file(Topic(name="\u2066\u2069", slug="nameless"), by=self.editor)

    def test_the_database_lets_an_address_lead_to_one_topic_only(self) -> None:
        TopicAddress.objects.create(slug="sea", topic=self.magazine.sea)
        with pytest.raises(IntegrityError), transaction.atomic():
            TopicAddress.objects.create(slug="sea", topic=self.magazine.borders)

    def test_authors_and_topics_do_not_get_in_each_others_way(self) -> None:
        author = Author(name="The Sea", slug="the-sea")
        addressing.keep(author, by=self.editor)
        assert author.addresses.get().slug == "the-sea"

    def test_a_free_slug_is_one_that_nobody_has_or_had(self) -> None:
        self.readdress(self.magazine.sea, "sea")
        assert free_slug(Topic, "The Sea") == "the-sea-2"
        assert free_slug(Topic, "The Sea", besides=self.magazine.sea.pk) == "the-sea"
        assert free_slug(Topic, "…") == ""

    def test_whose_a_slug_is_or_was_is_said(self) -> None:
        self.readdress(self.magazine.sea, "sea")
        assert "“The sea” has this address" in taken(Topic, "sea")
        assert "was an address of “The sea”" in taken(Topic, "the-sea")
        assert taken(Topic, "the-sea", besides=self.magazine.sea.pk) == taken(Topic, "free") == ""

    def test_who_may_not_change_them_keeps_nothing(self) -> None:
        self.magazine.sea.name = "Mine"
        for row in (self.magazine.sea, Topic(name="New", slug="new")):
            with pytest.raises(NotAllowed):
                addressing.keep(row, by=self.magazine.contributor)

    def test_what_changed_since_it_was_read_is_not_written_over(self) -> None:
        ada, sea = Author.objects.get(pk=self.magazine.ada.pk), Topic.objects.get(pk=self.magazine.sea.pk)
        found = {row: seen(row) for row in (ada, sea)}
        disguise(self.magazine.ada, by=self.magazine.publisher, alias=Alias.PEN_NAME, name="Zed Roe")
        self.readdress(self.magazine.sea, "sea")
        ada.biography = sea.description = "New."
        for row in (ada, sea):
            for state in (found[row], None):
                with pytest.raises(Stale, match="after you opened it"):
                    addressing.keep(row, by=self.editor, seen=state)
        assert Author.objects.values_list("alias", "email", "biography").get(pk=ada.pk) == (
            Alias.PEN_NAME,
            "",
            "Ada Brandt writes about the sea.",
        )

    def test_a_forgotten_address_does_not_come_back(self) -> None:
        ada, found = Author.objects.get(pk=self.magazine.ada.pk), seen(self.magazine.ada)
        forget(self.magazine.ada, by=self.magazine.publisher)
        with pytest.raises(Stale):
            addressing.keep(ada, by=self.editor, seen=found)
        assert Author.objects.get(pk=ada.pk).email == ""

    def test_what_is_gone_is_not_brought_back_by_a_save(self) -> None:
        sea = Topic.objects.get(pk=self.magazine.sea.pk)
        self.magazine.sea.delete()
        with pytest.raises(Refused, match="was merged or deleted"):
            addressing.keep(sea, by=self.editor)
        assert not Topic.objects.filter(name="The sea").exists()


class TestPlaces(LibraryCase):
    def place(self, topic: Topic, whole: Topic | None) -> None:
        topic.parent = whole
        filing.file(topic, by=self.editor, seen=seen(topic))

    def test_a_topic_is_part_of_another(self) -> None:
        self.place(self.magazine.sea, self.magazine.borders)
        assert list(self.magazine.borders.parts.all()) == [self.magazine.sea]

    def test_there_is_one_level_and_so_no_circle(self) -> None:
        world = Topic.objects.create(name="World", slug="world")
        self.place(self.magazine.sea, self.magazine.borders)
        with pytest.raises(Refused, match="“Borders” has parts of its own"):
            self.place(Topic.objects.get(pk=self.magazine.borders.pk), self.magazine.sea)
        with pytest.raises(Refused, match="“The sea” is itself a part of “Borders”"):
            self.place(world, self.magazine.sea)

    def test_a_topic_is_no_part_of_itself(self) -> None:
        with pytest.raises(Refused, match="cannot be part of itself"):
            self.place(self.magazine.sea, self.magazine.sea)
        with pytest.raises(IntegrityError), transaction.atomic():
            Topic.objects.filter(pk=self.magazine.sea.pk).update(parent=self.magazine.sea)

    def test_a_whole_that_went_meanwhile_is_said_to_have(self) -> None:
        gone = Topic(pk=999_999, name="Gone")
        with pytest.raises(Refused, match="was merged or deleted just now"):
            self.place(self.magazine.sea, gone)


class TestNames(LibraryCase):
    def test_a_name_or_synonym_is_taken_in_whatever_case_and_script(self) -> None:
        Synonym.objects.create(topic=self.magazine.sea, name="Ökumene")
        assert namesake(" the SEA ") == namesake("ökumene") == self.magazine.sea
        assert namesake("The sea", besides=self.magazine.sea.pk) is namesake("Free") is None

    def test_the_database_knows_a_synonym_once(self) -> None:
        Synonym.objects.create(topic=self.magazine.sea, name="Ocean")
        with pytest.raises(IntegrityError), transaction.atomic():
            Synonym.objects.create(topic=self.magazine.borders, name="OCEAN")
