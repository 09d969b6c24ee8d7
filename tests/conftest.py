"""What every test shares: files go to a folder of their own, never to the magazine's; passwords are hashed cheaply."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test import override_settings

CHEAP = "django.contrib.auth.hashers.MD5PasswordHasher"


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
