"""The trash, the log and “where used” in a real browser: by keyboard, on any screen, with nothing to complain of."""

from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.desk import verbs
from tests.browser.conftest import WCAG, LogIn
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


def test_nothing_stands_in_the_way_of_anybody_on_a_narrow_screen_light_or_dark(
    page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn, problems: list[str]
) -> None:
    """Axe itself writes styles into the page, which the policy refuses: only those complaints are left out."""
    cast.live("Tolls")
    verbs.discard(cast.draft("Lamps"), by=cast.editor, note="Sent twice")
    log_in(page, User.objects.create_superuser("boss"))
    page.set_viewport_size({"width": 320, "height": 800})
    addresses = ("article/trash/", "event/", f"disclaimer/{cast.views.pk}/used/", f"topic/{cast.sea.pk}/delete/")
    for number, address in enumerate((*addresses, f"../auth/user/{cast.editor.pk}/switch/deactivate/")):
        page.emulate_media(color_scheme="dark" if number % 2 else "light")
        page.goto(f"{live_server.url}/admin/articles/{address}")
        expect(page.locator("#content h1")).to_be_visible()
        assert problems == []
        found = [each["id"] for each in Axe().run(page, options=WCAG).response["violations"]]
        assert (address, found) == (address, [])
        problems.clear()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
