"""The desk's front page and calendar in a real browser: by keyboard, as a list and as a grid, with nothing to mend."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.desk.assigning import assign
from articles.models import Article
from tests.browser.conftest import LogIn
from tests.magazine import Magazine

CALENDAR = "/admin/articles/article/calendar/"
WIDE_AS_A_GRID = "list => getComputedStyle(list).display === 'grid'"


@pytest.fixture
def busy(cast: Magazine) -> Magazine:
    """Something of each sort, on today and tomorrow."""
    now, tomorrow = timezone.now(), timezone.localdate() + timedelta(days=1)
    assign(cast.in_review("Who owns a strait", now=now), by=cast.editor, due=tomorrow, planned_for=now, now=now)
    cast.change(cast.live("Lamps", now=now), standfirst="Changed", now=now)
    cast.scheduled("Harbour dues", moment=now + timedelta(hours=20), now=now)
    cast.draft("Salt, again", by=cast.publisher, now=now)
    return cast


def test_from_the_front_page_to_a_plan_by_keyboard(
    page: Page, live_server: LiveServer, busy: Magazine, log_in: LogIn
) -> None:
    log_in(page, busy.publisher)
    page.goto(f"{live_server.url}/admin/")
    expect(page.get_by_role("region", name="Waiting for you")).to_contain_text("to review")
    page.get_by_role("link", name="Calendar", exact=True).press("Enter")
    page.get_by_role("link", name="Next month").press("Enter")
    page.locator(".day:not(.is-outside) .plan").first.press("Enter")
    page.get_by_role("link", name="Salt, again").press("Enter")
    page.get_by_role("button", name="Keep").press("Enter")
    entry = page.locator(".day:not(.is-outside) .entry-planned")
    expect(entry).to_contain_text("07:00 UTC")
    expect(entry.get_by_role("link")).to_have_text("Salt, again")
    assert Article.objects.get(headline="Salt, again").planned_for.day == 1


def test_the_calendar_is_a_list_on_a_phone_and_a_grid_on_a_desk(
    page: Page, live_server: LiveServer, busy: Magazine, log_in: LogIn
) -> None:
    log_in(page, busy.publisher)
    for address, days in ((CALENDAR, ".month"), (f"{CALENDAR}?week={timezone.localdate():%G-W%V}", ".week")):
        page.goto(f"{live_server.url}{address}")
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.locator(days).evaluate(WIDE_AS_A_GRID) is (width > 1000)
