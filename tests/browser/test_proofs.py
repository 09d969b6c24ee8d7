"""A proof link from the desk to somebody without an account, and the answer back."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.browser.conftest import LogIn, visit
from tests.magazine import Magazine


@pytest.fixture
def article(cast: Magazine) -> Article:
    return cast.draft("Who owns a strait")


def test_a_link_goes_out_and_the_answer_comes_back(
    page: Page,
    chromium: Browser,
    problems: list[str],
    live_server: LiveServer,
    cast: Magazine,
    article: Article,
    log_in: LogIn,
    settings: Any,
) -> None:
    settings.SITE_URL = live_server.url
    log_in(page, cast.editor)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.get_by_role("link", name="Make a proof link…").click()
    page.get_by_label("For whom").fill("Ada Brandt")
    page.get_by_role("button", name="Make the link").click()
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    with visit(chromium, problems, java_script_enabled=False, viewport={"width": 390, "height": 800}) as outside:
        outside.goto(address)
        outside.get_by_role("link", name="Approve it, or ask for changes").click()
        outside.get_by_label("I ask for changes").check()
        outside.get_by_label("Your note").fill("Nine miles, not eleven.")
        outside.get_by_role("button", name="Send the answer").click()
        expect(outside.get_by_role("heading", name="Thank you")).to_be_visible()
        assert outside.context.cookies() == []
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    expect(page.locator("#proofs .answer")).to_contain_text(
        re.compile("Asked for changes.*Nine miles, not eleven", re.S)
    )
