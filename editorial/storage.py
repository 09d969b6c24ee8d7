"""Files on this machine's disk that are there whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

PERMISSIONS, FOLDER_PERMISSIONS = 0o644, 0o755


@deconstructible(path="editorial.storage.WholeFileStorage")
class WholeFileStorage(FileSystemStorage):
    """Writes aside, waits for the disk, then renames: a full disk or a crash leaves no half file (POSIX rename)."""

    def _save(self, name: str, content: "File[bytes]") -> str:
        target = Path(self.path(name))
        self._make_folder(target.parent)
        with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as aside:
            try:
                for chunk in content.chunks():
                    aside.write(chunk)
                aside.flush()
                os.fsync(aside.fileno())
                os.fchmod(aside.fileno(), self.file_permissions_mode or PERMISSIONS)
                os.replace(aside.name, target)
            except BaseException:
                os.unlink(aside.name)
                raise
        return name

    def _make_folder(self, folder: Path) -> None:
        for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
            missing.mkdir(mode=self.directory_permissions_mode or FOLDER_PERMISSIONS, exist_ok=True)
