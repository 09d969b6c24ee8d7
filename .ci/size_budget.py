"""Builds the demo magazine aside, serves it, and weighs each article page: HTML, styles and scripts, compressed.

The budget is what a server sends in the first round trip of a connection: ten segments of 1,460 bytes (RFC 6928).
"""

import gzip
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TextIO
from urllib.parse import urljoin
from urllib.request import urlopen

BUDGET = 14_600
PATIENCE = 150
ARTICLE = re.compile(r'href="(/articles/[^/"?#]+/)"')
STYLE = re.compile(r'<link\b[^>]*\brel="?stylesheet\b[^>]*>')
SCRIPT = re.compile(r"<script\b[^>]*\bsrc=[^>]*>")
ADDRESS = re.compile(r'\b(?:href|src)="?([^"\s>]+)')


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, open(Path(folder) / "demo.log", "w+") as log:
        port = free_port()
        server = serve(port, folder, log)
        try:
            sys.exit(verdict(f"http://127.0.0.1:{port}", server, log))
        finally:
            stop(server)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(port: int, folder: str, log: TextIO) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port)],
        env={**clean_environment(), "DEBUG": "1", "DATA_DIR": folder},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}


def stop(server: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(server.pid, 15)
        server.wait(timeout=10)
    except ProcessLookupError:
        return
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, 9)


def verdict(site: str, server: subprocess.Popen[bytes], log: TextIO) -> str | int:
    if not ready(site, server):
        log.seek(0)
        return f"{log.read()[-4000:]}\nThe demo magazine ended, or did not serve within {PATIENCE} seconds."
    weights = {address: weight(site + address) for address in articles(site)}
    if not weights:
        return "The list of articles names none, so nothing could be weighed."
    return judge(weights)


def ready(site: str, server: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            return bool(fetch(f"{site}/healthz"))
        except OSError:
            time.sleep(0.5)
    return False


def articles(site: str) -> list[str]:
    return sorted(set(ARTICLE.findall(fetch(f"{site}/articles/").decode())))


def weight(page: str) -> int:
    html = fetch(page)
    return compressed(html) + sum(weight_of_part(part) for part in parts(page, html.decode()))


def parts(page: str, html: str) -> set[str]:
    tags = STYLE.findall(html) + SCRIPT.findall(html)
    return {urljoin(page, address) for tag in tags for address in ADDRESS.findall(tag)}


@cache
def weight_of_part(address: str) -> int:
    return compressed(fetch(address))


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6, mtime=0))


def fetch(address: str) -> bytes:
    with urlopen(address, timeout=30) as answer:
        return bytes(answer.read())


def judge(weights: dict[str, int]) -> int:
    heavy = {address: size for address, size in weights.items() if size > BUDGET}
    for address, size in sorted(heavy.items()):
        print(f"{size:>7,} bytes  {address}")
    heaviest = max(weights.values())
    print(f"{len(weights)} articles weighed; the heaviest takes {heaviest:,} bytes of {BUDGET:,}.")
    return 1 if heavy else 0


if __name__ == "__main__":
    main()
