"""Nothing lost, in a real browser: the line cut, the session gone, two tabs, two people, back and reload."""

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Buffer
from tests.browser.caret import BODY, to_the_end_of
from tests.browser.conftest import LogIn, visit
from tests.magazine import Magazine

STATE = ".buffer-state"
SOON = 10_000
ENTRIES = "Object.keys(localStorage).filter(key => key.startsWith('buffer:')).length"


@pytest.fixture
def article(cast: Magazine) -> Article:
    return cast.draft("Tolls", body="<p>One.</p>", by=cast.contributor)


@pytest.fixture
def page(chromium: Browser, problems: list[str]) -> Iterator[Page]:
    """In a browser whose clock can be turned."""
    with visit(chromium, problems, with_a_clock=True) as page:
        yield page


@pytest.fixture
def second(chromium: Browser, problems: list[str]) -> Iterator[Page]:
    """The browser of somebody else."""
    with visit(chromium, problems, with_a_clock=True) as page:
        yield page


@pytest.fixture
def address(live_server: LiveServer, article: Article) -> str:
    return f"{live_server.url}/admin/articles/article/{article.pk}/change/"


def open_form(page: Page, address: str) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    page.clock.install()
    page.goto(address)
    expect(page.locator(BODY)).to_be_visible()


def write(page: Page, text: str) -> None:
    to_the_end_of(page, page.locator(f"{BODY} p").first)
    page.keyboard.type(text)


def rest(page: Page) -> None:
    """As if three seconds passed, each with its look at the form."""
    for _second in range(3):
        page.clock.fast_forward(1_000)


def offered(page: Page) -> None:
    expect(page.get_by_text("Unsaved text from")).to_be_visible(timeout=SOON)


def take(page: Page) -> None:
    page.get_by_role("link", name="Take it").click()
    expect(page.get_by_text("This is your unsaved text from")).to_be_visible()


def test_what_is_typed_is_kept_within_three_seconds_of_rest_offered_and_taken(
    page: Page, cast: Magazine, article: Article, address: str, log_in: LogIn
) -> None:
    log_in(page, cast.editor)
    open_form(page, address)
    write(page, " Two.")
    with page.expect_request("**/buffer/**"):
        rest(page)
    expect(page.locator(STATE)).to_contain_text("Saved to your buffer", timeout=SOON)
    assert page.evaluate(ENTRIES) == 0
    page.reload()
    offered(page)
    expect(page.locator(BODY)).to_have_text("One.")
    page.get_by_role("link", name="Compare").click()
    expect(page.locator("ins")).to_have_text("Two.")
    page.get_by_role("link", name="Take it into the form").click()
    expect(page.locator(BODY)).to_have_text("One. Two.")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    article.refresh_from_db()
    assert (article.body, article.revisions.count(), Buffer.objects.count()) == ("<p>One. Two.</p>", 2, 0)
    expect(page.get_by_text("Unsaved text from")).to_have_count(0)
    assert page.evaluate(ENTRIES) == 0


def test_while_the_line_is_down_the_browser_keeps_it_and_sends_it_later(
    page: Page, cast: Magazine, address: str, log_in: LogIn, problems: list[str]
) -> None:
    log_in(page, cast.editor)
    open_form(page, address)
    page.context.set_offline(True)
    write(page, " Two.")
    rest(page)
    expect(page.locator(STATE)).to_have_text("No connection: kept in this browser.", timeout=SOON)
    assert page.evaluate(ENTRIES) == 1
    assert not Buffer.objects.exists()
    page.context.set_offline(False)
    rest(page)
    expect(page.locator(STATE)).to_contain_text("Saved to your buffer", timeout=SOON)
    assert Buffer.objects.get().fields["body"] == ["<p>One. Two.</p>"]
    assert page.evaluate(ENTRIES) == 0
    problems.clear()


def test_a_save_that_no_server_hears_loses_nothing(
    page: Page, cast: Magazine, address: str, log_in: LogIn, problems: list[str]
) -> None:
    log_in(page, cast.editor)
    open_form(page, address)
    page.context.set_offline(True)
    write(page, " Two.")
    page.get_by_role("button", name="Save and continue editing").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    open_form(page, address)
    offered(page)
    take(page)
    expect(page.locator(BODY)).to_have_text("One. Two.")
    problems.clear()


