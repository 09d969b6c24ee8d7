"""The desk's front page: what each role sees there, where its counts lead, what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
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


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


def front(who: User) -> dict[str, Any]:
    return client_of(who).get(FRONT).context["front"]


def shelves(who: User) -> dict[str, Any]:
    found = front(who)
    return {shelf.section.name: shelf for shelf in (*found["work"], *found["readers"])}


def rows(who: User, section: str) -> list[tuple[str, str, str, bool]]:
    return [(str(row.article), row.word, row.dated, row.late) for row in shelves(who)[section].rows]


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_on_the_first_day_the_page_says_what_to_do_to_each_by_what_they_may(cast: Magazine) -> None:
    for who, steps in ((cast.contributor, 2), (cast.editor, 3), (cast.publisher, 4)):
        found = front(who)
        assert len(found["steps"]) == steps
        assert found["work"] == found["readers"] == []
    assert "Take in a manuscript" in text_of(client_of(cast.contributor).get(FRONT))


def test_a_contributor_of_a_busy_magazine_has_a_first_day_too(cast: Magazine) -> None:
    cast.live("A secret of somebody else", by=cast.other_contributor)
    answer = client_of(cast.contributor).get(FRONT)
    assert answer.context["front"]["steps"]
    assert "A secret" not in text_of(answer)


def test_without_work_one_calm_line_and_no_empty_boxes(cast: Magazine) -> None:
    cast.live("Tolls")
    assert set(shelves(cast.publisher)) == {"waiting"}
    assert "Nothing waits for you." in text_of(client_of(cast.publisher).get(FRONT))


def test_a_row_says_why_and_the_one_date_that_matters(cast: Magazine) -> None:
    now = timezone.now()
    assign(cast.in_review("Tolls"), by=cast.publisher, due=timezone.localdate() - timedelta(days=1), now=now)
    cast.in_review("Lamps", now=now)
    late, fresh = rows(cast.editor, "waiting")[1], rows(cast.editor, "waiting")[0]
    assert {late, fresh} == {
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
    assert rows(cast.editor, "others")[0][1] == "with publisher"
    assert [row.by for row in shelves(cast.editor)["others"].rows] == ["Ada Brandt"]
    assert [row.by for row in shelves(cast.editor)["mine"].rows] == ["editor"]


def test_the_page_names_the_time_zone_and_leads_to_calendar_list_and_new_articles(cast: Magazine) -> None:
    shown = text_of(client_of(cast.contributor).get(FRONT))
    assert "Times are those of UTC, now" in shown
    for name in ("calendar", "changelist", "add", "manuscripts"):
        assert f'href="{page("article", name)}"' in shown
    assert page("author", "changelist") in shown


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_each_count_leads_to_a_list_of_exactly_those(cast: Magazine, role: str) -> None:
    now, who = timezone.now(), getattr(cast, role)
    for made in (cast.draft, cast.in_review, cast.approved, cast.live):
        made(now=now)
        made(now=now, by=cast.editor)
    cast.change(cast.live(now=now), standfirst="Again", now=now)
    cast.scheduled(moment=now + timedelta(days=1), now=now)
    write_note(cast.live(now=now), by=cast.editor, text="@publisher?")
    assign(cast.draft(now=now), by=cast.editor, due=timezone.localdate() - timedelta(days=2))
    for name, shelf in shelves(who).items():
        listed = client_of(who).get(shelf.address).context["cl"]
        assert str(listed.result_count) == shelf.count != "0", name
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


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_the_page_costs_the_same_with_five_and_with_five_hundred_articles(cast: Magazine, role: str) -> None:
    client = client_of(getattr(cast, role))

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(FRONT).status_code == 200
        return len(queries)

    for made in (cast.draft, cast.in_review, cast.approved, cast.live, cast.withdrawn):
        made()
    few = cost()
    Article.objects.bulk_create(
        Article(headline=f"{number}", owner=cast.contributor, assignee=cast.editor, stage=stage)
        for number in range(165)
        for stage in ("draft", "in review", "approved")
    )
    assert Article.objects.count() == 500
    Byline.objects.bulk_create(Byline(article=each, author=cast.ada) for each in Article.objects.filter(bylines=None))
    assert cost() == few <= 30


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
    assert "waiting" in shelves(reviewer)
    assert shelves(reviewer)["waiting"].rows == []
    assert [row[0] for row in rows(cast.publisher, "waiting")] == ["Tolls"]


def test_the_sections_of_a_page_are_those_of_the_table(cast: Magazine) -> None:
    cast.draft()
    assert set(shelves(cast.editor)) <= set(BY_NAME)
    assert len(sections_of(cast.publisher)) == len(BY_NAME)
