"""Two topics that are one, merged in a real browser."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Topic
from tests.browser.conftest import LogIn
from tests.magazine import Magazine


@pytest.fixture
def seas(cast: Magazine) -> Topic:
    seas = Topic.objects.create(name="Seas", slug="seas", description="All of them.", parent=cast.borders)
    cast.live("Eleven Miles", topics=[seas])
    return seas


def test_two_topics_are_merged_and_the_old_address_leads_on(
    page: Page,
    live_server: LiveServer,
    cast: Magazine,
    seas: Topic,
    log_in: LogIn,
) -> None:
    log_in(page, cast.publisher)
    page.goto(f"{live_server.url}/admin/articles/topic/{seas.pk}/change/")
    page.get_by_role("link", name="Merge with another…").click()
    page.get_by_label("Find others by name").fill("the SEA")
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="The sea").check()
    page.get_by_role("button", name="Show what will happen").click()
    page.get_by_role("radio", name="The sea used by no article").check()
    page.get_by_role("button", name="Show what will happen").click()
    expect(page.get_by_text("1 article that readers see is listed under “The sea”.")).to_be_visible()
    page.get_by_label("Straits, ships and tolls.").check()
    page.get_by_role("button", name="Merge into “The sea”").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto(f"{live_server.url}/topics/seas/")
    expect(page).to_have_url(f"{live_server.url}/topics/the-sea/")
    expect(page.get_by_role("link", name="Eleven Miles")).to_be_visible()
