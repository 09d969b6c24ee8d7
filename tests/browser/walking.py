"""Looking at a page of the desk as everybody may: on a wide screen in the light, on a narrow one in the dark, with axe.

It is done more than a hundred times, so what frames every page is looked at with the first, a page in a further state
on one of the two screens, and each begins on the screen that the last one ended on. Where the desk is walked twice, on
two versions of Django, each walk is told which screen is its own: ``LOOKS="320 dark"``.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.auth.models import User
from django.urls import resolve
from playwright.sync_api import Dialog, Page

from tests.browser.conftest import DESK, LogIn
from tests.browser.desk_pages import Rows, Sight
from tests.browser.looking import AXE, SIDEWAYS, Tools

PHONE = {"width": 320, "height": 800}
SCREENS: dict[str, tuple[Any, Any]] = {"1280 light": (DESK, "light"), "320 dark": (PHONE, "dark")}
LOOKS = [screen for screen in SCREENS if os.environ.get("LOOKS") in (None, screen)]
FRAME = [["#header"], ["#nav-sidebar"]]


class Walk(Tools):
    """Through pages of the desk in one browser, now as one person and now as another."""

    def __init__(self, page: Page, site: str, log_in: LogIn, problems: list[str]) -> None:
        super().__init__(page)
        self.site, self.log_in, self.problems = site, log_in, problems
        self.who, self.framed = "", False
        self.seen: list[str] = []
        self.now = "1280 light"
        page.on("dialog", Dialog.accept)

    def look(self, sight: Sight, rows: Rows) -> Iterator[str]:
        """What is wrong with the page, a sentence each."""
        self.become(sight.who)
        self.page.goto(self.site + sight.address(rows))
        sight.then(self.page)
        self.page.wait_for_load_state()
        if not is_at(self.page, sight.route):
            yield f"{sight} leads to {self.page.url}"
        heard = [line for line in self.problems if not (sight.provokes and sight.provokes in line)]
        for line in [*heard, *self.complaints(sight)]:
            yield f"{sight.route} {sight.takes}{sight.query} as {sight.who}, “{self.page.title()}”: {line}"
        self.problems.clear()

    def become(self, who: str) -> None:
        if who == self.who and who:
            return
        self.page.context.clear_cookies()
        if who:
            self.log_in(self.page, User.objects.get(username=who.replace("_", " ").replace("other", "another")))
        self.who = who

    def complaints(self, sight: Sight) -> Iterator[str]:
        """What is wrong with the page as it stands, a sentence each."""
        self.evaluate(AXE)
        context: dict[str, Any] = {"exclude": FRAME if self.framed else []}
        context |= {"include": [sight.within]} if sight.within else {}
        self.framed |= bool(self.who)
        for look in self.looks(sight.route):
            self.turn_to(look)
            for finding in self.findings(context):
                yield f"{look} {finding}"
            if (too_wide := self.evaluate(SIDEWAYS)) > 0:
                yield f"{look} {too_wide} pixels too wide"

    def looks(self, route: str) -> Sequence[str]:
        """All for a page that was not seen yet, the present one first; else one, by turns."""
        before = self.seen.count(route)
        self.seen.append(route)
        looks = sorted(LOOKS, key=lambda look: look != self.now)
        return [looks[before % len(looks)]] if before else looks

    def turn_to(self, look: str) -> None:
        if look != self.now:
            size, scheme = SCREENS[look]
            self.page.set_viewport_size(size)
            self.page.emulate_media(color_scheme=scheme)
            self.now = look


def is_at(page: Page, route: str) -> bool:
    return route.startswith("/") or resolve(unquote(urlsplit(page.url).path)).url_name == route
