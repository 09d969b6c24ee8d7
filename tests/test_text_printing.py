"""A clean body as readers get it: anchors, notes with their way back, tables that scroll, figures in place."""

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.text.cleaning import clean
from articles.text.printing import Heading, figures_in, print_body

TABLE = "<table><tbody><tr><td><p>x</p></td></tr></tbody></table>"


def test_headings_get_anchors_and_make_the_outline() -> None:
    printed = print_body("<h2>Tolls &amp; <em>lamps</em></h2><p>a</p><h3>海峡</h3><h4>… !</h4>")
    assert printed.outline == [
        Heading(2, "s-tolls-lamps", "Tolls & lamps"),
        Heading(3, "s-海峡", "海峡"),
        Heading(4, "s-section", "… !"),
    ]
    assert '<h2 id="s-tolls-lamps">Tolls &amp; <em>lamps</em></h2>' in printed.html


def test_headings_of_the_same_words_get_anchors_of_their_own() -> None:
    printed = print_body("<h2>Why</h2><h3>Why</h3><h2>Why</h2>")
    assert [heading.id for heading in printed.outline] == ["s-why", "s-why--2", "s-why--3"]


@given(st.lists(st.sampled_from(["Why", "Why 2", "why--2", "Why-2", "…", "section", "section 2", "1"]), max_size=8))
def test_no_two_anchors_are_ever_the_same(headings: list[str]) -> None:
    printed = print_body(clean("".join(f"<h2>{heading}</h2>" for heading in headings)))
    ids = re.findall(r'id="([^"]+)"', printed.html)
    assert len(ids) == len(set(ids)) == len(headings)


def test_notes_are_numbered_and_lead_there_and_back() -> None:
    printed = print_body("<p>one<small>first <em>note</em></small></p><p>two<small>second</small></p>", back_label="Up")
    for number in (1, 2):
        assert f'<a href="#note-{number}" id="ref-{number}" role="doc-noteref">{number}</a>' in printed.html
        assert f'<a href="#ref-{number}" role="doc-backlink" aria-label="Up">' in printed.html
    assert '<li id="note-1">first <em>note</em> ' in printed.html
    assert "<small>" not in printed.html
    assert printed.html.index("</p><p>two") < printed.html.index('role="doc-endnotes"')


def test_a_note_on_a_heading_is_no_part_of_its_anchor() -> None:
    printed = print_body("<h2>Tolls<small>of 1429</small></h2>")
    assert printed.outline == [Heading(2, "s-tolls", "Tolls")]
    assert "#note-1" in printed.html


def test_a_body_without_notes_has_no_list_of_them() -> None:
    assert print_body("<p>a</p>").html == "<p>a</p>"


def test_a_table_scrolls_in_a_region_with_a_name() -> None:
    printed = print_body(f"{TABLE}<p>a</p>{TABLE}", table_label="Tabelle")
    region = '<div class="table" role="region" aria-label="Tabelle" tabindex="0">'
    assert printed.html == f"{region}{TABLE}</div><p>a</p>{region}{TABLE}</div>"


def test_figures_are_found_in_order_with_their_captions() -> None:
    body = (
        '<figure data-image="7"></figure><p>a</p><figure data-image="3"><figcaption>b <em>c</em></figcaption></figure>'
    )
    assert figures_in(body) == [(7, ""), (3, "b <em>c</em>")]
    assert clean(body) == body


def test_figures_are_set_in_place_and_one_without_a_picture_is_left_out() -> None:
    body = '<figure data-image="7"></figure><p>a</p><figure data-image="9"></figure><figure data-image="7"></figure>'
    printed = print_body(body, [(7, "<figure>one</figure>"), (7, "<figure>two</figure>")])
    assert printed.html == "<figure>one</figure><p>a</p><figure>two</figure>"


def test_words_of_a_template_in_a_caption_print_as_they_are() -> None:
    printed = print_body('<figure data-image="1"></figure>', [(1, r"<figure>\1 \g<0></figure>")])
    assert printed.html == r"<figure>\1 \g<0></figure>"


def test_a_pull_quote_says_what_it_is() -> None:
    assert print_body("<aside>Law.</aside>").html == '<aside role="doc-pullquote">Law.</aside>'
