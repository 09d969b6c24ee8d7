"""The forms of topics and authors: names, addresses, places, and what was printed."""

from copy import deepcopy
from typing import Any

import pytest
from django.http import HttpResponse

from articles.desk import verbs
from articles.models import Article, Synonym, Topic
from tests.admin_forms import client_of, page
from tests.admin_forms import rows as form_rows
from tests.magazine import SILENTLY, Magazine, at
from tests.test_public_lists import print_many


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def save_topic(cast: Magazine, topic: Topic | None, names: list[str] = (), **typed: Any) -> HttpResponse:
    """Send the form of a topic, or of a new one, with more synonyms."""
    stored = {"name": topic.name, "slug": topic.slug, "parent": topic.parent_id or ""} if topic else {}
    synonyms = form_rows("synonyms", [], [{"name": name} for name in names])
    address = page("topic", "change", topic.pk) if topic else page("topic", "add")
    return client_of(cast.editor).post(address, {**stored, **synonyms, **typed})


def search(cast: Magazine, term: str) -> list[str]:
    lookup = {"app_label": "articles", "model_name": "articletopic", "field_name": "topic", "term": term}
    found = client_of(cast.contributor).get("/admin/autocomplete/", lookup).json()
    return [each["text"] for each in found["results"]]


class TestSynonyms:
    def test_a_topic_is_found_by_them_in_the_list_and_where_one_is_chosen(self, cast: Magazine) -> None:
        assert save_topic(cast, cast.sea, ["Oceans", "High seas"]).status_code == 302
        assert search(cast, "oCEAN") == search(cast, "the sea") == ["The sea"]
        listed = client_of(cast.editor).get(page("topic", "changelist"), {"q": "OCEAN"})
        assert [topic.name for topic in listed.context["cl"].result_list] == ["The sea"]
        assert "High seas, Oceans" in listed.content.decode()

    @pytest.mark.parametrize(
        ("names", "sentence"),
        [
            (["borders"], "“Borders” is already found by this name"),
            (["Line"], "“Borders” is already found by this name"),
            (["Bor\u202eders"], "“Borders” is already found by this name"),
            (["\u2066\u2069"], "This field is required."),
            (["Ocean", "ocean"], "“ocean” stands here twice"),
            (["the SEA"], "“the sea” stands here twice"),
        ],
    )
    def test_a_name_is_that_of_one_topic(self, cast: Magazine, names: list[str], sentence: str) -> None:
        Synonym.objects.create(topic=cast.borders, name="line")
        assert sentence in save_topic(cast, cast.sea, names).content.decode()
        assert not cast.sea.synonyms.exists()

    def test_a_topic_is_not_called_as_another_is_found(self, cast: Magazine) -> None:
        Synonym.objects.create(topic=cast.borders, name="Lines")
        assert "“Borders” is already found by this name" in save_topic(cast, None, name="lines").content.decode()
        assert "already found by this name" in save_topic(cast, None, name="Borders\u2069").content.decode()
        assert save_topic(cast, cast.sea, name="Sea").status_code == 302

    def test_a_contributor_reads_them_and_changes_nothing(self, cast: Magazine) -> None:
        synonym = Synonym.objects.create(topic=cast.sea, name="Oceans")
        client = client_of(cast.contributor)
        assert "Oceans" in client.get(page("topic", "change", cast.sea.pk)).content.decode()
        typed = form_rows("synonyms", [{"id": synonym.pk, "name": "Mine"}], [])
        assert client.post(page("topic", "change", cast.sea.pk), {"name": "Mine", **typed}).status_code == 403
        assert list(Synonym.objects.values_list("name", flat=True)) == ["Oceans"]


