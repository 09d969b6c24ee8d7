"""Prints how large the code is: lines by room, and the median and 95th percentile of the length of its functions."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOMS = ("text", "pictures", "manuscripts", "models", "search", "desk", "public", "admin", "management", "templatetags")


def main() -> None:
    everything: list[int] = []
    for room, files in rooms().items():
        lengths = [length for file in files for length in functions(file)]
        everything += lengths
        print(f"{room:14}{len(files):4} files {sum(map(lines, files)):6} lines {said(lengths)}")
    print(f"{'all':29}{' ' * 6}{said(everything)}")


def rooms() -> dict[str, list[Path]]:
    found = {room: sorted(Path("articles", room).rglob("*.py")) for room in ROOMS}
    found["edges"] = sorted(Path("articles").glob("*.py"))
    found["editorial"] = sorted(Path("editorial").rglob("*.py"))
    return {room: files for room, files in found.items() if files}


def lines(file: Path) -> int:
    """Lines that are neither blank nor only a comment."""
    text = (line.strip() for line in file.read_text("utf-8").splitlines())
    return sum(1 for line in text if line and not line.startswith("#"))


def functions(file: Path) -> Iterator[int]:
    """The lengths of all functions, from ``def`` to the last line, without decorators."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


def said(lengths: list[int]) -> str:
    if len(lengths) < 2:
        return ""
    median, p95 = statistics.median(lengths), statistics.quantiles(lengths, n=20)[-1]
    return f"{len(lengths):5} functions, median {median:4.1f}, p95 {p95:5.1f}, longest {max(lengths)}"


if __name__ == "__main__":
    main()
