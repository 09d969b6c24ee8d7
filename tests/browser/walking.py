"""Looking at a page of the desk as everybody may: on a wide screen in the light, on a narrow one in the dark, with axe.

It is made to cost little, for it is done more than a hundred times. Axe is sent by the protocol of the browser’s own
tools, which compiles it once for all pages, and which no policy hinders. It is told not to load the style sheets once
more, which would write one of its own into the page, and not to wait for the frames of a preview, which hold what
readers see; none of its rules for WCAG 2.2 AA needs the former. What frames every page is looked at with the first.
"""

from collections.abc import Iterator
from json import dumps
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
FRAME = [["#header"], ["#nav-sidebar"]]
OPTIONS = {**WCAG, "preload": False, "iframes": False}
AXE = f"window.axe ?? (() => {{ {AXE_SCRIPT} }})()"
FINDINGS = f"""document.getAnimations().forEach(each => each.finish())
axe.run({{ exclude: EXCLUDED }}, {dumps(OPTIONS)}).then(({{ violations }}) => violations.flatMap(({{ id, nodes }}) =>
  nodes.map(({{ html, failureSummary }}) => `${{id}}: ${{html.slice(0, 300)}} (${{failureSummary.replaceAll(/\\s+/g, " ")}})`)))"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


class Walk:
    """Through pages of the desk in one browser, now as one person and now as another."""

    def __init__(self, page: Page, site: str, log_in: LogIn, problems: list[str]) -> None:
        self.page, self.site, self.log_in, self.problems = page, site, log_in, problems
        self.tools = page.context.new_cdp_session(page)
        self.who, self.framed = "", False
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
        for line in [*heard, *self.complaints()]:
            yield f"{sight.route} {sight.takes}{sight.query} as {sight.who}, “{self.page.title()}”: {line}"
        self.problems.clear()

    def become(self, who: str) -> None:
        if who == self.who and who:
            return
        self.page.context.clear_cookies()
        if who:
            self.log_in(self.page, User.objects.get(username=who.replace("_", " ").replace("other", "another")))
        self.who = who

    def complaints(self) -> Iterator[str]:
        """What is wrong with the page as it stands, a sentence each."""
        self.evaluate(AXE)
        excluded, self.framed = FRAME if self.framed else [], bool(self.who)
        for size, scheme in LOOKS:
            self.page.set_viewport_size(size)
            self.page.emulate_media(color_scheme=scheme)
            for finding in self.evaluate(FINDINGS.replace("EXCLUDED", dumps(excluded))):
                yield f"{size['width']} {scheme} {finding}"
        if (too_wide := self.evaluate(SIDEWAYS)) > 0:
            yield f"{PHONE['width']} pixels are {too_wide} too few"

    def evaluate(self, script: str) -> Any:
        answer = self.tools.send("Runtime.evaluate", {"expression": script, "awaitPromise": True, "returnByValue": True})
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")


def is_at(page: Page, route: str) -> bool:
    return route.startswith("/") or resolve(unquote(urlsplit(page.url).path)).url_name == route
