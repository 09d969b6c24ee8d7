"""Settings are read from the environment by readers that know their type and fail with a sentence."""

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


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> object:
    return lambda value: monkeypatch.setenv(NAME, value)


def test_what_is_not_set_has_its_default() -> None:
    assert NAME not in os.environ
    assert environment.text(NAME) == ""
    assert environment.text(NAME, "a") == "a"
    assert environment.boolean(NAME) is False
    assert environment.boolean(NAME, True) is True
    assert environment.integer(NAME, 7) == 7
    assert environment.words(NAME, "a, b") == ["a", "b"]


def test_text_is_taken_as_it_is(given) -> None:
    given(" a b ")
    assert environment.text(NAME, "default") == " a b "


@pytest.mark.parametrize(
    ("value", "truth"),
    [
        *((value, True) for value in ("1", "true", "True", "yes", "ON", " 1 ")),
        *((value, False) for value in ("0", "false", "NO", "off", "")),
    ],
)
def test_yes_and_no_are_read_in_any_usual_form(given, value: str, truth: bool) -> None:
    given(value)
    assert environment.boolean(NAME, not truth) is truth


def test_anything_else_is_neither_yes_nor_no(given) -> None:
    given("perhaps")
    sentence = f"{NAME} must be one of 1, 0, true, false, yes, no, on, off; it is 'perhaps'."
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.boolean(NAME)
    assert str(caught.value) == sentence


def test_whole_numbers_are_read(given) -> None:
    given(" -42 ")
    assert environment.integer(NAME, 0) == -42


@pytest.mark.parametrize("value", ["", "1.5", "many", "1e3"])
def test_other_numbers_are_refused(given, value: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} must be a whole number; it is '{value}'"):
        environment.integer(NAME, 0)


def test_lists_are_written_with_commas(given) -> None:
    given(" a.example, .b.example ,,")
    assert environment.words(NAME) == ["a.example", ".b.example"]


def test_a_secret_that_is_missing_or_empty_stops_the_start_with_its_sentence(given) -> None:
    for value in (None, ""):
        if value is not None:
            given(value)
        with pytest.raises(ImproperlyConfigured, match="Set it"):
            environment.secret(NAME, missing="Set it.")
    given("shh")
    assert environment.secret(NAME, missing="Set it.") == "shh"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("sqlite:///magazine.sqlite3", "magazine.sqlite3"),
        ("sqlite:////var/lib/my%20magazine.sqlite3", "/var/lib/my magazine.sqlite3"),
    ],
)
def test_a_sqlite_database_by_relative_and_absolute_path(given, address: str, name: str) -> None:
    given(address)
    found = environment.database(NAME, "")
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", name)


def test_sqlite_waits_writes_ahead_and_takes_the_lock_at_once() -> None:
    found = environment.database(NAME, "sqlite:///x")
    assert found["CONN_MAX_AGE"] is None
    assert found["OPTIONS"]["timeout"] == 20
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_database_with_all_its_parts(given, scheme: str) -> None:
    given(f"{scheme}://ida:p%40ss%2Fword@db.example:5433/my%2Dmagazine?sslmode=require")
    assert environment.database(NAME, "") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "my-magazine",
        "USER": "ida",
        "PASSWORD": "p@ss/word",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"pool": True, "sslmode": "require"},
    }


def test_a_postgresql_database_on_the_usual_port_without_a_password(given) -> None:
    given("postgres://ida@127.0.0.1/magazine")
    found = environment.database(NAME, "")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("ida", "", "127.0.0.1", "")


def test_an_empty_address_is_the_default(given) -> None:
    given("")
    assert environment.database(NAME, "sqlite:///x")["NAME"] == "x"


@pytest.mark.parametrize(
    "address", ["mysql://a/b", "sqlite://", "sqlite:///", "postgres://host", "postgres://host/", "x"]
)
def test_an_address_of_no_database_is_refused_without_its_password(given, address: str) -> None:
    given(address.replace("host", "ida:secret@host"))
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} must look like sqlite:///magazine.sqlite3 or") as caught:
        environment.database(NAME, "")
    assert "secret" not in str(caught.value)


READ = """
import json
from editorial import settings
names = ("DEBUG", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
         "SESSION_COOKIE_NAME", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", "CACHES",
         "DATABASES", "STORAGES", "TRUSTED_PROXIES", "SECOND_FACTOR_ROLES")
print(json.dumps({name: getattr(settings, name, None) for name in names}, default=str))
"""


