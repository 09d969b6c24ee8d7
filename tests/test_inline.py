"""The styles that each page carries in itself: the same rules, smaller, in the magazine's colour."""

import re

import pytest
from django.conf import settings

from editorial import colour, inline

CASES = [
    ("a { color: red; }", "a{color:red}"),
    ("a :is(b, i) > u + s { top: 0 }", "a :is(b,i)>u + s{top:0}"),
    ("a { width: calc(1em + 2 * var(--x)) }", "a{width:calc(1em + 2 * var(--x))}"),
    ("/* one; {two} */\na::after { content: \" ; /* x */ \\22 > \" }", 'a::after{content:" ; /* x */ \\22 > "}'),
    ("@media (min-width: 36rem) and (orientation: landscape) {\n  a { b: c; d: e }\n}\n",
     "@media (min-width:36rem) and (orientation:landscape){a{b:c;d:e}}"),
    ("a { font: 1em/1.5 serif }", "a{font:1em/1.5 serif}"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "printed"), CASES)
def test_only_what_means_nothing_is_taken_out(written: str, printed: str) -> None:
    assert inline.smaller(written) == printed
    assert inline.smaller(printed) == printed


@pytest.mark.parametrize("kind", inline.SHEETS)
def test_a_sheet_is_a_quarter_smaller_and_closes_what_it_opens(kind: str) -> None:
    written = "".join((settings.BASE_DIR / "static" / name).read_text("utf-8") for name in inline.SHEETS[kind])
    printed = inline.sheet(kind, "")
    assert len(printed) < 0.88 * len(written)
    assert printed.count("{") == printed.count("}") == re.sub(r"/\*.*?\*/", "", written, flags=re.S).count("{")
    assert "<" not in printed


def test_the_magazines_colour_comes_last_and_so_counts() -> None:
    assert inline.sheet("lists", "#0b5d57").endswith(":root{--accent:light-dark(#0b5d57,#12978d)}")


def test_a_text_in_the_page_is_named_by_its_hash() -> None:
    assert inline.source("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#ffffff", 21), ("#777", "#777777", 1), ("#767676", "#fff", 4.54)]
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert colour.contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("accent", ["#8c1c13", "#0b5d57", "#fc0", "#ffffff", "#000", "#00f", "#808080"])
def test_any_colour_can_be_read_on_paper_and_at_night(accent: str) -> None:
    for shade, grounds in zip(colour.readable(accent), (colour.PAPERS, colour.NIGHTS), strict=True):
        assert all(colour.contrast(shade, ground) >= colour.ENOUGH for ground in grounds)


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert colour.readable("#8c1c13")[0] == "#8c1c13"
    assert colour.readable("#ffcc00")[1] == "#ffcc00"


def test_the_grounds_are_those_of_the_stylesheet() -> None:
    css = (settings.BASE_DIR / "static/magazine.css").read_text("utf-8")
    found = re.findall(r"--(?:paper|wash): light-dark\((#\w+), (#\w+)\)", css)
    assert found == list(zip(colour.PAPERS, colour.NIGHTS, strict=True))


def test_each_script_of_readers_is_below_five_kilobytes() -> None:
    sizes = {path.name: path.stat().st_size for path in (settings.BASE_DIR / "static" / "reader").iterdir()}
    assert sizes
    assert not {name: size for name, size in sizes.items() if size >= 5_000}
