"""From the file that an author sent to its readers, without a mouse: Tab, Enter, Space and arrows alone."""

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.browser.caret import AT_THE_END, BODY, press_until
from tests.browser.keyboard import Keys
from tests.magazine import Magazine

PASSWORD = "a password for tests"
SENT = {
    "name": "strait.txt",
    "mimeType": "text/plain",
    "buffer": b"Who owns a strait\n\nA strait is a road that nobody built.\n\nAnd yet it has a toll.\n",
}


def test_a_manuscript_goes_to_its_readers_by_keys_alone(page: Page, live_server: LiveServer, cast: Magazine) -> None:
    keys = Keys(page)
    page.goto(f"{live_server.url}/admin/articles/article/")
    enter_the_desk(page, keys)
    upload(page, keys)
    file_it(page, keys)
    for name in ("Submit for review", "Approve", "Publish now…", "Publish now"):
        keys.begin()
        keys.enter(page.get_by_role("button", name=name, exact=True))
    keys.begin()
    keys.enter(page.get_by_role("link", name="As readers see it"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Who owns a strait")
    expect(page.get_by_text("And yet it has a toll, and lamps.")).to_be_visible()
    expect(page.get_by_text("The views expressed are the author’s own.")).to_be_visible()
    expect(page.get_by_role("link", name="Ada Brandt").first).to_be_visible()
    assert Article.objects.get().placements.get().topic == cast.sea


def enter_the_desk(page: Page, keys: Keys) -> None:
    expect(page.get_by_label("Username")).to_be_focused()
    page.keyboard.type("publisher")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def upload(page: Page, keys: Keys) -> None:
    """The file is given to the field that has the focus: what its window does there is the browser’s own."""
    keys.begin()
    keys.enter(page.get_by_role("link", name="New from a manuscript"))
    keys.begin()
    files = page.get_by_label("Files")
    keys.go_to(files)
    files.set_input_files(SENT)
    keys.go_to(page.get_by_label("Kind"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    keys.enter(page.get_by_role("button", name="Take in"))
    keys.begin()
    keys.enter(page.get_by_role("link", name="Open the draft"))


def file_it(page: Page, keys: Keys) -> None:
    expect(page.locator(BODY)).to_be_visible()
    keys.begin()
    keys.go_to(page.get_by_label("Standfirst:"))
    page.keyboard.type("Eleven miles wide.")
    write(page, keys)
    keys.choose(page.get_by_role("combobox", name="Author"), "Ada", "Ada Brandt")
    keys.choose(page.get_by_role("combobox", name="Topic"), "sea", "The sea")
    keys.go_to(page.get_by_role("checkbox", name="Views"))
    page.keyboard.press("Space")
    keys.enter(page.get_by_role("button", name="Save and continue editing"))


def write(page: Page, keys: Keys) -> None:
    keys.go_to(page.locator(BODY))
    press_until(page, "Control+End", AT_THE_END)
    page.keyboard.press("Backspace")
    page.keyboard.type(", and lamps.")
