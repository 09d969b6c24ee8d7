"""The caret of the rich text editor, which learns a moment after the browser where it went.

What is typed within that moment after a click would land where the editor believes the caret to be: no person is that
quick, and a loaded machine is that slow.
"""

from collections.abc import Callable
from time import monotonic

from playwright.sync_api import Locator, Page

BODY = "[aria-label=Body]"
PATIENCE = 10
"""Seconds."""
COLLAPSE_TO_THE_END = """line => {
  getSelection().selectAllChildren(line)
  getSelection().collapseToEnd()
}"""
AT_THE_END = "({ empty, $head }) => empty && $head.parentOffset === $head.parent.content.size"
AT_THE_START = "({ empty, $head }) => empty && $head.parentOffset === 0"
MARKED_TO_THE_END = "({ empty, $head }) => !empty && $head.parentOffset === $head.parent.content.size"
IN_A_PARAGRAPH = "({ $head }) => $head.parent.type.name === 'paragraph'"
IN_A_FIGURE = "({ $head }) => $head.parent.type.name === 'figure'"


def to_the_end_of(page: Page, line: Locator) -> None:
    """Put the caret behind the last letter of a line of the text, however many rows it takes on the screen."""
    line.click()
    repeat_until(page, lambda: line.evaluate(COLLAPSE_TO_THE_END), AT_THE_END)


def press_until(page: Page, key: str, there: str) -> None:
    """Press a key that does no harm when it is pressed again, until the editor's selection is as asked."""
    repeat_until(page, lambda: page.keyboard.press(key), there)


def repeat_until(page: Page, act: Callable[[], object], there: str) -> None:
    end = monotonic() + PATIENCE
    act()
    while not knows(page, there):
        assert monotonic() < end, f"The editor's selection never was as asked: {there}"
        act()


def wait_until(page: Page, there: str) -> None:
    repeat_until(page, lambda: None, there)


def knows(page: Page, there: str) -> bool:
    return bool(page.locator(BODY).evaluate(f"area => ({there})(area.editor.state.selection)"))
