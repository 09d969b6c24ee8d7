"""The preview in a real browser: the unsaved text in a tab of its own, at three widths, light and dark, no script."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Revision
from tests.browser.conftest import WCAG, LogIn
from tests.magazine import Magazine


def test_unsaved_text_is_seen_in_another_tab_and_stays_in_the_form(
    page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn, problems: list[str]
) -> None:
    article = cast.draft("The narrow sea")
    log_in(page, cast.editor)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Headline:").fill("A wide sea")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview").click()
    preview = opened.value
    light, dark = (preview.frame_locator(f"iframe.{scheme}") for scheme in ("light", "dark"))
    expect(light.get_by_role("heading", level=1)).to_have_text("A wide sea")
    papers = [
        frame.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") for frame in (light, dark)
    ]
    assert papers == ["rgb(255, 253, 248)", "rgb(23, 21, 18)"]

    for width, pixels in (("Phone", 390), ("Tablet", 820), ("Desktop", 1280)):
        preview.get_by_label(width).check()
        expect(preview.locator("iframe.light")).to_have_css("width", f"{pixels}px")
    preview.get_by_label("Dark").check()
    expect(preview.locator("iframe.light")).to_be_hidden()
    expect(preview.locator("iframe.dark")).to_be_visible()
    assert Axe().run(preview, options=WCAG).response["violations"] == []

    assert page.get_by_label("Headline:").input_value() == "A wide sea"
    assert page.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))") is False
    assert Revision.objects.count() == 1
