"""Requests to reply on the desk: the list with what is due, the form, the verbs, and the panel of an article."""

import re
from copy import deepcopy
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.desk import replying
from articles.models import Article, ReplyRequest
from tests.admin_forms import client_of
from tests.magazine import Magazine
from tests.test_desk_replying import CONTACT

SCREEN = "/admin/articles/replyrequest/"


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def printed(made: Magazine) -> Article:
    return made.live("Eleven miles", by=made.contributor)


@pytest.fixture
def article(printed: Article, db: None) -> Article:
    return deepcopy(printed)


@pytest.fixture
def editor(cast: Magazine) -> Client:
    return client_of(cast.editor)


@pytest.fixture
def publisher(cast: Magazine) -> Client:
    return client_of(cast.publisher)


def typed(**changes: Any) -> dict[str, Any]:
    today = f"{timezone.localdate():%Y-%m-%d}"
    usual = {"asked_by": "Captain Sarn", "contact": CONTACT, "contested": "Nine miles.", "received_on": today}
    return {**usual, "deadline": "2099-01-01", **changes}


def taken_in(cast: Magazine, article: Article) -> ReplyRequest:
    today = timezone.localdate()
    given = {"asked_by": "Captain Sarn", "contact": CONTACT, "contested": "Nine miles."}
    return replying.take_in(article, by=cast.editor, received_on=today, deadline=today, **given)


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_form_that_is_sent_again_makes_no_second_request(article: Article, editor: Client) -> None:
    address = f"{SCREEN}add/{article.pk}/"
    sheet = re.search(r'name="sheet" value="([0-9a-f]+)"', said(editor.get(address)))[1]
    editor.post(address, typed(sheet=sheet))
    again = editor.post(address, typed(sheet=sheet, contested="Ten miles."))
    assert again.status_code == 409
    assert f'<a href="{SCREEN}{ReplyRequest.objects.get().pk}/"><bdi>Captain Sarn</bdi></a>' in said(again)
    assert "Ten miles." in said(again)
    fresh = re.search(r'name="sheet" value="([0-9a-f]+)"', said(again))[1]
    editor.post(address, typed(sheet=fresh, contested="Ten miles."))
    assert ReplyRequest.objects.count() == 2


def test_a_request_is_taken_in_from_the_form_of_the_article(article: Article, editor: Client) -> None:
    form = said(editor.get(f"/admin/articles/article/{article.pk}/change/"))
    assert f'href="{SCREEN}add/{article.pk}/"' in form
    page = said(editor.post(f"{SCREEN}add/{article.pk}/", typed(), follow=True))
    assert "Kept: a request to reply, by Captain Sarn." in page
    assert "4 Quay Street" in page
    assert "Captain Sarn" in said(editor.get(f"/admin/articles/article/{article.pk}/change/"))


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"deadline": "2001-01-01"}, 409, "The deadline lies before"),
        ({"asked_by": ""}, 200, "This field is required"),
        ({"received_on": "never"}, 200, "Enter a valid date"),
    ],
)
def test_a_refused_form_comes_back_as_it_was_typed(
    article: Article, editor: Client, change: dict[str, str], status: int, sentence: str
) -> None:
    answer = editor.post(f"{SCREEN}add/{article.pk}/", typed(**change))
    assert answer.status_code == status
    assert sentence in said(answer)
    assert "4 Quay Street" in said(answer)
    assert not ReplyRequest.objects.exists()


def test_a_request_that_is_sent_twice_is_kept_once(article: Article, editor: Client) -> None:
    address = f"{SCREEN}add/{article.pk}/"
    assert [editor.post(address, typed()).status_code for _click in range(2)] == [302, 409]
    assert "This very request waits for a decision already." in said(editor.post(address, typed()))
    assert ReplyRequest.objects.count() == 1


def test_what_a_colleague_declined_meanwhile_is_not_granted_unseen(
    cast: Magazine, article: Article, publisher: Client
) -> None:
    found = taken_in(cast, article)
    address, opened = f"{SCREEN}{found.pk}/", {"reason": "It is due to him.", "seen": "pending"}
    assert 'name="seen" value="pending"' in said(publisher.get(address))
    replying.decide(found, "declined", by=cast.publisher, reason="It is no reply.")
    answer = publisher.post(f"{address}decide/granted/", opened)
    assert answer.status_code == 409
    assert "publisher changed this while your form stood open: declined." in said(answer)
    assert "It is due to him.</textarea>" in said(answer)
    assert 'name="seen" value="declined"' in said(answer)
    assert ReplyRequest.objects.get().decision == "declined"
    publisher.post(f"{address}decide/granted/", opened | {"seen": "declined"})
    assert ReplyRequest.objects.get().decision == "granted"


def test_the_list_has_what_is_pending_first(cast: Magazine, article: Article, publisher: Client) -> None:
    assert "Nothing waits for a decision." in said(publisher.get(SCREEN))
    replying.decide(taken_in(cast, article), "declined", by=cast.publisher, reason="No.")
    taken_in(cast, article)
    page = said(publisher.get(SCREEN))
    assert page.index("To be decided") < page.index("answer owed by") < page.index("Decided, the latest first")
    assert "declined, " in page
    assert SCREEN in said(publisher.get("/admin/"))


def test_a_publisher_decides_names_the_reply_and_clears_the_contact(
    cast: Magazine, article: Article, publisher: Client
) -> None:
    request = taken_in(cast, article)
    refused = publisher.post(f"{SCREEN}{request.pk}/decide/declined/", {"reason": ""})
    assert refused.status_code == 409
    assert "Write the reason" in said(refused)
    page = said(publisher.post(f"{SCREEN}{request.pk}/decide/granted/", {"reason": "He is right."}, follow=True))
    assert "granted, " in page
    assert "No article replies yet" in page
    reply = cast.draft("It is nine", reply_to=article)
    page = said(publisher.post(f"{SCREEN}{request.pk}/reply/", {"reply": reply.pk}, follow=True))
    assert "It is nine" in page
    assert "Clear the contact…</summary>" in page
    page = said(publisher.post(f"{SCREEN}{request.pk}/clear/", follow=True))
    assert "4 Quay Street" not in page
    for deed in ("granted a request to reply", "named the reply by right", "cleared the contact"):
        assert deed in page


def test_nonsense_is_answered_with_a_sentence_or_not_found(cast: Magazine, article: Article, publisher: Client) -> None:
    request = taken_in(cast, article)
    assert publisher.post(f"{SCREEN}{request.pk}/decide/eaten/").status_code == 404
    assert publisher.get(f"{SCREEN}{request.pk}/decide/granted/").status_code == 405
    for reply in ("", "x", "9" * 40):
        page = said(publisher.post(f"{SCREEN}{request.pk}/reply/", {"reply": reply}, follow=True))
        assert "Choose the article that is the reply." in page
    assert publisher.get(f"{SCREEN}{2**70}/").status_code == 404


def test_an_editor_looks_and_does_not_decide(cast: Magazine, article: Article, editor: Client) -> None:
    request = taken_in(cast, article)
    page = said(editor.get(f"{SCREEN}{request.pk}/"))
    assert "Grant" not in page
    assert editor.post(f"{SCREEN}{request.pk}/decide/granted/").status_code == 403


def test_contributors_learn_nothing_of_it(cast: Magazine, article: Article) -> None:
    request = taken_in(cast, article)
    client = client_of(cast.contributor)
    assert client.get(SCREEN).status_code == 403
    assert client.get(f"{SCREEN}{request.pk}/").status_code == 403
    assert "Captain Sarn" not in said(client.get(f"/admin/articles/article/{article.pk}/change/"))
