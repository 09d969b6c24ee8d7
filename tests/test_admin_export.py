"""The list as a table for a spreadsheet: all of it, for those who may see it, and nothing that runs."""

import csv
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from articles.admin import export
from articles.admin.export import cell
from articles.desk.assigning import assign
from articles.models import Article, ArticleTopic, Byline, Topic
from tests.admin_forms import client_of, page
from tests.magazine import NOW, Magazine, at


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def table(cast: Magazine, who: str = "editor", **query: Any) -> list[dict[str, str]]:
    answer = client_of(getattr(cast, who)).get(page("article", "export"), query)
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(text[1:].splitlines()))


@override_settings(SITE_URL="https://magazine.example.org")
def test_a_line_says_all_that_a_plan_needs(cast: Magazine) -> None:
    article = cast.live("Tolls", authors=[cast.ada, cast.bao], topics=[cast.sea, cast.borders])
    assign(article, by=cast.editor, assignee=cast.contributor, due=date(2026, 3, 9), planned_for=at(24))
    (line,) = table(cast)
    assert line == {
        "headline": "Tolls",
        "slug": "tolls",
        "kind": "opinion",
        "stage": "approved",
        "readers see": "live",
        "byline": "Ada Brandt, Bao Lin",
        "topics": "The sea, Borders",
        "words": "45",
        "language": "en",
        "owner": "contributor",
        "assigned to": "contributor",
        "due": "2026-03-09",
        "planned for": "2026-03-03T12:00:00+00:00",
        "first published": "2026-03-02T12:00:00+00:00",
        "live since": "2026-03-02T12:00:00+00:00",
        "address": "https://magazine.example.org/articles/tolls/",
    }


def test_a_draft_has_no_dates_and_no_address(cast: Magazine) -> None:
    cast.draft("Tolls")
    (line,) = table(cast)
    assert {line[name] for name in ("due", "planned for", "first published", "live since", "address")} == {""}


@override_settings(TIME_ZONE="Asia/Karachi")
def test_moments_are_told_in_the_magazines_zone(cast: Magazine) -> None:
    assert cell(NOW) == "2026-03-02T17:00:00+05:00"


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_no_cell_is_a_formula(start: str) -> None:
    assert cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


def test_other_cells_stay_as_they_are() -> None:
    assert [cell(value) for value in ("Tolls = tides", "", 45, None, date(2026, 3, 9))] == [
        "Tolls = tides",
        "",
        45,
        None,
        date(2026, 3, 9),
    ]
    assert cell(datetime(2026, 3, 2, 12, 0, 0, 5, tzinfo=UTC)) == "2026-03-02T12:00:00+00:00"


def test_a_headline_and_a_topic_that_would_run_are_told_as_text(cast: Magazine) -> None:
    evil = Topic.objects.create(name="@SUM(A1)", slug="evil")
    cast.draft('=HYPERLINK("https://evil.example","Click")', topics=[evil])
    (line,) = table(cast)
    assert line["headline"] == '\'=HYPERLINK("https://evil.example","Click")'
    assert line["topics"] == "'@SUM(A1)"


def test_the_table_is_of_what_the_list_was_narrowed_to_in_its_order(cast: Magazine) -> None:
    for headline in ("b lamps", "a lamps", "c lamps", "tolls"):
        cast.draft(headline)
    assert [line["headline"] for line in table(cast, q="lamps", o="1")] == ["a lamps", "b lamps", "c lamps"]


def test_all_pages_are_there_at_a_constant_cost(cast: Magazine, monkeypatch: pytest.MonkeyPatch) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            table(cast)
        return len(queries)

    cast.draft()
    few = cost()
    more = Article.objects.bulk_create(Article(headline="Lamps", slug=f"lamps-{number}") for number in range(54))
    Byline.objects.bulk_create(Byline(article=each, author=cast.ada) for each in more)
    ArticleTopic.objects.bulk_create(ArticleTopic(article=each, topic=cast.sea) for each in more)
    assert cost() == few
    assert len(table(cast)) == 55
    monkeypatch.setattr(export, "BATCH", 10)
    assert len({line["slug"] for line in table(cast)}) == 55


def test_contributors_get_only_their_own(cast: Magazine) -> None:
    cast.draft("Mine")
    cast.draft("A secret", by=cast.other_contributor)
    assert [line["headline"] for line in table(cast, "contributor")] == ["Mine"]
    assert len(table(cast, "editor")) == 2


def test_it_comes_as_a_file_that_nobody_keeps(cast: Magazine) -> None:
    answer = client_of(cast.editor).get(page("article", "export"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="articles-20')
    assert "no-store" in answer["Cache-Control"]
    assert answer.streaming


def test_what_cannot_be_read_leads_back_to_the_list(cast: Magazine) -> None:
    answer = client_of(cast.editor).get(page("article", "export"), {"p": "0"})
    assert answer["Location"] == "/admin/articles/article/"


def test_who_sees_no_articles_gets_no_table(cast: Magazine) -> None:
    cast.contributor.groups.clear()
    assert client_of(cast.contributor).get(page("article", "export")).status_code == 403
