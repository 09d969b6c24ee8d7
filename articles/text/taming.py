"""Markup that would drive an HTML parser mad, made harmless before it is parsed."""

import re

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
FORMATTING = frozenset({"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
"""Elements that a parser opens anew in each paragraph until they are closed (HTML, 13.2.4.3)."""
NOT_NESTING = frozenset(
    {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup"}
    | {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""Elements whose end tag may be left out or that have none, so that their start tells nothing of depth."""
DEEPEST = 100


def tame(html: str) -> str:
    """The same markup with formatting elements bare of attributes and nothing nested deeper than 100.

    A parser keeps at most three equal open formatting elements, but any number of different ones: 44 KB of
    ``<p><b class=1><p><b class=2>…`` took nh3 43 seconds. Lists nested 64,000 deep took minutes.
    """
    end = html.rfind(">") + 1
    depth = 0

    def bounded(found: re.Match[str]) -> str:
        nonlocal depth
        closing, name = found[1], found[2].lower()
        if name not in NOT_NESTING:
            depth = max(0, depth - 1) if closing else depth + 1
        if depth > DEEPEST and not closing and name not in NOT_NESTING:
            depth -= 1
            return ""
        return f"<{closing}{name}>" if name in FORMATTING else found[0]

    return TAG.sub(bounded, html[:end]) + html[end:]
