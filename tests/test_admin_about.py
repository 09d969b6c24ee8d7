"""The screens of pages on the magazine: what was typed wrongly or too late comes back whole."""

from copy import deepcopy
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.desk.pages import write
from articles.models import Page, PageEdition
from tests.admin_forms import client_of, page
from tests.magazine import Magazine


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def publisher(cast: Magazine) -> Client:
    return client_of(cast.publisher)


@pytest.fixture
def about(cast: Magazine) -> Page:
    return write(PageEdition(title="About us", body="<p>Small.</p>"), by=cast.editor, seen=None).page


def send(client: Client, address: str, **typed: Any) -> HttpResponse:
    form = {"seen": "1", "title": "About us", "body": "<p>Typed with care.</p>", "position": "1", "in_footer": "on"}
    return client.post(address, {**form, **typed}, follow=True)


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_page_is_written_and_published_in_one(publisher: Client) -> None:
    answer = send(publisher, page("page", "add"), kind="about", do="publish")
    assert "Readers see edition 1 now." in said(answer)
    assert "Typed with care" in said(Client().get("/about-us/"))
    assert "Readers see it." in said(publisher.get(page("page", "changelist")))


def test_an_editor_keeps_and_does_not_publish(cast: Magazine, about: Page) -> None:
    editor = client_of(cast.editor)
    assert "Publish now" not in said(editor.get(page("page", "change", about.pk)))
    assert "Readers do not see it yet" in said(send(editor, page("page", "change", about.pk)))
    assert send(editor, page("page", "change", about.pk), seen="2", do="publish").status_code == 403
    assert editor.post(page("page", "withdraw", about.pk)).status_code == 403


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "This field is required"),
        ({"slug": "articles"}, "taken by the magazine’s own pages"),
        ({"body": '<figure data-image="1"></figure><p>Typed with care.</p>'}, "takes no pictures"),
        ({"position": "-1"}, "greater than or equal to 0"),
        ({"kind": "nonsense"}, "valid choice"),
    ],
)
def test_what_cannot_be_is_said_and_all_that_was_typed_stays(
    publisher: Client, typed: dict[str, str], sentence: str
) -> None:
    shown = said(send(publisher, page("page", "add"), **{"kind": "about", **typed}))
    assert sentence in shown
    assert "Typed with care" in shown
    assert not Page.objects.exists()


def test_who_comes_too_late_keeps_the_typed_text_and_may_save_it_over(
    cast: Magazine, publisher: Client, about: Page
) -> None:
    write(PageEdition(title="Theirs"), page=about, by=cast.editor, seen=1)
    answer = send(publisher, page("page", "change", about.pk))
    assert answer.status_code == 409
    assert "Typed with care" in said(answer)
    send(publisher, page("page", "change", about.pk) + "?over=2")
    assert about.newest().title == "About us"


def test_an_edition_comes_back_and_a_page_goes(publisher: Client, about: Page) -> None:
    send(publisher, page("page", "change", about.pk), do="publish")
    back = page("page", "restore", about.pk, 1)
    assert "Edition 1 is back, as edition 3." in said(publisher.post(back, {"seen": "2"}, follow=True))
    assert "already" in said(publisher.post(back, {"seen": "3"}, follow=True))
    assert publisher.post(page("page", "restore", about.pk, 9), {"seen": "3"}).status_code == 404
    assert "any more" in said(publisher.post(page("page", "withdraw", about.pk), follow=True))
    assert Client().get("/about-us/").status_code == 410


def test_a_proof_is_the_readers_page_and_tells_nobody_else(publisher: Client, about: Page) -> None:
    answer = publisher.get(page("page", "proof", about.pk, 1))
    assert "Edition 1, kept by editor: readers do not see it." in said(answer)
    assert "<p>Small.</p>" in said(answer)
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert publisher.get(page("page", "proof", about.pk, 9)).status_code == 404


def test_a_page_is_scheduled_and_taken_off_the_schedule(publisher: Client, about: Page) -> None:
    form = page("page", "change", about.pk)
    answer = said(send(publisher, form, do="schedule", moment="2098-03-02T14:00"))
    assert "Edition 2 is scheduled." in answer
    assert "scheduled for" in answer
    back = page("page", "unschedule", about.pk, 2)
    assert "off the schedule" in said(publisher.post(back, follow=True))
    assert "not scheduled" in said(publisher.post(back, follow=True))
    assert "in the future" in said(send(publisher, form, do="schedule", seen="2"))
