"""The dialog for links finds our own articles, and tells nobody of what they may not see."""

from copy import deepcopy
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.models import Article
from tests.admin_forms import client_of, page
from tests.magazine import Magazine, at


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def tolls(made: Magazine) -> Article:
    return made.live("Tolls")


def found(person: User, asked: str) -> list[dict[str, Any]]:
    answer = client_of(person).get(page("article", "links"), {"q": asked})
    assert answer.status_code == 200
    return answer.json()["found"]


def headlines(person: User, asked: str) -> list[str]:
    return [target["headline"] for target in found(person, asked)]


def test_words_of_a_headline_find_live_articles_first_and_mark_them(cast: Magazine) -> None:
    draft, live = cast.draft("Who owns a strait"), cast.live("A strait of paper")
    assert found(cast.editor, "STRAIT  a") == [
        {"number": live.pk, "headline": "A strait of paper", "state": "2 Mar 2026", "live": True},
        {"number": draft.pk, "headline": "Who owns a strait", "state": "never published", "live": False},
    ]
    assert headlines(cast.editor, "strait lamp") == []


def test_nothing_typed_offers_what_is_newest(cast: Magazine, tolls: Article) -> None:
    newer = cast.live("Newer", now=at(1))
    assert headlines(cast.contributor, "") == [newer.headline, tolls.headline]


def test_who_sees_only_their_own_finds_these_and_what_readers_see(cast: Magazine) -> None:
    cast.draft("A strait of mine", by=cast.contributor)
    cast.draft("A strait of somebody else", by=cast.other_contributor)
    live = cast.live("A strait as printed", by=cast.other_contributor)
    cast.change(live, headline="A strait as it may be")
    assert headlines(cast.contributor, "strait") == ["A strait as printed", "A strait of mine"]
    assert headlines(cast.contributor, "as it may be") == []
    assert headlines(cast.editor, "as it may be") == ["A strait as it may be"]


def test_an_address_of_ours_finds_its_article_also_by_a_former_slug(cast: Magazine, tolls: Article) -> None:
    cast.change(tolls, slug="tolls-and-lamps")
    for address in ("/articles/tolls/", "http://testserver/articles/tolls/?a=1#s-b"):
        assert [target["number"] for target in found(cast.editor, address)] == [tolls.pk]
    for address in (
        "http://elsewhere.example/articles/tolls/",
        "/topics/tolls/",
        "/no",
        "http://[",
        "/articles/x/",
    ):
        assert found(cast.editor, address) == []


def test_a_number_finds_its_article_for_those_who_may_see_it(cast: Magazine, tolls: Article) -> None:
    hidden = cast.draft("Hidden", by=cast.other_contributor)
    assert headlines(cast.contributor, f"article:{tolls.pk}") == ["Tolls"]
    assert headlines(cast.contributor, f"article:{hidden.pk}") == []
    assert headlines(cast.editor, f"article:{hidden.pk}") == ["Hidden"]


@pytest.mark.parametrize("asked", ["a\0b", "%", "article:999999999", "x" * 1_000, "'"])
def test_whatever_is_typed_is_answered(cast: Magazine, tolls: Article, asked: str) -> None:
    assert found(cast.editor, asked) == []


def test_only_who_writes_articles_may_ask_and_only_look(cast: Magazine, tolls: Article) -> None:
    assert client_of(cast.outsider).get(page("article", "links")).status_code == 302
    cast.contributor.groups.clear()
    assert client_of(cast.contributor).get(page("article", "links")).status_code == 403
    assert client_of(cast.editor).post(page("article", "links")).status_code == 405
    assert Article.objects.count() == 1
