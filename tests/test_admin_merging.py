"""The page on which topics or authors are merged, and forms that were open meanwhile."""

import re
from copy import deepcopy
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.desk import buffering
from articles.desk.merging import merge
from articles.models import Article, Author, Declaration, Event, Topic
from tests.admin_forms import client_of, empty, filled, page, rows
from tests.magazine import NOW, Magazine


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def seas(cast: Magazine) -> Topic:
    return Topic.objects.create(name="Seas", slug="seas")


@pytest.fixture
def anne(cast: Magazine) -> Author:
    return Author.objects.create(
        name="A. Brandt", slug="a-brandt", biography="A. Brandt writes.", email="a@example.org"
    )


@pytest.fixture
def client(cast: Magazine) -> Client:
    return client_of(cast.publisher)


def press(client: Client, model: str, rows: list[Any], into: Any, **choices: Any) -> HttpResponse:
    form = {"row": [row.pk for row in rows], "into": into.pk, **choices}
    return client.post(page(model, "merge"), form, follow=True)


def told(answer: HttpResponse) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


class TestThePage:
    def test_it_shows_what_will_happen_and_asks(self, cast: Magazine, client: Client, seas: Topic) -> None:
        cast.live(topics=[seas])
        cast.draft(topics=[seas, cast.sea])
        cast.live()
        cast.live()
        shown = client.get(page("topic", "merge"), {"row": [seas.pk, cast.sea.pk]}).content.decode()
        for sentence in (
            "1 article that readers see is listed under “The sea”.",
            "1 article that readers do not see follows",
            "1 of them has “The sea” too and keeps it once.",
            "ask for /topics/seas/ are led to /topics/the-sea/",
            "also finds “The sea” as: Seas.",
            "This cannot be undone.",
        ):
            assert sentence in shown
        assert Topic.objects.filter(pk=seas.pk).exists()

    def test_the_one_that_most_articles_use_stays_unless_told_otherwise(
        self, cast: Magazine, client: Client, seas: Topic
    ) -> None:
        cast.live(topics=[cast.borders])
        rows = {"row": [seas.pk, cast.sea.pk, cast.borders.pk]}
        assert client.get(page("topic", "merge"), rows).context["into"] == cast.borders
        assert client.get(page("topic", "merge"), {**rows, "into": seas.pk}).context["into"] == seas

    def test_one_alone_finds_others_also_by_their_synonyms(self, cast: Magazine, client: Client, seas: Topic) -> None:
        cast.sea.synonyms.create(name="Ocean")
        address = page("topic", "merge")
        shown = client.get(address, {"row": seas.pk, "q": "oCEan"})
        assert [row for row, _used in shown.context["found"]] == [cast.sea]
        assert shown.context["prospect"] is None
        ticked = client.get(address, {"row": seas.pk, "q": "ocean", "also": cast.sea.pk})
        assert (ticked.context["found"], ticked.context["sought"]) == ([], "")
        assert ticked.context["prospect"] is not None
        assert "No other is found" in client.get(address, {"row": seas.pk, "q": "nothing"}).content.decode()

    def test_what_cannot_be_is_said_before_it_is_tried(self, cast: Magazine, client: Client, seas: Topic) -> None:
        Topic.objects.filter(pk=cast.borders.pk).update(parent=seas)
        Topic.objects.filter(pk=cast.sea.pk).update(parent=Topic.objects.create(name="World", slug="world"))
        shown = client.get(page("topic", "merge"), {"row": [seas.pk, cast.sea.pk], "into": cast.sea.pk})
        assert "is a part of “World”" in shown.content.decode()
        assert re.search(r'<button class="verb final" disabled>', shown.content.decode())

    @pytest.mark.parametrize("query", ["", "row=x&row=", "row=999999&row=-1", "row=1&into=x&q=%00"])
    def test_addresses_that_mean_nothing_are_answered(self, client: Client, query: str) -> None:
        assert client.get(f"{page('author', 'merge')}?{query}").status_code == 200

    def test_the_list_and_the_form_lead_to_it(self, cast: Magazine, client: Client, seas: Topic) -> None:
        chosen = {"action": "merge_chosen", "_selected_action": [seas.pk, cast.sea.pk]}
        answer = client.post(page("topic", "changelist"), chosen, follow=True)
        assert [row for row, _used in answer.context["rows"]] == [seas, cast.sea]
        assert f"merge/?row={seas.pk}" in client.get(page("topic", "change", seas.pk)).content.decode()

    def test_who_may_not_merge_is_neither_offered_it_nor_let_in(self, cast: Magazine, seas: Topic) -> None:
        for person in (cast.contributor, cast.editor):
            client = client_of(person)
            assert "merge" not in client.get(page("topic", "changelist")).content.decode()
            assert "merge/?row" not in client.get(page("topic", "change", seas.pk)).content.decode()
            assert client.get(page("topic", "merge"), {"row": [seas.pk]}).status_code == 403
            assert press(client, "topic", [seas, cast.sea], cast.sea).status_code == 403
        assert Topic.objects.filter(pk=seas.pk).exists()

    def test_a_merge_needs_a_form_of_our_own(self, cast: Magazine, seas: Topic) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(cast.publisher)
        assert press(strict, "topic", [seas, cast.sea], cast.sea).status_code == 403


