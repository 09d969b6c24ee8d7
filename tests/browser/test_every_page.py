"""Every page of the desk for everybody: nothing for axe to find, nothing for the policy to refuse, nothing sideways."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import LogIn, visit
from tests.browser.desk_pages import NO_PAGES, SIGHTS, Rows
from tests.browser.walking import Walk
from tests.magazine import Magazine
from tests.test_admin_reach import ROUTES


def test_every_address_of_the_desk_is_looked_at_or_no_page() -> None:
    walked = {sight.route for sights in SIGHTS.values() for sight in sights if not sight.route.startswith("/")}
    missing = ROUTES.keys() - walked - NO_PAGES.keys()
    assert not missing, (
        f"Say in SIGHTS (tests/browser/desk_pages.py), in a line each, how one gets to: {sorted(missing)}"
    )
    assert walked | NO_PAGES.keys() <= ROUTES.keys()
    assert not walked & NO_PAGES.keys()


@pytest.mark.parametrize("family", SIGHTS)
def test_every_page_is_for_everybody(
    chromium: Browser, live_server: LiveServer, cast: Magazine, log_in: LogIn, problems: list[str], family: str
) -> None:
    rows = Rows(cast)
    with visit(chromium, problems) as page:
        walk = Walk(page, live_server.url, log_in, problems)
        found = [line for sight in SIGHTS[family] for line in walk.look(sight, rows)]
    assert not found, "\n".join(found)
