"""A real Chromium for the tests of this folder, which listens for whatever a page complains about."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, RLock
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished, request_started
from django.http import HttpRequest, HttpResponse
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from articles.desk.roles import ROLES
from tests.admin_forms import client_of
from tests.magazine import Magazine

HERE = Path(__file__).parent
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
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
DESK = {"width": 1280, "height": 900}
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
"""What axe is asked: the rules of WCAG 2.2 AA; of those that are kept it need not list where."""
LogIn = Callable[[Page, User], None]
IDLE: dict[bool, list[BrowserContext]] = {False: [], True: []}
"""Contexts that a test is done with, each with an empty page that holds its window open: those whose clock runs as
the machine's, and those whose clock a test has turned, which never does so again."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once a worker: a start takes a second of a processor.

    Playwright keeps an asyncio loop running in this thread for as long as it lives, and Django would take every test
    for asynchronous code; hence the variable.
    """
    path = found_chromium()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        for contexts in IDLE.values():
            contexts.clear()
        browser.close()


def found_chromium() -> str:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse(NO_CHROMIUM)
    return path


@pytest.fixture
def cast(transactional_db: None) -> Magazine:
    """The groups are made by a migration, and a database that was emptied has them no more."""
    for role, names in ROLES.items():
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set(Permission.objects.filter(content_type__app_label="articles", codename__in=names))
    return Magazine()


@pytest.fixture
def log_in(live_server: LiveServer) -> LogIn:
    """Lets a person in by a session’s cookie; that the form lets people in is seen where the whole path is walked."""

    def log_in(page: Page, person: User) -> None:
        cookie = client_of(person).cookies["sessionid"]
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])

    return log_in


@pytest.fixture(scope="session")
def heard() -> list[str]:
    """The one list that every context writes into: contexts outlive a test."""
    return []


@pytest.fixture
def problems(heard: list[str]) -> Iterator[list[str]]:
    """What pages complained of, a sentence each. Must be empty at the end: a test that provokes one clears the list."""
    heard.clear()
    yield heard
    assert not heard, "\n".join(heard)


@pytest.fixture(autouse=True, scope="session")
def static_files_are_loaded_once() -> Iterator[None]:
    """As by the browsers of a real site, whose server tells them so."""
    serve = StaticFilesHandler.serve

    def serve_to_keep(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponse:
        answer = serve(handler, request)
        answer["Cache-Control"] = "max-age=3600"
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", serve_to_keep)
        yield


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
    """A page of 1280 x 900 in a browser where nobody is logged in, with nothing but this machine to reach."""
    with visit(chromium, problems) as page:
        yield page


@contextmanager
def visit(
    chromium: Browser,
    problems: list[str],
    *,
    viewport: dict[str, int] = DESK,
    color_scheme: str = "light",
    with_a_clock: bool = False,
    **options: Any,
) -> Iterator[Page]:
    """A page in a context where nobody is logged in and nothing is stored.

    The context is one that an earlier test is done with, with all static files in its cache: a new one costs a second
    of a processor. With further ``options`` no other test has it; a test that turns the clock says so. At the end
    nothing is under way any more that would meet an emptied database.
    """
    idle = IDLE[with_a_clock]
    context = idle.pop() if idle and not options else opened(chromium, problems, **options)
    page = context.new_page()
    page.set_viewport_size(viewport)
    page.emulate_media(color_scheme=color_scheme)
    with Traffic() as traffic:
        yield page
        found = list(problems)
        context.set_offline(True)
        traffic.end()
        if options:
            context.close()
        else:
            forget(context, and_cached_pages=traffic.left_the_desk)
            idle.append(context)
    problems[:] = found


def follow(page: Page, way: Locator) -> None:
    """Click on what leads to another page, or to the same anew, and wait until it is there."""
    with page.expect_navigation():
        way.click()


def opened(chromium: Browser, problems: list[str], **options: Any) -> BrowserContext:
    context = chromium.new_context(viewport=DESK, **options)
    context.set_default_timeout(10_000)
    listen(context, problems)
    context.new_page()
    return context


def forget(context: BrowserContext, *, and_cached_pages: bool) -> None:
    """Close what was opened in it and take away all that its pages and its person left, but for static files."""
    first, *others = context.pages
    for page in others:
        page.close()
    context.clear_cookies()
    context.clear_permissions()
    session = context.new_cdp_session(first)
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    if and_cached_pages:
        session.send("Network.clearBrowserCache")
    session.detach()
    context.set_offline(False)


class Traffic:
    """The requests that the server has begun and not finished: a page’s script sends some of its own accord."""

    def __init__(self) -> None:
        self.under_way = 0
        self.left_the_desk = False
        self.changed = Condition()

    def __enter__(self) -> "Traffic":
        request_started.connect(self.begin)
        request_finished.connect(self.finish)
        return self

    def __exit__(self, *raised: object) -> None:
        request_started.disconnect(self.begin)
        request_finished.disconnect(self.finish)

    def begin(self, environ: dict[str, str], **_signal: object) -> None:
        self.left_the_desk |= not environ["PATH_INFO"].startswith(("/admin/", "/static/"))
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
