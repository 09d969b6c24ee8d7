"""What a reader meets: every page kind, on a phone and a desk, light and dark, without a script."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.desk.illustrating import add_picture
from tests.browser.conftest import WCAG, visit
from tests.magazine import BODY, Magazine, picture

SCREENS = [(1280, "light"), (320, "dark")]
LONG_TABLE = f"<table><tr>{'<th>A column of the ledger</th>' * 12}</tr><tr>{'<td>11</td>' * 12}</tr></table>"


@pytest.fixture
def addresses(transactional_db: None) -> list[str]:
    cast, now = Magazine(), timezone.now()
    image = add_picture(
        picture(700, 500), "door.png", by=cast.editor, alt="A door in a sea wall", caption="The second door."
    )
    body = f"{BODY}<h2>One</h2>{BODY}<h2>Two</h2>{LONG_TABLE}<h2>{'Long' * 30}</h2><p>Note.<small>Here.</small></p>"
    rich = cast.live("The door", body=body, image=image, authors=[cast.ada, cast.bao], now=now)
    urdu = cast.live("آبنائے کا محصول کون دے گا؟", language="ur", body="<p>آبنائے گیارہ میل چوڑی ہے۔</p>" * 9, now=now)
    word = cast.live("Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 2, kind="news", disclaimers=[], now=now)
    gone = cast.withdrawn("Forged", now=now - timedelta(hours=1))
    return [
        "/",
        "/articles/?topic=the-sea&kind=opinion",
        "/topics/",
        "/topics/the-sea/",
        "/authors/ada-brandt/",
        "/articles/never/",
        *(f"/articles/{quote(article.slug)}/" for article in (rich, urdu, word, gone)),
    ]


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}-{screen[1]}")
def screen(request: pytest.FixtureRequest, chromium: Browser, problems: list[str]) -> Iterator[Page]:
    width, scheme = request.param
    with visit(chromium, problems, viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
        yield page
        assert page.context.cookies() == []


def test_no_page_breaks_an_accessibility_rule_or_scrolls_sideways(
    screen: Page, live_server: LiveServer, addresses: list[str]
) -> None:
    axe = Axe()
    for address in addresses:
        screen.goto(live_server.url + address)
        found = axe.run(screen, options=WCAG)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
        assert screen.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_reader_filters_without_any_script(
    chromium: Browser, live_server: LiveServer, addresses: list[str], problems: list[str]
) -> None:
    with visit(chromium, problems, java_script_enabled=False) as page:
        page.goto(f"{live_server.url}/articles/?kind=news")
        assert page.locator("article").count() == 1
        page.goto(f"{live_server.url}/articles/?kind=opinion&topic=the-sea")
        assert page.locator("article").count() == 2


def test_the_skip_link_comes_first_by_keyboard(page: Page, live_server: LiveServer, addresses: list[str]) -> None:
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert target.startswith("#")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/{target}")


def test_a_footnote_leads_there_and_back(page: Page, live_server: LiveServer, addresses: list[str]) -> None:
    address = f"{live_server.url}/articles/the-door/"
    page.goto(address)
    page.locator("[role=doc-noteref]").click()
    expect(page).to_have_url(f"{address}#note-1")
    page.locator("[role=doc-backlink]").click()
    expect(page).to_have_url(f"{address}#ref-1")
