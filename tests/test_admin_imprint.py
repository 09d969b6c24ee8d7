"""The screen of what the magazine says of itself: what was typed wrongly or too late comes back whole."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.desk.imprinting import imprint
from articles.models import Imprint
from articles.models.magazine import forget
from tests.admin_forms import client_of
from tests.magazine import Magazine

SCREEN = "/admin/articles/imprint/"
SAID = {"seen": "0", "name": "The Harbour", "time_zone": "UTC", "language": "en"}


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def publisher(cast: Magazine) -> Client:
    return client_of(cast.publisher)


def send(client: Client, query: str = "", menu: Sequence[dict[str, str]] = (), **typed: Any) -> HttpResponse:
    rows = {f"menu-{index}-{name}": value for index, row in enumerate(menu) for name, value in row.items()}
    rows |= {"menu-TOTAL_FORMS": str(len(menu)), "menu-INITIAL_FORMS": "0"}
    return client.post(SCREEN + query, {**SAID, **rows, **typed}, follow=True)


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_it_opens_with_what_the_environment_says(publisher: Client) -> None:
    forget()
    page = said(publisher.get(SCREEN))
    assert "Nothing is saved yet" in page
    assert 'value="The Meridian Review"' in page


def test_a_save_is_what_readers_see(publisher: Client) -> None:
    page = said(send(publisher, tagline="Letters", issn="2049-3630", founded="1911"))
    assert "Readers see edition 1 now." in page
    assert "The Harbour" in said(Client().get("/"))
    assert Imprint.objects.get().tagline == "Letters"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "This field is required"),
        ({"accent": "red"}, "Write the colour as #8c1c13"),
        ({"accent": "#ffcc00"}, "too pale to be read on paper. The nearest that can be read is"),
        ({"issn": "2049-3631"}, "This is no ISSN"),
        ({"issn": "x"}, "This is no ISSN"),
        ({"founded": "12"}, "greater than or equal to 1600"),
        ({"phone": "call me"}, "Write digits"),
        ({"email": "nobody"}, "valid email"),
        ({"socials": "javascript:alert(1)"}, "is no address of a page"),
        ({"socials": "https://a.example/ " * 13}, "12 addresses at most"),
        ({"logo": "77"}, "valid choice"),
        ({"seen": "x"}, "Nothing was kept"),
    ],
)
def test_what_cannot_be_is_said_and_all_that_was_typed_stays(
    publisher: Client, typed: dict[str, str], sentence: str
) -> None:
    page = said(send(publisher, **{"publisher": "Typed with care", **typed}))
    assert sentence in page
    assert "Typed with care" in page
    assert not Imprint.objects.exists()


def test_who_comes_too_late_keeps_the_typed_text_and_may_save_it_over(cast: Magazine, publisher: Client) -> None:
    imprint(Imprint(name="Theirs"), by=cast.publisher, seen=0)
    answer = send(publisher, name="Mine")
    assert answer.status_code == 409
    assert 'value="Mine"' in said(answer)
    send(publisher, "?over=1", name="Mine")
    assert Imprint.objects.newest().name == "Mine"


def test_an_earlier_edition_comes_back(cast: Magazine, publisher: Client) -> None:
    send(publisher)
    send(publisher, seen="1", name="Another")
    page = said(publisher.post(f"{SCREEN}1/restore/", {"seen": "2"}, follow=True))
    assert "Edition 1 is back, as edition 3." in page
    assert "already" in said(publisher.post(f"{SCREEN}1/restore/", {"seen": "3"}, follow=True))


def test_editors_may_not_even_look(cast: Magazine) -> None:
    editor = client_of(cast.editor)
    assert editor.get(SCREEN).status_code == 403
    assert editor.post(SCREEN).status_code == 403
    assert editor.post(f"{SCREEN}1/restore/").status_code == 403
    assert SCREEN not in said(editor.get("/admin/"))
    assert SCREEN in said(client_of(cast.publisher).get("/admin/"))


def test_the_menu_stands_in_the_order_of_its_places(cast: Magazine, publisher: Client) -> None:
    rows = [
        {"target": f"topic:{cast.sea.pk}", "label": "", "ORDER": "2"},
        {"target": "kind:opinion", "label": "What we think", "ORDER": "1"},
        {"target": "", "label": "", "ORDER": ""},
    ]
    send(publisher, menu=rows)
    page = said(Client().get("/"))
    assert page.index("What we think") < page.index("<bdi>The sea</bdi>")
    assert 'value="What we think"' in said(publisher.get(SCREEN))


def test_a_menu_that_leads_nowhere_is_refused(publisher: Client) -> None:
    assert "valid choice" in said(send(publisher, menu=[{"target": "topic:999", "label": "", "ORDER": "1"}]))
    assert not Imprint.objects.exists()
