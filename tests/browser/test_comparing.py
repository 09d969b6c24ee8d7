"""Two revisions compared in a real browser: by keyboard, at any width, light and dark, with nothing to complain of."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.browser.conftest import LogIn
from tests.magazine import BODY, Magazine

OLD = (
    f"{BODY}<h2>Tolls</h2><p>Each ship pays <strong>in silver</strong>.</p><ul><li>ferries</li><li>barges</li></ul>"
    "<table><tr><th>Year</th><td>1912</td></tr></table><p>Nobody counts<small>But see page 4.</small> them.</p>"
)
NEW = OLD.replace("h2>", "h3>").replace("<strong>in silver</strong>", "in <a href='/tolls/'>gold</a>")
NEW = NEW.replace("<li>ferries</li>", "").replace("1912", "1913").replace("page 4", "page 5") + "<hr><p>The end.</p>"


@pytest.fixture
def article(cast: Magazine) -> Article:
    return cast.change(cast.live("The narrow sea", body=OLD), headline="The wide sea", body=NEW)


def address(live_server: LiveServer, article: Article, rest: str) -> str:
    return f"{live_server.url}/admin/articles/article/{article.pk}/{rest}"


def test_two_revisions_are_chosen_and_compared_by_keyboard(
    page: Page,
    live_server: LiveServer,
    cast: Magazine,
    article: Article,
    log_in: LogIn,
) -> None:
    log_in(page, cast.editor)
    page.goto(address(live_server, article, "history/"))
    page.get_by_label("with the working copy").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("with revision 2")).to_be_checked()
    page.get_by_role("button", name="Compare").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(address(live_server, article, "compare/1/2/"))
    expect(page.locator(".was ins, .is del")).to_have_count(0)
    expect(page.locator(".was del").first).to_have_text("narrow")
    page.get_by_role("link", name="In one text").press("Enter")
    expect(page.locator(".pair:not(.heads)")).to_have_count(0)
    expect(page.locator(".both ins").first).to_have_text("wide")


def test_a_narrow_screen_shows_one_text_and_a_wide_one_both(
    page: Page,
    live_server: LiveServer,
    cast: Magazine,
    article: Article,
    log_in: LogIn,
) -> None:
    log_in(page, cast.editor)
    page.goto(address(live_server, article, "compare/1/now/"))
    expect(page.locator(".text .was").first).to_be_visible()
    expect(page.locator(".text .both").first).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(".text .was").first).to_be_hidden()
    expect(page.locator(".text .both").first).to_be_visible()
