"""Notes in a real browser: a marked passage, an answer, a resolved thread, and no half-written text lost on the way."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from articles.desk.noting import place_of, write_note
from articles.models import Article, Note
from tests.browser.caret import BODY
from tests.browser.conftest import LogIn
from tests.magazine import Magazine

TEXT = "<p>Nobody pays the toll. The pilots said so.</p><p>Nobody pays the toll. The ministry never asked.</p>"
SELECT = """(area, [from, to]) => {
  const text = area.querySelectorAll("p")[1].firstChild
  area.focus()
  document.getSelection().setBaseAndExtent(text, from, text, to)
}"""
SELECTED = """quotation => {
  const { anchorNode } = document.getSelection()
  const second = document.querySelectorAll("[aria-label=Body] p")[1]
  return String(document.getSelection()) === quotation && anchorNode.parentElement === second
}"""
Open = Callable[[Article, User], None]


@pytest.fixture
def article(cast: Magazine) -> Article:
    return cast.draft("Who owns a strait", body=TEXT)


@pytest.fixture
def open_form(page: Page, live_server: LiveServer, log_in: LogIn) -> Open:
    """Open the article as the person, who is logged in already."""

    def opened(article: Article, person: User) -> None:
        log_in(page, person)
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        expect(page.locator(BODY)).to_be_visible()

    return opened


def test_a_passage_marked_in_the_editor_gets_its_note_and_unsaved_text_stays(
    page: Page, article: Article, cast: Magazine, open_form: Open
) -> None:
    open_form(article, cast.editor)
    page.get_by_label("Standfirst").fill("Typed and not saved")
    page.locator(BODY).evaluate(SELECT, [0, 21])
    panel = page.locator("#notes")
    panel.get_by_text("Write a note").click()
    expect(panel.get_by_label("On this passage")).to_have_value("Nobody pays the toll.")
    panel.get_by_label("Note", exact=True).fill("Since when, @contributor?")
    panel.get_by_role("button", name="Keep the note").click()
    expect(panel.get_by_role("article", name="Note by editor")).to_contain_text("Since when, @contributor?")
    expect(page.get_by_label("Standfirst")).to_have_value("Typed and not saved")
    note = Note.objects.get()
    assert place_of(note, TEXT).start > 30
    assert note.mentions.get().account == cast.contributor
    page.locator(BODY).evaluate(SELECT, [30, 35])
    panel.get_by_role("button", name="Show it in the text").click()
    page.wait_for_function(SELECTED, arg="Nobody pays the toll.")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_a_thread_is_answered_and_resolved_by_keyboard_while_another_answer_is_half_written(
    page: Page, article: Article, cast: Magazine, open_form: Open
) -> None:
    for text in ("First?", "Second?"):
        write_note(article, by=cast.editor, text=text)
    open_form(article, cast.contributor)
    first, second = (page.locator("#notes article", has_text=text) for text in ("First?", "Second?"))
    second.locator("summary").press("Enter")
    second.get_by_label("Answer").fill("Half written")
    first.locator("summary").press("Enter")
    first.get_by_label("Answer").fill("Yes.")
    first.get_by_role("button", name="Answer").press("Enter")
    expect(first.locator(".answer")).to_contain_text("Yes.")
    expect(second.get_by_label("Answer")).to_have_value("Half written")
    first.get_by_role("button", name="Resolve").press("Enter")
    expect(page.locator("#notes .resolved")).to_contain_text("Resolved by contributor")
    expect(second.get_by_label("Answer")).to_have_value("Half written")
    second.get_by_label("Answer").fill("")


def test_words_stay_when_the_line_is_down_and_when_they_are_refused(
    page: Page, article: Article, cast: Magazine, open_form: Open, problems: list[str]
) -> None:
    open_form(article, cast.editor)
    panel = page.locator("#notes")
    panel.get_by_text("Write a note").click()
    panel.get_by_label("Note", exact=True).fill("Written with care")
    cut = "**/notes/"

    def fail(route: Route) -> None:
        route.abort()

    page.route(cut, fail)
    panel.get_by_role("button", name="Keep the note").click()
    expect(panel.get_by_role("alert")).to_contain_text("Your words are still here")
    page.unroute(cut)
    panel.get_by_label("On this passage").fill("Nowhere in the text")
    panel.get_by_role("button", name="Keep the note").click()
    expect(panel.locator(".errorlist")).to_contain_text("The saved text does not hold this passage")
    expect(panel.get_by_label("Note", exact=True)).to_have_value("Written with care")
    assert not Note.objects.exists()
    problems.clear()
    panel.get_by_label("Note", exact=True).fill("")
