"""Series and replies as readers see them: only what is live at the moment, in few queries, told to machines too."""

import json
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


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


@pytest.fixture
def series(cast: Magazine) -> Series:
    return Series.objects.create(name="Who owns <the> sea", slug="the-sea", description="In three parts.")


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


def test_a_part_says_which_it_is_and_leads_to_those_around_it(cast: Magazine, series: Series) -> None:
    for headline in ("One", "Two", "Three"):
        cast.live(headline, slug=headline.lower(), series=series)
    page = read("/articles/two/")
    assert 'Part 2 of “<a href="/series/the-sea/">Who owns &lt;the&gt; sea</a>”' in page
    assert '<a rel="prev" lang="en" dir="ltr" href="/articles/one/">One</a>' in page
    assert '<a rel="next" lang="en" dir="ltr" href="/articles/three/">Three</a>' in page
    assert 'rel="prev"' not in read("/articles/one/")
    assert 'rel="next"' not in read("/articles/three/")


def test_a_part_that_cannot_be_read_is_passed_over(cast: Magazine, series: Series) -> None:
    one, three = cast.live("One", series=series, part=1), cast.live("Three", series=series, part=3)
    two = cast.scheduled("Two", series=series, part=2, moment=at(5))
    cast.draft("Four", series=series, part=4)
    cast.withdrawn("Zero", series=series, part=1)
    assert (near(one), near(three)) == ((None, "Three"), ("One", None))
    assert (near(one, 6), near(two, 6), near(three, 6)) == ((None, "Two"), ("One", "Three"), ("Two", None))


def test_two_parts_of_one_number_stand_in_the_order_in_which_they_were_begun(cast: Magazine, series: Series) -> None:
    first, second = (cast.live(headline, series=series, part=2) for headline in ("First", "Second"))
    assert (near(first), near(second)) == ((None, "Second"), ("First", None))


def test_the_page_of_a_series_has_its_live_parts_in_their_order(cast: Magazine, series: Series) -> None:
    cast.live("Latter", slug="latter", series=series, part=2)
    cast.live("Former", slug="former", series=series, part=1)
    cast.scheduled("To come", series=series, part=3, moment=at(5))
    page = read("/series/the-sea/")
    assert page.index("Former") < page.index("Latter")
    assert "To come" not in page
    assert "To come" in read("/series/the-sea/", 6)
    (listed,) = structured(page)
    assert [part["position"] for part in listed["hasPart"]] == [1, 2]
    assert "http://testserver/series/the-sea/" in read("/sitemap-pages.xml")


def test_a_series_is_there_once_a_part_was_published(cast: Magazine, series: Series) -> None:
    cast.draft("Drafted", series=series)
    assert ask("/series/the-sea/").status_code == ask("/series/never/").status_code == 404
    cast.withdrawn("Forged", series=series)
    assert "No part of this series can be read" in read("/series/the-sea/")


def test_a_former_address_of_a_series_leads_to_the_one_of_today(cast: Magazine, series: Series) -> None:
    SeriesAddress.objects.create(series=series, slug="seas")
    cast.live("One", series=series)
    assert ask("/series/seas/").headers["Location"] == "/series/the-sea/"


def test_a_reply_and_what_it_replies_to_name_each_other_while_both_can_be_read(cast: Magazine) -> None:
    contested = cast.live("All is well", slug="well")
    reply = cast.scheduled("All is <not> well", slug="not-well", reply_to=contested, moment=at(5))
    cast.draft("Nor this", reply_to=contested)
    assert "Answered by" not in read("/articles/well/", 4)
    links = 'lang="en" dir="ltr" href="/articles/{}/">{}</a>'
    assert links.format("not-well", "All is &lt;not&gt; well") in read("/articles/well/", 6)
    assert links.format("well", "All is well") in read("/articles/not-well/", 6)
    verbs.withdraw(contested, by=cast.publisher, note="It was not.", now=at(7))
    assert "In reply to" not in read("/articles/not-well/", 8)
    assert reply.reply_to_id == contested.pk


