"""Looking at a page of the desk as everybody may: on a wide screen in the light, on a narrow one in the dark, with axe.

Axe is told not to load the style sheets once more, which would write one of its own into the page; none of its rules
for WCAG 2.2 AA needs them.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth.models import User
from django.urls import resolve
from playwright.sync_api import Dialog, Page

from tests.browser.conftest import DESK, WCAG, LogIn
from tests.browser.desk_pages import Rows, Sight

PHONE = {"width": 320, "height": 800}
LOOKS = ((DESK, "light"), (PHONE, "dark"))
STILL = "document.getAnimations().forEach(each => each.finish())"
FINDINGS = """options => axe.run(document, options).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 300)} (${failureSummary.replaceAll(/\\s+/g, " ")})`)))"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


class Walk:
    """Through pages of the desk in one browser, now as one person and now as another."""

    def __init__(self, page: Page, site: str, log_in: LogIn, problems: list[str]) -> None:
        self.page, self.site, self.log_in, self.problems = page, site, log_in, problems
        self.who = ""
        page.on("dialog", Dialog.accept)

    def look(self, sight: Sight, rows: Rows) -> Iterator[str]:
        """What is wrong with the page, a sentence each."""
        self.become(sight.who)
        self.page.set_viewport_size(DESK)
        self.page.goto(self.site + sight.address(rows))
        sight.then(self.page)
        if not is_at(self.page, sight.route):
            yield f"{sight} leads to {self.page.url}"
        heard = [line for line in self.problems if not (sight.provokes and sight.provokes in line)]
        for line in [*heard, *complaints(self.page)]:
            yield f"{sight.route} {sight.takes}{sight.query} as {sight.who}, “{self.page.title()}”: {line}"
        self.problems.clear()

    def become(self, who: str) -> None:
        if who == self.who and who:
            return
        self.page.context.clear_cookies()
        if who:
            self.log_in(self.page, User.objects.get(username=who.replace("_", " ").replace("other", "another")))
        self.who = who


def is_at(page: Page, route: str) -> bool:
    return route.startswith("/") or resolve(unquote(urlsplit(page.url).path)).url_name == route


def complaints(page: Page) -> Iterator[str]:
    """What is wrong with the page as it stands, a sentence each."""
    page.evaluate(AXE_SCRIPT)
    for size, scheme in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.evaluate(STILL)
        for finding in asked(page):
            yield f"{size['width']} {scheme} {finding}"
    if (too_wide := page.evaluate(SIDEWAYS)) > 0:
        yield f"{PHONE['width']} pixels are {too_wide} too few"


def asked(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(FINDINGS, {**WCAG, "preload": False})
    return found
