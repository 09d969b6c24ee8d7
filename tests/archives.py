"""Archives that somebody changed after they were written."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

Change = Callable[[Any], None]


def manifest(archive: Path, change: Change) -> None:
    path = archive / "manifest.json"
    said = json.loads(path.read_text())
    change(said)
    path.write_text(json.dumps(said))


def rewrite(archive: Path, name: str, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Change the lines of a part and let the manifest agree: as somebody would who means harm."""
    path = archive / name
    lines = change(path.read_bytes().splitlines(keepends=True))
    data = b"".join(lines)
    path.write_bytes(data)
    fresh = {"lines": len(lines), "bytes": len(data), "sha256": sha256(data).hexdigest()}
    label = Path(name).stem
    manifest(archive, lambda said: (said["files"] if label == "files" else said["tables"][label]).update(fresh))


def read_rows(archive: Path, label: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (archive / f"rows/{label}.jsonl").read_bytes().splitlines()]


def with_value(archive: Path, label: str, column: str, value: Any, *, row: int | None = None) -> None:
    """Let the row with this key, or the first one, have another value."""
    found = read_rows(archive, label)
    one = next((each for each in found if each["id"] == row), found[0])
    one[column] = value
    rewrite(archive, f"rows/{label}.jsonl", lambda lines: [json.dumps(each).encode() + b"\n" for each in found])