class TestThePress:
    def test_it_merges_and_leads_to_what_stays(self, cast: Magazine, client: Client, seas: Topic) -> None:
        article = cast.draft(topics=[seas])
        answer = press(client, "topic", [seas, cast.sea], cast.sea)
        assert answer.redirect_chain == [(page("topic", "change", cast.sea.pk), 302)]
        assert "is now said of “The sea”" in told(answer)
        assert article.placements.get().topic == cast.sea
        assert "/topics/seas/" in client.get(page("topic", "change", cast.sea.pk)).content.decode()
        assert "Merged into it: “Seas”" in client.get(page("topic", "history", cast.sea.pk)).content.decode()

    def test_a_second_press_changes_nothing_and_says_so(self, cast: Magazine, client: Client, seas: Topic) -> None:
        for _time in range(2):
            answer = press(client, "topic", [seas, cast.sea], cast.sea)
        assert "was merged into “The sea” before. Nothing was changed." in told(answer)
        assert answer.redirect_chain == [(page("topic", "change", cast.sea.pk), 302)]
        assert Event.objects.filter(verb="merge").count() == 1

    def test_where_nothing_is_left_it_leads_to_the_list(self, client: Client, cast: Magazine, seas: Topic) -> None:
        gone = Topic(pk=999_999)
        assert press(client, "topic", [gone], gone).redirect_chain == [(page("topic", "changelist"), 302)]

    def test_a_conflict_left_open_keeps_what_was_chosen(self, cast: Magazine, client: Client, anne: Author) -> None:
        answer = press(client, "author", [anne, cast.ada], cast.ada, **{"keep-email": anne.pk})
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "Choose which biography stays." in shown
        assert "a@example.org" in shown
        assert "ada@example.org" in shown
        assert re.search(rf'name="keep-email" value="{anne.pk}" checked', shown)
        assert Author.objects.filter(pk=anne.pk).exists()

    def test_what_was_chosen_stays(self, cast: Magazine, client: Client, anne: Author) -> None:
        press(client, "author", [anne, cast.ada], cast.ada, **{"keep-email": anne.pk, "keep-biography": cast.ada.pk})
        cast.ada.refresh_from_db()
        assert (cast.ada.email, cast.ada.biography) == ("a@example.org", "Ada Brandt writes about the sea.")

    def test_the_desks_log_shows_it_to_those_who_see_all(self, cast: Magazine, client: Client, seas: Topic) -> None:
        press(client, "topic", [seas, cast.sea], cast.sea)
        event = Event.objects.get(verb="merge")
        assert "Topic “The sea”" in client_of(cast.editor).get(page("event", "changelist")).content.decode()
        assert client.get(page("event", "change", event.pk)).status_code == 200
        only_own = cast.editor.groups.get().permissions.filter(codename="view_event")
        cast.contributor.user_permissions.set(only_own)
        assert client_of(cast.contributor).get(page("event", "changelist")).context["lines"] == []


