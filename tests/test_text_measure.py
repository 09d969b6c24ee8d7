"""Plain text, words, reading time and excerpt of a clean body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.measure import body_words, count_words, excerpt, plain, pull_quotes, reading_minutes, shorten

BODY = (
    "<h2>Tolls &amp; lamps</h2><p>The strait is <em>narrow</em>.<small>Eleven miles.</small> Ships wait.</p>"
    "<ul><li><p>one</p></li><li><p>two</p></li></ul>"
)


def test_plain_text_has_a_line_for_each_block_and_notes_in_brackets() -> None:
    assert plain(BODY).split("\n") == [
        "Tolls & lamps",
        "The strait is narrow. [Eleven miles.] Ships wait.",
        "one",
        "two",
    ]


def test_notes_are_left_out_when_asked() -> None:
    assert "Eleven" not in plain(BODY, notes=False)


def test_plain_text_parts_lines_cells_and_captions() -> None:
    table = "<table><tbody><tr><th><p>a</p></th><td><p>b<br>c</p></td></tr></tbody></table>"
    assert plain(f'{table}<figure data-image="1"><figcaption>d</figcaption></figure>') == "a\nb\nc\nd"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("— … !", 0),
        ("one two three", 3),
        ("don’t co-operate, e.g. now", 4),
        ("In 1989 it cost 3,50 euros.", 6),
        ("海峡的政治", 5),
        ("国境 border 線", 4),
        ("آبنائے ہرمز کی سیاست", 4),
        ("हिन्दी में राजनीति", 3),
        ("a_b _ c", 2),
    ],
)
def test_words_are_counted_in_any_script(text: str, count: int) -> None:
    assert count_words(text) == count


@given(st.lists(st.sampled_from(["word", "don’t", "e.g", "co-op", "слово", "لفظ", "हिन्दी"])))
def test_words_parted_by_spaces_are_counted_each(words: list[str]) -> None:
    assert count_words(" ".join(words)) == len(words)


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (100, 1), (238, 1), (356, 1), (357, 2), (595, 3), (2_380, 10)])
def test_reading_takes_at_least_a_minute(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


def test_an_excerpt_is_the_first_paragraphs_without_headings_notes_tables_and_captions() -> None:
    table = "<table><tbody><tr><td><p>cell</p></td></tr></tbody></table>"
    figure = '<figure data-image="1"><figcaption>caption</figcaption></figure>'
    body = f"<h2>Heading</h2>{table}{figure}<p>First.<small>note</small></p><p>Second<br>line.</p>"
    assert excerpt(body) == "First. Second line."


def test_an_excerpt_without_paragraphs_is_empty() -> None:
    assert excerpt("<h2>Heading</h2>") == ""


def test_an_excerpt_ends_between_words() -> None:
    assert excerpt("<p>The strait is eleven miles wide, and narrow.</p>", 36) == "The strait is eleven miles wide…"


@given(st.text(max_size=60), st.integers(2, 40))
def test_shortened_text_is_never_too_long_and_untouched_when_short(text: str, length: int) -> None:
    short = shorten(text, length)
    assert len(short) <= length
    assert short == text if len(text) <= length else short.endswith("…")


def test_pull_quotes_are_read_but_neither_counted_nor_in_the_excerpt() -> None:
    body = "<p>The word is law.</p><aside>word is <em>law</em></aside><p>So be it.<small>In 1912.</small></p>"
    assert pull_quotes(body) == ["word is law"]
    assert plain(body, notes=False).split("\n") == ["The word is law.", "word is law", "So be it."]
    assert body_words(body) == 7
    assert excerpt(body) == "The word is law. So be it."
