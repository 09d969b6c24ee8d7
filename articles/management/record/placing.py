"""Puts the files of an archive back into the storages."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files import File

from articles.management.record.layout import Unfit, digest_of, file_of, opened, storage_named
from articles.management.record.reading import Archive
from articles.management.record.writing import Say

Placed = list[tuple[str, str]]


@contextmanager
def placed(archive: Archive, say: Say) -> Iterator[None]:
    """The files are there inside, and stay unless something goes wrong. One with the same content is left as it is.

    Raises :class:`Unfit` where another file has the name already, and where the storage refuses one.
    """
    new: Placed = []
    try:
        number = sum(1 for said in archive.files() if _place(archive, said, new))
        say(f"{number:9,} files put in their places")
        yield
    except BaseException:
        for storage, name in new:
            storage_named(storage).delete(name)
        raise


def _place(archive: Archive, said: dict[str, Any], new: Placed) -> bool:
    """Whether the file was not there yet."""
    name, storage = said["name"], storage_named(said["storage"])
    content = (said["bytes"], said["sha256"])
    try:
        if storage.exists(name):
            return _refuse_another(storage, name, content)
        with opened(archive.folder, file_of(said["storage"], name)) as file:
            new.append((said["storage"], storage.save(name, File(file))))
    except Unfit:
        raise
    except Exception as error:  # Every storage has exceptions of its own.
        why = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
        raise Unfit(f"The {said['storage']} file {name} cannot be written: {why}. Nothing was changed.") from error
    if new[-1][1] != name:
        raise Unfit(f"The {said['storage']} file {name} could not be given its name. Nothing was changed.")
    return True


def _refuse_another(storage: Any, name: str, content: tuple[int, str]) -> bool:
    with storage.open(name) as file:
        if digest_of(file) != content:
            raise Unfit(f"There is another file {name} already, with other content. Restore into empty storages.")
    return False
