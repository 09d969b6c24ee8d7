"""Lines of sources: words and addresses told apart, and what was meant as an address and is none."""

import pytest

from articles.text.sources import Source, is_address, misread, sources_in, tidy_lines


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("The treaty of 1936, article 2", Source("The treaty of 1936, article 2")),
        ("The treaty, https://example.org/treaty", Source("The treaty", "https://example.org/treaty")),
        ("https://example.org/a?b=1#c", Source("", "https://example.org/a?b=1#c")),
        ("Ministry of Ports — http://ports.example.org/", Source("Ministry of Ports", "http://ports.example.org/")),
        ("وزارتِ تجارت https://example.org/ur", Source("وزارتِ تجارت", "https://example.org/ur")),
    ],
)
def test_a_line_is_words_and_an_address_at_its_end(line: str, source: Source) -> None:
    assert sources_in(line) == [source]


def test_empty_lines_and_spaces_say_nothing() -> None:
    assert tidy_lines("  a   b \r\n\r\n\t\nc ") == "a b\nc"
    assert tidy_lines("\u202ea\n\u2066\nb") == "a\nb"
    assert [source.label for source in sources_in("\n a\n\nhttps://example.org\n")] == ["a", "https://example.org"]


@pytest.mark.parametrize(
    "word",
    ["www.example.org", "htp://example.org", "https://", "https:/example.org", "ftp://example.org/a", "http://a"],
)
def test_what_was_meant_as_an_address_and_is_none_is_told(word: str) -> None:
    assert list(misread(f"The treaty {word}")) == [word]
    assert not is_address(word)


def test_an_address_amid_words_is_told() -> None:
    assert list(misread("See https://example.org/a for more\nA treaty")) == ["https://example.org/a"]


@pytest.mark.parametrize(
    "line", ["Interview, 3 March: two hours", "Q&A", "A. Brandt, Wwww", "Art. 5(2): tolls", "http"]
)
def test_plain_words_are_no_address(line: str) -> None:
    assert list(misread(line)) == []


@pytest.mark.parametrize("hostile", ["javascript:alert(1)", "https://a b.org", 'https://a.org/"><b>', "https://[::1"])
def test_nothing_hostile_is_an_address(hostile: str) -> None:
    assert not is_address(hostile)
    assert sources_in(hostile)[0].address == ""
