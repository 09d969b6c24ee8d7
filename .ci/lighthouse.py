"""Lighthouse over the demo magazine, served as a real site is: what it gives each page, and whether an article waits.

Not a step of the gate, for its figures are only worth something on a quiet machine. Needs Node, npm and Chromium:
.venv/bin/python .ci/lighthouse.py [FOLDER]
The folder, below the system's one for temporary files unless named, keeps Lighthouse itself and its reports.

The largest contentful paint of an article is held against that of the same bytes, of the page and of all that it loads,
kept by a bare server that only sends them: the median of five runs each, by turns.
"""

import json
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import Request, urlopen

from size_budget import clean_environment, free_port, ready, stop

VERSION = "12.8.2"
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "editorial-lighthouse"
ARTICLE = "/articles/the-price-of-passage/"
PAGES = {"article": ARTICLE, "front": "/", "browse": "/articles/", "topic": "/topics/the-sea/", "search": "/search/"}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
BROWSERS = ("chromium", "chromium-headless-shell", "google-chrome")
FLAGS = "--headless=new --no-sandbox --disable-gpu"
RUNS = 5
TOLERATED = 1.1
SENT_ON = ("Content-Type", "Content-Encoding", "Cache-Control", "Content-Security-Policy", "Vary")


def main() -> int:
    install()
    with served() as site:
        worst = min(told for name, path in PAGES.items() for told in judge(name, site + path))
        with kept_copy(site) as copy:
            slower = waiting(site + ARTICLE, copy + ARTICLE)
    return int(worst < 100 or slower > TOLERATED)


def install() -> None:
    if (FOLDER / "node_modules/lighthouse").exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--prefix", str(FOLDER), "--no-package-lock", "--no-audit", "--no-fund"]
    subprocess.run([*command, f"lighthouse@{VERSION}"], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def served() -> Iterator[str]:
    """The address of the demo, built once in the folder, served by gunicorn without DEBUG."""
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    data = {**clean_environment(), "DATA_DIR": str(FOLDER / "data"), "SITE_URL": site}
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "demo", "--no-serve"], env={**data, "DEBUG": "1"}, check=True)
    real = data | {"SECRET_KEY": secrets.token_urlsafe(64), "ALLOWED_HOSTS": "127.0.0.1", "SECURE_SSL_REDIRECT": "0"}
    real.pop("DEBUG", None)
    subprocess.run([*manage, "collectstatic", "--noinput", "--verbosity", "0"], env=real, check=True)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "editorial.wsgi", "--threads", "4", "--bind", f"127.0.0.1:{port}"],
        env=real,
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    try:
        if not ready(site, server):
            sys.exit("Gunicorn does not answer.")
        yield site
    finally:
        stop(server)


def judge(name: str, address: str) -> list[float]:
    """The marks of a page, of 100 each, and on a line each what took any away."""
    report = measured(address, name)
    marks = {key: round(100 * (report["categories"][key]["score"] or 0)) for key in CATEGORIES}
    print(f"{name:8} {'  '.join(f'{key} {mark}' for key, mark in marks.items())}", flush=True)
    for key in CATEGORIES:
        for part in report["categories"][key]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"         {key}: {audit['title']} {audit.get('displayValue', '')}")
    return list(marks.values())


def measured(address: str, name: str, *options: str) -> Any:
    """The report of one run, on Lighthouse's slow mobile."""
    kept = FOLDER / f"{name}.json"
    command = [str(FOLDER / "node_modules/.bin/lighthouse"), address, "--quiet", "--output=json", *options]
    browser = next(filter(None, map(shutil.which, BROWSERS)), "")
    environment = {**os.environ, "CHROME_PATH": os.environ.get("CHROME_PATH", browser)}
    subprocess.run(
        [*command, f"--output-path={kept}", f"--chrome-flags={FLAGS}"], env=environment, check=True, timeout=300
    )
    return json.loads(kept.read_text())


def waiting(page: str, copy: str) -> float:
    """How many times as long the largest contentful paint of the page takes as that of its copy."""
    painted: dict[str, list[float]] = {page: [], copy: []}
    measured(copy, "first")
    for _run in range(RUNS):
        for address, times in painted.items():
            report = measured(address, "paint", "--only-categories=performance")
            times.append(report["audits"]["largest-contentful-paint"]["numericValue"])
    ours, bare = map(statistics.median, painted.values())
    print(f"largest contentful paint: {ours:.0f} ms, of the same bytes kept {bare:.0f} ms, {ours / bare:.3f} times")
    for address, times in painted.items():
        print(f"  {address}: {', '.join(f'{time:.0f}' for time in times)}")
    return ours / bare


@contextmanager
def kept_copy(site: str) -> Iterator[str]:
    """The address of a bare server that has whatever it was asked for once and sends it as it came."""
    kept: dict[str, tuple[dict[str, str], bytes]] = {}

    class Kept(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path not in kept:
                kept[self.path] = fetched(site + self.path, self.headers["Accept-Encoding"] or "")
            headers, body = kept[self.path]
            self.send_response(200)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Kept)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def fetched(address: str, encodings: str) -> tuple[dict[str, str], bytes]:
    with urlopen(Request(address, headers={"Accept-Encoding": encodings}), timeout=30) as answer:
        return {name: answer.headers[name] for name in SENT_ON if name in answer.headers}, answer.read()


if __name__ == "__main__":
    sys.exit(main())
