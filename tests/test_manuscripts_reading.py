"""Files as people send them, read from end to end in the limited child process."""

import io
import zipfile

import pytest

from articles.apart import Limits
from articles.manuscripts.manuscript import Unreadable, Writer
from articles.manuscripts.reading import read

HEADINGS = (
    "What the water took",
    "Who pays for a dam?",
    "A ledger of small debts",
    "The engineers arrive",
    "Against the straight line",
    "What remains to be done",
)
LONG = (
    "The river has always been here, and people say “it will stay”, and I believe them, for what is a town without its "
    "river? We have built our mills upon it, and our children learn to swim in it."
)
DISCLAIMER = (
    "The views expressed in this article are the author’s own and do not necessarily reflect the editorial policy of "
    "“The Lantern Review”."
)
BIOGRAPHY = "Miriam Oakley is a historian of rivers at the University of Selby. She has written two books on floods"


def shape(
    headings: tuple[str, ...] = HEADINGS,
    disclaimer: str = DISCLAIMER,
    name: str = "Miriam Oakley",
    biography: str = BIOGRAPHY + " and can be reached at m.oakley@example.org",
    paragraph: str = LONG,
) -> bytes:
    """The commonest real manuscript: no title, no blank lines, closing lines, no newline at the end."""
    sections = "\n".join(f"{heading}\n{paragraph}\n{paragraph}" for heading in headings)
    return f"{paragraph}\n{sections}\n*{disclaimer}\n\n{name}\n{biography}".encode()


def headings_of(body: str) -> list[str]:
    return [part.split("</h2>")[0] for part in body.split("<h2>")[1:]]


@pytest.fixture(scope="module")
def river():
    return read(shape(), "river.txt")


def test_the_commonest_manuscript_comes_out_right(river):
    assert river.headline == ""
    assert headings_of(river.body) == list(HEADINGS)
    assert river.body.count("<p>") == 13
    assert river.body.startswith(f"<p>{LONG}</p>")
    assert river.disclaimer == DISCLAIMER
    assert "views expressed" not in river.body
    assert river.writers == (Writer("Miriam Oakley", f"{BIOGRAPHY}.", "m.oakley@example.org"),)
    assert river.words_in == river.words_out
    assert river.dropped == ()


def test_another_invention_of_the_same_shape_comes_out_right():
    headings = ("First light", "Bread and its price", "Was it ever cheap?", "Ovens", "Two millers", "A last loaf")
    manuscript = read(
        shape(
            headings,
            "The opinions voiced here are solely those of the writer and do not represent the position of Old Mill.",
            "Tomás de la Cruz",
            "Tomás de la Cruz bakes bread in Aldermere. Email: tomas@example.org",
            "Bread was a penny when my mother was a girl; it was weighed on brass, and nobody spoke of its cost.",
        ),
        "bread.txt",
    )
    assert headings_of(manuscript.body) == list(headings)
    assert manuscript.writers == (
        Writer("Tomás de la Cruz", "Tomás de la Cruz bakes bread in Aldermere.", "tomas@example.org"),
    )
    assert manuscript.disclaimer.startswith("The opinions voiced here")
    assert manuscript.words_in == manuscript.words_out


def test_a_third_invention_in_american_spelling_comes_out_right():
    headings = (
        "On Color",
        "The Gray Harbor",
        "Why Paint a Boat?",
        "Honor Among Sailors",
        "Labor",
        "The Theater of the Sea",
    )
    manuscript = read(
        shape(
            headings,
            "The author's views are her own and don't necessarily represent the policies of this Harbor magazine.",
            "Dr. Ngozi Okafor-Lind",
            "She is a marine painter, and she may be reached by e-mail at ngozi.okafor@example.org.",
        ),
        "color.txt",
    )
    assert headings_of(manuscript.body) == list(headings)
    assert manuscript.writers == (
        Writer("Dr. Ngozi Okafor-Lind", "She is a marine painter.", "ngozi.okafor@example.org"),
    )
    assert manuscript.words_in == manuscript.words_out


