"""Files are stored whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File

from editorial.storage import WholeFileStorage


class FullDisk(File):
    """A file whose second half does not fit on the disk any more."""

    def __init__(self) -> None:
        super().__init__(None, "half.jpg")

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"first half"
        raise OSError(28, "No space left on device")


def test_a_file_is_stored_with_its_content(tmp_path: Path) -> None:
    storage = WholeFileStorage(location=tmp_path)
    name = storage.save("deep/er/a.txt", ContentFile(b"whole"))
    assert (tmp_path / name).read_bytes() == b"whole"
    assert [path.name for path in (tmp_path / "deep/er").iterdir()] == ["a.txt"]


def test_a_second_file_of_one_name_gets_another(tmp_path: Path) -> None:
    storage = WholeFileStorage(location=tmp_path)
    first, second = (storage.save("a.txt", ContentFile(text)) for text in (b"one", b"two"))
    assert first != second
    assert (tmp_path / first).read_bytes() == b"one"


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        WholeFileStorage(location=tmp_path).save("half.jpg", FullDisk())
    assert not list(tmp_path.iterdir())


def test_private_files_are_for_the_magazine_alone(tmp_path: Path) -> None:
    storage = WholeFileStorage(location=tmp_path, file_permissions_mode=0o600, directory_permissions_mode=0o700)
    name = storage.save("manuscripts/a.txt", ContentFile(b"whole"))
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "manuscripts").stat().st_mode & 0o777 == 0o700
