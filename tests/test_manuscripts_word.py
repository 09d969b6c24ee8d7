"""Word files, made by python-docx or by hand, through the reader and the limited child."""

import io
import struct
import zipfile
import zlib

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from articles.manuscripts import word
from articles.manuscripts.assembly import assemble
from articles.manuscripts.manuscript import Manuscript, Unreadable, Writer
from articles.manuscripts.reading import read
from articles.text.cleaning import clean
from tests.examples import examples

OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:r="{OFFICE}/officeDocument/2006/relationships" '
    f'xmlns:mc="{OFFICE}/markup-compatibility/2006"'
)
TYPES = (
    f'<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
LINKS = RELATIONS.replace(
    "<Relationship Id",
    f'<Relationship Id="bad" TargetMode="External" Type="{OFFICE}/officeDocument/2006/relationships/hyperlink" '
    'Target="javascript:alert(1)"/><Relationship Id',
)
PROSE = "It was a long and quiet evening, and nobody in the whole of the town thought of the river at all."
DEEP = 400


def run(text: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def package(body: str, head: str = "", **parts: str | bytes) -> bytes:
    """A Word file by hand; a part's name is written with ``__`` for ``/`` and ``_dot_`` for the stop."""
    file = io.BytesIO()
    document = f'<?xml version="1.0"?>{head}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), part)
    return file.getvalue()


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def png(width: int, height: int) -> bytes:
    """A black PNG of one bit a pixel, three kilobytes for a very large one."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress(bytes(1 + (width + 7) // 8) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def manuscript_of(data: bytes) -> Manuscript:
    return assemble(word.read(data))


def test_a_document_with_styles_comes_out_whole_through_the_child():
    document = Document()
    document.add_paragraph("On Keeping a Well", "Title")
    document.add_paragraph("What a dry summer taught a village", "Subtitle")
    document.add_paragraph("By Ann Lee and Bob Roy")
    document.add_paragraph(PROSE)
    document.add_heading("Water", 1)
    document.add_paragraph("one bucket", "List Bullet")
    document.add_paragraph("two buckets", "List Bullet")
    document.add_heading("A rule", 2)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Year", "Depth"
    document.add_picture(io.BytesIO(png(40, 20)))
    document.add_paragraph("The well in June", "Caption")
    document.add_paragraph("* * *")
    document.add_paragraph("A quoted thing.", "Quote")
    document.styles.add_style("Pull Quote", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("A dry summer.", "Pull Quote")
    document.add_paragraph(PROSE)
    document.add_paragraph("The opinions expressed are the authors’ alone, and not necessarily those of the journal.")
    document.add_paragraph("Ann Lee")
    document.add_paragraph("Ann Lee teaches hydrology in Selby. She can be reached at ann@example.org.")
    document.add_paragraph("Bob Roy")
    document.add_paragraph("Bob Roy keeps wells.\nEmail: bob@example.org")
    manuscript = read(saved(document), "well.docx")
    assert manuscript.headline == "On Keeping a Well"
    assert manuscript.standfirst == "What a dry summer taught a village"
    assert manuscript.body == (
        f"<p>{PROSE}</p><h2>Water</h2><ul><li><p>one bucket</p></li><li><p>two buckets</p></li></ul><h3>A rule</h3>"
        "<table><tbody><tr><td><p>Year</p></td><td><p>Depth</p></td></tr></tbody></table>"
        '<figure data-image="1"><figcaption>The well in June</figcaption></figure>'
        f"<hr><blockquote><p>A quoted thing.</p></blockquote><aside>A dry summer.</aside><p>{PROSE}</p>"
    )
    assert manuscript.writers == (
        Writer("Ann Lee", "Ann Lee teaches hydrology in Selby.", "ann@example.org"),
        Writer("Bob Roy", "Bob Roy keeps wells.", "bob@example.org"),
    )
    assert manuscript.disclaimer.startswith("The opinions expressed")
    assert [picture.name for picture in manuscript.pictures] == ["picture-1.png"]
    assert manuscript.pictures[0].data == png(40, 20)
    assert manuscript.words_in == manuscript.words_out
    assert manuscript.dropped == ()


def test_short_bold_lines_are_headings_where_no_style_is():
    bold = "<w:b/>"
    body = [
        paragraph(run("The Weight of Bells", bold)),
        paragraph(run("By Ann Lee", bold)),
        paragraph(run(PROSE)),
        paragraph(run("Why bells?", bold)),
        paragraph(run(PROSE)),
    ]
    manuscript = manuscript_of(package("".join(body)))
    assert manuscript.headline == "The Weight of Bells"
    assert manuscript.writers == (Writer("Ann Lee"),)
    assert manuscript.body == f"<p>{PROSE}</p><h2>Why bells?</h2><p>{PROSE}</p>"


def test_footnotes_stand_at_their_reference():
    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" See the ")}'
        f"{run('Annals', '<w:i/>')}</w:p></w:footnote></w:footnotes>"
    )
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph(run("It rose"), mark, run(" in the night."))
    manuscript = manuscript_of(package(body, word__footnotes_dot_xml=notes))
    assert manuscript.body == "<p>It rose<small>See the <em>Annals</em></small> in the night.</p>"
    assert manuscript.words_in == manuscript.words_out


def test_tracked_changes_keep_the_inserted_and_report_the_deleted():
    inserted = f'<w:ins w:id="1" w:author="a">{run("new ")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>old secret </w:delText></w:r></w:del>'
    manuscript = manuscript_of(package(paragraph(run("A "), inserted, deleted, run("bridge."))))
    assert manuscript.body == "<p>A new bridge.</p>"
    assert manuscript.dropped == ("Deleted with tracked changes: old secret ".strip(),)
    assert manuscript.words_in == manuscript.words_out


def test_comments_and_hidden_text_are_reported_and_left_out():
    comments = (
        f'<w:comments {NAMESPACES}><w:comment w:id="0">{paragraph(run("Is this true?"))}</w:comment></w:comments>'
    )
    body = paragraph(run("A bridge."), run(" sub rosa", "<w:vanish/>"))
    manuscript = manuscript_of(package(body, word__comments_dot_xml=comments))
    assert manuscript.body == "<p>A bridge.</p>"
    assert set(manuscript.dropped) == {"Comment: Is this true?", "Hidden text: sub rosa"}


@pytest.mark.parametrize("element", ["dir", "bdo"])
def test_right_to_left_runs_are_not_lost(element):
    body = paragraph(f'<w:{element} w:val="rtl">{run("دریا ہمیشہ")}</w:{element}>', run(" یہاں ہے۔"))
    manuscript = manuscript_of(package(body))
    assert manuscript.body == "<p>دریا ہمیشہ یہاں ہے۔</p>"
    assert manuscript.words_in == manuscript.words_out


def test_what_the_library_cannot_read_is_quoted():
    manuscript = manuscript_of(package(paragraph(run("Kept here."), f"<w:strange>{run(' lost words')}</w:strange>")))
    assert manuscript.words_in == manuscript.words_out + 2
    assert manuscript.dropped == ("lost words",)


def test_a_text_box_without_a_fallback_is_read():
    box = f"<w:drawing><w:txbxContent>{paragraph(run('In a box.'))}</w:txbxContent></w:drawing>"
    inner = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice></mc:AlternateContent></w:r>"
    manuscript = manuscript_of(package(paragraph(run("Outside."), inner)))
    assert manuscript.body == "<p>Outside.</p><p>In a box.</p>"


def test_a_link_to_a_script_is_removed_and_reported():
    body = paragraph(f'<w:hyperlink r:id="bad">{run("click")}</w:hyperlink>')
    manuscript = manuscript_of(package(body, word___rels__document_dot_xml_dot_rels=LINKS))
    assert manuscript.body == "<p>click</p>"
    assert manuscript.dropped == ("Link removed: javascript:alert(1)",)


def bomb() -> bytes:
    return package("", word__settings_dot_xml=" " * 41_000_000)


def lying_bomb() -> bytes:
    """A zip whose directory declares less than the part unpacks to."""
    data = package(paragraph(run("word " * 1_700_000)))
    size = struct.pack("<I", zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml").file_size)
    return data.replace(size, struct.pack("<I", 100))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (bomb, "unpacks to far more"),
        (lying_bomb, "."),
        (lambda: package(paragraph(run("word " * 1_700_000))), "unpacks to far more"),
        (lambda: package(paragraph(run("word " * 410_000))), "far longer"),
        (lambda: package(paragraph(run("Short.")) * 20_001), "20,000 paragraphs"),
        (
            lambda: package(
                "<w:tbl><w:tr><w:tc>" * DEEP + paragraph(run("x")) + "</w:tc></w:tr></w:tbl>" * DEEP,
            ),
            "tables within tables",
        ),
        (
            lambda: package(paragraph(run("&x;")), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "entities",
        ),
        (
            lambda: package(paragraph(run("x")), word__media__image1_dot_png=png(12_000, 12_000)),
            "image1.png has 12000 by 12000",
        ),
        (lambda: package("<w:p>"), "damaged"),
        (lambda: package("", **{f"{number}.xml": "<a/>" for number in range(3_001)}), "unpacks to far more"),
        (lambda: package('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="z"/></w:tcPr></w:tc></w:tr></w:tbl>'), "."),
    ],
)
def test_a_file_that_hurts_is_refused_in_the_child(data, says):
    made = data()
    with pytest.raises(Unreadable, match=says):
        read(made, "hurts.docx")
    with pytest.raises(Unreadable, match=says):
        word.read(made)


WELL = package(paragraph(run(PROSE)) + f"<w:tbl><w:tr><w:tc>{paragraph(run('a'))}</w:tc></w:tr></w:tbl>")


@examples(60)
@given(st.lists(st.tuples(st.integers(0, len(WELL) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_document_is_a_manuscript_or_a_refusal(changes):
    data = bytearray(WELL)
    for place, value in changes:
        data[place] = value
    try:
        manuscript = manuscript_of(bytes(data))
    except Unreadable:
        return
    assert manuscript.words_out <= manuscript.words_in


TAGS = st.sampled_from(["w:tbl", "w:tr", "w:tc", "w:p", "w:r", "w:hyperlink", "w:sdt", "w:fldChar", "w:sym", "w:br"])


@examples(60)
@given(
    st.recursive(st.just(run("word")), lambda inner: st.builds("<{0}>{1}{1}</{0}>".format, TAGS, inner), max_leaves=8)
)
def test_elements_in_any_order_are_a_manuscript_or_a_refusal(body):
    try:
        manuscript = manuscript_of(package(body))
    except Unreadable:
        return
    assert clean(manuscript.body) == manuscript.body


def picture_of(kind: str) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (20, 10), "navy").save(file, kind)
    return file


def test_pictures_stand_after_what_they_were_in_and_odd_kinds_are_reported():
    document = Document()
    document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("cell").add_picture(picture_of("PNG"))
    document.add_picture(picture_of("BMP"))
    inline = document.add_paragraph("before ")
    inline.add_run().add_picture(picture_of("JPEG"))
    inline.add_run("after")
    manuscript = manuscript_of(saved(document))
    assert manuscript.body == (
        '<table><tbody><tr><td><p>cell</p></td></tr></tbody></table><figure data-image="1"></figure>'
        '<p>before after</p><figure data-image="2"></figure>'
    )
    assert [picture.name for picture in manuscript.pictures] == ["picture-1.png", "picture-2.jpeg"]
    assert manuscript.dropped == ("Picture left out, its kind (image/bmp) cannot be shown: without description",)


def test_an_endnote_with_two_paragraphs_stays_whole_and_a_missing_one_is_ignored():
    note = f'<w:endnote w:id="7">{paragraph(run("One."))}{paragraph(run("Two."))}</w:endnote>'
    parts = {"word__endnotes_dot_xml": f"<w:endnotes {NAMESPACES}>{note}</w:endnotes>"}
    marks = '<w:r><w:endnoteReference w:id="7"/></w:r><w:r><w:endnoteReference w:id="8"/></w:r>'
    manuscript = manuscript_of(package(paragraph(run("Text"), marks), **parts))
    assert manuscript.body == "<p>Text<small>One. Two.</small></p>"


def test_a_byline_style_names_the_writer():
    document = Document()
    document.styles.add_style("Byline", 1)
    document.add_paragraph("Wells", "Title")
    document.add_paragraph("Ann Lee", "Byline")
    document.add_paragraph(PROSE)
    manuscript = manuscript_of(saved(document))
    assert manuscript.writers == (Writer("Ann Lee"),)
    assert manuscript.body == f"<p>{PROSE}</p>"
    assert manuscript.words_in == manuscript.words_out


def test_a_deleted_row_is_reported():
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('gone'))}</w:tc></w:tr>"
    kept = f"<w:tr><w:tc>{paragraph(run('kept'))}</w:tc></w:tr>"
    manuscript = manuscript_of(package(f"<w:tbl>{row}{kept}</w:tbl>"))
    assert "gone" not in manuscript.body
    assert manuscript.dropped == ("Deleted with tracked changes: gone",)
    assert manuscript.words_in == manuscript.words_out