def test_an_urdu_manuscript_keeps_its_closing_lines():
    text = (
        "دریا ہمیشہ سے یہاں ہے اور لوگ کہتے ہیں کہ یہ رہے گا، اور میں ان کی بات مانتا ہوں۔\n"
        "سیلاب کی رات\n"
        "اس رات پانی چڑھا اور ہم نے اپنے پڑوسیوں کی کرسیاں مسجد میں رکھیں، اور کوئی نہ سویا۔\n"
        "* اس مضمون میں ظاہر کیے گئے خیالات مصنف کے ذاتی ہیں اور ادارے کا ان سے متفق ہونا ضروری نہیں۔\n\n"
        "نگار بختاور\n"
        "نگار بختاور افسانہ نگار اور مترجم ہیں۔"
    )
    manuscript = read(text.encode(), "دریا.txt")
    assert headings_of(manuscript.body) == ["سیلاب کی رات"]
    assert manuscript.writers == (Writer("نگار بختاور", "نگار بختاور افسانہ نگار اور مترجم ہیں۔"),)
    assert "ضروری نہیں" in manuscript.disclaimer
    assert manuscript.words_in == manuscript.words_out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_of_the_file_does_not_matter(river, encoding):
    assert read(shape().decode().encode(encoding), "river.txt") == river


def test_markdown_is_read_with_its_structure():
    text = (
        "---\ntitle: The Cable\nauthor: Ann Lee\ndate: 3 May\n---\n"
        "## What breaks\n\nA *thin* line[^1] and a [link](https://example.org), [bad](javascript:alert(1)).\n\n"
        "- one\n- two\n  1. deeper\n\n> said\n\n![A cable](cable.png)\n\n---\n\nThe end.\n\n[^1]: It is **thick**.\n"
    )
    manuscript = read(text.encode(), "cable.md")
    assert manuscript.headline == "The Cable"
    assert manuscript.writers == (Writer("Ann Lee"),)
    assert "<em>thin</em> line<small>It is <strong>thick</strong>.</small>" in manuscript.body
    assert "<ul><li><p>one</p></li><li><p>two</p><ol><li><p>deeper</p></li></ol></li></ul>" in manuscript.body
    assert "<blockquote><p>said</p></blockquote>" in manuscript.body
    assert "<hr>" in manuscript.body
    assert "javascript" not in manuscript.body
    assert set(manuscript.dropped) == {
        "date: 3 May",
        "Picture not in the file: A cable (cable.png)",
        "Link removed: javascript:alert(1)",
    }
    assert manuscript.words_in == manuscript.words_out


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
EMPTY_ZIP = io.BytesIO()
zipfile.ZipFile(EMPTY_ZIP, "w").close()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n\n ", "a.docx", "is empty"),
        (bytes(range(128, 256)) * 40, "a.docx", "not a Word document"),
        (b"\x00\x01\x02\x03" * 400, "a.txt", "is not text"),
        (OLE + bytes(2000), "a.doc", "save it as .docx"),
        (OLE + bytes(900) + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (b"%PDF-1.7 and so on", "a.pdf", "PDF"),
        (b"{\\rtf1 hello}", "a.rtf", "RTF"),
        (b"hello", "a.odt", ".odt cannot be read"),
        (EMPTY_ZIP.getvalue(), "a.docx", "holds none"),
        (b"PK\x03\x04 and no more", "a.docx", "damaged"),
        (b"a" * 25_000_001, "a.txt", "25 MB"),
        (b"word " * 410_000, "a.txt", "far longer"),
        (b"A line.\n" * 20_001, "a.txt", "20,000 paragraphs"),
        (b"*** \n" * 9, "a.md", "not a word"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(data, name, says):
    with pytest.raises(Unreadable, match=says):
        read(data, name)


def test_a_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr("articles.manuscripts.limits.OF_THE_CHILD", Limits(2**30, 4, 0.01))
    with pytest.raises(Unreadable, match="too involved"):
        read(shape(), "river.txt")


def test_a_child_that_fails_is_a_refusal(monkeypatch):
    monkeypatch.setattr("articles.apart.sys.executable", "/bin/false")
    with pytest.raises(Unreadable, match="too involved"):
        read(shape(), "river.txt")
