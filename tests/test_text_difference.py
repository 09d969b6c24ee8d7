"""Two bodies compared: what is told apart, and that nothing is lost, unescaped or broken on the way."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.aligning import matches
from articles.text.blocks import assemble, read_blocks
from articles.text.cleaning import clean
from articles.text.difference import Row, compare, compare_items, compare_lines
from articles.text.inline import Leaf
from articles.text.marking import inline, mark, mark_items, passages
from articles.text.runs import Run, words
from tests.examples import examples
from tests.pace import allowed

VOID = {"br", "hr"}
MARKING = re.compile(r"</?(?:ins|del)[^>]*>| class=\"[a-z ]+\"")

WORDS = st.sampled_from(["the", "strait", "a", "toll", "ships,", "x < y & z", "don’t", "海", "کتاب", "हिन्दी", "“sea”"])
LINE = st.lists(WORDS, min_size=1, max_size=7).map(" ".join).map(lambda text: text.replace("&", "&amp;"))
INLINE = st.lists(
    st.one_of(
        LINE,
        LINE.map("<strong>{}</strong>".format),
        st.tuples(st.sampled_from(["https://a.example/?b=1&amp;c", "/b/"]), LINE).map(
            lambda pair: '<a href="{}"><em>{}</em></a>'.format(*pair)
        ),
        LINE.map("<small>{}</small>".format),
        st.just("<br>"),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
PARAGRAPH = INLINE.map("<p>{}</p>".format)
ITEM = st.lists(PARAGRAPH, min_size=1, max_size=2).map("".join).map("<li>{}</li>".format)
LIST = st.tuples(st.sampled_from(["ul", "ol"]), st.lists(ITEM, min_size=1, max_size=4).map("".join)).map(
    lambda pair: "<{0}>{1}</{0}>".format(*pair)
)
CELL = st.one_of(st.just("<td></td>"), PARAGRAPH.map("<td>{}</td>".format), LIST.map("<th>{}</th>".format))
TABLE_ROW = st.lists(CELL, min_size=1, max_size=3).map("".join).map("<tr>{}</tr>".format)
BLOCK = st.one_of(
    PARAGRAPH,
    INLINE.map("<h2>{}</h2>".format),
    INLINE.map("<h3>{}</h3>".format),
    st.just("<hr>"),
    LIST,
    st.lists(PARAGRAPH | LIST, min_size=1, max_size=2).map("".join).map("<blockquote>{}</blockquote>".format),
    st.lists(TABLE_ROW, min_size=1, max_size=3).map("".join).map("<table>{}</table>".format),
    st.tuples(st.integers(1, 3), LINE).map(
        lambda pair: '<figure data-image="{}"><figcaption>{}</figcaption></figure>'.format(*pair)
    ),
    st.just('<figure data-image="7"></figure>'),
)
BODIES = st.lists(BLOCK, max_size=4)


@st.composite
def two_bodies(draw: st.DrawFn) -> tuple[str, str]:
    """Two clean bodies that have some of their blocks in common."""
    old = draw(BODIES)
    new = [block for block in old if draw(st.integers(0, 3))]
    for block in draw(st.lists(BLOCK, max_size=2)):
        new.insert(draw(st.integers(0, len(new))), block)
    return clean("".join(old)), clean("".join(new))


class Strict(HTMLParser):
    """Fails where an element ends that is not the innermost open one."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def is_whole(html: str) -> bool:
    parser = Strict()
    parser.feed(html)
    parser.close()
    return parser.open == []


def unmarked(html: str) -> str:
    return MARKING.sub("", html)


def letters(html: str) -> str:
    """The text of some HTML without any space."""
    return "".join(re.sub(r"<[^>]*>", "", html).split())


def said(runs: tuple[Run, ...], *states: str) -> str:
    return "".join(leaf.text for run in runs if run.state in states for leaf in run.leaves)


def states(old: str, new: str) -> list[str]:
    return [row.state for row in compare(old, new)]


def only_row(old: str, new: str) -> Row:
    [row] = compare(old, new)
    return row


