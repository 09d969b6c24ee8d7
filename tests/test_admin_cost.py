"""What the forms of the desk, and a publication, ask of the database: little more with many rules than with one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.desk import verbs
from articles.models import Article, Declaration, Rule
from tests.admin_forms import client_of, page
from tests.magazine import Magazine, at, disclaimer, reword

WHO_IS_MEANT = 4
"""Queries for all disclaimers together of which some are owed on one person's account."""


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


def count(deed: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        deed()
    return len(asked)


def opened(cast: Magazine, model: str, key: int) -> int:
    """The queries of the second look at a form, for the first one is noted down."""
    client, address = client_of(cast.publisher), page(model, "change", key)
    assert client.get(address).status_code == 200
    return count(lambda: client.get(address))


def owe_more(cast: Magazine, article: Article) -> None:
    for number in range(6):
        more = disclaimer(f"Number {number}", "It is told.")
        reword(more, "It is told again.")
        Rule.objects.create(disclaimer=more, topic=cast.sea, author=cast.ada, interest="any")
        Declaration.objects.create(author=cast.ada, nature="office", party=f"Board {number}", since="2020-01-01")
        article.disclaimers.add(more)


@pytest.mark.parametrize(("stage", "most"), [("live", 51), ("draft", 42), ("approved", 51)])
def test_the_form_of_an_article_costs_the_same_with_many_rules(cast: Magazine, stage: str, most: int) -> None:
    article = getattr(cast, stage)()
    asked = opened(cast, "article", article.pk)
    assert asked <= most
    owe_more(cast, article)
    assert opened(cast, "article", article.pk) == asked


def test_each_rule_on_the_form_of_a_disclaimer_asks_for_its_topic_and_its_author(cast: Magazine) -> None:
    """By the stock fields that are searched as one types."""
    asked = opened(cast, "disclaimer", cast.views.pk)
    assert asked <= 10
    for _number in range(6):
        Rule.objects.create(disclaimer=cast.views, topic=cast.sea, author=cast.ada)
    assert opened(cast, "disclaimer", cast.views.pk) == asked + 6 * 2


def test_a_publication_costs_the_same_with_many_disclaimers(cast: Magazine) -> None:
    few, many = cast.approved(), cast.approved()
    asked = count(lambda: verbs.publish(few, by=cast.publisher, now=at(1)))
    assert asked <= 79
    owe_more(cast, many)
    many = cast.approve_again(cast.change(many))
    assert count(lambda: verbs.publish(many, by=cast.publisher, now=at(1))) <= asked + WHO_IS_MEANT
