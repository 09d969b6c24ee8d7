"""What a reader does, with scripts and without: filters, follows notes, shares, chooses light or dark."""

import re

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from editorial import inline
from tests.browser.conftest import visit
from tests.magazine import BODY, Magazine

NOTED = f"{BODY}<p>Note.<small>Here.</small></p>"


@pytest.fixture
def magazine(transactional_db: None) -> Magazine:
    cast, now = Magazine(), timezone.now()
    cast.live("The door", body=NOTED, now=now)
    cast.live("The wall", now=now)
    cast.live("The sea", kind="news", disclaimers=[], now=now)
    return cast


def test_a_reader_filters_and_follows_notes_without_any_script(
    chromium: Browser, live_server: LiveServer, magazine: Magazine, problems: list[str]
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


def test_the_skip_link_comes_first_by_keyboard(page: Page, live_server: LiveServer, magazine: Magazine) -> None:
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert target.startswith("#")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/{target}")


def test_a_footnote_opens_in_place_and_an_address_is_copied(
    page: Page, live_server: LiveServer, magazine: Magazine
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


WITHOUT = "for (const name of ['clipboard', 'share']) Object.defineProperty(navigator, name, { value: undefined })"
WITH = """window.handed = []
Object.defineProperty(navigator, "share", { value: async what => { handed.push(what) } })
Object.defineProperty(navigator, "clipboard", { value: { writeText: async () => { throw new Error("No.") } } })"""


def test_what_a_device_cannot_do_is_not_offered(page: Page, live_server: LiveServer, magazine: Magazine) -> None:
    page.add_init_script(WITHOUT)
    page.goto(f"{live_server.url}/articles/the-door/")
    expect(page.get_by_role("group", name="Colours")).to_be_visible()
    expect(page.locator(".share").get_by_role("button")).to_have_count(0)
    assert "the-door" in page.get_by_role("link", name="Send by e-mail").get_attribute("href")


def test_an_article_is_handed_to_the_device_and_what_fails_is_silent(
    page: Page, live_server: LiveServer, magazine: Magazine
) -> None:
    page.add_init_script(WITH)
    page.goto(f"{live_server.url}/articles/the-door/")
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_role("button", name="Share…").click()
    assert page.evaluate("handed") == [{"title": "The door", "url": f"{live_server.url}/articles/the-door/"}]
    expect(page.get_by_role("status")).to_have_text("")


def test_a_choice_finds_at_once_and_keeps_the_place(page: Page, live_server: LiveServer, magazine: Magazine) -> None:
    page.goto(f"{live_server.url}/articles/")
    page.evaluate("window.same = true")
    page.get_by_text("Choose by topic").click()
    page.get_by_label("The sea").check()
    expect(page).to_have_url(f"{live_server.url}/articles/?topic=the-sea")
    expect(page.get_by_role("listitem").filter(has_text="Remove The sea")).to_be_visible()
    page.get_by_label("Kind").focus()
    page.get_by_label("Kind").select_option("news")
    expect(page.locator("article")).to_have_count(1)
    expect(page.get_by_label("Kind")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("The list follows your choice.")
    page.get_by_label("Year").select_option("")
    page.get_by_label("Kind").select_option("opinion")
    expect(page.locator("article")).to_have_count(2)
    assert page.evaluate("window.same")
    page.reload()
    expect(page.locator("article")).to_have_count(2)


def test_what_is_searched_for_narrows_at_once(page: Page, live_server: LiveServer, magazine: Magazine) -> None:
    page.goto(f"{live_server.url}/search/?q=strait")
    expect(page.locator("article")).to_have_count(3)
    page.get_by_label("Kind").select_option("news")
    expect(page.locator("article")).to_have_count(1)
    expect(page).to_have_url(f"{live_server.url}/search/?q=strait&kind=news")
    page.get_by_label("Words").fill("strait nowhere")
    page.get_by_label("Words").blur()
    expect(page.get_by_role("status")).to_contain_text("Nothing that is published says all of this.")


def test_where_no_answer_comes_the_list_stays_and_the_button_asks(
    page: Page, live_server: LiveServer, magazine: Magazine, problems: list[str]
) -> None:
    page.goto(f"{live_server.url}/articles/")
    page.get_by_text("Choose by topic").click()
    page.route("**/articles/?*", lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed"):
        page.get_by_label("Kind").select_option("news")
    expect(page.locator("article")).to_have_count(3)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("article")).to_have_count(1)
    assert all("net::ERR_FAILED" in line for line in problems)
    problems.clear()


def test_on_paper_all_begins_at_one_edge(page: Page, live_server: LiveServer, magazine: Magazine) -> None:
    page.goto(f"{live_server.url}/articles/the-door/")
    page.emulate_media(media="print")
    begins = [page.locator(each).bounding_box()["x"] for each in (".masthead .name", "h1", ".body", ".afterword")]
    assert len(set(begins)) == 1


def test_the_colours_are_the_devices_until_a_reader_chooses(
    page: Page, live_server: LiveServer, magazine: Magazine
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