class TestAddresses:
    def test_a_former_address_is_kept_and_shown(self, cast: Magazine) -> None:
        save_topic(cast, cast.sea, slug="sea")
        assert "/topics/the-sea/" in client_of(cast.editor).get(page("topic", "change", cast.sea.pk)).content.decode()

    def test_nobody_else_gets_it(self, cast: Magazine) -> None:
        save_topic(cast, cast.sea, slug="sea")
        answer = save_topic(cast, cast.borders, slug="the-sea").content.decode()
        assert "This was an address of “The sea”" in answer
        save_topic(cast, None, name="The Sea!")
        assert Topic.objects.get(name="The Sea!").slug == "the-sea-2"

    def test_an_author_keeps_them_too(self, cast: Magazine) -> None:
        typed = {"name": "Ada Brandt", "biography": cast.ada.biography, "email": "", "slug": "ada", "affiliation": ""}
        typed |= form_rows("declarations", [], [])
        client_of(cast.editor).post(page("author", "change", cast.ada.pk), typed)
        assert set(cast.ada.addresses.values_list("slug", flat=True)) == {"ada-brandt", "ada"}

    def test_one_that_is_taken_at_this_very_moment_leaves_what_was_typed(
        self, cast: Magazine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        save_topic(cast, cast.sea, slug="sea")
        monkeypatch.setattr("articles.admin.addressing.taken", lambda *_given, **_named: "")
        answer = save_topic(cast, cast.borders, slug="the-sea", description="Typed.").content.decode()
        assert "This was an address of “The sea”" in answer
        assert "Typed." in answer


class TestPlaces:
    def test_a_topic_is_put_under_another(self, cast: Magazine) -> None:
        assert save_topic(cast, cast.sea, parent=cast.borders.pk).status_code == 302
        cast.sea.refresh_from_db()
        assert cast.sea.parent == cast.borders

    def test_what_has_parts_is_no_part_and_nothing_is_part_of_itself(self, cast: Magazine) -> None:
        Topic.objects.filter(pk=cast.sea.pk).update(parent=cast.borders)
        world = Topic.objects.create(name="World", slug="world")
        refused = save_topic(cast, cast.borders, parent=world.pk)
        assert "“Borders” has parts of its own" in refused.content.decode()
        refused = save_topic(cast, world, parent=world.pk)
        assert "cannot be part of itself" in refused.content.decode()

    def test_a_topic_with_parts_is_not_deleted_and_they_are_named(self, cast: Magazine) -> None:
        Topic.objects.filter(pk=cast.sea.pk).update(parent=cast.borders)
        answer = client_of(cast.publisher).post(page("topic", "delete", cast.borders.pk), {"post": "yes"})
        assert "The sea" in answer.content.decode()
        assert Topic.objects.filter(pk=cast.borders.pk).exists()


class AsPrinted:
    """The form of an author, with what was printed of them."""

    def shown(self, cast: Magazine, person: Any = None) -> str:
        client = client_of(person or cast.editor)
        return client.get(page("author", "change", cast.ada.pk)).content.decode()

    def change_biography(self, cast: Magazine, biography: str) -> HttpResponse:
        typed = {"name": "Ada Brandt", "biography": biography, "email": "ada@example.org", "slug": "ada-brandt"}
        typed |= form_rows("declarations", [], [])
        address = page("author", "change", cast.ada.pk)
        return client_of(cast.editor).post(address, {**typed, "affiliation": "", "_continue": "1"}, follow=True)


class TestAsPrinted(AsPrinted):
    def test_one_that_is_a_book_is_refused_and_stays(self, cast: Magazine) -> None:
        answer = self.change_biography(cast, "She sails. " * 500)
        assert "Shorten this to 5000 characters: biography." in answer.content.decode()
        assert "She sails. She sails." in answer.content.decode()
        cast.ada.refresh_from_db()
        assert cast.ada.biography == "Ada Brandt writes about the sea."

    def test_nothing_is_printed_before_anything_is_published(self, cast: Magazine) -> None:
        cast.draft("A secret draft")
        cast.scheduled("A secret plan", moment=at(10**6))
        shown = self.shown(cast, cast.other_contributor)
        assert "Nothing by this author has been published yet." in shown
        assert "secret" not in shown

    def test_a_wording_of_the_past_says_from_when_to_when(self, cast: Magazine) -> None:
        cast.withdrawn("First piece")
        (wording,) = client_of(cast.editor).get(page("author", "change", cast.ada.pk)).context["wordings"]
        assert (wording.is_live, wording.when) == (False, "printed on 2 March 2026")
        cast.withdrawn("Second piece", now=at(48))
        (wording,) = client_of(cast.editor).get(page("author", "change", cast.ada.pk)).context["wordings"]
        assert wording.when == "2 March 2026 – 4 March 2026"

    def test_many_articles_are_counted(self, cast: Magazine) -> None:
        print_many(12, topics=[], author=cast.ada)
        assert "and 2 further articles" in self.shown(cast)


@pytest.fixture(scope="class")
def first(made: Magazine, for_class: None) -> Article:
    return made.live("First piece", by=made.contributor)


class TestBesideWhatIsLive(AsPrinted):
    def test_each_wording_stands_there_with_its_articles(self, cast: Magazine, first: Article) -> None:
        cast.withdrawn("Second piece")
        cast.ada.biography = "She sails now."
        cast.ada.save()
        cast.live("Third piece", now=at(30))
        wordings = client_of(cast.editor).get(page("author", "change", cast.ada.pk)).context["wordings"]
        assert [(each.biography, each.is_live) for each in wordings] == [
            ("She sails now.", True),
            ("Ada Brandt writes about the sea.", True),
        ]
        titles = [[headline for headline, _address in each.shown] for each in wordings]
        assert titles == [["Third piece"], ["Second piece", "First piece"]]
        assert wordings[1].when == "live, first printed on 2 March 2026"

    def test_after_a_change_the_form_says_how_many_still_print_the_former_one(
        self, cast: Magazine, first: Article
    ) -> None:
        cast.live()
        cast.withdrawn()
        answer = self.change_biography(cast, "She sails now.")
        sentence = "2 live articles still print another biography."
        assert sentence in " ".join(str(message) for message in answer.context["messages"])
        assert sentence in self.shown(cast)
        cast.change(first, headline="Changed", now=at(2))
        verbs.publish(cast.approve_again(first, now=at(2)), by=cast.publisher, change=SILENTLY, now=at(3))
        assert "1 live article still prints another biography." in self.shown(cast)

    def test_a_contributor_gets_to_no_form_of_somebody_elses_article(self, cast: Magazine, first: Article) -> None:
        address = page("article", "change", first.pk)
        assert address in self.shown(cast, cast.contributor)
        shown = self.shown(cast, cast.other_contributor)
        assert "First piece" in shown
        assert address not in shown
