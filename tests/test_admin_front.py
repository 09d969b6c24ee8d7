"""The desk's front page: what each role sees there, where its counts lead, what it costs."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin.front import ROWS
from articles.desk import verbs
from articles.desk.assigning import assign
from articles.desk.front import BY_NAME, sections_of
from articles.desk.noting import write_note
from articles.models import Article, Byline
from tests.admin_forms import client_of, page
from tests.magazine import Magazine, person

FRONT = "/admin/"
LIST = "/admin/articles/article/"


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def front(who: User) -> dict[str, Any]:
    return client_of(who).get(FRONT).context["front"]


def shelves(who: User) -> dict[str, Any]:
    return shelved(front(who))


def shelved(found: dict[str, Any]) -> dict[str, Any]:
    return {shelf.section.name: shelf for shelf in (*found["work"], *found["readers"])}


def rows(who: User, section: str) -> list[tuple[str, str, str, bool]]:
    return [(str(row.article), row.word, row.dated, row.late) for row in shelves(who)[section].rows]


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_on_the_first_day_the_page_says_what_to_do_to_each_by_what_they_may(cast: Magazine) -> None:
    for who, steps in ((cast.publisher, 4), (cast.editor, 3), (cast.contributor, 2)):
        answer = client_of(who).get(FRONT)
        found = answer.context["front"]
        assert len(found["steps"]) == steps
        assert found["work"] == found["readers"] == []
    assert "Take in a manuscript" in text_of(answer)


def test_a_contributor_of_a_busy_magazine_has_a_first_day_too(cast: Magazine) -> None:
    cast.live("A secret of somebody else", by=cast.other_contributor)
    answer = client_of(cast.contributor).get(FRONT)
    assert answer.context["front"]["steps"]
    assert "A secret" not in text_of(answer)


def test_without_work_one_calm_line_and_no_empty_boxes(cast: Magazine) -> None:
    cast.live("Tolls")
    answer = client_of(cast.publisher).get(FRONT)
    assert set(shelved(answer.context["front"])) == {"waiting"}
    assert "Nothing waits for you." in text_of(answer)


def test_a_row_says_why_and_the_one_date_that_matters(cast: Magazine) -> None:
    now = timezone.now()
    assign(cast.in_review("Tolls"), by=cast.publisher, due=timezone.localdate() - timedelta(days=1), now=now)
    cast.in_review("Lamps", now=now)
    assert set(rows(cast.editor, "waiting")) == {
        ("Tolls", "to review", "due yesterday", True),
        ("Lamps", "to review", f"since today, {timezone.localtime(now):%H:%M}", False),
    }


def test_a_plan_that_passed_matters_more_than_a_day_to_come(cast: Magazine) -> None:
    now = timezone.now()
    article = cast.draft("Tolls", by=cast.editor, now=now)
    due, planned = timezone.localdate() + timedelta(days=1), now - timedelta(days=400)
    assign(article, by=cast.publisher, due=due, now=now)
    assert rows(cast.editor, "mine") == [("Tolls", "", "due tomorrow", False)]
    assign(article, by=cast.publisher, planned_for=planned, now=now)
    assert rows(cast.editor, "mine")[0][2:] == (f"planned for {said(planned)}", True)


def said(moment: Any) -> str:
    local = timezone.localtime(moment)
    return f"{local.day} {local:%b %Y, %H:%M}"


def test_a_row_names_the_assignee_and_the_byline_or_else_the_owner(cast: Magazine) -> None:
    assign(cast.draft("Tolls", by=cast.editor), by=cast.publisher, assignee=cast.publisher)
    cast.draft("Lamps", by=cast.editor, authors=[])
    found = shelves(cast.editor)
    assert [(row.word, row.by) for row in found["others"].rows] == [("with publisher", "Ada Brandt")]
    assert [row.by for row in found["mine"].rows] == ["editor"]


def test_the_page_names_the_time_zone_and_leads_to_calendar_list_and_new_articles(cast: Magazine) -> None:
    shown = text_of(client_of(cast.contributor).get(FRONT))
    assert "Times are those of UTC, now" in shown
    for name in ("calendar", "changelist", "add", "manuscripts"):
        assert f'href="{page("article", name)}"' in shown
    assert page("author", "changelist") in shown


def test_each_count_leads_to_a_list_of_exactly_those(cast: Magazine) -> None:
    now = timezone.now()
    for made in (cast.draft, cast.in_review, cast.approved):
        made(now=now)
        made(now=now, by=cast.editor)
    cast.change(cast.live(now=now, by=cast.editor), standfirst="Again", now=now)
    cast.scheduled(moment=now + timedelta(days=1), now=now)
    write_note(cast.live(now=now), by=cast.editor, text="@publisher?")
    assign(cast.draft(now=now), by=cast.editor, due=timezone.localdate() - timedelta(days=2))
    for who in (cast.contributor, cast.editor, cast.publisher):
        client = client_of(who)
        found = shelves(who)
        assert set(found) <= set(BY_NAME)
        for name, shelf in found.items():
            listed = client.get(shelf.address).context["cl"]
            assert str(listed.result_count) == shelf.count != "0", (who, name)
            assert {row.article.pk for row in shelf.rows} <= {article.pk for article in listed.result_list}


def test_the_list_offers_the_sections_of_the_person_and_refuses_none_it_does_not_know(cast: Magazine) -> None:
    cast.draft("Own")
    client = client_of(cast.contributor)
    shown = text_of(client.get(LIST))
    assert '"?desk=mine"' in shown
    assert '"?desk=late"' not in shown
    for unknown in ("late", "nonsense"):
        assert client.get(LIST, {"desk": unknown}).context["cl"].result_count == 1
    assert client.get(page("article", "calendar")).status_code == 200
    assert page("article", "calendar") in shown


def test_a_count_ends_at_ninety_nine_and_more(cast: Magazine) -> None:
    Article.objects.bulk_create(Article(headline=f"{number}", owner=cast.editor) for number in range(99))
    shelf = shelves(cast.editor)["mine"]
    assert (shelf.count, len(shelf.rows), shelf.more) == ("99", ROWS, True)
    Article.objects.create(headline="99", owner=cast.editor)
    assert shelves(cast.editor)["mine"].count == "99+"


def test_the_page_costs_the_same_with_five_and_with_fifty_articles(cast: Magazine) -> None:
    clients = [client_of(who) for who in (cast.contributor, cast.editor, cast.publisher)]

    def cost(client: Client) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(FRONT).status_code == 200
        return len(queries)

    for made in (cast.draft, cast.in_review, cast.approved, cast.live, cast.withdrawn):
        made()
    few = [cost(client) for client in clients]
    assert max(few) <= 30
    Article.objects.bulk_create(
        Article(headline=f"{number}", owner=cast.contributor, assignee=cast.editor, stage=stage)
        for number in range(15)
        for stage in ("draft", "in review", "approved")
    )
    assert Article.objects.count() == 50
    Byline.objects.bulk_create(Byline(article=each, author=cast.ada) for each in Article.objects.filter(bylines=None))
    assert [cost(client) for client in clients] == few


def test_an_account_without_permissions_is_told_so_and_sees_no_section(cast: Magazine) -> None:
    cast.draft("Tolls")
    cast.contributor.groups.clear()
    answer = client_of(cast.contributor).get(FRONT)
    assert answer.context["front"]["work"] == answer.context["front"]["steps"] == []
    assert "Tolls" not in text_of(answer)
    assert page("article", "calendar") not in text_of(answer)


def test_the_page_of_the_app_is_the_way_to_its_lists(cast: Magazine) -> None:
    shown = text_of(client_of(cast.editor).get("/admin/articles/"))
    assert page("topic", "changelist") in shown
    assert page("topic", "add") in shown


def test_what_two_do_at_once_shows_on_both_pages(cast: Magazine) -> None:
    article = cast.in_review("Tolls")
    reviewer = person("editor", "a second editor")
    verbs.approve(article, by=cast.editor)
    assert shelves(reviewer)["waiting"].rows == []
    assert [row[0] for row in rows(cast.publisher, "waiting")] == ["Tolls"]


def test_a_publisher_has_every_section_of_the_table(cast: Magazine) -> None:
    assert len(sections_of(cast.publisher)) == len(BY_NAME)
