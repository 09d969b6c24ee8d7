"""Series and replies as readers see them: only what is live at the moment, in few queries, told to machines too."""

import json
from copy import deepcopy
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.desk import verbs
from articles.models import Article, Revision, Series, SeriesAddress
from articles.models.neighbours import neighbours_at
from tests.magazine import UPDATED, Magazine, at
from tests.test_public_lists import MOST_QUERIES, print_many
from tests.test_public_structured import structured


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def series(cast: Magazine) -> Series:
    return Series.objects.create(name="The sea", slug="the-sea")


@pytest.fixture(scope="module")
def printed(made: Magazine) -> dict[str, Article]:
    """Three parts of a series that were not published in their order, and a reply beside the one that it contests."""
    series = Series.objects.create(name="Who owns <the> ports", slug="ports", description="In three parts.")
    parts = (("Two", 2), ("One", 1), ("Three", 3))
    found = {headline: made.live(headline, slug=headline.lower(), series=series, part=part) for headline, part in parts}
    found["well"] = made.live("All is well", slug="well")
    answers = Series.objects.create(name="Answers", slug="answers")
    found["not well"] = made.live(
        "It is not", slug="not-well", kind="analysis", reply_to=found["well"], series=answers, part=3
    )
    return found


@pytest.fixture
def articles(printed: dict[str, Article], db: None) -> dict[str, Article]:
    return deepcopy(printed)


@pytest.fixture
def ports(articles: dict[str, Article]) -> Series:
    return articles["One"].series


def ask(path: str, hours: float = 1) -> Any:
    with mock.patch("django.utils.timezone.now", return_value=at(hours)):
        return Client().get(path)


def read(path: str, hours: float = 1) -> str:
    answer = ask(path, hours)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def told(path: str, hours: float = 1) -> Any:
    return json.loads(ask(f"/api/v1{path}", hours).content)


def near(article: Article, hours: float = 1) -> tuple[str | None, str | None]:
    found = neighbours_at(Revision.objects.live(at=at(hours)).get(article=article), at(hours))
    return tuple(row and row.headline for row in (found.previous, found.next))  # type: ignore[return-value]


@pytest.mark.usefixtures("articles")
def test_a_part_says_which_it_is_and_leads_to_those_around_it() -> None:
    page = read("/articles/two/")
    assert 'Part 2 of “<a href="/series/ports/">Who owns &lt;the&gt; ports</a>”' in page
    assert '<a rel="prev" lang="en" dir="ltr" href="/articles/one/">One</a>' in page
    assert '<a rel="next" lang="en" dir="ltr" href="/articles/three/">Three</a>' in page
    assert 'rel="prev"' not in read("/articles/one/")
    assert 'rel="next"' not in read("/articles/three/")


def test_a_part_that_cannot_be_read_is_passed_over(cast: Magazine, articles: dict[str, Article], ports: Series) -> None:
    one, three = articles["One"], articles["Three"]
    later = cast.scheduled("Later", series=ports, part=2, moment=at(5))
    cast.draft("Four", series=ports, part=4)
    cast.withdrawn("Zero", series=ports, part=1)
    assert (near(one), near(three)) == ((None, "Two"), ("Two", None))
    assert (near(one, 6), near(later, 6), near(three, 6)) == ((None, "Two"), ("Two", "Three"), ("Later", None))


def test_two_parts_of_one_number_stand_in_the_order_in_which_they_were_begun(
    cast: Magazine, articles: dict[str, Article], ports: Series
) -> None:
    second = cast.live("Second", series=ports, part=2)
    assert (near(articles["Two"]), near(second)) == (("One", "Second"), ("Two", "Three"))


def test_the_page_of_a_series_has_its_live_parts_in_their_order(cast: Magazine, ports: Series) -> None:
    cast.scheduled("To come", series=ports, part=4, moment=at(5))
    page = read("/series/ports/")
    assert page.index('/one/">One') < page.index('/two/">Two') < page.index('/three/">Three')
    assert "To come" not in page
    assert "To come" in read("/series/ports/", 6)
    (listed,) = structured(page)
    assert [part["position"] for part in listed["hasPart"]] == [1, 2, 3]
    assert "http://testserver/series/ports/" in read("/sitemap-pages.xml")


def test_a_series_is_there_once_a_part_was_published(cast: Magazine, series: Series) -> None:
    cast.draft("Drafted", series=series)
    assert ask("/series/the-sea/").status_code == ask("/series/never/").status_code == 404
    cast.withdrawn("Forged", series=series)
    assert "No part of this series can be read" in read("/series/the-sea/")


