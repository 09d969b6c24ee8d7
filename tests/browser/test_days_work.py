"""A day's work: a contributor, two of the desk and an author without an account; nothing that was typed is lost."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Event, Letter
from tests.browser.caret import BODY, to_the_end_of
from tests.browser.conftest import LogIn, follow, visit
from tests.browser.test_desk import PASTE, choose, save
from tests.browser.test_together import SELECT
from tests.magazine import Magazine

FROM_WORD = (
    "<head><style>p.MsoNormal {margin:0}</style></head>"
    "<p class=MsoTitle><b><span style='font-size:18pt'>The price of a light</span></b></p>"
    "<h2 style='mso-list:none'>Who pays<o:p></o:p></h2>"
    "<p class=MsoNormal>Nobody pays for the <i>lamp</i>.<o:p></o:p></p>"
    "<p class=MsoNormal>Nobody pays for the lamp, and the pilots said so.</p>"
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Ferries</p>"
)
PASTED = (
    "<h2>The price of a light</h2><h3>Who pays</h3><p>Nobody pays for the <em>lamp</em>.</p>"
    "<p>Nobody pays for the lamp, and the pilots said so.</p><ul><li><p>Ferries</p></li></ul>"
)
DESK = ("contributor", "editor", "publisher")
Pages = dict[str, Page]


@pytest.fixture
def pages(
    chromium: Browser, problems: list[str], cast: Magazine, log_in: LogIn, live_server: LiveServer, settings: Any
) -> Iterator[Pages]:
    """A browser for each: those of the desk are logged in, the author and the reader are on their phones."""
    settings.SITE_URL = live_server.url
    User.objects.filter(pk=cast.contributor.pk).update(email="contributor@example.org")
    phone = {"viewport": {"width": 390, "height": 800}}
    with ExitStack() as stack:
        opened = {
            name: stack.enter_context(visit(chromium, problems)) for name in ("contributor", "editor", "publisher")
        }
        opened |= {name: stack.enter_context(visit(chromium, problems, **phone)) for name in ("author", "reader")}
        for name in ("contributor", "editor", "publisher"):
            log_in(opened[name], getattr(cast, name))
            opened[name].on("dialog", lambda dialog: dialog.accept())
        yield opened


def test_a_days_work(pages: Pages, live_server: LiveServer, problems: list[str]) -> None:
    desk = live_server.url + "/admin/articles/article/"
    write_and_paste(pages["contributor"], desk)
    lose_the_line(pages["contributor"])
    problems.clear()
    follow(pages["contributor"], pages["contributor"].get_by_role("button", name="Submit for review"))
    form = f"{desk}{Article.objects.get().pk}/change/"
    work_at_the_same_time(pages["editor"], pages["publisher"], form)
    talk_about_a_passage(pages["editor"], pages["contributor"], form)
    ask_the_author(pages["editor"], pages["author"], form)
    dawn = put_on_the_schedule(pages["editor"], pages["publisher"], form)
    address = f"{live_server.url}/articles/{Article.objects.get().slug}/"
    assert pages["reader"].goto(address).status == 404
    with mock.patch("django.utils.timezone.now", side_effect=lambda: dawn):
        read(pages["reader"], address, "Typed on a train. The publisher adds a word.")
        change_what_is_live(pages["editor"], pages["publisher"], form)
        read(pages["reader"], address, "A correction by the editor.")
    nothing_is_lost()


def write_and_paste(page: Page, desk: str) -> None:
    page.goto(f"{desk}add/")
    page.get_by_label("Headline:").fill("The price of a light")
    page.locator(BODY).evaluate(PASTE, FROM_WORD)
    choose(page, "bylines-0-author", "Ada")
    choose(page, "placements-0-topic", "The sea")
    page.get_by_label("Views").check()
    save(page)
    assert Article.objects.get().body == PASTED


def lose_the_line(page: Page) -> None:
    """The save goes nowhere; the text is in the browser, is offered, taken and saved."""
    form = page.url
    page.context.set_offline(True)
    add(page, " Typed on a train.")
    page.get_by_role("button", name="Save and continue editing").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(form)
    page.get_by_role("link", name="Take it").click()
    expect(page.locator(BODY)).to_contain_text("Typed on a train.")
    save(page)


def add(page: Page, text: str) -> None:
    """Write at the end of the second paragraph."""
    to_the_end_of(page, page.locator(f"{BODY} p").nth(1))
    page.keyboard.type(text)


def open_form(page: Page, form: str) -> None:
    page.goto(form)
    expect(page.locator(BODY)).to_be_visible()


def work_at_the_same_time(editor: Page, publisher: Page, form: str) -> None:
    for page in (editor, publisher):
        open_form(page, form)
    add(editor, " The editor adds a word.")
    add(publisher, " The publisher adds a word.")
    save(editor)
    with publisher.expect_response("**/change/") as answered:
        publisher.get_by_role("button", name="Save and continue editing").click()
    assert answered.value.status == 409
    publisher.get_by_role("button", name="Save mine over theirs").click()
    expect(publisher.locator(".messagelist .success")).to_be_visible()


def talk_about_a_passage(editor: Page, contributor: Page, form: str) -> None:
    open_form(editor, form)
    editor.locator(BODY).evaluate(SELECT, [0, 10])
    editor.locator("#notes").get_by_text("Write a note").click()
    editor.locator("#notes").get_by_label("Note", exact=True).fill("Nobody, @contributor?")
    editor.get_by_role("button", name="Keep the note").click()
    expect(editor.locator("#notes article")).to_contain_text("Nobody, @contributor?")
    contributor.goto(form)
    contributor.locator("#notes article summary").click()
    contributor.get_by_label("Answer").fill("Nobody at all.")
    contributor.get_by_role("button", name="Answer").click()
    expect(contributor.locator("#notes .answer")).to_contain_text("Nobody at all.")
    open_form(editor, form)
    editor.get_by_role("button", name="Resolve").click()
    expect(editor.locator("#notes .resolved")).to_contain_text("Resolved by editor")


def ask_the_author(editor: Page, author: Page, form: str) -> None:
    editor.get_by_role("link", name="Make a proof link…").click()
    editor.get_by_label("For whom").fill("Ada Brandt")
    follow(editor, editor.get_by_role("button", name="Make the link"))
    author.goto(editor.get_by_label("Address").input_value())
    author.get_by_label("I approve this text as it stands").check()
    author.get_by_role("button", name="Send the answer").click()
    expect(author.get_by_role("heading", name="Thank you")).to_be_visible()
    open_form(editor, form)
    expect(editor.locator("#proofs .answer")).to_contain_text("Approved")


def put_on_the_schedule(editor: Page, publisher: Page, form: str) -> datetime:
    """Approved by the one, scheduled by the other; the moment at which it has begun."""
    follow(editor, editor.get_by_role("button", name="Approve"))
    publisher.goto(form)
    publisher.get_by_role("button", name="Schedule…").click()
    tomorrow = timezone.now() + timedelta(days=1)
    publisher.get_by_label("Day and time").fill(timezone.localtime(tomorrow).strftime("%Y-%m-%dT%H:%M"))
    publisher.get_by_role("button", name="Schedule").click()
    expect(publisher.locator(".seen-by-readers")).to_contain_text("scheduled")
    return tomorrow + timedelta(minutes=1)


def read(reader: Page, address: str, text: str) -> None:
    """Loaded anew, for a browser may show its copy for a minute."""
    reader.goto(address)
    assert reader.reload().status == 200
    expect(reader.locator("article .body")).to_contain_text(text)


def change_what_is_live(editor: Page, publisher: Page, form: str) -> None:
    open_form(editor, form)
    add(editor, " A correction by the editor.")
    save(editor)
    follow(editor, editor.get_by_role("button", name="Submit for review"))
    follow(editor, editor.get_by_role("button", name="Approve"))
    publisher.goto(form)
    publisher.get_by_role("button", name="Publish now…").click()
    expect(publisher.locator(".compare .text ins")).to_contain_text("A correction by the editor.")
    publisher.get_by_role("radio", name="Clarification").check()
    publisher.get_by_role("textbox", name="What is right").fill("The toll is asked of ships alone.")
    publisher.get_by_role("button", name="Publish now").click()
    expect(publisher.locator(".seen-by-readers")).to_contain_text("live")


def nothing_is_lost() -> None:
    article = Article.objects.get()
    bodies = "".join(article.revisions.values_list("body", flat=True))
    for typed in ("Typed on a train.", "The editor adds", "The publisher adds", "A correction by the editor."):
        assert typed in bodies
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert verbs >= {"save", "submit", "make_proof", "approve_proof", "approve", "schedule", "publish"}
    assert article.notes.filter(text="Nobody at all.").exists()
    assert Letter.objects.filter(subject__contains="Ada Brandt approved the proof").count() == 1
