"""What every test shares: files go to a folder of their own, never to the magazine's; passwords are hashed cheaply."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import storages
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.dispatch import receiver
from django.test import override_settings
from django.test.signals import setting_changed
from pytest_django import DjangoDbBlocker

from articles.desk import illustrating
from articles.models import magazine
from tests import migrated

COPY = "copy"
LONG = {
    *("test_admin_nonsense", "test_state_machine", "test_demo", "test_two_publishers", "test_many_savers"),
    *("test_every_refusal", "test_as_it_stood", "test_admin_front", "test_admin_matrix", "test_text_cleaning"),
}
"""Files with few tests that take long."""
CHEAP = "django.contrib.auth.hashers.MD5PasswordHasher"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A long file begun last would keep one worker busy while the others are done."""
    items.sort(key=lambda item: item.path.stem not in LONG)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of garbage need not look at it again, nor often at the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True, scope="session")
def folder_for_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("files")
    with override_settings(MEDIA_ROOT=folder / "media", PASSWORD_HASHERS=[CHEAP]):
        storages["private"].__dict__.update(_location=str(folder / "private"))
        yield folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """A database for each worker, SQLite in a file: in memory, a test and the server it talks to share a connection."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def kept_database(request: pytest.FixtureRequest) -> Path | None:
    cache = getattr(request.config, "cache", None)
    if connection.vendor != "sqlite" or cache is None:
        return None
    return migrated.place_in(cache.mkdir("databases"))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool, kept_database: Path | None, django_db_modify_db_settings: None) -> bool:
    """Whether there is one to begin from. Django then migrates what it lacks, and sets the triggers anew."""
    if kept_database is None or not kept_database.exists():
        return django_db_keepdb
    copyfile(kept_database, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    kept_database: Path | None, django_db_keepdb: bool, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The test database, made by the migrations; kept where there was none to begin from."""
    if kept_database and not django_db_keepdb and is_the_test_database(connection):
        with django_db_blocker.unblock():
            settle(connection)
        migrated.keep(Path(connection.settings_dict["NAME"]), kept_database)


@pytest.fixture(scope="module")
def for_all(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What fixtures of a module make in the database is there for each of its tests, and gone after the last.

    Each test works in a transaction within this one, so none sees what another one changed in the database; what a
    fixture holds in memory it hands to each as a copy. Not for tests that commit or start a server.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def database_of_its_own(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The default connection leads, in every thread and process, to a copy of the test database, for one module.

    Threads need a database that they can share, which a test's transaction is not. Migrations made what is copied.
    """
    with django_db_blocker.unblock(), a_copy_of_the_test_database() as own, leading_to(own):
        yield


@contextmanager
def a_copy_of_the_test_database() -> Iterator[dict[str, Any]]:
    """The settings of a copy, which is gone afterwards. Nobody is in a transaction when it is made."""
    usual, before = connections["default"], connections.databases["default"]
    with the_test_database(usual):
        settle(usual)
        usual.creation.clone_test_db(COPY, verbosity=0, autoclobber=True)
        name = usual.creation.get_test_db_clone_settings(COPY)["NAME"]
        options = {key: value for key, value in before["OPTIONS"].items() if key != "pool"}
        yield {**before, "NAME": name, "OPTIONS": options}
        usual.creation.destroy_test_db(suffix=COPY, verbosity=0)


@contextmanager
def leading_to(database: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Inside, the default connection is one to the database with these settings."""
    usual, before = connections["default"], connections.databases["default"]
    connections.databases["default"] = database
    own = connections["default"] = connections.create_connection("default")
    ContentType.objects.clear_cache()
    try:
        yield own
    finally:
        own.close()
        connections.databases["default"], connections["default"] = before, usual
        ContentType.objects.clear_cache()


def settle(database: BaseDatabaseWrapper) -> None:
    """Bring into the file what SQLite keeps beside it: a server's thread that still has it open keeps it there."""
    if database.vendor == "sqlite":
        with database.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


@contextmanager
def the_test_database(usual: BaseDatabaseWrapper) -> Iterator[None]:
    """Where no other test asked for a database, pytest-django made none."""
    name, is_there = usual.settings_dict["NAME"], is_the_test_database(usual)
    if not is_there:
        is_begun = usual.vendor == "sqlite" and Path(usual.settings_dict["TEST"]["NAME"]).exists()
        usual.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=is_begun)
    yield
    if not is_there:
        usual.creation.destroy_test_db(name, verbosity=0)


def is_the_test_database(database: BaseDatabaseWrapper) -> bool:
    return Path(database.settings_dict["NAME"]).name.startswith("test")


@receiver(setting_changed)
def the_server_says_something_else(**setting: Any) -> None:
    if setting["setting"] in {"TIME_ZONE", "LANGUAGE_CODE"} and magazine.kept.until == float("inf"):
        magazine.kept.magazine = magazine.of_environment()


@pytest.fixture(autouse=True)
def the_magazine_is_that_of_the_environment() -> None:
    """A process has answered before, and nobody has saved anything of the magazine: what another test did is gone."""
    magazine.kept.magazine, magazine.kept.until = magazine.of_environment(), float("inf")


@pytest.fixture(autouse=True, scope="session")
def each_picture_is_developed_once() -> Iterator[None]:
    """In its child process, as ever; but a second test with the same file need not wait for another one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(illustrating, "develop", cache(illustrating.develop))
        yield