@examples(100)
@given(two_bodies())
def test_either_side_is_exactly_the_body_that_was_given(bodies: tuple[str, str]) -> None:
    shown = passages(compare(*bodies))
    assert unmarked("".join(passage.old for passage in shown)) == bodies[0]
    assert unmarked("".join(passage.new for passage in shown)) == bodies[1]


@examples(100)
@given(two_bodies())
def test_without_the_words_that_go_or_come_a_row_is_the_line_of_one_side(bodies: tuple[str, str]) -> None:
    rows = compare(*bodies)
    for number, side in enumerate(("deleted", "inserted")):
        lines = [said(row.runs, "same", side) for row in rows if (row.old, row.new)[number]]
        assert lines == ["".join(leaf.text for leaf in block.leaves) for block in read_blocks(bodies[number])]


@examples(100)
@given(two_bodies())
def test_the_inline_text_is_whole_and_keeps_every_word_of_both(bodies: tuple[str, str]) -> None:
    rows = compare(*bodies)
    html = inline(rows)
    assert is_whole(html)
    told = "".join(said(row.runs, "same", "inserted", "deleted") for row in rows if not twice(row))
    if not any(twice(row) for row in rows):
        assert letters(html) == letters(told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    assert letters(clean(html)) == letters(html)


def twice(row: Row) -> bool:
    """Whether the row is shown as two lines, because its frame changed."""
    return row.old is not None and row.new is not None and row.old.frame != row.new.frame


@examples(100)
@given(two_bodies())
def test_only_equal_bodies_have_nothing_to_show(bodies: tuple[str, str]) -> None:
    assert (set(states(*bodies)) <= {"unchanged"}) == (bodies[0] == bodies[1])


@examples(100)
@given(two_bodies())
def test_a_body_read_and_assembled_is_the_same_body(bodies: tuple[str, str]) -> None:
    same = passages(compare(bodies[0], bodies[0]))
    assert "".join(passage.inline for passage in same) == bodies[0]
    assert not any(passage.differs for passage in same)


@examples(100)
@given(st.text(max_size=60), st.text(max_size=60))
def test_plain_lines_keep_both_texts(old: str, new: str) -> None:
    runs = compare_lines(old, new)
    assert said(runs, "same", "deleted") == old
    assert said(runs, "same", "inserted") == new
    assert is_whole(mark(runs))


@given(st.lists(st.integers(0, 9), max_size=30), st.lists(st.integers(0, 9), max_size=30))
def test_matches_are_equal_items_in_rising_order(old: list[int], new: list[int]) -> None:
    pairs = matches(old, new)
    assert all(old[here] == new[there] for here, there in pairs)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in zip(pairs, pairs[1:], strict=False))


@given(st.text())
def test_the_words_of_a_text_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text


def test_words_of_any_script_stay_whole() -> None:
    assert words("हिन्दी में") == ["हिन्दी", " ", "में"]
    assert words("海と空") == ["海", "と", "空"]
    assert words("the author’s “own”.") == ["the", " ", "author", "’", "s", " ", "“", "own", "”", "."]


def test_a_changed_word_is_the_only_one_marked() -> None:
    assert inline(compare("<p>The narrow sea.</p>", "<p>The wide sea.</p>")) == (
        '<p class="changed">The <del>narrow</del><ins>wide</ins> sea.</p>'
    )


def test_words_that_change_next_to_each_other_stand_together() -> None:
    runs = compare_lines("I don’t go out", "I do not go out")
    assert mark(runs) == "I <del>don’t</del><ins>do not</ins> go out"


def test_bold_alone_is_a_change_of_form() -> None:
    assert inline(compare("<p>a big sea</p>", "<p>a <strong>big</strong> sea</p>")) == (
        '<p class="changed">a <del class="form">big</del><strong><ins class="form">big</ins></strong> sea</p>'
    )