class TestWhatWasOpenMeanwhile:
    def merge(self, cast: Magazine, seas: Topic, anne: Author) -> None:
        merge([seas], cast.sea, by=cast.publisher)
        choices = {"biography": cast.ada.pk, "email": cast.ada.pk}
        merge([anne], cast.ada, by=cast.publisher, choices=choices)

    def lines(self, article: Article) -> tuple[list[str], list[str]]:
        return (
            [line.author.name for line in article.bylines.all()],
            [placement.topic.name for placement in article.placements.all()],
        )

    def test_the_form_of_an_article_is_saved_as_if_opened_afterwards(
        self, cast: Magazine, seas: Topic, anne: Author
    ) -> None:
        article = cast.draft(topics=[cast.borders, seas], authors=[anne])
        typed = filled(article, body="<p>Written for an hour.</p>")
        self.merge(cast, seas, anne)
        answer = client_of(cast.editor).post(page("article", "change", article.pk), typed)
        assert answer.status_code == 302
        article.refresh_from_db()
        assert article.body == "<p>Written for an hour.</p>"
        assert self.lines(article) == (["Ada Brandt"], ["Borders", "The sea"])

    def test_also_where_two_rows_have_become_one(self, cast: Magazine, seas: Topic, anne: Author) -> None:
        article = cast.draft(topics=[seas, cast.borders, cast.sea], authors=[cast.ada, anne])
        typed = filled(article, headline="Another headline")
        self.merge(cast, seas, anne)
        assert client_of(cast.editor).post(page("article", "change", article.pk), typed).status_code == 302
        article.refresh_from_db()
        assert article.headline == "Another headline"
        assert self.lines(article) == (["Ada Brandt"], ["The sea", "Borders"])

    def test_a_new_article_too(self, cast: Magazine, seas: Topic, anne: Author) -> None:
        typed = empty(
            headline="New",
            more_topics=[{"id": "", "position": 1, "topic": seas.pk}],
            more_bylines=[{"id": "", "position": 1, "author": anne.pk, "role": "by"}],
        )
        self.merge(cast, seas, anne)
        client_of(cast.editor).post(page("article", "add"), typed)
        assert self.lines(Article.objects.get()) == (["Ada Brandt"], ["The sea"])

    def test_a_preview_too(self, cast: Magazine, seas: Topic, anne: Author) -> None:
        article = cast.draft(topics=[seas], authors=[anne])
        typed = filled(article)
        self.merge(cast, seas, anne)
        assert client_of(cast.editor).post(page("article", "preview", article.pk), typed).status_code == 200

    def test_a_stale_form_is_still_refused(self, cast: Magazine, seas: Topic, anne: Author) -> None:
        article = cast.draft(topics=[seas])
        typed = filled(article, headline="Mine")
        cast.change(article, headline="Theirs")
        self.merge(cast, seas, anne)
        assert client_of(cast.editor).post(page("article", "change", article.pk), typed).status_code == 409

    def test_a_buffer_is_taken_with_what_its_rows_became(self, cast: Magazine, seas: Topic, anne: Author) -> None:
        article = cast.draft(topics=[seas], authors=[anne])
        typed = filled(article, headline="Mine", disclaimers=cast.views.pk)
        fields = {name: [str(value)] for name, value in typed.items()}
        kept = buffering.keep(article, fields, by=cast.editor, sheet="s", version=article.version, now=NOW)
        self.merge(cast, seas, anne)
        client = client_of(cast.editor)
        texts = client.get(page("article", "buffer", article.pk))
        assert [part.name for part in texts.context["parts"]] == ["headline"]
        taken = client.get(page("article", "change", article.pk), {"buffer": kept.pk}).content.decode()
        assert f'<option value="{cast.sea.pk}" selected>The sea</option>' in taken
        assert f'<option value="{cast.ada.pk}" selected>Ada Brandt</option>' in taken

    def test_the_form_of_a_merged_row_leads_on_and_tells_back_what_was_written(
        self, cast: Magazine, seas: Topic, anne: Author
    ) -> None:
        self.merge(cast, seas, anne)
        client = client_of(cast.editor)
        opened = client.get(page("topic", "change", seas.pk), follow=True)
        assert opened.redirect_chain == [(page("topic", "change", cast.sea.pk), 302)]
        assert "merged into “The sea”" in told(opened)
        typed = client.post(page("author", "change", anne.pk), {"biography": "She sails."}, follow=True)
        assert "You had written: She sails." in told(typed)
        assert client.get(page("topic", "change", 999_999)).status_code == 302

    def test_what_was_typed_below_a_merged_row_is_told_back_as_well(
        self, cast: Magazine, seas: Topic, anne: Author
    ) -> None:
        kept = Declaration.objects.create(author=anne, nature="family", party="The mayor", since="2020-01-01")
        other = Declaration.objects.create(author=anne, nature="office", party="The port", since="2021-01-01")
        stored = {"id": kept.pk, "nature": "family", "party": "The mayor", "since": "2020-01-01"}
        changed = {"id": other.pk, "nature": "office", "party": "The harbour", "since": "2021-01-01"}
        new = {"nature": "funding", "party": "Tidewater", "statement": "A grant.", "since": "2026-01-01"}
        empty = {"nature": "employment", "party": ""}
        self.merge(cast, seas, anne)
        client = client_of(cast.editor)
        form = rows("declarations", [stored, changed], [new, empty])
        said = told(client.post(page("author", "change", anne.pk), form, follow=True))
        assert "You had written: office or membership, The harbour, 2021-01-01 · funding, Tidewater, A grant." in said
        assert "The mayor" not in said
        form = {"description": "Deep.", **rows("synonyms", [], [{"name": "Waters"}, {"name": ""}])}
        assert "You had written: Deep. · Waters" in told(
            client.post(page("topic", "change", seas.pk), form, follow=True)
        )
