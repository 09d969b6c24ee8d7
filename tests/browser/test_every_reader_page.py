"""Every page of the readers for everybody: on any screen, in the light and the dark, in both directions of writing."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from articles.models.magazine import forget
from articles.public import archive, urls
from tests.browser.conftest import visit
from tests.browser.looking import AXE, OPTIONS, SIDEWAYS, Tools
from tests.browser.reader_pages import BEFORE_ALL, NO_PAGES, SIGHTS, Rows

WIDTHS = (1280, 390, 320)
SCHEMES = ("light", "dark")
OF_COLOURS = {**OPTIONS, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
OF_SIZES = {**OPTIONS, "runOnly": {"type": "rule", "values": ["scrollable-region-focusable", "target-size"]}}
"""The rules of axe whose answer is another in other colours, and on another screen."""
WATCH = """window.moved = []
window.watch = new PerformanceObserver(list => moved.push(...list.getEntries()))
watch.observe({ type: "layout-shift", buffered: true })"""
MOVED = """new Promise(done => {
  scrollTo({ top: document.body.scrollHeight, behavior: "instant" })
  requestAnimationFrame(() => requestAnimationFrame(done))
}).then(() => [...moved, ...watch.takeRecords()].flatMap(({ value, sources }) => sources.map(({ node }) =>
  `moved by ${value}: ${(node?.outerHTML ?? node?.textContent ?? "what is gone").slice(0, 200)}`)))"""
CUT = """[...document.body.querySelectorAll("*")].filter(each => each.scrollWidth > each.clientWidth + 1
  && getComputedStyle(each).overflowX !== "visible" && getComputedStyle(each).overflowX !== "auto"
  && !each.matches("input, .hidden")).map(each => `cut off: ${each.outerHTML.slice(0, 200)}`)"""


class Walk(Tools):
    """Through readers’ pages in one tab: a page is loaded once, and the window drawn to each width and into the dark.

    All rules of axe are asked where it was loaded, and again those that another screen or other colours may answer
    otherwise. The next page begins where the last one ended, so that pages are loaded on all screens, by turns.
    """

    def __init__(self, page: Page, site: str, problems: list[str], widths: Sequence[int]) -> None:
        super().__init__(page)
        self.site, self.problems, self.widths, self.schemes = site, problems, widths, SCHEMES
        page.set_viewport_size({"width": widths[0], "height": 900})
        page.add_init_script(WATCH)
        page.on("console", self.hear)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            self.problems.append(f"console: {message.text}")

    def look(self, address: str, status: int) -> Iterator[str]:
        """What is wrong with the page, a sentence each."""
        answer = self.page.goto(self.site + address)
        found = [f"answers {answer.status}"] if answer.status != status else []
        for line in [*found, *self.evaluate(MOVED), *self.complaints(), *self.problems]:
            yield f"{address} “{self.page.title()}”: {line}"
        self.problems.clear()

    def complaints(self) -> Iterator[str]:
        self.evaluate(AXE)
        for width in self.widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            for line in self.findings(options=OPTIONS if width == self.widths[0] else OF_SIZES) + self.misfits():
                yield f"{width} {self.schemes[0]} {line}"
            for line in self.misfits_of_large_letters():
                yield f"{width} with large letters {line}"
        self.page.emulate_media(color_scheme=self.schemes[1])
        for line in self.findings(options=OF_COLOURS):
            yield f"{width} {self.schemes[1]} {line}"
        self.widths, self.schemes = self.widths[::-1], self.schemes[::-1]

    def misfits(self) -> list[str]:
        too_wide = self.evaluate(SIDEWAYS)
        return [*([f"{too_wide} pixels too wide"] if too_wide > 0 else []), *self.evaluate(CUT)]

    def misfits_of_large_letters(self) -> list[str]:
        """With letters of twice the size, as readers set them in their browser (WCAG 2.2, 1.4.4)."""
        self.tools.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
        found = self.misfits()
        self.tools.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
        return found


def test_every_address_of_the_readers_is_looked_at_or_no_page() -> None:
    names = {pattern.name for pattern in urls.urlpatterns if pattern.name}
    walked = {sight.name for sight in SIGHTS}
    missing = names - walked - NO_PAGES.keys()
    assert not missing, f"Say in SIGHTS (tests/browser/reader_pages.py), in a line each, what is at: {sorted(missing)}"
    assert walked | NO_PAGES.keys() == names
    assert not walked & NO_PAGES.keys()


@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_page_is_for_everybody(
    chromium: Browser,
    live_server: LiveServer,
    transactional_db: None,
    problems: list[str],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    settings.LANGUAGE_CODE, settings.ALLOWED_HOSTS = language, ["localhost"]
    forget()
    with visit(chromium, problems) as page:
        walk = Walk(page, live_server.url, problems, WIDTHS if language == "en" else WIDTHS[::-1])
        found = [line for address in BEFORE_ALL for line in walk.look(address, 200)]
        assert page.evaluate("document.documentElement.lang") == language
        rows = Rows()
        for sight in SIGHTS:
            sight.first(rows)
            assert resolve(unquote(urlsplit(sight.address(rows)).path)).url_name == sight.name
            found += walk.look(sight.address(rows), sight.status)
        assert page.evaluate("document.documentElement.lang") == language
        walk.site = live_server.url.replace("localhost", "127.0.0.1")
        found += walk.look("/", 400)
        walk.site = live_server.url
        monkeypatch.setattr(archive, "_months", None)
        found += walk.look("/archive/1999/12/", 500)
        assert page.context.cookies() == []
    assert not found, "\n".join(found)
