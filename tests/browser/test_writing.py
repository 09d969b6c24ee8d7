"""The body editor in a real browser: the text looks and counts as for its readers; keys do it all."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.admin.editor_words import names
from articles.desk.illustrating import add_picture
from articles.models import Article
from articles.text.measure import body_words, reading_minutes
from articles.text.printing import outline
from tests.bodies import FIGURE, SAMPLES, WHOLE
from tests.browser.caret import (
    AT_THE_END,
    AT_THE_START,
    BODY,
    IN_A_PARAGRAPH,
    MARKED_TO_THE_END,
    press_until,
    wait_until,
)
from tests.browser.conftest import WCAG, LogIn, visit
from tests.browser.test_desk import open_form
from tests.magazine import Magazine, picture

SIDES = ("top", "right", "bottom", "left")
TYPOGRAPHY = [
    *(f"font-{name}" for name in ("family", "size", "style", "weight", "variant-numeric")),
    *(f"text-{name}" for name in ("align", "indent", "transform", "decoration-line", "decoration-color", "wrap-style")),
    *(f"{name}-{side}" for name in ("margin", "padding") for side in SIDES),
    *(f"border-{side}-{name}" for name in ("width", "color") for side in SIDES),
    *("line-height", "letter-spacing", "color", "list-style-type", "vertical-align", "width"),
]
WITH_A_FORM_OF_THEIR_OWN = {"figure", "tbody", "br", "small"}
SEEN = ["p + p", "li li", *(tag for tag in SAMPLES if tag not in WITH_A_FORM_OF_THEIR_OWN)]
LOOKS = """([elements, properties]) => Object.fromEntries(elements.map(element => {
  const style = getComputedStyle(document.querySelector(`.body ${element}:not(.note)`))
  return [element, Object.fromEntries(properties.map(name => [name, style.getPropertyValue(name)]))]
}))"""
AS_URDU = "() => Object.assign(document.querySelector('.piece'), {lang: 'ur', dir: 'rtl'})"
MEASURED = """async (area, body) => {
  const { measured } = await import("/static/desk/measure.js")
  area.editor.commands.setContent(body)
  const { words, minutes, outline } = measured(area.editor.state.doc)
  return [words, minutes, outline.map(({ level, text }) => [level, text])]
}"""
COUNTED = (
    WHOLE.replace(FIGURE, ""),
    "<p>don’t co-operate, e.g. now — … ! In 1989 it cost 3,50&nbsp;euros. a_b _ c\u0085d</p>",
    "<p>海峡的政治 国境 border 線</p><p>آبنائے ہرمز کی سیاست</p><p>हिन्दी में राजनीति</p><p>½ Ⅻ ٣</p>",
    "<h2>Tolls<small>no</small> &amp; lamps</h2><h4>Deep</h4><h3>Less</h3><p>one<br>two<small>three</small>four</p>",
    f"<p>{'word ' * 357}</p><aside>said twice</aside><h3>Before any other</h3>",
    f"<p>{'word ' * 595}</p>",
)


@pytest.fixture
def article(cast: Magazine) -> Article:
    image = add_picture(picture(), "sea.png", by=cast.publisher, alt="The sea")
    body = f"<p>First.</p><p>Second.</p>{WHOLE}".replace('data-image="4"', f'data-image="{image.pk}"')
    return cast.live("The narrow sea", body=body, now=timezone.now())


def looks(page: Page) -> dict[str, Any]:
    return page.evaluate(LOOKS, [SEEN, TYPOGRAPHY])


def test_the_text_looks_and_counts_as_for_its_readers(
    chromium: Browser, live_server: LiveServer, cast: Magazine, article: Article, log_in: LogIn, problems: list[str]
) -> None:
    with visit(chromium, problems, viewport={"width": 1600, "height": 900}, color_scheme="dark") as page:
        page.goto(f"{live_server.url}/articles/the-narrow-sea/")
        latin = looks(page)
        page.evaluate(AS_URDU)
        urdu = looks(page)
        log_in(page, cast.editor)
        open_form(page, live_server, article)
        assert looks(page) == latin
        page.get_by_text("Language, address, search engines").click()
        page.get_by_label("Language:").select_option("ur")
        assert looks(page) == urdu
        area = page.locator(BODY)
        assert [area.get_attribute(name) for name in ("lang", "dir", "spellcheck")] == ["ur", "rtl", "true"]
        assert area.evaluate("area => area.editor.getHTML()") == article.body
        for body in COUNTED:
            words = body_words(body)
            headings = [[heading.level, heading.text] for heading in outline(body)]
            assert area.evaluate(MEASURED, body) == [words, reading_minutes(words), headings]


def test_the_editor_is_worked_by_keyboard_alone(
    page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn, problems: list[str]
) -> None:
    target = cast.live("Who owns a strait", now=timezone.now())
    article = cast.draft(body="<p>Nobody built it.</p><h2>Tolls</h2><p>Everybody pays.</p>")
    log_in(page, cast.editor)
    open_form(page, live_server, article)
    keys, tools = page.keyboard, page.get_by_role("toolbar", name="Tools")
    said = tools.get_by_role("button", include_hidden=True).evaluate_all("all => all.map(each => each.ariaLabel)")
    assert sorted(said) == sorted(names().values())
    expect(page.locator("#beside .words")).to_have_text("6")

    page.get_by_role("navigation", name="Outline").get_by_role("button", name="Tolls").press("Enter")
    press_until(page, "End", AT_THE_END)
    keys.type(" and lamps")
    expect(page.get_by_role("navigation", name="Outline").get_by_role("button")).to_have_text("Tolls and lamps")
    keys.press("ArrowDown")
    wait_until(page, IN_A_PARAGRAPH)
    press_until(page, "Home", AT_THE_START)
    press_until(page, "Shift+End", MARKED_TO_THE_END)
    keys.press("Control+Shift+9")
    keys.press("Alt+F10")
    for _tool in range(6):
        keys.press("ArrowRight")
    expect(tools.get_by_role("button", name="Superscript")).to_be_focused()
    keys.press("ArrowRight")
    keys.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    keys.type("own strait")
    offered = page.get_by_role("listbox", name="Our articles").get_by_role("option")
    expect(offered).to_have_count(1)
    keys.press("ArrowDown")
    expect(offered).to_have_attribute("aria-selected", "true")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)

    keys.press("Control+Shift+Enter")
    expect(page.locator(".prose-editor.alone")).to_be_visible()
    expect(page.locator("[inert] [name=_save]")).to_have_count(1)
    keys.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_attached()
    expect(page.locator(".prose-editor.alone")).to_be_visible()
    page.locator(BODY).press("Escape")
    expect(page.locator("[inert]")).to_have_count(0)
    article.refresh_from_db()
    assert article.body == (
        "<p>Nobody built it.</p><h2>Tolls and lamps</h2><aside>Everybody pays.</aside>"
        f'<p><a href="article:{target.pk}">Everybody pays.</a></p>'
    )
    assert not problems
    keys.press("Control+k")
    found = Axe().run(page, options=WCAG, context=".prose-editor, #beside")
    problems.clear()  # The checker writes a style of its own into the page.
    assert found.violations_count == 0, found.generate_report()
