"""A clean body for each element of the grammar."""

from articles.text.grammar import ELEMENTS

LIST = "<ul><li><p>one</p><ul><li><p>two</p></li></ul></li></ul>"
HEAD = '<tr><th colspan="2"><p>x</p></th></tr>'
CELLS = '<tr><td rowspan="2"><p>y</p></td><td><p>z</p></td></tr><tr><td><p>w</p></td></tr>'
TABLE = f"<table><tbody>{HEAD}{CELLS}</tbody></table>"
FIGURE = '<figure data-image="4"><figcaption>x</figcaption></figure>'
SAMPLES = {
    **{tag: f"<{tag}>x</{tag}>" for tag in ("p", "h2", "h3", "h4", "aside")},
    **{tag: f"<p>a <{tag}>x</{tag}> b</p>" for tag in ("strong", "em", "sub", "sup")},
    **dict.fromkeys(("table", "tbody", "tr", "th", "td"), TABLE),
    **dict.fromkeys(("figure", "figcaption"), FIGURE),
    **dict.fromkeys(("ul", "li"), LIST),
    "ol": '<ol start="3"><li><p>x</p><ul><li><p>y</p></li></ul></li></ol>',
    "blockquote": "<blockquote><p>x</p></blockquote>",
    "hr": "<hr>",
    "a": '<p><a href="https://example.org/">x</a></p>',
    "br": "<p>x<br>y</p>",
    "small": "<p>x<small>note</small></p>",
}
"""By tag; a test sees to it that no element is forgotten."""

WHOLE = "".join(dict.fromkeys(SAMPLES[element.tag] for element in ELEMENTS))
"""Every element in one body."""
