"""How readers' pages grow with the number of articles: 5, 500, 5,000 and 50,000 of them, in one table a database.

Each number has a database of its own, which .ci/readers_list.py builds once and measures; PostgreSQL's must be there:
for n in 5 500 5000 50000; do createdb readers_$n; done
DEBUG=1 .venv/bin/python .ci/growth.py FOLDER                            (SQLite, in FOLDER/NUMBER)
DEBUG=1 .venv/bin/python .ci/growth.py FOLDER postgres://…/readers_      (PostgreSQL; the number follows the name)
"""

import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

NUMBERS = (5, 500, 5_000, 50_000)
LINE = re.compile(r"^(\S.{35})\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+(\d+) queries", re.MULTILINE)
Cells = tuple[str, str, str, str]
"""Median, 95th percentile and CPU in milliseconds, and how many questions."""


def main(folder: str, database: str = "") -> None:
    table: dict[str, dict[int, Cells]] = defaultdict(dict)
    for number in NUMBERS:
        for title, *cells in LINE.findall(asked(number, Path(folder) / str(number), database)):
            table[title.strip()][number] = tuple(cells)
    print(f"{'median / p95 / CPU ms, queries':36}" + "".join(f"{number:>25,}" for number in NUMBERS))
    for title, row in table.items():
        print(f"{title:36}" + "".join(f"{told(row.get(number)):>25}" for number in NUMBERS))


def asked(number: int, folder: Path, database: str) -> str:
    """What the measuring of one database says."""
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "DATA_DIR": str(folder)}
    if database:
        environment["DATABASE_URL"] = f"{database}{number}"
    script = [sys.executable, str(Path(__file__).with_name("readers_list.py")), str(number)]
    return subprocess.run(script, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def told(cells: Cells | None) -> str:
    return "{} / {} / {}, {}".format(*cells) if cells else "-"


if __name__ == "__main__":
    main(*sys.argv[1:])
