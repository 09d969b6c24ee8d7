"""Every kind of page is valid HTML by the Nu checker, which runs where Java and its jar are found."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from articles.desk import verbs
from articles.desk.correcting import Change
from articles.desk.illustrating import add_picture
from articles.desk.imprinting import imprint
from articles.desk.pages import publish, write
from articles.desk.proofing import make_link, revoke
from articles.models import Imprint, MenuLink, PageEdition, Series
from tests.magazine import BODY, Magazine, at, picture
from tests.test_desk_correcting import RETRACTION

JAR = Path(os.environ.get("VNU_JAR", ".ci/node_modules/vnu-jar/build/dist/vnu.jar"))
RICH = (
    "<h2>Who pays?</h2><p>A toll<small>Of <em>three</em> coins.</small> is <a href='https://example.org/a?b=1&c=2'>a "
    "tax</a>.</p><ul><li>Salt<ul><li>White</li></ul></li></ul><ol start='3'><li>Three</li></ol><h3>And who</h3>"
    "<blockquote><p>Nobody.</p></blockquote><aside>A tax</aside>"
    "<table><tr><th>Port<td>Toll<tr><td>Sable<td>3</table><hr><h2>Who pays?</h2>"
    "<p>H<sub>2</sub>O<br>and E=mc<sup>2</sup>.</p><h2>The end</h2><h4>Coda</h4>"
)


def available() -> bool:
    return shutil.which("java") is not None and JAR.exists()


@pytest.fixture
def checker() -> None:
    if available():
        return
    sentence = "The HTML checker needs Java and vnu-jar: run `.ci/run tools`, which installs them."
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture
def magazine(checker: None, db: None) -> Magazine:
    cast = Magazine()
    image = add_picture(
        picture(400, 300), "a.png", by=cast.editor, alt="A “door” & a wall", caption="<Door>", credit="A. B."
    )
    now = timezone.now()
    rich = f"{BODY}<figure data-image='{image.pk}'></figure>{RICH}"
    cast.rich = cast.live(
        "Who pays? “Nobody” & <others>", body=rich, image=image, authors=[cast.ada, cast.bao], now=now
    )
    hung = {"series": Series.objects.create(name="Straits", slug="straits"), "reply_to": cast.rich, "now": now}
    card = '<p><a href="https://youtu.be/a?b&amp;c">The <em>strait</em></a></p>'
    cast.urdu = cast.live("آبنائے کا محصول", language="ur", topics=[cast.sea, cast.borders], body=card, **hung)
    cast.plain = cast.live("Word" * 40, standfirst="A line.", kind="analysis", disclaimers=[], **hung)
    for change in (Change("note", right="<One> & “another”."), RETRACTION):
        verbs.correct(cast.urdu, by=cast.publisher, change=change)
    cast.gone = cast.withdrawn("Forged", now=at(-24))
    about = write(PageEdition(title="<About> us", slug="about-us", body=RICH), by=cast.editor, seen=None, now=now)
    publish(about.page, by=cast.publisher, seen=1, now=now)
    links = [MenuLink(topic=cast.sea), MenuLink(page=about.page, label="“Us” & <you>")]
    imprint(Imprint(name="The “Harbour” & <Pier>", logo=image, accent="#0b5d57"), links, by=cast.publisher, seen=0)
    for _number in range(21):
        cast.live(now=at(-48))
    return cast


def addresses(cast: Magazine) -> dict[str, int]:
    slugs = [article.slug for article in (cast.rich, cast.urdu, cast.plain)]
    return {
        "/": 200,
        "/articles/": 200,
        "/articles/?topic=the-sea&topic=borders&match=any&kind=opinion&author=ada-brandt&year=2026": 200,
        "/articles/?topic=nothing&older=x": 200,
        **{f"/articles/{quote(slug)}/": 200 for slug in slugs},
        f"/articles/{cast.gone.slug}/": 410,
        "/articles/never/": 404,
        "/corrections/": 200,
        "/about-us/": 200,
        "/topics/": 200,
        "/series/straits/": 200,
        "/authors/": 200,
        "/archive/": 200,
        "/search/?q=sea": 200,
        "/search/?q=xyzzyx+-sea": 200,
        "/topics/the-sea/": 200,
        "/authors/ada-brandt/": 200,
    }


def complaints(folder: Path) -> list[str]:
    """What the checker says against the HTML files in a folder, warnings included."""
    command = [shutil.which("java") or "java", "-jar", str(JAR), "--skip-non-html", "--format", "gnu", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = [line for line in answer.stderr.splitlines() if line.startswith('"')]
    assert (answer.returncode == 0) or found, answer.stderr
    return found


@pytest.mark.django_db
def test_every_page_that_readers_see_is_valid(magazine: Magazine, client: Client, tmp_path: Path) -> None:
    for number, (address, status) in enumerate(addresses(magazine).items()):
        response = client.get(address)
        assert response.status_code == status, address
        (tmp_path / f"{number:02}.html").write_bytes(response.content)
    proof = magazine.draft("A draft nobody published").newest()
    client.force_login(magazine.editor)
    (tmp_path / "proof.html").write_bytes(client.get(f"/admin/articles/article/{proof.article_id}/proof/1/").content)
    assert complaints(tmp_path) == []


@pytest.mark.django_db
def test_the_pages_of_a_proof_link_are_valid(magazine: Magazine, client: Client, tmp_path: Path) -> None:
    link, token = make_link(magazine.rich, by=magazine.editor, name="Ada “Brandt” & <sons>")
    read = client.get(f"/proof/{token}/")
    given = {"answer": "query_proof", "shown": read.context["shown"]}
    answers = [
        read,
        client.post(f"/proof/{token}/", given),
        client.post(f"/proof/{token}/", {**given, "note": "<Ships>"}),
    ]
    answers.append(client.get(f"/proof/{token}/"))
    revoke(link, by=magazine.editor)
    answers.append(client.post(f"/proof/{token}/", {"note": "Too <late>"}))
    assert [answer.status_code for answer in answers] == [200, 400, 200, 200, 410]
    for number, answer in enumerate(answers):
        (tmp_path / f"{number}.html").write_bytes(answer.content)
    assert complaints(tmp_path) == []


def test_the_checker_finds_what_is_wrong(checker: None, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!doctype html><title>x</title><p><table><b>y</table>")
    assert any("error" in line for line in complaints(tmp_path))