def test_a_save_after_the_session_ended_loses_nothing(page: Page, cast: Magazine, address: str, log_in: LogIn) -> None:
    log_in(page, cast.editor)
    open_form(page, address)
    Session.objects.all().delete()
    write(page, " Two.")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a password for tests")
    page.get_by_role("button", name="Log in").click()
    offered(page)
    expect(page.locator(BODY)).to_have_text("One.")
    take(page)
    expect(page.locator(BODY)).to_have_text("One. Two.")


def test_who_logs_in_again_in_another_tab_goes_on_and_saves(
    page: Page, cast: Magazine, article: Article, address: str, log_in: LogIn
) -> None:
    log_in(page, cast.editor)
    open_form(page, address)
    Session.objects.all().delete()
    write(page, " Two.")
    rest(page)
    expect(page.locator(STATE)).to_contain_text("You are logged out", timeout=SOON)
    other = page.context.new_page()
    other.goto(address)
    other.get_by_label("Username").fill("editor")
    other.get_by_label("Password").fill("a password for tests")
    other.get_by_role("button", name="Log in").click()
    expect(other.locator(BODY)).to_be_visible()
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    article.refresh_from_db()
    assert article.body == "<p>One. Two.</p>"


def test_the_back_button_offers_what_was_left_behind(page: Page, cast: Magazine, address: str, log_in: LogIn) -> None:
    log_in(page, cast.editor)
    open_form(page, address)
    write(page, " Two.")
    page.get_by_role("link", name="Home").click()
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    page.go_back()
    expect(page.locator(BODY)).to_be_visible()
    if page.locator(BODY).text_content() != "One. Two.":
        offered(page)
        take(page)
    expect(page.locator(BODY)).to_have_text("One. Two.")


def test_two_tabs_of_one_person_keep_both_texts(page: Page, cast: Magazine, address: str, log_in: LogIn) -> None:
    log_in(page, cast.editor)
    tab = page.context.new_page()
    for each, text in ((page, " First tab."), (tab, " Second tab.")):
        open_form(each, address)
        write(each, text)
        rest(each)
        expect(each.locator(STATE)).to_contain_text("Saved to your buffer", timeout=SOON)
    assert {buffer.fields["body"][0] for buffer in Buffer.objects.all()} == {
        "<p>One. First tab.</p>",
        "<p>One. Second tab.</p>",
    }


def test_a_new_article_is_kept_too(page: Page, cast: Magazine, live_server: LiveServer, log_in: LogIn) -> None:
    log_in(page, cast.contributor)
    open_form(page, f"{live_server.url}/admin/articles/article/add/")
    page.get_by_label("Headline:").fill("Not yet an article")
    rest(page)
    expect(page.locator(STATE)).to_contain_text("Saved to your buffer", timeout=SOON)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    take(page)
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().headline == "Not yet an article"


def test_two_people_see_each_other_and_the_slower_one_loses_nothing(
    page: Page, second: Page, cast: Magazine, article: Article, address: str, log_in: LogIn
) -> None:
    log_in(page, cast.editor)
    log_in(second, cast.publisher)
    open_form(page, address)
    open_form(second, address)
    expect(second.get_by_text("editor has this open since")).to_be_visible()
    write(second, " The publisher.")
    write(page, " The editor.")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.get_by_text("publisher has this open since")).to_be_visible()
    with second.expect_response("**/change/") as answered:
        second.get_by_role("button", name="Save and continue editing").click()
    assert answered.value.status == 409
    expect(second.get_by_role("heading", name="Somebody else saved in the meantime")).to_be_visible()
    expect(second.locator("ins")).to_have_text("publisher")
    second.get_by_role("button", name="Save mine over theirs").click()
    expect(second.locator(".messagelist .success")).to_be_visible()
    article.refresh_from_db()
    assert article.body == "<p>One. The publisher.</p>"
    assert [row.body for row in article.revisions.all()][1] == "<p>One. The editor.</p>"
    assert second.evaluate(ENTRIES) == 0
