"""The desk worked by its keys: Tab from stop to stop, each of which must show that it has the focus."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 120
REMEMBER = """() => {
  const shown = (element) => {
    const style = getComputedStyle(element)
    const names = ["outline", "boxShadow", "border", "backgroundColor", "color", "textDecoration"]
    return names.map(name => style[name]).join(";")
  }
  window.looks = (element) => {
    const around = [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean)
    return around.map(shown).join("|")
  }
  const stops = "a, button, input, select, textarea, summary, [tabindex], [contenteditable]"
  window.without = new WeakMap([...document.querySelectorAll(stops)].map(each => [each, window.looks(each)]))
}"""
"""What may have the focus, as it looks without."""
SEEN = """() => {
  const element = document.activeElement
  if (element === document.body) return null
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  const { left, top, width, height } = element.getBoundingClientRect()
  const parts = [[.5, .5], [.02, .1], [.98, .1], [.02, .9], [.98, .9]]
  const hits = parts.map(([x, y]) => document.elementFromPoint(left + x * width, top + y * height))
  return {
    name: `${element.outerHTML.slice(0, 160)}`,
    isIn: hits.some(hit => hit && (element.contains(hit) || hit.contains(element))),
    isMarked: (outlineStyle !== "none" && parseFloat(outlineWidth) > 0)
      || (window.without.has(element) && window.without.get(element) !== window.looks(element)),
  }
}"""


class Keys:
    """The keyboard of somebody without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def begin(self) -> None:
        """On a page that is there, past what frames every page, by the way that stands first.

        A form that is sent from behind it leads there again.
        """
        self.page.evaluate(REMEMBER)
        if self.page.url.endswith("#content-start"):
            return
        self.go_to(self.page.get_by_role("link", name="Skip to main content"))
        self.page.keyboard.press("Enter")

    def go_to(self, place: Locator, key: str = "Tab") -> None:
        for _stop in range(MOST_STOPS):
            self.page.keyboard.press(key)
            self.look()
            if self.is_at(place):
                return
        expect(place).to_be_focused()

    def is_at(self, place: Locator) -> bool:
        return place.count() == 1 and bool(place.evaluate("element => element === document.activeElement"))

    def look(self) -> None:
        """At what has the focus; behind the last stop of a page nothing has."""
        stop = self.page.evaluate(SEEN)
        if stop is None:
            return
        assert stop["isMarked"], f"Nothing shows that this has the focus: {stop['name']}"
        assert stop["isIn"], f"This has the focus and is covered, or out of sight: {stop['name']}"

    def enter(self, place: Locator, key: str = "Enter") -> None:
        """Go to what leads to another page, and along."""
        self.go_to(place)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def choose(self, place: Locator, word: str, name: str) -> None:
        """In a list with a search field."""
        self.go_to(place)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".select2-search__field")).to_be_focused()
        self.page.keyboard.type(word)
        expect(self.page.locator(".select2-results__option--highlighted")).to_have_text(name)
        expect(self.page.locator(".select2-results__option")).to_have_count(1)
        self.page.keyboard.press("Enter")
        expect(place).to_contain_text(name)
        expect(place).to_be_focused()
        self.look()
