"""What is pasted, from wherever, comes out as the grammar writes it; the server’s cleaner has nothing left to do."""

from pathlib import Path

from playwright.sync_api import Locator, Page
from pytest_django.live_server_helper import LiveServer

from articles.text.cleaning import clean
from tests.bodies import WHOLE
from tests.browser.caret import BODY
from tests.browser.conftest import LogIn
from tests.browser.test_desk import open_form
from tests.magazine import Magazine, picture

FOLDER = Path(__file__).parent / "pasted"
SAMPLES = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(".clean.html"))
PASTE = """(area, [kind, clipboard]) => {
  area.editor.commands.clearContent(true)
  area.focus()
  const clipboardData = new DataTransfer()
  clipboardData.setData(kind, clipboard)
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
  return document.getElementById("id_body").value
}"""
INTO_A_NOTE = (
    PASTE.replace("area, [kind, clipboard]", "area, clipboard")
    .replace("kind", "'text/html'")
    .replace(
        "area.focus()",
        "area.editor.commands.setContent('<p>One.<small></small> Two.</p>'); area.editor.commands.setTextSelection(6)",
    )
)


def expected(sample: Path) -> str:
    """The clean body, which stands with a line for each block."""
    return (FOLDER / f"{sample.stem}.clean.html").read_text("utf-8").replace("\n", "")


def pasted(area: Locator, text: str, kind: str = "text/html") -> str:
    return area.evaluate(PASTE, [kind, text]).replace("&nbsp;", "\xa0")


def test_what_is_pasted_comes_out_as_the_grammar_writes_it(
    page: Page, live_server: LiveServer, cast: Magazine, log_in: LogIn
) -> None:
    log_in(page, cast.editor)
    open_form(page, live_server, cast.draft(body=""))
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/image/*/picture/", lambda route: route.fulfill(body=picture(), content_type="image/png"))
    area = page.locator(BODY)
    assert len(SAMPLES) >= 12
    for sample in SAMPLES:
        kind = "text/plain" if sample.suffix == ".txt" else "text/html"
        body = pasted(area, sample.read_bytes().decode(), kind)
        assert clean(body) == expected(sample), sample.name
        assert body == expected(sample), sample.name
    note = area.evaluate(INTO_A_NOTE, "<p>See <i>Lloyd’s</i>,</p><ul><li>page 4.</li></ul>")
    assert note == "<p>One.<small>See <em>Lloyd’s</em>, page 4.</small> Two.</p>"
    own = WHOLE.replace("<h2>", '<h2 data-pm-slice="0 0 []">', 1)
    assert pasted(area, own) == WHOLE == clean(WHOLE)
