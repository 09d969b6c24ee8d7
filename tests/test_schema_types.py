"""The structured data of every kind of page has the types of schema.org, by schema-dts, where npm brought it here."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.test import Client, override_settings

from articles.desk.illustrating import add_picture
from articles.desk.imprinting import imprint
from articles.desk.pages import publish, write
from articles.models import Imprint, Kind, PageEdition, Revision, Series
from articles.models.about import PageKind
from articles.public.structured import of_article
from tests.magazine import NOW, Magazine, at, picture
from tests.test_provenance import GIVEN
from tests.test_public_structured import PUT_RIGHT, structured

MODULES = Path(".ci/node_modules").resolve()
COMPILER = MODULES / "typescript/lib/tsc.js"


@pytest.fixture
def compiler() -> None:
    if shutil.which("node") and COMPILER.exists() and (MODULES / "schema-dts").exists():
        return
    sentence = "The types of schema.org need Node, TypeScript and schema-dts: run `.ci/run tools`, which installs them."
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


def complaints(things: list[dict[str, Any]], folder: Path) -> list[str]:
    """What the compiler says against the things, each taken as the type that it says it is."""
    (folder / "node_modules").symlink_to(MODULES)
    names = sorted({thing["@type"] for thing in things})
    lines = [f'import type {{ {", ".join(names)} }} from "schema-dts";']
    lines += [f"const n{number}: {thing['@type']} = {json.dumps(thing)};" for number, thing in enumerate(things)]
    (folder / "data.ts").write_text("\n".join(lines))
    command = ["node", str(COMPILER), "--noEmit", "--skipLibCheck", "--strict", "--preserveSymlinks", "data.ts"]
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    found = answer.stdout.splitlines()
    assert (answer.returncode == 0) is not bool(found), answer
    return found


@pytest.mark.django_db
def test_every_page_tells_of_things_that_schema_org_knows(compiler: None, client: Client, tmp_path: Path) -> None:
    cast = Magazine()
    image = add_picture(picture(400, 300), "a.png", by=cast.editor, alt="A door", credit="A. B.", licence="CC BY 4.0")
    paths = ["/", "/topics/the-sea/", "/authors/ada-brandt/", "/series/straits/"]
    hung: dict[str, Any] = {"series": Series.objects.create(name="Straits", slug="straits"), **GIVEN}
    for kind in PageKind.values:
        edition = write(PageEdition(title=f"On {kind}"), kind=kind, by=cast.editor, seen=None, now=NOW)
        publish(edition.page, by=cast.publisher, seen=1, now=NOW)
        paths.append(edition.get_absolute_url())
    facts = {"publisher": "Harbour Press", "address": "1, The Pier", "email": "desk@review.test", "phone": "+1 2"}
    facts |= {"issn": "2049-3630", "founded": 1911, "socials": "https://a.example/@h", "logo": image}
    imprint(Imprint(name="The Harbour", **facts), by=cast.publisher, seen=0, now=NOW)
    for kind in Kind.values:
        article = cast.live(kind=kind, image=image, authors=[cast.ada, cast.bao], now=NOW, **hung)
        hung["reply_to"] = article
        paths.append(f"/articles/{article.slug}/")
    with (
        mock.patch("django.utils.timezone.now", return_value=at(1)),
        override_settings(PUBLISHING_PRINCIPLES="https://review.test/ethics/"),
    ):
        things = [thing for path in paths for thing in structured(client.get(path).content.decode())]
    revision = Revision.objects.for_page().newest_first()[0]
    things += of_article(revision, lambda address: f"https://review.test{address}", [PUT_RIGHT])["@graph"]
    assert complaints(things, tmp_path) == []


def test_the_compiler_finds_what_is_wrong(compiler: None, tmp_path: Path) -> None:
    (line,) = complaints([{"@type": "NewsArticle", "headlin": "x"}], tmp_path)
    assert "headlin" in line
