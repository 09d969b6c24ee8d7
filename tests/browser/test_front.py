"""The desk's front page and calendar in a real browser: by keyboard, as a list and as a grid, with nothing to mend."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.desk.assigning import assign
from articles.models import Article
from tests.browser.conftest import WCAG, LogIn, visit
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


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_front_page_and_calendar_are_accessible_as_lists_and_as_grids(
    chromium: Browser,
    problems: list[str],
    live_server: LiveServer,
    busy: Magazine,
    log_in: LogIn,
    width: int,
    scheme: str,
) -> None:
    week = f"{timezone.localdate():%G-W%V}"
    with visit(chromium, problems, viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
        log_in(page, busy.publisher)
        for address, days in (
            ("/admin/", None),
            (CALENDAR, ".month"),
            (f"{CALENDAR}?week={week}", ".week"),
            (f"{CALENDAR}plan/?day={timezone.localdate()}", None),
        ):
            page.goto(f"{live_server.url}{address}")
            assert problems == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
            assert days is None or page.locator(days).evaluate(WIDE_AS_A_GRID) is (width > 1000)
            found = Axe().run(page, options=WCAG)
            assert found.violations_count == 0, f"{address}: {found.generate_report()}"
            problems[:] = [problem for problem in problems if "style" not in problem]
