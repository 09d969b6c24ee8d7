"""The trash in the admin: put there by button and by many, read there, recovered, and in no list beside."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.desk import verbs
from articles.desk.refusal import Refused
from articles.models import Article, Buffer
from tests.admin_forms import client_of, filled, page
from tests.magazine import Magazine, at
from tests.test_admin_pages import lay

LIST, TRASH = "/admin/articles/article/", "/admin/articles/article/trash/"


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def discarded(made: Magazine) -> Article:
    article = made.draft("Tolls")
    verbs.discard(article, by=made.editor, note="Sent twice", now=at(1))
    return article


@pytest.fixture
def thrown(discarded: Article, db: None) -> Article:
    return deepcopy(discarded)


def stage(article: Article) -> str:
    return Article.objects.values_list("stage", flat=True).get(pk=article.pk)


def test_the_button_asks_for_a_reason_and_the_page_then_offers_the_way_back(cast: Magazine) -> None:
    article, client = cast.draft("Tolls"), client_of(cast.contributor)
    form = client.get(page("article", "change", article.pk)).content.decode()
    assert "Put in the trash…" in form
    asked = client.get(page("article", "move", article.pk, "discard")).content.decode()
    assert "can be recovered" in asked
    answer = client.post(page("article", "move", article.pk, "discard"), {"note": "Sent twice"}, follow=True)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "“Tolls”: put in the trash." in shown
    assert [button.verb.name for button in answer.context["buttons"]] == ["recover"]
    assert 'name="_save"' not in shown
    client.post(page("article", "move", article.pk, "recover"))
    assert stage(article) == "draft"


def test_many_are_put_there_from_the_list_with_a_report(cast: Magazine) -> None:
    drafts, live = [cast.draft("One"), cast.draft("Two")], cast.live("Three")
    marked = {"action": "discard", "_selected_action": [each.pk for each in (*drafts, live)]}
    answer = client_of(cast.editor).post(LIST, marked, follow=True)
    (told,) = map(str, answer.context["messages"])
    assert told.startswith("2 put in the trash. 1 refused:")
    assert "<li>“Three”: Readers were given this article" in told
    assert [stage(each) for each in (*drafts, live)] == ["discarded", "discarded", "approved"]


def test_what_went_there_since_the_list_was_opened_is_refused_with_a_sentence(cast: Magazine, thrown: Article) -> None:
    marked = {"action": "submit", "_selected_action": thrown.pk}
    answer = client_of(cast.editor).post(LIST, marked, follow=True)
    (told,) = map(str, answer.context["messages"])
    assert "“Tolls”: “Submit for review” is not possible while the article is in the trash." in told


def test_the_trash_says_who_put_it_there_when_and_why(cast: Magazine, thrown: Article) -> None:
    for person in (cast.contributor, cast.editor):
        shown = client_of(person).get(TRASH).content.decode()
        assert "Tolls" in shown
        assert "Put here by editor on 2 Mar 2026, 13:00 UTC" in shown
        assert "Sent twice" in shown
    assert "The trash is empty." in client_of(cast.other_contributor).get(TRASH).content.decode()


def test_what_is_marked_in_the_trash_is_recovered_and_nothing_of_others(cast: Magazine, thrown: Article) -> None:
    foreign = client_of(cast.other_contributor).post(TRASH, {"article": [thrown.pk, "x", 10**30]}, follow=True)
    assert stage(thrown) == "discarded"
    assert "Tolls" not in foreign.content.decode()
    answer = client_of(cast.contributor).post(TRASH, {"article": [thrown.pk]}, follow=True)
    assert [str(told) for told in answer.context["messages"]] == ["1 recovered from the trash."]
    again = client_of(cast.contributor).post(TRASH, {"article": [thrown.pk]}, follow=True)
    assert "“Recover” is not possible while the article is draft." in str([*again.context["messages"]][0])


def test_who_may_only_read_articles_recovers_none(cast: Magazine, thrown: Article) -> None:
    cast.contributor.groups.clear()
    cast.contributor.user_permissions.set(cast.editor.groups.get().permissions.filter(codename="view_article"))
    client = client_of(cast.contributor)
    assert "Recover what is marked" not in client.get(TRASH).content.decode()
    client.post(TRASH, {"article": [thrown.pk]})
    assert stage(thrown) == "discarded"


@pytest.mark.parametrize("query", [{}, {"q": "Tolls"}, {"stage__exact": "discarded"}, {"_facets": "True"}])
def test_no_list_search_or_count_of_articles_has_it(cast: Magazine, thrown: Article, query: dict[str, str]) -> None:
    answer = client_of(cast.editor).get(LIST, query)
    assert answer.context["cl"].result_count == 0
    assert page("article", "change", thrown.pk) not in answer.content.decode()


def test_the_filter_of_stages_does_not_offer_the_trash(cast: Magazine, thrown: Article) -> None:
    shown = client_of(cast.editor).get(LIST).content.decode()
    assert "stage__exact=approved" in shown
    assert "stage__exact=discarded" not in shown


@pytest.mark.parametrize("model", ["revision", "event", "byline", "manuscriptfile"])
def test_no_autocomplete_finds_it(cast: Magazine, thrown: Article, model: str) -> None:
    lookup = {"app_label": "articles", "model_name": model, "field_name": "article", "term": "Tolls"}
    assert client_of(cast.editor).get("/admin/autocomplete/", lookup).json()["results"] == []


def test_its_revisions_and_manuscripts_are_in_no_list_but_open_from_its_page(cast: Magazine) -> None:
    article = cast.draft("Tolls")
    rows, client = lay(article, cast.editor), client_of(cast.editor)
    verbs.discard(article, by=cast.editor)
    for model in ("revision", "manuscriptfile"):
        assert client.get(page(model, "changelist")).context["cl"].result_count == 0
        assert client.get(page(model, "change", rows[model].pk)).status_code == 200
    assert client.get(page("manuscriptfile", "original", rows["manuscriptfile"].pk)).status_code == 200
    assert "Tolls" in client.get(page("event", "changelist")).content.decode()


@pytest.mark.parametrize("address", ["history", "notes", "proof", "compare"])
def test_it_can_be_read(cast: Magazine, thrown: Article, address: str) -> None:
    further = {"proof": (1,), "compare": ("1", "now")}.get(address, ())
    assert client_of(cast.contributor).get(page("article", address, thrown.pk, *further)).status_code == 200
    assert client_of(cast.other_contributor).get(page("article", address, thrown.pk, *further)).status_code != 200


def test_a_text_typed_while_another_throws_the_article_away_is_shown_and_kept(cast: Magazine) -> None:
    article = cast.draft("Tolls")
    typed = {**filled(article, headline="Tolls and tides"), "sheet": "a"}
    verbs.discard(article, by=cast.editor)
    answer = client_of(cast.contributor).post(page("article", "change", article.pk), typed)
    assert answer.status_code == 403
    assert "This article is now in the trash" in answer.content.decode()
    assert "Tolls and tides" in answer.content.decode()
    assert Buffer.objects.get().fields["headline"] == ["Tolls and tides"]


def test_so_is_one_that_comes_between_question_and_answer(cast: Magazine, monkeypatch: pytest.MonkeyPatch) -> None:
    article = cast.draft("Tolls")

    def too_late(obj: Article, **how: Any) -> None:
        verbs.discard(Article.objects.get(pk=obj.pk), by=cast.editor)
        raise Refused("It is in the trash.")

    monkeypatch.setattr("articles.admin.article.saving.write", too_late)
    typed = {**filled(article, headline="Tolls and tides"), "sheet": "a"}
    answer = client_of(cast.editor).post(page("article", "change", article.pk), typed)
    assert "Tolls and tides" in answer.content.decode()


def test_notes_and_assignment_are_closed_there(cast: Magazine, thrown: Article) -> None:
    client = client_of(cast.editor)
    shown = client.get(page("article", "change", thrown.pk))
    assert not shown.context["may_note"]
    assert shown.context["assignment_form"] is None
    answer = client.post(page("article", "notes", thrown.pk), {"text": "Why?"})
    assert answer.status_code == 409
    assert "is in the trash. Recover it first." in answer.content.decode()
    assert "Why?" in answer.content.decode()
    assert client.post(page("article", "assign", thrown.pk), {"due": "2026-03-09"}).status_code == 409


def test_the_trash_is_paged_and_costs_the_same_with_much_in_it(cast: Magazine, thrown: Article) -> None:
    client, queries = client_of(cast.editor), []
    for count in (2, 60):
        many = (Article(headline=f"Draft {number}", owner=cast.editor, stage="discarded") for number in range(count))
        Article.objects.bulk_create(many)
        with CaptureQueriesContext(connection) as found:
            first = client.get(TRASH)
        queries.append(len(found))
    assert queries[0] == queries[1]
    rest = client.get(TRASH + first.context["page"].further)
    seen = [piece.article.pk for answer in (first, rest) for piece in answer.context["pieces"]]
    assert len(seen) == len(set(seen)) == 63
    assert rest.context["page"].further == ""
    assert client.get(TRASH + rest.context["page"].start).context["pieces"] == first.context["pieces"]


def test_a_place_that_cannot_be_read_is_the_beginning(cast: Magazine, thrown: Article) -> None:
    answer = client_of(cast.editor).get(TRASH, {"below": "nowhere"})
    assert [piece.article for piece in answer.context["pieces"]] == [thrown]


def test_the_latest_reason_is_told(cast: Magazine, thrown: Article) -> None:
    verbs.recover(thrown, by=cast.editor, now=at(2))
    verbs.discard(thrown, by=cast.publisher, note="Still twice", now=at(3))
    shown = client_of(cast.editor).get(TRASH).content.decode()
    assert "Still twice" in shown
    assert "Sent twice" not in shown


def test_the_list_of_articles_leads_there(cast: Magazine) -> None:
    assert f'href="{TRASH}"' in client_of(cast.contributor).get(LIST).content.decode()


def test_recovered_it_is_first_in_the_list_again(cast: Magazine, thrown: Article) -> None:
    cast.draft("Lamps", now=timezone.now() - timedelta(days=1))
    verbs.recover(thrown, by=cast.editor, now=timezone.now() + timedelta(minutes=1))
    assert [each.headline for each in client_of(cast.editor).get(LIST).context["cl"].result_list] == ["Tolls", "Lamps"]
