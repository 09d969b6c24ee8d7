"""What the forms of the desk, and a publication, ask of the database: little more with many rules than with one."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.desk import verbs
from articles.models import Article, Declaration, Rule
from tests.admin_forms import client_of, page
from tests.magazine import Magazine, at, disclaimer, reword

WHO_IS_MEANT = 4
"""Queries for all disclaimers together of which some are owed on one person's account."""


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def count(deed: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        deed()
    return len(asked)


def look(client: Client, model: str, key: int) -> None:
    assert client.get(page(model, "change", key)).status_code == 200


def opened(client: Client, model: str, key: int) -> int:
    return count(lambda: look(client, model, key))


def owe_more(cast: Magazine, *articles: Article) -> None:
    for number in range(6):
        more = disclaimer(f"Number {number}", "It is told.")
        reword(more, "It is told again.")
        Rule.objects.create(disclaimer=more, topic=cast.sea, author=cast.ada, interest="any")
        Declaration.objects.create(author=cast.ada, nature="office", party=f"Board {number}", since="2020-01-01")
        for article in articles:
            article.disclaimers.add(more)


def test_the_form_of_an_article_costs_the_same_with_many_rules(cast: Magazine) -> None:
    """From the second look on, for the first one is noted down."""
    client, articles = client_of(cast.publisher), [cast.live(), cast.draft(), cast.approved()]
    for article in articles:
        look(client, "article", article.pk)
    asked = [opened(client, "article", article.pk) for article in articles]
    for queries, most in zip(asked, (58, 46, 58), strict=True):
        assert queries <= most
    owe_more(cast, *articles)
    assert [opened(client, "article", article.pk) for article in articles] == asked


def test_each_rule_on_the_form_of_a_disclaimer_asks_for_its_topic_and_its_author(cast: Magazine) -> None:
    """By the stock fields that are searched as one types."""
    client = client_of(cast.publisher)
    look(client, "disclaimer", cast.views.pk)
    asked = opened(client, "disclaimer", cast.views.pk)
    assert asked <= 10
    for _number in range(6):
        Rule.objects.create(disclaimer=cast.views, topic=cast.sea, author=cast.ada)
    assert opened(client, "disclaimer", cast.views.pk) == asked + 6 * 2


def test_a_publication_costs_the_same_with_many_disclaimers(cast: Magazine) -> None:
    few, many = cast.approved(), cast.approved()
    asked = count(lambda: verbs.publish(few, by=cast.publisher, now=at(1)))
    assert asked <= 76
    owe_more(cast, many)
    many = cast.approve_again(cast.change(many))
    assert count(lambda: verbs.publish(many, by=cast.publisher, now=at(1))) <= asked + WHO_IS_MEANT
