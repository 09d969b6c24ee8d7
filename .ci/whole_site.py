"""Builds the demo magazine aside and serves it, once for two questions: what its articles weigh (size_budget.py), and
whether every page that a reader can come to is valid HTML by the Nu checker, without an error and without a warning.

Pages are found as robots find them, from the sitemap and along every link; and as people do, by each choice of a form.
Without Java and the checker (VNU_JAR) only the first is answered.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

from size_budget import free_port, serve, stop, verdict

JAR = Path(os.environ.get("VNU_JAR", ".ci/node_modules/vnu-jar/build/dist/vnu.jar"))
MOST = 1_000
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"|<link rel="(?:prev|next|canonical)" href="([^"]+)"')
PLACE = re.compile(r"<loc>([^<]+)</loc>")
CHOICE = re.compile(r'<input type="checkbox" name="(\w+)" value="([^"]+)"')
NO_PAGES = re.compile(r"/(?:admin|api|media|static|oembed|healthz)\b|/feed/|\.(?:txt|xml|json)$")
ASKED = (
    "/",
    "/sitemap.xml",
    "/articles/?topic=the-sea&topic=trade&match=any",
    "/articles/?topic=rivers&kind=news&year=2025",
    "/articles/?topic=never&older=x",
    "/search/",
    "/search/?q=sea",
    "/search/?q=%22the+sea%22+-toll&kind=opinion",
    "/search/?q=tolll",
    "/search/?q=-",
    "/authors/?after=zz",
    "/archive/1999/01/",
    "/articles/never/",
)


def main() -> str | int:
    with tempfile.TemporaryDirectory() as folder, open(Path(folder) / "demo.log", "w+") as log:
        port = free_port()
        server = serve(port, folder, log)
        try:
            site = f"http://127.0.0.1:{port}"
            return verdict(site, server, log) or judge(site, Path(folder) / "pages")
        finally:
            stop(server)


def judge(site: str, folder: Path) -> str | int:
    if not (shutil.which("java") and JAR.exists()):
        return f"The HTML checker needs Java and {JAR.name}: run `.ci/run tools`, which installs them."
    folder.mkdir()
    names = {}
    for number, (address, page) in enumerate(pages(site)):
        names[f"{number:04}.html"] = address
        (folder / f"{number:04}.html").write_text(page, "utf-8")
    command = ["java", "-jar", str(JAR), "--format", "gnu", str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300).stderr
    for name, address in names.items():
        told = told.replace(f"file:{folder / name}", address)
    print(f"{len(names)} pages of the demo were checked; the HTML checker says {told.count(chr(10)) or 'nothing'}.")
    return told or 0


def pages(site: str) -> Iterator[tuple[str, str]]:
    """Each page once, in the order in which it is come to: its address below the site, and its HTML."""
    waiting = [site + address for address in ASKED]
    known = set(waiting)
    while waiting and len(known) < MOST:
        address = waiting.pop(0)
        content, kind = asked(address)
        fresh = [found for found in dict.fromkeys(leads(content, address)) if found.startswith(f"{site}/")]
        waiting += [found for found in fresh if found not in known]
        known.update(fresh)
        if kind == "text/html":
            yield address.removeprefix(site), content
    if waiting:
        sys.exit(f"There are more than {MOST} pages, which the demo has not.")


def asked(address: str) -> tuple[str, str]:
    try:
        answer = urlopen(address, timeout=30)
    except HTTPError as error:
        answer = error
    with answer:
        return answer.read().decode(), answer.headers.get_content_type()


def leads(content: str, address: str) -> Iterator[str]:
    yield from PLACE.findall(content)
    for pair in LINK.findall(content):
        target = urldefrag(urljoin(address, unescape("".join(pair))))[0]
        if not NO_PAGES.search(target.partition("?")[0]):
            yield target
    for name, value in CHOICE.findall(content):
        yield urljoin(address, f"/articles/?{name}={value}")


if __name__ == "__main__":
    sys.exit(main())
