"""Through the door in a real browser: an app set up, its code and a recovery code asked for, nothing complained of."""

from base64 import b32decode
from typing import Any

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.at_the_door import PASSWORD, code_of
from tests.magazine import Magazine


def test_a_role_that_needs_a_second_factor_from_the_first_login_to_the_lost_phone(
    page: Page, live_server: LiveServer, cast: Magazine, settings: Any
) -> None:
    settings.SECOND_FACTOR_ROLES = ["publisher"]

    log_in(page, live_server)
    expect(page.get_by_role("heading", name="Set up the second factor")).to_be_visible()
    app = TOTP(b32decode(page.locator(".key code").inner_text().replace(" ", "")))
    page.get_by_label("Code").fill(f"{app.token():06}")
    page.keyboard.press("Enter")
    expect(page.locator(".codes code")).to_have_count(10)
    codes = page.locator(".codes code").all_inner_texts()
    page.get_by_role("link", name="I have kept them").click()
    expect(page).to_have_url(f"{live_server.url}/admin/articles/article/")

    page.goto(f"{live_server.url}/admin/second-factor/")
    page.get_by_role("button", name="Log out everywhere").click()
    expect(page.get_by_text("You are logged out in every browser")).to_be_visible()

    log_in(page, live_server)
    page.get_by_label("Code", exact=True).fill(code_of(TOTPDevice.objects.get(), step=1))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/admin/articles/article/")

    page.get_by_role("button", name="Log out").click()
    log_in(page, live_server)
    page.get_by_text("No phone at hand?").click()
    page.get_by_label("Recovery code").fill(codes[0])
    page.keyboard.press("Enter")
    expect(page.get_by_text("9 are left")).to_be_visible()


def log_in(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/admin/articles/article/")
    page.get_by_label("Username").fill("publisher")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/second-factor/set-up/**" if not TOTPDevice.objects.exists() else "**/login/code/**")