def test_the_address_of_a_link_alone_is_a_change_of_form() -> None:
    html = inline(compare('<p><a href="/a/">sea</a></p>', '<p><a href="/b/?c=1&d">sea</a></p>'))
    assert '<a href="/a/"><del class="form">sea</del></a>' in html
    assert '<a href="/b/?c=1&amp;d"><ins class="form">sea</ins></a>' in html


def test_a_heading_of_another_level_is_shown_as_it_was_and_as_it_is() -> None:
    assert inline(compare("<h2>One sea</h2>", "<h3>One sea</h3>")) == (
        '<h2 class="changed"><del class="form">One sea</del></h2>'
        '<h3 class="changed"><ins class="form">One sea</ins></h3>'
    )


def test_a_heading_that_says_something_else_answers_the_one_in_its_place() -> None:
    assert states("<h2>Tolls</h2><p>One two</p>", "<h2>Pirates</h2><p>One two</p>") == ["changed", "unchanged"]


def test_a_new_item_stands_within_its_list() -> None:
    html = inline(compare("<ul><li><p>one</p></li></ul>", "<ul><li><p>nil</p></li><li><p>one</p></li></ul>"))
    assert html == '<ul><li><p class="added"><ins>nil</ins></p></li><li><p>one</p></li></ul>'


def test_a_list_that_is_cut_in_two_differs_though_no_word_does() -> None:
    one, two = "<ul><li><p>a</p></li><li><p>b</p></li></ul>", "<ul><li><p>a</p></li></ul><ul><li><p>b</p></li></ul>"
    assert states(one, two) == ["unchanged", "changed"]


def test_a_list_that_begins_with_another_number_differs() -> None:
    assert states('<ol start="3"><li><p>a</p></li></ol>', "<ol><li><p>a</p></li></ol>") == ["changed"]


def test_a_cell_answers_the_cell_in_its_place() -> None:
    table = "<table><tr><th>Year</th><td>{}</td><td>{}</td></tr></table>"
    html = inline(compare(table.format("5", ""), table.format("6", "new")))
    assert html.count("<td>") == 2
    assert '<p class="changed"><del>5</del><ins>6</ins></p>' in html
    assert '<p class="changed"><ins>new</ins></p>' in html


def test_a_table_a_list_and_a_quotation_are_one_passage_each() -> None:
    body = "<p>a</p><table><tr><td>b<td>c</table><ul><li>d<li>e</ul><blockquote><p>f</p><p>g</p></blockquote>"
    assert len(passages(compare(body, body))) == 4


def test_a_changed_footnote_stays_one_footnote() -> None:
    html = inline(compare("<p>a<small>page 4</small></p>", "<p>a<small>page 5</small></p>"))
    assert html == '<p class="changed">a<small>page <del>4</del><ins>5</ins></small></p>'


def test_two_footnotes_side_by_side_stay_two() -> None:
    body = clean("<p>a<small>one</small><small>two</small></p>")
    assert inline(compare(body, body)) == body


def test_a_figure_is_known_by_its_picture() -> None:
    figure = '<figure data-image="{}"><figcaption>{}</figcaption></figure>'
    assert states(figure.format(1, "old words"), figure.format(1, "new ones")) == ["changed"]
    assert states(figure.format(1, "old words"), figure.format(2, "old words")) == ["removed", "added"]


def test_a_figure_is_shown_with_its_picture() -> None:
    rows = compare("", '<figure data-image="4"></figure>')
    assert inline(rows, lambda number: f"<img alt='' src='/{number}'>") == (
        "<figure data-image=\"4\" class=\"added\"><img alt='' src='/4'></figure>"
    )


def test_a_line_break_that_comes_can_be_seen() -> None:
    assert '<ins class="break"><br></ins>' in inline(compare("<p>one two</p>", "<p>one<br>two</p>"))


def test_a_rule_that_goes_can_be_seen() -> None:
    assert inline(compare("<p>a</p><hr>", "<p>a</p>")) == '<p>a</p><hr class="removed">'


