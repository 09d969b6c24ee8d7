"""Prints what the JavaScript of an article's form weighs, as it is and compressed: the editor's own and ours."""

import gzip
import importlib.util
from pathlib import Path

OURS = Path("static/desk")


def main() -> None:
    for name, files in (("the editor", editor()), ("ours", sorted(OURS.glob("*.js")))):
        raw, small = (sum(weights) for weights in zip(*map(weight, files), strict=True))
        print(f"{name:12}{len(files):3} files {raw:>9,} bytes, {small:>8,} compressed")


def editor() -> list[Path]:
    """What the widget loads of django-prose-editor."""
    package = importlib.util.find_spec("django_prose_editor")
    folder = Path(str(package and package.origin)).parent / "static/django_prose_editor"
    return [folder / "editor.js", folder / "configurable.js"]


def weight(file: Path) -> tuple[int, int]:
    content = file.read_bytes()
    return len(content), len(gzip.compress(content, 6, mtime=0))


if __name__ == "__main__":
    main()
