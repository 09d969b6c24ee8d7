"""A day at the desk in a real browser: written, checked, approved, published; nothing lost, nothing complained of."""

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.desk.illustrating import add_picture
from articles.models import Article
from tests.browser.caret import BODY, to_the_end_of
from tests.browser.conftest import LogIn, follow, visit
from tests.magazine import Magazine, picture

PASSWORD = "a password for tests"
PASTE = """(area, html) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData("text/html", html)
  area.focus()
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
}"""


def open_form(page: Page, live_server: LiveServer, article: Article) -> None:
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    expect(page.locator(BODY)).to_be_visible()


def save(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Save and continue editing"))
    expect(page.locator(".messagelist .success")).to_be_visible()


def choose(page: Page, field: str, name: str) -> None:
    """Pick a row by the autocomplete of a field."""
    page.locator(f"#id_{field} + .select2 .select2-selection").click()
    page.locator(".select2-search__field").fill(name)
    page.locator(".select2-results__option", has_text=name).first.click()


def test_on_a_phone_the_state_and_the_text_come_before_the_other_panels(
    chromium: Browser, live_server: LiveServer, cast: Magazine, log_in: LogIn, problems: list[str]
) -> None:
    article = cast.draft("Who owns a strait")
    with visit(chromium, problems, viewport={"width": 390, "height": 800}) as phone:
        log_in(phone, cast.publisher)
        open_form(phone, live_server, article)
        expect(phone.get_by_role("heading", name="State")).to_be_in_viewport()
        expect(phone.get_by_role("heading", name="Notes")).to_be_hidden()
        phone.get_by_text("Disclaimers, checks, notes, dates and the rest").click()
        expect(phone.get_by_role("heading", name="Notes")).to_be_visible()
        phone.goto(f"{phone.url}#notes")
        phone.reload()
        expect(phone.get_by_role("heading", name="Notes")).to_be_visible()
        phone.set_viewport_size({"width": 1280, "height": 800})
        expect(phone.get_by_role("heading", name="Notes")).to_be_visible()


def test_an_article_is_written_and_goes_to_its_readers(
    page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn
) -> None:
    log_in(page, cast.publisher)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.get_by_label("Headline:").fill("Who owns a strait")
    page.locator(BODY).click()
    write(page)
    choose(page, "bylines-0-author", "Ada")
    choose(page, "placements-0-topic", "The sea")
    page.get_by_label("Views").check()
    save(page)
    article = Article.objects.get()
    assert article.body == (
        "<h2>Tolls and tides</h2>"
        "<p>Eleven miles wide, two spaces away.<small>See <em>Lloyd’s</em> register.</small> Four lanes.</p>"
        "<p>Those who <strong>wait</strong> pay.</p>"
    )
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Publish now…").click()
    page.get_by_role("button", name="Publish now").click()
    page.get_by_role("link", name="As readers see it").click()
    expect(page.get_by_role("heading", level=1, name="Who owns a strait")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Withdraw…").click()
    page.get_by_label("What should readers be told?").fill("It rested on a forged letter.")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator(".seen-by-readers")).to_have_text("withdrawn")


def write(page: Page) -> None:
    keys = page.keyboard
    use(page, "Heading (Ctrl+Alt+2)")
    keys.type("Tolls and tides")
    keys.press("Enter")
    keys.type("Eleven miles wide, two  spaces away.")
    use(page, "Footnote")
    keys.type("See ")
    use(page, "Italic")
    keys.type("Lloyd’s")
    use(page, "Italic")
    keys.type(" register.")
    keys.press("ArrowRight")
    keys.type(" Four lanes.")
    keys.press("Enter")
    keys.type("Those who ")
    use(page, "Bold")
    keys.type("wait")
    use(page, "Bold")
    keys.type(" pay.")


def use(page: Page, tool: str) -> None:
    page.get_by_role("button", name=tool, exact=tool.startswith("Heading")).click()
    expect(page.locator(BODY)).to_be_focused()


def test_footnotes_and_figures_survive_an_edit(
    page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn
) -> None:
    image = add_picture(picture(), "sea.png", by=cast.publisher, alt="The sea")
    figure = f'<figure data-image="{image.pk}"><figcaption>The <em>sea</em></figcaption></figure>'
    table = "<table><tbody><tr><th><p>Ship</p></th><td><p>Toll</p></td></tr></tbody></table>"
    rest = (
        f'<p>One.<small>A <a href="https://example.org/">note</a>.</small></p>{figure}{table}<ol><li><p>a</p></li></ol>'
    )
    article = cast.draft(body=rest)
    log_in(page, cast.editor)
    open_form(page, live_server, article)
    to_the_end_of(page, page.locator(f"{BODY} li p"))
    page.keyboard.type("bc")
    save(page)
    article.refresh_from_db()
    assert article.body == rest.replace("<p>a</p>", "<p>abc</p>")
    shown = page.locator(f"{BODY} figure img")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_of_two_editors_the_second_to_save_keeps_the_text_in_the_form(
    page: Page, chromium: Browser, live_server: LiveServer, cast: Magazine, log_in: LogIn, problems: list[str]
) -> None:
    article = cast.draft(body="<p>One.</p>")
    with visit(chromium, problems) as second:
        for each, person in ((page, cast.editor), (second, cast.publisher)):
            log_in(each, person)
            open_form(each, live_server, article)
            to_the_end_of(each, each.locator(f"{BODY} p"))
        page.keyboard.type(" The editor was here.")
        save(page)
        second.keyboard.type(" The publisher was here.")
        with second.expect_response("**/change/") as answered:
            second.get_by_role("button", name="Save and continue editing").click()
        assert answered.value.status == 409
        expect(second.get_by_role("heading", name="Somebody else saved in the meantime")).to_be_visible()
        second.get_by_role("link", name="Go on writing in mine").click()
        expect(second.locator(BODY)).to_contain_text("The publisher was here.")
        article.refresh_from_db()
        assert article.body == "<p>One. The editor was here.</p>"
        second.on("dialog", lambda dialog: dialog.accept())


def test_a_press_of_a_button_asks_before_it_loses_unsaved_text(
    page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn
) -> None:
    article = cast.draft()
    log_in(page, cast.editor)
    open_form(page, live_server, article)
    page.get_by_label("Headline:").fill("Typed and not saved")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("button", name="Submit for review").click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(page.get_by_label("Headline:")).to_have_value("Typed and not saved")
    page.once("dialog", lambda dialog: dialog.accept())


def test_a_topic_is_added_from_the_form_in_a_window_of_its_own(
    page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn
) -> None:
    article = cast.draft(topics=[])
    log_in(page, cast.editor)
    open_form(page, live_server, article)
    with page.expect_popup() as opened:
        page.locator("#add_id_placements-0-topic").click()
    opened.value.get_by_label("Name:").fill("Lighthouses")
    opened.value.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#select2-id_placements-0-topic-container")).to_contain_text("Lighthouses")
    save(page)
    assert [row.topic.slug for row in article.placements.all()] == ["lighthouses"]


def test_files_are_taken_in_by_the_browser(page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn) -> None:
    log_in(page, cast.editor)
    page.goto(f"{live_server.url}/admin/articles/article/")
    page.get_by_role("link", name="New from a manuscript").click()
    text = b"Who owns a strait\n\nA strait is a road that nobody built.\n\nAda Brandt\n"
    page.get_by_label("Files").set_input_files(
        [
            {"name": "strait.txt", "mimeType": "text/plain", "buffer": text},
            {"name": "empty.txt", "mimeType": "text/plain", "buffer": b" "},
        ]
    )
    page.get_by_role("button", name="Take in").click()
    expect(page.locator(".was-refused")).to_have_count(1)
    page.get_by_role("link", name="Open the draft").click()
    expect(page.locator(BODY)).to_contain_text("A strait is a road that nobody built.")