def test_a_former_address_of_a_series_leads_to_the_one_of_today(ports: Series) -> None:
    SeriesAddress.objects.create(series=ports, slug="harbours")
    assert ask("/series/harbours/").headers["Location"] == "/series/ports/"


def test_a_reply_and_what_it_replies_to_name_each_other_while_both_can_be_read(
    cast: Magazine, articles: dict[str, Article]
) -> None:
    contested = articles["One"]
    reply = cast.scheduled("Not <one>", slug="not-one", reply_to=contested, moment=at(5))
    cast.draft("Nor this", reply_to=contested)
    assert "Answered by" not in read("/articles/one/", 4)
    links = 'lang="en" dir="ltr" href="/articles/{}/">{}</a>'
    assert links.format("not-one", "Not &lt;one&gt;") in read("/articles/one/", 6)
    assert links.format("one", "One") in read("/articles/not-one/", 6)
    verbs.withdraw(contested, by=cast.publisher, note="It was not.", now=at(7))
    assert "In reply to" not in read("/articles/not-one/", 8)
    assert reply.reply_to_id == contested.pk


@pytest.mark.usefixtures("articles")
def test_both_stand_at_the_same_place_before_the_text() -> None:
    for page in (read("/articles/well/"), read("/articles/not-well/")):
        assert page.index("<h1") < page.index('<div class="threads"') < page.index('<div class="text">')


def test_the_headline_is_the_one_that_readers_see(cast: Magazine, articles: dict[str, Article]) -> None:
    changed = cast.change(articles["well"], headline="All was well", slug="was-well", now=at(1))
    assert "All was well" not in read("/articles/not-well/", 2)
    verbs.publish(cast.approve_again(changed, now=at(2)), by=cast.publisher, change=UPDATED, now=at(3))
    assert 'href="/articles/was-well/">All was well</a>' in read("/articles/not-well/", 4)


def test_what_is_printed_stays_when_the_working_copy_leaves_the_series(
    cast: Magazine, articles: dict[str, Article]
) -> None:
    left = cast.change(articles["One"], series=None, now=at(1))
    assert left.part is None
    assert "Part 1 of" in read("/articles/one/", 2)


def test_a_proof_shows_it_too(cast: Magazine, articles: dict[str, Article], ports: Series) -> None:
    draft = cast.draft("It is not", reply_to=articles["One"], series=ports)
    client = Client()
    client.force_login(cast.editor)
    page = client.get(f"/admin/articles/article/{draft.pk}/proof/1/").content.decode()
    for words in ("Part 4 of", "In reply to", 'rel="prev"'):
        assert words in page


@pytest.mark.usefixtures("articles")
def test_structured_data_says_both_sides() -> None:
    address = "http://testserver/articles/{}/"
    here, there = structured(read("/articles/well/"))[0], structured(read("/articles/not-well/"))[0]
    reply = {"@type": "AnalysisNewsArticle", "headline": "It is not", "url": address.format("not-well")}
    assert here["subjectOf"] == [reply]
    assert there["about"]["url"] == address.format("well")
    assert there["isPartOf"]["@type"] == "CreativeWorkSeries"
    assert there["position"] == 3
    assert not {"about", "isPartOf", "position"} & here.keys()


@pytest.mark.usefixtures("articles")
def test_the_api_tells_of_both() -> None:
    here, there = told("/articles/well/"), told("/articles/not-well/")
    assert [each["slug"] for each in here["replies"]] == ["not-well"]
    assert (here["reply_to"], there["reply_to"]["slug"], there["replies"]) == (None, "well", [])
    series = told("/articles/one/")["series"]
    assert (series["number"], series["previous"], series["next"]["slug"]) == (1, None, "two")
    assert series["page"] == "http://testserver/series/ports/"


def test_it_costs_the_same_with_five_articles_as_with_five_hundred(
    cast: Magazine, articles: dict[str, Article], ports: Series
) -> None:
    contested = articles["Three"]
    link = f'<p><a href="article:{contested.pk}">three</a></p>'
    cast.live("Not three", slug="not-three", reply_to=contested, series=ports, part=101, body=link)
    paths = ("/articles/three/", "/articles/not-three/", "/series/ports/", "/api/v1/articles/not-three/")
    few = [queries(path) for path in paths]
    print_many(495, topics=[cast.sea], author=cast.ada)
    for part in (2, 3, 4):
        cast.live(series=ports, reply_to=contested, part=part)
    assert [queries(path) for path in paths] == few
    assert max(few) <= MOST_QUERIES


def queries(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        read(path)
    assert not [each for each in captured.captured_queries if '"articles_article"' in each["sql"]]
    return len(captured)
