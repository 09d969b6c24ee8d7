"""Two topics that are one, merged in a real browser; the pages of the library at any width, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Author, Topic
from tests.browser.conftest import WCAG, LogIn, visit
from tests.magazine import Magazine


@pytest.fixture
def seas(cast: Magazine) -> Topic:
    seas = Topic.objects.create(name="Seas", slug="seas", description="All of them.", parent=cast.borders)
    cast.live("Eleven Miles", topics=[seas])
    return seas


def test_two_topics_are_merged_and_the_old_address_leads_on(
    page: Page,
    live_server: LiveServer,
    cast: Magazine,
    seas: Topic,
    log_in: LogIn,
) -> None:
    log_in(page, cast.publisher)
    page.goto(f"{live_server.url}/admin/articles/topic/{seas.pk}/change/")
    page.get_by_role("link", name="Merge with another…").click()
    page.get_by_label("Find others by name").fill("the SEA")
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="The sea").check()
    page.get_by_role("button", name="Show what will happen").click()
    page.get_by_role("radio", name="The sea used by no article").check()
    page.get_by_role("button", name="Show what will happen").click()
    expect(page.get_by_text("1 article that readers see is listed under “The sea”.")).to_be_visible()
    page.get_by_label("Straits, ships and tolls.").check()
    page.get_by_role("button", name="Merge into “The sea”").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto(f"{live_server.url}/topics/seas/")
    expect(page).to_have_url(f"{live_server.url}/topics/the-sea/")
    expect(page.get_by_role("link", name="Eleven Miles")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "scheme", "pages"),
    [
        (320, "light", ("topic/{seas}/change/", "topic/merge/?row={seas}&q=sea")),
        (1280, "dark", ("author/{ada}/change/", "author/merge/?row={anne}&row={ada}")),
    ],
)
def test_the_pages_of_the_library_are_accessible(
    chromium: Browser,
    problems: list[str],
    live_server: LiveServer,
    cast: Magazine,
    seas: Topic,
    log_in: LogIn,
    width: int,
    scheme: str,
    pages: tuple[str, ...],
) -> None:
    anne = Author.objects.create(name="A. Brandt", slug="a-brandt", biography="She writes.", email="a@example.org")
    with visit(chromium, problems, viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
        log_in(page, cast.publisher)
        for rest in pages:
            address = rest.format(seas=seas.pk, ada=cast.ada.pk, anne=anne.pk)
            page.goto(f"{live_server.url}/admin/articles/{address}")
            assert problems == [], rest
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), rest
            found = Axe().run(page, options=WCAG)
            assert found.violations_count == 0, f"{rest}: {found.generate_report()}"
            problems[:] = [problem for problem in problems if "style" not in problem]
