"""The list of articles in a real browser: all pages chosen at once, each refusal read, a filter kept."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.browser.conftest import WCAG
from tests.magazine import Magazine


@pytest.fixture
def cast(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Magazine:
    monkeypatch.setattr(admin.site.get_model_admin(Article), "list_per_page", 3)
    cast = Magazine()
    for number in range(4):
        cast.draft(f"Draft {number}")
    cast.in_review("Sent already")
    return cast


@pytest.fixture
def listed(page: Page, live_server: LiveServer, cast: Magazine) -> Page:
    client = Client()
    client.force_login(cast.publisher)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([session])
    page.goto(f"{live_server.url}/admin/articles/article/")
    return page


def test_all_pages_are_chosen_and_each_refusal_is_read(listed: Page) -> None:
    listed.get_by_label("Select all objects on this page for an action").check()
    listed.get_by_role("button", name="Select all pages, at most 200 articles").click()
    listed.locator("select[name=action]").select_option("submit")
    listed.locator("button[name=index]").click()
    expect(listed.locator(".messagelist")).to_contain_text("4 sent to review. 1 refused:")
    expect(listed.locator(".refusals li")).to_have_text(
        "“Sent already”: “Submit for review” is not possible while the article is in review."
    )


def test_a_search_is_kept_as_a_filter_and_nothing_hinders_anybody(listed: Page, problems: list[str]) -> None:
    listed.get_by_role("searchbox", name="Search articles").fill("alread")
    listed.keyboard.press("Enter")
    expect(listed.locator("#result_list tbody tr")).to_have_count(1)
    listed.get_by_text("Save this filter").click()
    listed.get_by_label("Name").fill("Sent")
    listed.get_by_label("Share it with the desk").check()
    listed.get_by_role("button", name="Save filter").click()
    expect(listed.locator(".saved-filters [aria-current=page]")).to_have_text("Sent")
    listed.get_by_role("link", name="All articles").click()
    listed.get_by_role("link", name="Next page").click()
    expect(listed.get_by_text("Articles 4 to 5 of 5")).to_be_visible()
    for width in (1280, 320):
        listed.set_viewport_size({"width": width, "height": 800})
        assert not listed.evaluate("document.documentElement.scrollWidth > innerWidth")
    listed.get_by_role("link", name="Edit saved filters").click()
    expect(listed.get_by_label("Name")).to_have_value("Sent")
    assert not problems
    for address in (listed.url, listed.url.removesuffix("filters/")):
        listed.goto(address)
        violations = Axe().run(listed, options=WCAG).response["violations"]
        assert not violations, violations
    problems.clear()
