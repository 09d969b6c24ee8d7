"""Which live articles carry a wording, and what an article carried at a moment."""

from copy import deepcopy

import pytest
from django.test import Client

from articles.desk import verbs
from articles.models import Article
from tests.admin_forms import client_of, page
from tests.magazine import SILENTLY, VIEWS, Magazine, at, reword


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def client(cast: Magazine) -> Client:
    return client_of(cast.editor)


@pytest.fixture(scope="module")
def changed(made: Magazine) -> Article:
    article = made.live("The narrow sea", slug="sea")
    reword(made.views, "Newer words.")
    made.change(article, standfirst="More.", now=at(1))
    verbs.publish(made.approve_again(article, now=at(1)), by=made.publisher, change=SILENTLY, now=at(24))
    return article


@pytest.mark.usefixtures("changed")
def test_live_articles_are_listed_by_the_wording_that_they_carry(cast: Magazine, client: Client) -> None:
    new, old = cast.views.wordings.all()
    assert "The narrow sea" in client.get(page("disclaimer", "wording", new.pk)).content.decode()
    assert "No live article." in client.get(page("disclaimer", "wording", old.pk)).content.decode()


def test_what_an_article_carried_is_told_of_any_moment(client: Client, changed: Article) -> None:
    address = page("disclaimer", "carried")
    for name in (str(changed.pk), "sea"):
        for moment, told in (
            ("2026-03-02T20:00", VIEWS),
            ("2026-03-04T20:00", "Newer words."),
            ("2026-02-01T20:00", "Readers saw no such article then."),
        ):
            assert told in client.get(address, {"article": name, "moment": moment}).content.decode()
    assert client.get(address, {"article": "", "moment": "never"}).status_code == 200


def test_contributors_are_kept_out(cast: Magazine) -> None:
    contributor = client_of(cast.contributor)
    assert contributor.get(page("disclaimer", "carried")).status_code == 403
    assert contributor.get(page("disclaimer", "wording", 1)).status_code == 403
