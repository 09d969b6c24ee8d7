"""What a reader meets: every page kind, on a phone and a desk, light and dark, without a script."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.desk.illustrating import add_picture
from articles.desk.imprinting import imprint
from articles.desk.pages import publish, write
from articles.models import Imprint, MenuLink, PageEdition, Series
from editorial import inline
from tests.browser.conftest import WCAG, visit
from tests.magazine import BODY, Magazine, picture

SCREENS = [(1280, "light"), (320, "dark")]
CARD = '<p><a href="https://www.openstreetmap.org/#map=9/36/29">The strait</a></p>'
LONG_TABLE = f"<table><tr>{'<th>A column of the ledger</th>' * 12}</tr><tr>{'<td>11</td>' * 12}</tr></table>"


@pytest.fixture
def addresses(transactional_db: None) -> list[str]:
    cast, now = Magazine(), timezone.now()
    image = add_picture(
        picture(700, 500), "door.png", by=cast.editor, alt="A door in a sea wall", caption="The second door."
    )
    body = f"{BODY}<h2>One</h2>{BODY}<h2>Two</h2>{LONG_TABLE}<h2>{'Long' * 30}</h2><p>Note.<small>Here.</small></p>"
    series = Series.objects.create(name="Who owns the sea", slug="sea", description="In three parts.")
    rich = cast.live("The door", body=body, image=image, authors=[cast.ada, cast.bao], series=series, now=now)
    urdu = cast.live(
        "آبنائے کا محصول کون دے گا؟",
        language="ur",
        body=f"{'<p>آبنائے گیارہ میل چوڑی ہے۔</p>' * 9}{CARD}",
        series=series,
        reply_to=rich,
        now=now,
    )
    word = cast.live(
        "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 2,
        kind="news",
        disclaimers=[],
        series=series,
        reply_to=urdu,
        now=now,
    )
    gone = cast.withdrawn("Forged", now=now - timedelta(hours=1))
    about = write(PageEdition(title="About us", body=body), by=cast.editor, seen=None, now=now)
    publish(about.page, by=cast.publisher, seen=1, now=now)
    links = [MenuLink(topic=cast.sea), MenuLink(kind="opinion"), MenuLink(page=about.page)]
    imprint(Imprint(name="The Harbour", logo=image, accent="#0b5d57"), links, by=cast.publisher, seen=0, now=now)
    return [
        "/",
        "/about-us/",
        "/articles/?topic=the-sea&kind=opinion",
        "/topics/",
        "/topics/the-sea/",
        "/series/sea/",
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


def test_a_reader_filters_and_follows_notes_without_any_script(
    chromium: Browser, live_server: LiveServer, addresses: list[str], problems: list[str]
) -> None:
    with visit(chromium, problems, java_script_enabled=False) as page:
        page.goto(f"{live_server.url}/articles/the-door/")
        page.locator("[role=doc-noteref]").click()
        expect(page).to_have_url(re.compile("#note-1$"))
        page.locator("[role=doc-backlink]").click()
        expect(page).to_have_url(re.compile("#ref-1$"))
        expect(page.get_by_role("button")).to_have_count(0)
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


def test_a_footnote_opens_in_place_and_an_address_is_copied(
    page: Page, live_server: LiveServer, addresses: list[str]
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/articles/the-door/")
    reference = page.locator("[role=doc-noteref]")
    reference.click()
    expect(page.locator(".in-place")).to_have_text("Here.")
    expect(reference).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".in-place")).to_have_count(0)
    expect(reference).to_be_focused()

    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{live_server.url}/articles/the-door/"


def test_the_colours_are_the_devices_until_a_reader_chooses(
    page: Page, live_server: LiveServer, addresses: list[str]
) -> None:
    page.goto(live_server.url)
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(255, 253, 248)"
    page.get_by_role("button", name="Dark").click()
    page.goto(f"{live_server.url}/topics/")
    assert page.evaluate(paper) == "rgb(23, 21, 18)"
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="As the device").click()
    assert page.evaluate(f"[{paper}, localStorage.length]") == ["rgb(255, 253, 248)", 0]


def test_what_is_made_smaller_says_the_same(page: Page) -> None:
    parsed = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css)
      return [...sheet.cssRules].map(rule => rule.cssText.replaceAll(/([,:]) /g, "$1")) }"""
    for names in inline.SHEETS.values():
        written = "".join((settings.BASE_DIR / "static" / name).read_text("utf-8") for name in names)
        assert page.evaluate(parsed, inline.smaller(written)) == page.evaluate(parsed, written)
