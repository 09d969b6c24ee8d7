"""What to read on: articles that share topics, rare ones first, and only what can be read."""

from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Revision, Topic
from articles.public.related import MOST, NEAREST, Related, related
from tests.magazine import NOW, Magazine, at
from tests.test_public_lists import print_many


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def press(cast: Magazine) -> Topic:
    return Topic.objects.create(name="The Press", slug="press")


def near(article: Article, hours: float = 3) -> list[Related]:
    return related(Revision.objects.live(at=at(hours)).for_page().get(article=article), at(hours))


def printed(cast: Magazine, *topics: Topic, now: datetime = NOW) -> Article:
    (slug,) = print_many(1, topics=list(topics), author=cast.ada, now=now)
    return Article.objects.get(slug=slug)


def headlines(article: Article, hours: float = 3) -> list[str]:
    return [each.revision.headline for each in near(article, hours)]


def test_the_article_on_the_rarer_topic_is_nearer(cast: Magazine, press: Topic) -> None:
    here = cast.live("Here", topics=[cast.sea, press])
    newer = printed(cast, cast.sea, now=at(2))
    common = printed(cast, cast.sea, now=at(1))
    rare = printed(cast, press, now=NOW - timedelta(days=900))
    assert headlines(here) == [rare.headline, newer.headline, common.headline]


def test_two_shared_topics_are_nearer_than_either_and_the_rarer_is_named_first(cast: Magazine, press: Topic) -> None:
    here, both = (printed(cast, cast.sea, press) for _each in range(2))
    print_many(2, topics=[cast.sea], author=cast.ada, now=at(1))
    assert near(here)[0] == Related(Revision.objects.get(article=both), [press, cast.sea])


def test_only_what_is_live_at_the_moment_is_named_and_never_the_article_itself(cast: Magazine) -> None:
    here = cast.live("Here", topics=[cast.sea])
    cast.withdrawn("Gone", topics=[cast.sea])
    cast.draft("Draft", topics=[cast.sea])
    cast.scheduled("Later", topics=[cast.sea], moment=at(5))
    assert headlines(here, 4) == []
    assert headlines(here, 6) == ["Later"]


def test_without_topics_nothing_is_near_and_nothing_is_asked(cast: Magazine, django_assert_num_queries: Any) -> None:
    revision = Revision.objects.for_page().get(article=cast.draft("Alone", topics=[]))
    with django_assert_num_queries(0):
        assert related(revision, at(1)) == []


def test_one_query_however_many_there_are_and_few_are_named(cast: Magazine) -> None:
    here = printed(cast, cast.sea, cast.borders)
    print_many(NEAREST * 3, topics=[cast.sea, cast.borders], author=cast.ada)
    revision = Revision.objects.live(at=at(3)).for_page().get(article=here)
    with CaptureQueriesContext(connection) as asked:
        assert len(related(revision, at(3))) == MOST
    assert len(asked) == 1


def test_a_topic_with_much_news_weighs_less_than_one_with_as_many_articles_in_years(
    cast: Magazine, press: Topic
) -> None:
    here = printed(cast, cast.sea, press, now=NOW - timedelta(days=3000))
    print_many(NEAREST + 1, topics=[cast.sea], author=cast.ada, gap=timedelta(days=1))
    of_press = print_many(NEAREST + 1, topics=[press], author=cast.ada, gap=timedelta(days=200))
    assert headlines(here) == of_press[:3]
