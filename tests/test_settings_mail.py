"""The mail server and the magazine's own address, read from the environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from editorial import environment

ROOT = Path(__file__).resolve().parent.parent
NAME = "A_VARIABLE_OF_THESE_TESTS"
READ = """
import json, django
from editorial import settings
options = settings.MAIL["OPTIONS"]
seen = settings.MAILERS["default"] if django.VERSION >= (6, 1) else {
    "BACKEND": settings.EMAIL_BACKEND,
    "OPTIONS": options and {
        "host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT, "username": settings.EMAIL_HOST_USER,
        "password": settings.EMAIL_HOST_PASSWORD, "use_tls": settings.EMAIL_USE_TLS, "use_ssl": settings.EMAIL_USE_SSL,
        "timeout": settings.EMAIL_TIMEOUT}}
print(json.dumps([seen, settings.SITE_URL, settings.DEFAULT_FROM_EMAIL]))
"""


def started(folder: Path, **variables: str) -> list:
    """What a fresh Python that sees these variables alone makes of them."""
    given = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), "SECRET_KEY": "x" * 50, **variables}
    run = subprocess.run(
        [sys.executable, "-c", READ], env=given, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(run.stdout)


def options(**differing: object) -> dict[str, object]:
    usual = {"username": "", "password": "", "use_tls": False, "use_ssl": False, "timeout": environment.PATIENCE}
    return usual | differing


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://localhost", options(host="localhost", port=25)),
        ("smtps://m.example", options(host="m.example", port=465, use_ssl=True)),
        (
            "smtp://ida%40b.example:p%40ss%2Fword@m.example:587?starttls=1",
            options(host="m.example", port=587, username="ida@b.example", password="p@ss/word", use_tls=True),
        ),
        ("smtp://m.example:2525?starttls=0", options(host="m.example", port=2525)),
    ],
)
def test_a_mail_server_with_all_its_parts(monkeypatch: pytest.MonkeyPatch, address: str, expected: dict) -> None:
    monkeypatch.setenv(NAME, address)
    found = environment.mail(NAME, "console://")
    assert (found["BACKEND"], found["OPTIONS"]) == ("django.core.mail.backends.smtp.EmailBackend", expected)


def test_letters_can_go_to_the_console() -> None:
    assert environment.mail(NAME, "console://") == {"BACKEND": environment.CONSOLE, "OPTIONS": {}}


@pytest.mark.parametrize(
    "address",
    ["host", "http://ida:secret@host", "smtp://", "smtp://host?tls=1", "smtp://ida:secret@host?starttls=perhaps"],
)
def test_an_address_of_no_mail_server_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv(NAME, address)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} must look like smtp://user:password@host") as caught:
        environment.mail(NAME, "")
    assert "secret" not in str(caught.value)


def test_a_port_that_is_no_number_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="The port in"):
        environment.mail(NAME, "smtp://host:many")


def test_the_site_has_an_address_without_a_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "https://magazine.example/")
    assert environment.site(NAME, "") == "https://magazine.example"


@pytest.mark.parametrize("address", ["magazine.example", "ftp://magazine.example", "https://", "https://a.example/?b"])
def test_an_address_of_no_site_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv(NAME, address)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} must look like https://magazine.example.org"):
        environment.site(NAME, "")


def test_without_settings_letters_go_to_this_machine_and_name_the_first_host(tmp_path: Path) -> None:
    mailer, site, sender = started(tmp_path, ALLOWED_HOSTS=".a.example,b.example", MAGAZINE_NAME="The Harbour")
    assert mailer["OPTIONS"] == options(host="localhost", port=25)
    assert (site, sender) == ("https://a.example", "The Harbour <desk@a.example>")


def test_what_is_set_is_used(tmp_path: Path) -> None:
    given = {"EMAIL_URL": "smtps://i:p@m.example", "SITE_URL": "https://s.example", "DEFAULT_FROM_EMAIL": "D <d@e.org>"}
    mailer, site, sender = started(tmp_path, **given)
    assert mailer["OPTIONS"] == options(host="m.example", port=465, username="i", password="p", use_ssl=True)
    assert (site, sender) == ("https://s.example", "D <d@e.org>")


def test_in_development_letters_are_written_to_the_console(tmp_path: Path) -> None:
    mailer, site, _sender = started(tmp_path, DEBUG="1")
    assert mailer == {"BACKEND": environment.CONSOLE, "OPTIONS": {}}
    assert site == "http://127.0.0.1:8000"
