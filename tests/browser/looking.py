"""What a look at a page needs, made to cost little: scripts and axe by the protocol of the browser’s own tools.

It compiles axe once for all pages, and no policy hinders it. Axe is told not to load the style sheets once more, which
would write one of its own into the page, and not to wait for the frames of a preview, which hold what readers see; none
of its rules for WCAG 2.2 AA needs the former.
"""

from json import dumps
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import WCAG

OPTIONS = {**WCAG, "preload": False, "iframes": False}
AXE = f"window.axe ?? (() => {{ {AXE_SCRIPT} }})()"
FINDINGS = """document.getAnimations().forEach(each => each.finish())
axe.run(CONTEXT, OPTIONS).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 300)} (${failureSummary})`)))"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


class Tools:
    """Those of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tools = page.context.new_cdp_session(page)

    def findings(self, context: dict[str, Any] | None = None, options: dict[str, Any] = OPTIONS) -> list[str]:
        """What axe finds within a context, on a page into which it was brought by :data:`AXE`."""
        asked = FINDINGS.replace("CONTEXT", dumps(context or {"exclude": []}))
        return list(self.evaluate(asked.replace("OPTIONS", dumps(options))))

    def evaluate(self, script: str) -> Any:
        asked = {"expression": script, "awaitPromise": True, "returnByValue": True}
        answer = self.tools.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")