def test_a_paragraph_that_moves_goes_and_comes() -> None:
    assert (
        states("<p>one a</p><p>two b</p><p>three c</p>", "<p>three c</p><p>one a</p><p>two b</p>").count("added") == 1
    )


def test_a_paragraph_of_other_words_is_not_taken_to_pieces() -> None:
    assert states("<p>Ships pay the toll in silver.</p>", "<p>Nobody counts gulls at night.</p>") == [
        "removed",
        "added",
    ]


def test_a_headline_of_other_words_is_not_taken_to_pieces() -> None:
    assert mark(compare_lines("The narrow sea and its tolls", "Who counts gulls?")) == (
        "<del>The narrow sea and its tolls</del><ins>Who counts gulls?</ins>"
    )


def test_a_line_that_was_empty_only_comes() -> None:
    assert mark(compare_lines("", "a <b>")) == "<ins>a &lt;b&gt;</ins>"
    assert compare_lines("", "") == ()


def test_a_list_of_names_is_compared_name_by_name() -> None:
    runs = compare_items(["Ada", "Bao <x>"], ["Bao <x>", "Cy"])
    assert mark_items(runs) == ["<del>Ada</del>", "Bao &lt;x&gt;", "<ins>Cy</ins>"]
    assert mark_items(runs, without="deleted") == ["Bao &lt;x&gt;", "<ins>Cy</ins>"]


@pytest.mark.parametrize("hostile", ["<p><script>alert(1)</script>a</p>", '<p onclick="x">a</p>', "<ins>a</ins>"])
def test_what_is_not_clean_is_cleaned_first(hostile: str) -> None:
    assert inline(compare(hostile, hostile)) == "<p>a</p>"


def test_text_is_escaped() -> None:
    html = inline(compare("<p>a &lt;script&gt;</p>", "<p>b &lt;script&gt; &amp;amp;</p>"))
    assert "&lt;script&gt;" in html
    assert "&amp;amp;" in html
    assert "<script" not in html


def test_leaves_with_marks_are_told_from_those_without() -> None:
    row = only_row("<p>a <em>b</em></p>", "<p>a <em>c</em></p>")
    assert row.runs[-1] == Run("inserted", (Leaf("c", (("em", ""),)),))


def test_lines_assemble_into_the_containers_that_they_share() -> None:
    lines = [(("<ul>", "<li>"), 0, "a"), (("<ul>", "<li>"), 1, "b"), ((), 0, "c")]
    assert assemble(lines) == "<ul><li>a</li><li>b</li></ul>c"


def long_body(seed: int, paragraphs: int) -> str:
    """So many paragraphs of a hundred words, drawn from a thousand as prose draws them: the short ones often."""
    numbers = ((seed + place * place * 7919) % 1_000_003 for place in range(paragraphs * 100))
    drawn = [f"w{number * number // 1_000_000_000}" for number in numbers]
    return "".join(f"<p>{' '.join(drawn[start : start + 100])}.</p>" for start in range(0, len(drawn), 100))


def seconds(old: str, new: str) -> float:
    start = time.process_time()
    inline(compare(old, new))
    return time.process_time() - start


@pytest.mark.parametrize("paragraphs", [100, 1])
@pytest.mark.parametrize("rewritten", [False, True])
def test_ten_thousand_words_take_less_than_a_second(paragraphs: int, rewritten: bool) -> None:
    old = long_body(1, 100)
    new = long_body(77, 100) if rewritten else re.sub(r"w(\d*)7 ", r"new\1 ", old)
    if paragraphs == 1:
        old, new = (f"<p>{body.replace('<p>', '').replace('</p>', ' ')}</p>" for body in (old, new))
    assert any(seconds(old, new) < allowed(1.0) for _attempt in range(3))


def test_lines_that_are_all_alike_do_not_slow_it_down() -> None:
    assert seconds("<p>a</p>" * 1_000, "<p>b</p><p>a</p>" * 700) < allowed(1.0)
    assert seconds(f"<p>{'a b ' * 2_000}</p>", f"<p>{'b a a ' * 1_500}</p>") < allowed(1.0)
