"""The trash in a real browser, by keyboard."""

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import LogIn
from tests.magazine import Magazine


def test_a_draft_goes_to_the_trash_and_comes_back_by_keyboard(
    page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn
) -> None:
    article = cast.draft("Tolls")
    log_in(page, cast.contributor)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.get_by_role("button", name="Put in the trash…").press("Enter")
    page.get_by_label("Note for the desk").fill("Sent twice")
    page.get_by_role("button", name="Put in the trash").press("Enter")
    expect(page.locator(".stage")).to_have_text("in the trash")
    page.goto(f"{live_server.url}/admin/articles/article/")
    page.get_by_role("link", name="Trash", exact=True).press("Enter")
    expect(page.locator("#content blockquote")).to_have_text("Sent twice")
    page.get_by_label("Mark “Tolls”").press("Space")
    page.get_by_role("button", name="Recover what is marked").press("Enter")
    expect(page.locator(".messagelist .success")).to_have_text("1 recovered from the trash.")
    article.refresh_from_db()
    assert article.stage == "draft"
