"""Whatever HTML goes in, what comes out holds to the grammar, keeps its words and stays as it is when cleaned again."""

import re
import time
from collections import Counter
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.text.cleaning import SAFE, clean, paragraph
from articles.text.grammar import BREAKING, BY_TAG, ELEMENTS, READ_AS, SCHEMES
from tests.bodies import SAMPLES
from tests.examples import SHARE, examples
from tests.pace import allowed

VOID = {"br", "hr"}
NEEDS = {"figure": "data-image", "a": "href"}


class Walk(HTMLParser):
    """Reads a clean body element by element, failing where the grammar does not allow what stands there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []
        self.last = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = BY_TAG[tag]
        outer = self.open[-1] if self.open else ""
        if element.place in {"block", "container"}:
            assert outer in element.within, f"<{tag}> inside <{outer}>"
        else:
            assert self.is_in_line(), f"<{tag}> outside of a line"
            assert tag not in self.open, f"<{tag}> inside itself"
        assert tag != "figcaption" or self.last == "figure", "a caption that is not the first and only"
        self.check_attributes(tag, dict(attrs))
        self.last = tag
        if tag not in VOID:
            self.open.append(tag)

    def check_attributes(self, tag: str, attrs: dict[str, str | None]) -> None:
        assert attrs.keys() <= set(BY_TAG[tag].attributes)
        assert tag not in NEEDS or NEEDS[tag] in attrs
        for name, value in attrs.items():
            if name == "href":
                assert re.match(r"https?://[^/]|mailto:|/(?![/\\])", value or "", re.IGNORECASE), value
            else:
                assert re.fullmatch(r"[1-9]\d*", value or ""), value

    def is_in_line(self) -> bool:
        return any(BY_TAG[tag].place == "block" for tag in self.open)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.last = f"/{tag}"

    def handle_data(self, data: str) -> None:
        assert self.is_in_line(), f"{data!r} outside of a line"
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def walked(body: str) -> Walk:
    walk = Walk()
    walk.feed(body)
    walk.close()
    assert walk.open == []
    return walk


def words_in(html: str) -> Counter[str]:
    return Counter(re.findall(r"word\d+", html))


ATTRIBUTES = (
    "",
    ' href="https://example.org/a?b=1&amp;c=2"',
    ' href="/articles/x/"',
    ' href="mailto:desk@example.org"',
    ' href="javascript:alert(1)"',
    ' href="//evil.example"',
    ' href="java&#10;script:x"',
    " href",
    ' data-image="7"',
    ' data-image="-1"',
    ' start="3"',
    ' colspan="2" rowspan="0"',
    ' style="position:fixed" class="x" id="y" onclick="z()"',
    ' align="right" dir="rtl" lang="ur"',
)
PLAIN_TAGS = sorted({*READ_AS, *BREAKING, "span", "font", "u", "s", "q", "code", "img", "button", "my-tag", "ruby"})
HOSTILE_TAGS = [
    "script",
    "style",
    "svg",
    "math",
    "iframe",
    "object",
    "template",
    "textarea",
    "title",
    "select",
    "plaintext",
]
TEXTS = (
    "&nbsp;",
    "\xa0",
    " ",
    "\n",
    "&lt;script&gt;",
    "&amp;lt;b&amp;gt;",
    "<",
    ">",
    "&",
    "\u200b",
    "\u00ad",
    "\x00",
    "'",
    '"',
)
SOUPS = ("<!-- a -->", "<!--", "-->", "<![CDATA[x]]>", "<?php x ?>", "<!DOCTYPE html>", "</", "<a href=", "<p/>", "]]>")


def tags(names: list[str]) -> st.SearchStrategy[str]:
    opening = st.builds(lambda name, attrs: f"<{name}{attrs}>", st.sampled_from(names), st.sampled_from(ATTRIBUTES))
    return opening | st.sampled_from(names).map(lambda name: f"</{name}>")


FRAMES = (
    '<figure data-image="7">',
    "<figcaption>",
    "<table>",
    "<tr>",
    "<td>",
    "<ul>",
    "<li>",
    "<blockquote>",
    "<small>",
)
WORDS = st.integers(0, 999).map(lambda number: f" word{number} ")
READABLE = st.lists(WORDS | tags(PLAIN_TAGS) | st.sampled_from(FRAMES) | st.sampled_from(TEXTS[:5]), max_size=30).map(
    "".join
)
NESTED = st.recursive(
    WORDS | st.sampled_from(TEXTS),
    lambda inner: st.builds(
        lambda name, attrs, inside: f"<{name}{attrs}>{''.join(inside)}</{name}>",
        st.sampled_from(PLAIN_TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)
HOSTILE = st.lists(
    WORDS
    | tags(PLAIN_TAGS + HOSTILE_TAGS)
    | st.sampled_from(FRAMES)
    | st.sampled_from(TEXTS + SOUPS)
    | st.text(max_size=5),
    max_size=30,
).map("".join)


@examples(400)
@given(HOSTILE | NESTED)
@example("<ul>a<li>b</ul>c<table>d<tr>e<td>f<table><tr><td>g</table></table>")
@example("<small>a<small>b</small><p>c</p></small>")
@example("<figure data-image=1><figcaption>a</figcaption><figcaption>b</figcaption></figure>")
@example("<figure data-image=1><figcaption>a</figcaption><figure data-image=2></figure><p>b</figure>")
def test_any_html_comes_out_in_the_grammar_and_the_same_when_cleaned_again(html: str) -> None:
    body = clean(html)
    walked(body)
    assert clean(body) == body


@examples(200)
@given(READABLE | NESTED)
def test_no_word_is_lost_and_none_is_doubled(html: str) -> None:
    assert words_in(" ".join(walked(clean(html)).text)) == words_in(html)


@examples(100)
@given(st.text(max_size=80))
def test_plain_text_becomes_one_clean_paragraph(text: str) -> None:
    line = paragraph(text)
    assert clean(line) == line
    assert line == "" or (line.count("<p>") == 1 and line.startswith("<p>") and line.endswith("</p>"))


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.tag)
def test_every_element_of_the_grammar_can_be_written(element: object) -> None:
    body = SAMPLES[element.tag]
    assert f"<{element.tag}" in body
    assert clean(body) == body


@pytest.mark.parametrize(("alias", "tag"), [(alias, tag) for alias, tag in READ_AS.items() if alias != tag])
def test_an_alias_is_read_as_its_element(alias: str, tag: str) -> None:
    frame = {"ul": "<{0}><li><p>x</p></li></{0}>", "tbody": "<table><{0}><tr><td><p>x</p></td></tr></{0}></table>"}
    html = frame.get(tag, "<p>a <{0}>x</{0}></p>" if BY_TAG[tag].place == "mark" else "<{0}>x</{0}>")
    assert clean(html.format(alias)) == html.format(tag)


@pytest.mark.parametrize("tag", ["script", "style", "template", "noscript", "iframe", "object"])
def test_what_a_hostile_element_holds_goes_with_it(tag: str) -> None:
    assert clean(f"<p>before <{tag}>alert(1)</{tag}>after</p>") == "<p>before after</p>"


HREFS = (
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "//evil.example/",
    "/\\evil.example",
    "https://[evil",
    "\\\\evil",
    "#x",
    "ftp://x/",
)


@pytest.mark.parametrize(
    "href", [*HREFS, " javascript:x", "JaVaScRiPt:x", "java\tscript:x", "https:", "http:///x", "relative"]
)
def test_a_link_that_leads_nowhere_good_keeps_only_its_words(href: str) -> None:
    assert clean(f'<p><a href="{href}">word</a></p>') == "<p>word</p>"


@pytest.mark.parametrize(
    "href", ["https://example.org/a", "http://example.org", "mailto:desk@example.org", "/articles/x/"]
)
def test_a_good_link_stays(href: str) -> None:
    assert clean(f'<p><a href="{href}" target="_blank" rel="x">word</a></p>') == f'<p><a href="{href}">word</a></p>'


@pytest.mark.parametrize("attribute", ["onclick", "style", "class", "id", "srcdoc"])
@pytest.mark.parametrize("tag", ["p", "strong", "td"])
def test_no_handler_style_or_class_survives(tag: str, attribute: str) -> None:
    assert attribute not in clean(f'<table><tr><td><{tag} {attribute}="x">word</{tag}></td></tr></table>')


FIGURE = '<figure data-image="7"></figure>'
LIFTED = f"<ul><li><p>a</p><p>b</p></li></ul>{FIGURE}"
QUOTED = f"<blockquote><p>a</p></blockquote>{FIGURE}"


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("loose text", "<p>loose text</p>"),
        ("one<br><br>two", "<p>one</p><p>two</p>"),
        ("<p>  a   b\n c </p>", "<p>a b c</p>"),
        ("<p>11\xa0miles</p>", "<p>11\xa0miles</p>"),
        ("<p></p><p>&nbsp;</p><h2> </h2>", ""),
        ("<div>one<div>two</div>three</div>", "<p>one</p><p>two</p><p>three</p>"),
        ("<b><i>x</i></b><i><b>y</b></i>", "<p><strong><em>xy</em></strong></p>"),
        ("<ul>a<li>b</li></ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("<blockquote>said</blockquote>", "<blockquote><p>said</p></blockquote>"),
        ("<figure><img src=x></figure>", ""),
        ('<ul><li>a<figure data-image="7"></figure>b</li></ul>', LIFTED),
        ('<blockquote>a<figure data-image="7"></figure></blockquote>', QUOTED),
        ("<blockquote>a<hr>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<p>a\u200bb\u00adc</p>", "<p>abc</p>"),
        ("&lt;script&gt;", "<p>&lt;script&gt;</p>"),
        ("", ""),
    ],
)
def test_writing_of_all_sorts_takes_its_one_form(html: str, body: str) -> None:
    assert clean(html) == body


def test_the_sanitiser_is_built_from_the_grammar() -> None:
    assert isinstance(SAFE, nh3.Cleaner)
    assert frozenset({"http", "https", "mailto", "article"}) == SCHEMES
    assert clean("<p class='x' data-image='3'>a</p>") == "<p>a</p>"


def cpu_seconds(html: str) -> float:
    started = time.process_time()
    clean(html)
    return time.process_time() - started


def test_a_long_article_is_cleaned_in_a_blink() -> None:
    part = (
        "<h2>A heading</h2><p>Some <b>bold</b>, <i>slanted</i> and <a href='https://example.org/'>linked</a> words.</p>"
    )
    article = part * (44_000 // len(part))
    assert any(cpu_seconds(article) < allowed(0.15) for _ in range(5))


def size(most: int) -> int:
    """Two fifths of it on most days."""
    return round(most * SHARE)


HARD = {
    **{
        f"{tag} in {tag}": f"<{tag}>" * size(10_000) + "x"
        for tag in ("div", "blockquote", "b", "table", "svg", "small")
    },
    "lists in lists": "<ul><li>" * size(10_000) + "x",
    "tables in cells": "<table><tr><td>" * size(5_000) + "x",
    "very many spaces": f"<p>a{' ' * size(1_000_000)}b</p>",
    "very many unbreakable spaces": f"<p>a{chr(160) * size(1_000_000)}b</p>",
    "very many written spaces": f"<p>a{'&nbsp;' * size(160_000)}b</p>",
    "paragraphs never closed": "<p>a" * size(100_000),
    "bold never closed": "<b>x " * size(20_000),
    "links never closed": '<a href="https://example.org/">a' * size(20_000),
    "breaks": "a<br>" * size(20_000),
    "items": "<ul>" + "<li>x" * size(20_000),
    "cells": "<table><tr>" + "<td>x" * size(20_000),
    "captions": "<figure data-image=1><figcaption>x" * size(5_000),
    "comments": "<!--" * size(20_000),
    "closing tags": "</p></b></i>" * size(20_000),
}


@pytest.mark.parametrize("name", HARD)
def test_what_is_made_to_hurt_costs_no_more_than_its_length(name: str) -> None:
    assert any(cpu_seconds(HARD[name]) < allowed(2 * SHARE) for _ in range(3))


@pytest.mark.parametrize("hidden", ["&shy;", "&#8203;", "&#65279;", "\u00ad", "&#x2060;"])
def test_what_nobody_sees_goes_however_it_is_written(hidden: str) -> None:
    assert clean(f"<p>a{hidden}b</p>") == "<p>ab</p>"


@pytest.mark.parametrize(
    "address", ["/&#9;/evil.example", "/\n/evil.example", "java&#10;script:x()", "/&#173;/evil.example"]
)
def test_no_address_hides_behind_a_character_that_browsers_drop(address: str) -> None:
    assert clean(f'<p><a href="{address}">here</a></p>') == "<p>here</p>"
