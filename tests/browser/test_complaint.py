"""A reader complains: the article is corrected, then retracted; what the desk and what readers see at each step.

With ``SCREENSHOTS`` set to a folder, a picture of each step is kept there.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.desk.saving import save
from articles.models import Article
from tests.browser.conftest import LogIn, follow, visit
from tests.magazine import Magazine

BODY = (
    "<p>A strait is a road that nobody built, and who lives beside it has always wondered what the traffic owes.</p>"
    "<h2>A narrow road</h2><p>The strait is eleven miles wide, and everything that matters passes through four of "
    "them. The pilots know it, and so do those who would close it.</p>"
    "<h2>Who pays</h2><p>A toll was asked once, of the ferries, and paid for one summer. The letter that ended it "
    "is quoted in every book on the matter.</p>"
)
CORRECTED = BODY.replace("eleven miles", "nine miles")
PHONE = {"width": 390, "height": 844}
Take = Callable[[Page, str], None]


@pytest.fixture
def take() -> Take:
    """Keeps a picture of the page where somebody asked for pictures."""
    folder = os.environ.get("SCREENSHOTS", "")

    def take(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take


@pytest.mark.parametrize("scripts", [True, False])
def test_only_what_the_act_asks_for_is_shown_and_whatever_was_typed(
    chromium: Browser, live_server: LiveServer, cast: Magazine, log_in: LogIn, problems: list[str], scripts: bool
) -> None:
    article = cast.live("The narrow sea", body=BODY, now=timezone.now())
    put_right(cast, article)
    with visit(chromium, problems, java_script_enabled=scripts) as page:
        log_in(page, cast.publisher)
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/move/publish/")
        parts = {name: page.locator(f"[name={name}]") for name in ("wrong", "right", "learned", "learned_on")}
        for act, asked in {
            "silent": "",
            "update": "right",
            "correction": "wrong right learned learned_on",
            "retraction": "wrong learned learned_on",
        }.items():
            page.locator(f"[name=act][value={act}]").check()
            for name, field in parts.items():
                expect(field).to_be_visible(visible=name in asked.split())
        parts["wrong"].fill("It is eleven.")
        page.locator("[name=act][value=silent]").check()
        expect(parts["wrong"]).to_have_value("It is eleven.")
        expect(parts["wrong"]).to_be_visible()
        expect(parts["right"]).to_be_hidden()


def test_a_complaint_is_met_by_a_correction_and_then_by_a_retraction(
    chromium: Browser, live_server: LiveServer, cast: Magazine, log_in: LogIn, problems: list[str], take: Take
) -> None:
    article = cast.live("The narrow sea", body=BODY, standfirst="What the traffic owes.", now=timezone.now())
    desk = f"{live_server.url}/admin/articles/article/{article.pk}/"
    with visit(chromium, problems) as publisher, visit(chromium, problems, viewport=PHONE) as reader:
        log_in(publisher, cast.publisher)
        note_the_complaint(publisher, desk, take)
        put_right(cast, article)
        correct(publisher, desk, take)
        readers_are_told_after_the_text(reader, live_server.url, article, take)
        retract(publisher, desk, take)
        readers_are_told_above_the_headline(reader, live_server.url, article, take)
        both_stand_on_the_page_of_corrections(reader, live_server.url, take)
        nothing_of_it_can_be_removed(publisher, desk, take)


def note_the_complaint(publisher: Page, desk: str, take: Take) -> None:
    publisher.goto(f"{desk}change/")
    publisher.locator("#notes").get_by_text("Write a note").click()
    complaint = "A pilot writes: the strait is nine miles wide, the chart of 2019 has it. @editor, please check."
    publisher.locator("#notes").get_by_label("Note", exact=True).fill(complaint)
    publisher.get_by_role("button", name="Keep the note").click()
    expect(publisher.locator("#notes article")).to_contain_text("A pilot writes")
    take(publisher, "1-desk-complaint")


def put_right(cast: Magazine, article: Article) -> None:
    """What an editor does in the form, which other tests walk."""
    fresh = Article.objects.get(pk=article.pk)
    fresh.body = CORRECTED
    save(fresh, by=cast.editor, note="Width of the strait")
    cast.approve_again(fresh, now=timezone.now())


def correct(publisher: Page, desk: str, take: Take) -> None:
    publisher.goto(f"{desk}change/")
    follow(publisher, publisher.get_by_role("button", name="Publish now…"))
    expect(publisher.locator(".compare .text ins")).to_contain_text("nine")
    publisher.get_by_role("radio", name="Correction A fact was wrong").check()
    state(publisher, "We wrote that the strait is eleven miles wide.", "A pilot wrote to us.")
    publisher.get_by_role("textbox", name="What is right").fill("It is nine miles wide.")
    take(publisher, "2-desk-correction")
    follow(publisher, publisher.get_by_role("button", name="Publish now"))
    expect(publisher.locator(".seen-by-readers")).to_contain_text("live")


def state(publisher: Page, wrong: str, learned: str) -> None:
    publisher.get_by_role("textbox", name="What was wrong").fill(wrong)
    publisher.get_by_role("textbox", name="How we learned of it").fill(learned)
    publisher.get_by_role("textbox", name="When we learned of it").fill(timezone.localdate().isoformat())


def read(reader: Page, address: str) -> None:
    """Loaded anew, for a browser may show its copy for a minute."""
    reader.goto(address)
    reader.reload()
    expect(reader.locator("main")).to_be_visible()


def readers_are_told_after_the_text(reader: Page, site: str, article: Article, take: Take) -> None:
    read(reader, f"{site}/articles/{article.slug}/")
    expect(reader.locator("article .body")).to_contain_text("nine miles wide")
    said = reader.get_by_text("It is nine miles wide.")
    expect(said).to_be_visible()
    assert top(said) > top(reader.locator("article .body p").last)
    assert {"eleven", "nine"} <= words_of_corrections(reader)
    take(reader, "3-reader-correction")


def retract(publisher: Page, desk: str, take: Take) -> None:
    publisher.goto(f"{desk}change/")
    follow(publisher, publisher.get_by_role("button", name="Correct or retract…"))
    publisher.get_by_role("radio", name="Retraction The magazine no longer stands").check()
    state(publisher, "The letter on which the article rests is forged.", "The archive told us.")
    take(publisher, "4-desk-retraction")
    follow(publisher, publisher.get_by_role("button", name="Correct or retract"))
    expect(publisher.locator(".seen-by-readers")).to_contain_text("live")


def readers_are_told_above_the_headline(reader: Page, site: str, article: Article, take: Take) -> None:
    read(reader, f"{site}/articles/{article.slug}/")
    said = reader.get_by_text("The letter on which the article rests is forged.")
    assert top(said) < top(reader.locator("h1"))
    expect(reader.get_by_text("It is nine miles wide.")).to_be_visible()
    take(reader, "5-reader-retraction")


def both_stand_on_the_page_of_corrections(reader: Page, site: str, take: Take) -> None:
    read(reader, f"{site}/corrections/")
    for words in ("The letter on which the article rests is forged.", "It is nine miles wide."):
        expect(reader.get_by_text(words)).to_be_visible()
    take(reader, "6-reader-corrections")


def nothing_of_it_can_be_removed(publisher: Page, desk: str, take: Take) -> None:
    publisher.goto(f"{desk}history/")
    for words in ("Retraction", "Correction"):
        expect(publisher.locator("#content")).to_contain_text(words)
    assert publisher.get_by_role("link", name="Delete").count() == 0
    take(publisher, "7-desk-history")


def top(place: Any) -> float:
    return float(place.bounding_box()["y"])


def words_of_corrections(reader: Page) -> set[str]:
    """The words of what structured data say was put right."""
    told = [json.loads(text) for text in reader.locator("script[type='application/ld+json']").all_text_contents()]
    return set(json.dumps(told).replace("\\", " ").replace(".", " ").split())
