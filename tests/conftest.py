"""What every test shares: files go to a folder of their own, never to the magazine's; passwords are hashed cheaply."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import override_settings

CHEAP = "django.contrib.auth.hashers.MD5PasswordHasher"


@pytest.fixture(autouse=True, scope="session")
def folder_for_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("files")
    with override_settings(MEDIA_ROOT=folder / "media", PASSWORD_HASHERS=[CHEAP]):
        storages["private"].__dict__.update(_location=str(folder / "private"))
        yield folder
