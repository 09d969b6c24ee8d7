"""What a person has seen of an article: one row for each of them, and what others did since."""

from copy import deepcopy

import pytest

from articles.desk.looking import look
from articles.models import Article, Look
from tests.magazine import Magazine, at


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def seen_before(article: Article, person: object, hours: float = 0) -> int | None:
    revision = look(article, by=person, now=at(hours))
    return revision.number if revision else None


def test_nothing_is_new_to_who_looks_for_the_first_time(cast: Magazine) -> None:
    assert seen_before(cast.draft(), cast.editor) is None


def test_what_another_person_saved_since_is_new(cast: Magazine) -> None:
    article = cast.draft()
    seen_before(article, cast.contributor)
    cast.change(article, headline="Changed by an editor")
    assert seen_before(article, cast.contributor) == 1


def test_looking_twice_hides_nothing(cast: Magazine) -> None:
    article = cast.draft()
    seen_before(article, cast.contributor)
    cast.change(article, headline="Changed by an editor")
    assert [seen_before(article, cast.contributor) for _time in range(2)] == [1, 1]


def test_what_one_saved_oneself_is_not_news(cast: Magazine) -> None:
    article = cast.draft()
    seen_before(article, cast.editor)
    cast.change(article, headline="Changed by myself", by=cast.editor)
    assert seen_before(article, cast.editor) is None


def test_the_next_change_of_another_person_is_told_from_there(cast: Magazine) -> None:
    article = cast.draft()
    for hours, headline in enumerate(("Once", "Twice")):
        seen_before(article, cast.contributor, hours)
        cast.change(article, headline=headline)
    assert seen_before(article, cast.contributor, 2) == 2


def test_each_person_has_one_row_an_article(cast: Magazine) -> None:
    article, other = cast.draft(), cast.draft()
    for hours in range(3):
        seen_before(article, cast.editor, hours)
    seen_before(other, cast.editor)
    seen_before(article, cast.publisher)
    assert Look.objects.count() == 3
    assert Look.objects.get(article=article, account=cast.editor).at == at(2)


def test_what_an_account_that_is_gone_saved_is_new_too(cast: Magazine) -> None:
    article = cast.draft()
    seen_before(article, cast.contributor)
    cast.change(article, headline="Changed")
    article.revisions.filter(number=2).update(by=None)
    assert seen_before(article, cast.contributor) == 1


def test_an_article_without_a_revision_is_looked_at_without_a_trace(cast: Magazine) -> None:
    assert seen_before(Article.objects.create(headline="Bare"), cast.editor) is None
    assert not Look.objects.exists()
