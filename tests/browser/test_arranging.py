"""The front page arranged in a real browser: rows move where they stand, and what was moved is what is kept."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.desk.arranging import arrange
from articles.models import Edition, Slot
from tests.magazine import Magazine


@pytest.fixture
def arranging(transactional_db: None, page: Page, live_server: LiveServer) -> Page:
    cast = Magazine()
    slots = [Slot(article=cast.live(headline)) for headline in ("Tolls", "Lamps", "Ports")]
    arrange([*slots, Slot(topic=cast.sea, size=3)], by=cast.editor, seen=0)
    client = Client()
    client.force_login(cast.publisher)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([session])
    page.goto(f"{live_server.url}/admin/articles/edition/")
    return page


def test_rows_move_by_button_and_by_key_and_so_they_are_kept(arranging: Page, problems: list[str]) -> None:
    names = arranging.locator(".slot .name a")
    arranging.locator(".slot").nth(0).get_by_role("button", name="Down").click()
    expect(names).to_have_text(["Lamps", "Tolls", "Ports"])
    arranging.locator(".slot").nth(2).get_by_label("Own headline").press("Alt+ArrowUp")
    expect(names).to_have_text(["Lamps", "Ports", "Tolls"])
    expect(arranging.locator(".stage-lead:visible")).to_have_count(1)
    arranging.get_by_role("button", name="Keep").click()
    expect(arranging.locator(".messagelist")).to_contain_text("Kept as edition 2")
    assert [str(slot.article) for slot in Edition.objects.newest().slots.filter(topic=None)] == [
        "Lamps",
        "Ports",
        "Tolls",
    ]
