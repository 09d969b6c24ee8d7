"""The list of articles: what it says, finds and costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin.visibility import STATES
from articles.desk import verbs
from tests.admin_forms import client_of, page
from tests.magazine import NOW, Magazine, at

LIST = "/admin/articles/article/"


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


def shown(cast: Magazine, **query: Any) -> list[str]:
    """The headlines of the list as the editor sees it."""
    answer = client_of(cast.editor).get(LIST, query)
    return [article.headline for article in answer.context["cl"].result_list]


def test_an_article_without_a_headline_can_still_be_opened(cast: Magazine) -> None:
    article = cast.draft()
    cast.change(article, headline="")
    listed = client_of(cast.editor).get(LIST).content.decode()
    assert "(no headline yet)" in listed
    assert page("article", "change", article.pk) in listed


@pytest.fixture
def every_state(cast: Magazine) -> Magazine:
    tomorrow = timezone.now() + timedelta(days=1)
    cast.draft("never")
    cast.live("live")
    newer = cast.live("newer")
    cast.change(newer, standfirst="Changed since")
    waiting = cast.live("waiting")
    cast.change(waiting, standfirst="Changed since")
    cast.approve_again(waiting)
    verbs.schedule(waiting, by=cast.publisher, moment=tomorrow, now=NOW)
    cast.scheduled("scheduled", moment=tomorrow)
    cast.withdrawn("withdrawn")
    return cast


def test_the_list_says_what_readers_see(every_state: Magazine) -> None:
    answer = client_of(every_state.editor).get(LIST)
    listed = answer.content.decode()
    for phrase in (
        "never published",
        "live",
        "live, newer draft",
        "live, change scheduled for",
        "scheduled for",
        "withdrawn",
    ):
        assert f'<td class="field-seen_by_readers">{phrase}' in listed


@pytest.mark.parametrize(
    ("state", "headlines"),
    [
        ("live", {"live", "newer", "waiting"}),
        ("newer", {"newer", "waiting"}),
        ("scheduled", {"scheduled", "waiting"}),
        ("withdrawn", {"withdrawn"}),
        ("never", {"never"}),
    ],
)
def test_the_list_can_be_narrowed_to_what_readers_see(every_state: Magazine, state: str, headlines: set[str]) -> None:
    assert state in STATES
    assert set(shown(every_state, seen=state)) == headlines


def test_the_list_can_be_narrowed_by_stage_kind_topic_and_owner(cast: Magazine) -> None:
    cast.draft("a", kind="analysis")
    cast.in_review("b", topics=[cast.borders])
    cast.draft("c", by=cast.editor)
    assert shown(cast, stage__exact="in review") == ["b"]
    assert shown(cast, kind__exact="analysis") == ["a"]
    assert shown(cast, topics__id__exact=cast.borders.pk) == ["b"]
    assert shown(cast, whose="mine") == ["c"]


def test_the_list_is_searched_by_headline_standfirst_and_author(cast: Magazine) -> None:
    cast.draft("Lamps", standfirst="A keeper remembers", authors=[cast.bao])
    cast.draft("Tolls")
    for words in ("lamps", "keeper", "Bao Lin"):
        assert shown(cast, q=words) == ["Lamps"]


def test_the_list_costs_the_same_with_many_articles(cast: Magazine) -> None:
    client = client_of(cast.editor)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    for _number in range(5):
        cast.live()
    few = cost()
    for number in range(45):
        cast.draft(now=at(number))
    assert cost() == few <= 12
