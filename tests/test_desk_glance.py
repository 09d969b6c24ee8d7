"""A decision is about what somebody had before them: the newest text, and what was scheduled."""

from copy import deepcopy

import pytest

from articles.desk import verbs
from articles.desk.glance import Glance, read
from articles.desk.refusal import Stale
from articles.desk.workflow import WORKFLOW
from articles.models import Article
from tests.magazine import UPDATED, Magazine, at

DROPPING: dict[str, dict[str, object]] = {
    "publish": {},
    "schedule": {"moment": at(9)},
    "unschedule": {},
    "withdraw": {"note": "It rested on a forged letter."},
}


@pytest.fixture(scope="module")
def made(for_all: None) -> tuple[Magazine, Article]:
    cast = Magazine()
    return cast, cast.scheduled(moment=at(5))


@pytest.fixture
def cast(made: tuple[Magazine, Article], db: None) -> Magazine:
    return deepcopy(made[0])


@pytest.fixture
def article(made: tuple[Magazine, Article], db: None) -> Article:
    return deepcopy(made[1])


def test_the_table_says_which_verbs_drop_what_is_scheduled() -> None:
    assert {verb.name for verb in WORKFLOW if verb.unschedules} == DROPPING.keys()


@pytest.mark.parametrize("seen", [Glance(1), Glance(1, at(4))], ids=["nothing", "another moment"])
@pytest.mark.parametrize("verb", DROPPING)
def test_no_verb_drops_what_was_scheduled_since(cast: Magazine, article: Article, verb: str, seen: Glance) -> None:
    if verb == "withdraw":
        article = cast.live()
        cast.change(article, headline="Twelve miles")
        cast.approve_again(article)
        verbs.schedule(article, by=cast.publisher, moment=at(5), now=at(1), change=UPDATED)
        seen = Glance(2, seen.scheduled)
    with pytest.raises(Stale, match="publisher scheduled this for 2 March 2026, 17:00 UTC while you were looking"):
        verbs.VERBS[verb](article, by=cast.publisher, seen=seen, now=at(2), **DROPPING[verb])
    assert article.scheduled(at=at(2)) == at(5)


@pytest.mark.parametrize("verb", ["publish", "schedule", "unschedule"])
def test_who_saw_it_may_drop_it(cast: Magazine, article: Article, verb: str) -> None:
    verbs.VERBS[verb](article, by=cast.publisher, seen=Glance(1, at(5)), now=at(2), **DROPPING[verb])
    assert article.scheduled(at=at(2)) != at(5)


def test_what_was_taken_off_or_came_about_since_hinders_nobody(cast: Magazine, article: Article) -> None:
    verbs.unschedule(article, by=cast.publisher, now=at(1))
    verbs.publish(article, by=cast.publisher, seen=Glance(1, at(5)), now=at(2))
    assert article.live(at=at(2))


def test_a_verb_that_leaves_it_as_it_is_asks_for_the_text_alone(cast: Magazine, article: Article) -> None:
    cast.change(article, headline="Twelve miles")
    verbs.restore(article, article.revisions.get(number=1), by=cast.editor, seen=Glance(2), now=at(1))
    assert article.scheduled(at=at(1)) == at(5)


@pytest.mark.parametrize("seen", [Glance(3), Glance(3, at(0.5)), 7])
def test_a_form_carries_it_along(seen: Glance | int) -> None:
    assert read(str(seen)) == seen


@pytest.mark.parametrize("text", ["", "x", "-1", "1;noon", "1 ", "9" * 10, "１"])
def test_what_is_none_is_none(text: str) -> None:
    assert read(text) is None
