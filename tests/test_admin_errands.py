"""The pages on which a disclaimer or a name is carried to what is live: what they show, what a press does."""

from copy import deepcopy

import pytest
from django.test import Client

from articles.desk.errands import apply
from articles.models import Author, Errand
from tests.admin_forms import client_of, page
from tests.magazine import Magazine, reword


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def client(cast: Magazine) -> Client:
    return client_of(cast.publisher)


def test_a_disclaimer_is_applied_from_its_form_to_the_end(cast: Magazine, client: Client) -> None:
    article = cast.live("The narrow sea")
    reword(cast.views, "Newer words.")
    assert "Apply to what is published…" in client.get(page("disclaimer", "change", cast.views.pk)).content.decode()
    address = page("disclaimer", "apply", cast.views.pk)
    foreseen = client.get(address).content.decode()
    assert "The narrow sea" in foreseen
    assert "Other words: Newer words." in foreseen
    refused = client.post(address, {"reason": "Typed", "adds": "", "rewords": ""})
    assert refused.status_code == 409
    assert "Typed" in refused.content.decode()
    begun = client.post(address, {"reason": "New words", "adds": "on", "rewords": "on"}, follow=True)
    assert "0 articles are printed anew." in begun.content.decode()
    assert "is not at its end" in client.get(address).content.decode()
    ended = client.post(begun.redirect_chain[-1][0], follow=True).content.decode()
    assert "1 article printed anew." in ended
    assert "It came to its end on" in ended
    assert article.revisions.count() == 2


def test_what_was_begun_by_mistake_is_stopped_on_its_page(cast: Magazine, client: Client) -> None:
    article = cast.live("The narrow sea")
    reword(cast.views, "Newer words.")
    address = page(
        "disclaimer", "errand", apply(cast.views, by=cast.publisher, reason="So.", adds=True, rewords=True).pk
    )
    assert "This field is required." in client.post(address, {"stop": "1", "reason": " "}).content.decode()
    assert Errand.objects.open().exists()
    told = client.post(address, {"stop": "1", "reason": "The words were wrong."}, follow=True).content.decode()
    assert "Stopped. What is printed stays so" in told
    assert "publisher stopped it on" in told
    assert 'name="stop"' not in told
    late = client.post(address, {"stop": "1", "reason": "Again"})
    assert late.status_code == 409
    assert "It has ended already." in late.content.decode()
    client.post(address)
    assert article.revisions.count() == 1


def test_where_no_article_needs_it_nothing_is_offered(cast: Magazine, client: Client) -> None:
    shown = client.get(page("disclaimer", "apply", cast.views.pk)).content.decode()
    assert "No live article." in shown
    assert "Begin" not in shown
    cast.live("The narrow sea")
    reword(cast.views, "Newer words.")
    assert "Begin" in client.get(page("disclaimer", "apply", cast.views.pk)).content.decode()


def test_a_name_is_carried_from_the_form_of_its_author(cast: Magazine, client: Client) -> None:
    article = cast.live("The narrow sea")
    address = page("author", "carry_name", cast.ada.pk)
    assert "No live article stands under another name" in client.get(address).content.decode()
    Author.objects.filter(pk=cast.ada.pk).update(name="Ada Lindqvist")
    assert address in client.get(page("author", "change", cast.ada.pk)).content.decode()
    assert "“Ada Lindqvist” in place of “Ada Brandt”" in client.get(address).content.decode()
    begun = client.post(address, {"former": "Ada Brandt", "reason": "She asks for it."}, follow=True)
    client.post(begun.redirect_chain[-1][0])
    assert article.newest().credits.get().name == "Ada Lindqvist"


def test_a_name_that_is_live_no_more_is_refused_and_begins_no_other(cast: Magazine, client: Client) -> None:
    """Whatever other names are still live, and also where none is; the reason that was typed stays."""
    address = page("author", "carry_name", cast.ada.pk)
    typed = {"former": "Ada Brandt", "reason": "She asks for it."}
    for names in ([], ["Ada Later"]):
        for name in names:
            Author.objects.filter(pk=cast.ada.pk).update(name=name)
            cast.live(authors=[Author.objects.get(pk=cast.ada.pk)])
        Author.objects.filter(pk=cast.ada.pk).update(name="Ada Lindqvist")
        answer = client.post(address, typed)
        assert answer.status_code == 409
        assert "“Ada Brandt” stands on nothing that is live." in answer.content.decode()
        assert "She asks for it." in answer.content.decode()
        assert not Errand.objects.exists()
    assert 'value="Ada Later"' in client.get(address, {"former": "Ada Brandt"}).content.decode()


def test_others_than_publishers_find_no_way_there(cast: Magazine) -> None:
    errand = apply(cast.views, by=cast.publisher, reason="So.", adds=True, rewords=True)
    editor = client_of(cast.editor)
    for address in (
        page("disclaimer", "apply", cast.views.pk),
        page("disclaimer", "errand", errand.pk),
        page("author", "carry_name", cast.ada.pk),
    ):
        assert editor.get(address).status_code == editor.post(address).status_code == 403
    assert "carry-name" not in editor.get(page("author", "change", cast.ada.pk)).content.decode()
    assert not Errand.objects.get().ended
