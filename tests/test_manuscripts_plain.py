"""Plain text: paragraphs, headings, lists and odd characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.manuscripts import markdown, plain
from articles.manuscripts.assembly import assemble
from articles.manuscripts.characters import tidy
from articles.manuscripts.encoding import decode
from articles.manuscripts.manuscript import Manuscript, Unreadable
from articles.manuscripts.wrapping import paragraphs
from articles.text.cleaning import clean
from tests.examples import examples

PROSE = "It was a long and quiet evening, and nobody in the whole of the town thought of the river at all."


def body(text: str) -> str:
    return assemble(plain.read(text.encode())).body


def test_lines_of_a_markdown_file_without_blank_lines_stay_paragraphs():
    manuscript = assemble(markdown.read(f"{PROSE}{PROSE}\n{PROSE}{PROSE}\n\nroses\nviolets\n\nThe[^1] end.".encode()))
    assert manuscript.body == (f"<p>{PROSE}{PROSE}</p><p>{PROSE}{PROSE}</p><p>roses<br>violets</p><p>The[^1] end.</p>")


def test_a_footnote_that_nothing_refers_to_is_quoted():
    manuscript = assemble(markdown.read(f"{PROSE}\n\n[^9]: Never seen before.\n".encode()))
    assert manuscript.dropped == ("Never seen before",)
    assert manuscript.words_in == manuscript.words_out + 3


def test_a_front_matter_byline_that_names_nobody_is_reported():
    manuscript = assemble(markdown.read(f"---\nauthor: the staff\n---\n{PROSE}\n".encode()))
    assert manuscript.writers == ()
    assert manuscript.dropped == ("author: the staff",)


def test_dialogue_is_no_heading():
    text = f"{PROSE}\n“Why not?”\n“Did you see it”, she asked\n– Who is there?\n{PROSE}\n{PROSE}"
    assert "<h2>" not in body(text)


def test_lines_of_an_interview_are_no_headings():
    text = f"{PROSE}\nEditor: And then?\n{PROSE}\nEditor: How so?\n{PROSE}\nA heading: and what it says\n{PROSE}"
    assert body(text).count("<h2>") == 1


def test_the_first_and_the_last_line_are_no_headings():
    assert "<h2>" not in body(f"One short line\n{PROSE}\n{PROSE}\nAnother short line")


def test_a_first_short_line_is_the_headline():
    assert assemble(plain.read(f"The River\n{PROSE}\n{PROSE}".encode())).headline == "The River"


def test_an_introduction_is_a_section_and_no_headline():
    manuscript = assemble(plain.read(f"Introduction\n{PROSE}\nLater\n{PROSE}\n{PROSE}".encode()))
    assert manuscript.headline == ""
    assert "Introduction" in manuscript.body


def test_headline_standfirst_and_byline_are_told_apart():
    text = f"The River\nWhat a town learned from a flood it expected\nBy Ann Lee and Bob Roy\n{PROSE}\n{PROSE}"
    manuscript = assemble(plain.read(text.encode()))
    assert manuscript.headline == "The River"
    assert manuscript.standfirst.startswith("What a town")
    assert [writer.name for writer in manuscript.writers] == ["Ann Lee", "Bob Roy"]
    assert manuscript.words_in == manuscript.words_out


def test_lists_and_rules_are_recognised():
    text = f"{PROSE}\n- one\n- two\n{PROSE}\n1. first\n2. second\n* * *\n{PROSE}\n1. alone stays a line.\n{PROSE}"
    html = body(text)
    assert "<ul><li><p>one</p></li><li><p>two</p></li></ul>" in html
    assert "<ol><li><p>first</p></li><li><p>second</p></li></ol><hr>" in html
    assert "<p>1. alone stays a line.</p>" in html


def test_lines_wrapped_at_a_column_are_joined():
    wrapped = "\n".join(
        [
            "The river has always been here and people say that it will stay, and I",
            "believe them, for what is a town without its river? We have built our",
            "mills upon it and our bridges across it, and our children learn to",
            "swim in it.",
            "",
            "A heading here",
            "",
            "It was in the year of the flood that I first understood it. The water",
            "rose in the night and we carried our neighbours’ chairs into the old",
            "church, and nobody slept.",
        ]
    )
    assert [text.split()[0] for text in paragraphs(wrapped)] == ["The", "A", "It"]


def test_paragraphs_of_one_line_are_not_joined():
    lines = [f"A paragraph of its own, number {number}, {'and more ' * number}to say." for number in range(1, 9)]
    assert paragraphs("\n".join(lines)) == lines


def test_verse_keeps_its_lines():
    text = f"{PROSE}\n\nroses are red\nviolets are blue\nsugar is sweet\n\n{PROSE}\n\n{PROSE}"
    assert "<p>roses are red<br>violets are blue<br>sugar is sweet</p>" in body(text)


def test_addresses_stay_text():
    assert "<a" not in body(f"{PROSE} See https://example.org/page for more.\n{PROSE}")


def test_needless_characters_go_and_needed_ones_stay():
    assert tidy("a\u00a0b\u00adc\u200bd\u200ce\ufefff\x07\r\ng ﬁ “q”") == "a bcdef\ng ﬁ “q”"
    assert tidy("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x81\x8d\x8f caf\xe9", "Привет, мир и река".encode("cp1251")])
def test_bytes_of_no_certain_encoding_are_refused(data):
    with pytest.raises(Unreadable):
        decode(data)


def assert_settled(manuscript: Manuscript) -> None:
    assert clean(manuscript.body) == manuscript.body
    assert manuscript.words_out <= manuscript.words_in or manuscript.writers


@examples(150)
@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_give_a_manuscript_or_a_refusal(data):
    for reader in (plain.read, markdown.read):
        try:
            manuscript = assemble(reader(data))
        except Unreadable:
            continue
        assert_settled(manuscript)


LINES = st.sampled_from(
    ["", "Heading", "By Ann Lee", "Ann Lee", "Ann Lee is a poet.", "*Views are the author's own.", "- item", "* * *"]
    + ["a@example.org", "About the author", "Disclaimer:", "1. one", "2. two", "“No.”", "# Title", "[^1]: note"]
    + [
        "text[^1]",
        "نگار بختاور",
        "> quote",
        "| a | b |",
        "|---|---|",
        "Ann Lee and Bob Roy",
        "<b>bold",
        "The end",
        PROSE,
    ]
)


@examples(150)
@given(st.lists(LINES, min_size=1, max_size=14))
def test_plain_text_never_loses_a_word(lines):
    try:
        manuscript = assemble(plain.read("\n".join(lines).encode()))
    except Unreadable:
        return
    assert_settled(manuscript)
    assert manuscript.words_in == manuscript.words_out, manuscript
