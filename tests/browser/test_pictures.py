"""Pictures in a real browser: dropped, described, kept through a broken line, focused, and chosen by keyboard."""

from base64 import b64encode

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.desk.illustrating import add_picture
from articles.models import Image
from tests.browser.caret import BODY, IN_A_FIGURE, to_the_end_of, wait_until
from tests.browser.conftest import LogIn
from tests.magazine import Magazine, picture

DROP = """(page, files) => {
  const dataTransfer = new DataTransfer()
  for (const [name, data] of files) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
    dataTransfer.items.add(new File([bytes], name))
  }
  for (const kind of ["dragover", "drop"]) page.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true }))
}"""


def drop(page: Page, **files: bytes) -> None:
    sent = [[name.replace("_", "."), b64encode(data).decode()] for name, data in files.items()]
    page.locator("body").evaluate(DROP, sent)


def test_pictures_are_dropped_onto_the_list_and_described_through_a_broken_line(
    page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn, problems: list[str]
) -> None:
    log_in(page, cast.editor)
    page.goto(f"{live_server.url}/admin/articles/image/")
    drop(page, red_png=picture(colour="red"), drawing_svg=b"<svg/>")
    expect(page.get_by_role("region", name="drawing.svg")).to_contain_text("Export it as PNG")
    page.get_by_role("region", name="red.png").get_by_label("Text alternative").fill("A red door")
    page.context.set_offline(True)
    drop(page, blue_png=picture(colour="blue"))
    expect(page.locator(".on-their-way")).to_contain_text("No connection")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("region", name="blue.png").get_by_label("Decorative").check()
    page.get_by_role("button", name="Save descriptions").click()
    expect(page.locator(".messagelist .success")).to_have_text("2 pictures described.")
    assert set(Image.objects.values_list("alt", "decorative")) == {("A red door", False), ("", True)}
    assert [problem for problem in problems if "image/add/" not in problem] == []
    problems.clear()


def test_a_click_sets_the_focus_and_a_picture_is_chosen_by_keyboard(
    page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn
) -> None:
    image = add_picture(picture(400, 200), "sea.png", by=cast.publisher, alt="The sea")
    add_picture(picture(colour="red"), "door.png", by=cast.publisher, alt="A red door")
    log_in(page, cast.editor)
    page.goto(f"{live_server.url}/admin/articles/image/{image.pk}/change/")
    page.locator(".focus-field .frame img").click(position={"x": 100, "y": 160})
    expect(page.get_by_label("From the left, in percent")).to_have_value("25")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    image.refresh_from_db()
    assert (image.focus_x, image.focus_y) == (25, 80)
    article = cast.draft(body="<p>One.</p>")
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    to_the_end_of(page, page.locator(f"{BODY} p"))
    page.get_by_role("button", name="Picture", exact=True).press("Enter")
    choose(page, "sea", "The sea")
    expect(page.locator(BODY)).to_be_focused()
    wait_until(page, IN_A_FIGURE)
    page.keyboard.type("At anchor")
    page.get_by_role("button", name="Choose a picture…").press("Enter")
    choose(page, "red", "A red door")
    expect(page.locator(".picture-field .says")).to_have_text("A red door")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    article.refresh_from_db()
    assert article.image.alt == "A red door"
    assert article.body == f'<p>One.</p><figure data-image="{image.pk}"><figcaption>At anchor</figcaption></figure>'


def choose(page: Page, word: str, name: str) -> None:
    """In the open dialog, by keys alone."""
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    page.keyboard.type(word)
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    for _key in range(2):
        page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
