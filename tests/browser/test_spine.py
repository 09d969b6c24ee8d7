"""The whole path in a real browser: a file that an author sent becomes a page under its topic, and goes again."""

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.browser.conftest import follow
from tests.magazine import Magazine
from tests.test_desk_intake import SHAPE


def enter(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("a password for tests")
    follow(page, page.get_by_role("button", name="Log in"))


def take_in(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/articles/article/")
    follow(page, page.get_by_role("link", name="New from a manuscript"))
    file = {"name": "from-the-mail.txt", "mimeType": "text/plain", "buffer": SHAPE.encode()}
    page.get_by_label("Files").set_input_files([file])
    follow(page, page.get_by_role("button", name="Take in"))
    expect(page.get_by_text("Disclaimer recognised: Views.")).to_be_visible()
    follow(page, page.get_by_role("link", name="Open the draft"))


def edit(page: Page) -> None:
    page.get_by_label("Headline:").fill("The second door")
    page.get_by_label("Standfirst:").fill("A port prepares for an honour that never comes.")
    page.locator("#id_placements-0-topic + .select2 .select2-selection").click()
    page.locator(".select2-search__field").fill("The sea")
    page.locator(".select2-results__option", has_text="The sea").first.click()
    follow(page, page.get_by_role("button", name="Save and continue editing"))
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_a_file_becomes_a_page_that_readers_find_and_goes_by_withdrawal(
    page: Page, live_server: LiveServer, transactional_db: None
) -> None:
    Magazine()
    enter(page, live_server.url, "publisher")
    take_in(page, live_server.url)
    edit(page)
    desk = page.url
    follow(page, page.get_by_role("button", name="Submit for review"))
    follow(page, page.get_by_role("button", name="Approve"))
    follow(page, page.get_by_role("button", name="Publish now…"))
    follow(page, page.get_by_role("button", name="Publish now"))

    page.goto(f"{live_server.url}/topics/the-sea/")
    page.get_by_role("link", name="The second door").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The second door")
    expect(page.get_by_role("heading", level=2, name="Who paid the doorman?")).to_be_visible()
    expect(page.get_by_text("The views expressed are the author’s own.")).to_be_visible()
    expect(page.get_by_text("Imre Castellan keeps the harbour records")).to_be_visible()
    assert "imre@example.org" not in page.content()

    address = page.url
    page.goto(desk)
    follow(page, page.get_by_role("button", name="Withdraw…"))
    page.get_by_label("What should readers be told?").fill("It rested on a forged letter.")
    follow(page, page.get_by_role("button", name="Withdraw"))
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 410
    expect(page.get_by_text("It rested on a forged letter.")).to_be_visible()
    page.goto(f"{live_server.url}/topics/the-sea/")
    assert page.get_by_text("The second door").count() == 0
    assert Article.objects.get().revisions.count() == 2