def started(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The settings read by a fresh Python that sees these variables alone."""
    given = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder / "data"), **variables}
    return subprocess.run(
        [sys.executable, "-c", READ], env=given, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


def test_without_a_secret_key_a_magazine_does_not_start(tmp_path: Path) -> None:
    start = started(tmp_path)
    assert start.returncode == 1
    assert "ImproperlyConfigured: Set SECRET_KEY to 50 random characters to run a magazine, or DEBUG=1" in start.stderr


def test_development_needs_nothing_and_answers_only_this_machine(tmp_path: Path) -> None:
    read = json.loads(started(tmp_path, DEBUG="1").stdout)
    assert read["DEBUG"] is True
    assert read["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert read["SESSION_COOKIE_SECURE"] is None
    assert read["DATABASES"]["default"]["NAME"] == str(tmp_path / "data" / "magazine.sqlite3")
    assert (tmp_path / "data").is_dir()


def test_a_magazine_that_others_can_reach_is_safe_unless_told_otherwise(tmp_path: Path) -> None:
    read = json.loads(started(tmp_path, SECRET_KEY="x" * 50, ALLOWED_HOSTS="a.example,.b.example").stdout)
    assert read["DEBUG"] is False
    assert read["CSRF_TRUSTED_ORIGINS"] == ["https://a.example", "https://b.example"]
    assert read["SESSION_COOKIE_SECURE"] is read["CSRF_COOKIE_SECURE"] is read["SECURE_SSL_REDIRECT"] is True
    assert read["SECURE_HSTS_SECONDS"] == 31_536_000
    assert read["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert read["CACHES"] is None
    assert read["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert (read["TRUSTED_PROXIES"], read["SECOND_FACTOR_ROLES"]) == (0, [])


def test_what_a_magazine_leans_on_is_told_by_variables(tmp_path: Path) -> None:
    variables = {
        "REDIS_URL": "redis://r.example/0",
        "S3_BUCKET": "pictures",
        "SECURE_SSL_REDIRECT": "0",
        "BEHIND_PROXY": "0",
        "TRUSTED_PROXIES": "2",
        "SECOND_FACTOR_ROLES": "publisher, editor",
    }
    read = json.loads(started(tmp_path, SECRET_KEY="x" * 50, **variables).stdout)
    assert read["CACHES"]["default"]["LOCATION"] == "redis://r.example/0"
    assert {read["STORAGES"][name]["BACKEND"] for name in ("default", "private")} == {"storages.backends.s3.S3Storage"}
    assert (read["SECURE_SSL_REDIRECT"], read["SECURE_PROXY_SSL_HEADER"]) == (False, None)
    assert (read["TRUSTED_PROXIES"], read["SECOND_FACTOR_ROLES"]) == (2, ["publisher", "editor"])


def test_a_variable_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    start = started(tmp_path, DEBUG="maybe")
    assert start.returncode == 1
    assert start.stderr.strip().splitlines()[-1].endswith("it is 'maybe'.")


@pytest.mark.parametrize("reader", [environment.time_zone, environment.language])
@pytest.mark.parametrize("value", ["Mars", "../../etc/passwd", "\x01"])
def test_a_time_zone_or_language_that_does_not_exist_is_refused(given, reader, value: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} must be a"):
        reader(NAME, "UTC")


def test_time_zones_and_languages_that_exist_are_taken(given) -> None:
    given("Europe/Lisbon")
    assert environment.time_zone(NAME, "UTC") == "Europe/Lisbon"
    given("en-gb")
    assert environment.language(NAME, "en") == "en-gb"


def test_a_port_that_is_none_is_refused_with_a_sentence(given) -> None:
    given("postgres://user@host:99999/name")
    with pytest.raises(ImproperlyConfigured, match="port"):
        environment.database(NAME, "")


def test_a_start_that_is_refused_says_one_sentence_and_shows_no_traceback() -> None:
    environ = {name: value for name, value in os.environ.items() if name not in ("DEBUG", "SECRET_KEY")}
    command = [sys.executable, "manage.py", "migrate"]
    answer = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert answer.stderr.strip().splitlines() == [
        "Set SECRET_KEY to 50 random characters to run a magazine, or DEBUG=1 to work on one on this machine."
    ]


@pytest.mark.parametrize("value", ["", "#8c1c13", "#FC0"])
def test_a_colour_is_read_as_css_has_it(given, value: str) -> None:
    given(f" {value} ")
    assert environment.colour(NAME) == value


@pytest.mark.parametrize("value", ["red", "8c1c13", "#8c1c1", "#8c1c13; } body { display: none"])
def test_no_other_text_is_a_colour(given, value: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} must be a colour such as #8c1c13"):
        environment.colour(NAME)
