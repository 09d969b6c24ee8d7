"""A real Chromium for the tests of this folder, which listens for whatever a page complains about."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, RLock
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished, request_started
from django.http import HttpRequest, HttpResponse
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
NO_CHROMIUM = f"None of {', '.join(NAMES)} was found, so nothing was tried in a browser."
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event => tellViolation(
  `${event.violatedDirective} refused ${event.blockedURI} (${event.sourceFile || "inline"}:${event.lineNumber})`))
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, started once a module.

    Playwright keeps an asyncio loop running in this thread for as long as it lives, and Django would take the test for
    asynchronous code; hence the variable. A whole session of it would hide real misuse in tests outside of this folder.
    """
    path = found_chromium()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def found_chromium() -> str:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse(NO_CHROMIUM)
    return path


@pytest.fixture
def problems() -> Iterator[list[str]]:
    """What pages complained of, a sentence each. Must be empty at the end: a test that provokes one clears the list."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(found)


@pytest.fixture(autouse=True)
def one_request_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The threads of the live server share a connection where SQLite is in memory, and it knows one transaction."""
    lock, answer = RLock(), BaseHandler.get_response

    def answer_alone(handler: BaseHandler, request: HttpRequest) -> HttpResponse:
        with lock:
            return answer(handler, request)

    monkeypatch.setattr(BaseHandler, "get_response", answer_alone)


@pytest.fixture
def page(chromium: Browser, problems: list[str]) -> Iterator[Page]:
    """A page of 1280 x 900 in a context of its own: no cookie, no cache, nothing but this machine to reach."""
    with visit(chromium, problems) as page:
        yield page


@contextmanager
def visit(chromium: Browser, problems: list[str], **options: Any) -> Iterator[Page]:
    """A page in a context of its own; at its end nothing is under way any more that would meet an emptied database."""
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(10_000)
    listen(context, problems)
    with Traffic() as traffic:
        yield context.new_page()
        found = list(problems)
        context.set_offline(True)
        traffic.end()
        context.close()
    problems[:] = found


class Traffic:
    """The requests that the server has begun and not finished: a page’s script sends some of its own accord."""

    def __init__(self) -> None:
        self.under_way = 0
        self.changed = Condition()

    def __enter__(self) -> "Traffic":
        request_started.connect(self.begin)
        request_finished.connect(self.finish)
        return self

    def __exit__(self, *raised: object) -> None:
        request_started.disconnect(self.begin)
        request_finished.disconnect(self.finish)

    def begin(self, **_signal: object) -> None:
        self.count(1)

    def finish(self, **_signal: object) -> None:
        self.count(-1)

    def count(self, step: int) -> None:
        with self.changed:
            self.under_way += step
            self.changed.notify_all()

    def end(self) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.under_way <= 0, timeout=5)


def listen(context: BrowserContext, problems: list[str]) -> None:
    """Also for contexts that a test opens itself: a second person, a phone, a dark screen."""
    context.expose_binding("tellViolation", lambda source, text: problems.append(f"policy: {text}"))
    context.add_init_script(TELL_VIOLATIONS)
    context.on("console", lambda message: hear(message, problems))
    context.on("weberror", lambda error: problems.append(f"script: {error.error}"))
    context.on("requestfailed", lambda request: note_failure(request, problems))
    context.on("response", lambda response: note_answer(response, problems))


def hear(message: ConsoleMessage, problems: list[str]) -> None:
    """What the network refuses is told by the requests themselves, with the address."""
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        problems.append(f"console: {message.text}")


def note_failure(request: Request, problems: list[str]) -> None:
    """A load that the browser itself gave up, as it does when one moves on to the next page, is none."""
    if request.failure != "net::ERR_ABORTED":
        problems.append(f"request: {request.url} {request.failure}")


def note_answer(response: Response, problems: list[str]) -> None:
    """The page itself may answer 404 or 410: that is for the test to say. What it loads may not."""
    if response.status >= 400 and not response.request.is_navigation_request():
        problems.append(f"request: {response.url} answered {response.status}")