def test_both_stand_at_the_same_place_before_the_text(cast: Magazine) -> None:
    contested = cast.live("All is well", slug="well")
    cast.live("It is not", slug="not-well", reply_to=contested)
    for page in (read("/articles/well/"), read("/articles/not-well/")):
        assert page.index("<h1") < page.index('<div class="threads"') < page.index('<div class="text">')


def test_the_headline_is_the_one_that_readers_see(cast: Magazine) -> None:
    contested = cast.live("All is well", slug="well")
    cast.live("It is not", slug="not-well", reply_to=contested)
    changed = cast.change(contested, headline="All was well", slug="was-well", now=at(1))
    assert "All was well" not in read("/articles/not-well/", 2)
    verbs.publish(cast.approve_again(changed, now=at(2)), by=cast.publisher, change=UPDATED, now=at(3))
    assert 'href="/articles/was-well/">All was well</a>' in read("/articles/not-well/", 4)


def test_what_is_printed_stays_when_the_working_copy_leaves_the_series(cast: Magazine, series: Series) -> None:
    article = cast.live("One", slug="one", series=series)
    left = cast.change(article, series=None, now=at(1))
    assert left.part is None
    assert "Part 1 of" in read("/articles/one/", 2)


def test_a_proof_shows_it_too(cast: Magazine, series: Series) -> None:
    contested = cast.live("All is well", slug="well", series=series)
    draft = cast.draft("It is not", reply_to=contested, series=series)
    client = Client()
    client.force_login(cast.editor)
    page = client.get(f"/admin/articles/article/{draft.pk}/proof/1/").content.decode()
    for words in ("Part 2 of", "In reply to", 'rel="prev"'):
        assert words in page


def test_structured_data_says_both_sides(cast: Magazine, series: Series) -> None:
    contested = cast.live("All is well", slug="well")
    cast.live("It is not", slug="not-well", kind="analysis", reply_to=contested, series=series, part=3)
    address = "http://testserver/articles/{}/"
    here, there = structured(read("/articles/well/"))[0], structured(read("/articles/not-well/"))[0]
    reply = {"@type": "AnalysisNewsArticle", "headline": "It is not", "url": address.format("not-well")}
    assert here["subjectOf"] == [reply]
    assert there["about"]["url"] == address.format("well")
    assert there["isPartOf"]["@type"] == "CreativeWorkSeries"
    assert there["position"] == 3
    assert not {"about", "isPartOf", "position"} & here.keys()


def test_the_api_tells_of_both(cast: Magazine, series: Series) -> None:
    contested = cast.live("All is well", slug="well", series=series)
    cast.live("It is not", slug="not-well", reply_to=contested, series=series)
    here, there = told("/articles/well/"), told("/articles/not-well/")
    assert [each["slug"] for each in here["replies"]] == ["not-well"]
    assert (here["reply_to"], there["reply_to"]["slug"], there["replies"]) == (None, "well", [])
    assert (here["series"]["number"], here["series"]["previous"], here["series"]["next"]["slug"]) == (
        1,
        None,
        "not-well",
    )
    assert there["series"]["page"] == "http://testserver/series/the-sea/"


def test_it_costs_the_same_with_five_articles_as_with_five_hundred(cast: Magazine, series: Series) -> None:
    contested = cast.live("All is well", slug="well", series=series, part=100)
    link = f'<p><a href="article:{contested.pk}">well</a></p>'
    cast.live("It is not", slug="not-well", reply_to=contested, series=series, part=101, body=link)
    paths = ("/articles/well/", "/articles/not-well/", "/series/the-sea/", "/api/v1/articles/not-well/")
    few = [queries(path) for path in paths]
    print_many(495, topics=[cast.sea], author=cast.ada)
    for number in range(5):
        cast.live(series=series, reply_to=contested, part=number + 1)
    assert [queries(path) for path in paths] == few
    assert max(few) <= MOST_QUERIES


def queries(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        read(path)
    assert not [each for each in captured.captured_queries if '"articles_article"' in each["sql"]]
    return len(captured)
