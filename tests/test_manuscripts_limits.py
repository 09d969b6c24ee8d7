"""What is looked at before and around the reading: sizes of pictures, the child's limits, the parcel."""

import io
import json
import struct

import pytest
from PIL import Image

from articles.manuscripts import markdown, plain
from articles.manuscripts.child import answer
from articles.manuscripts.manuscript import Manuscript, Picture, Unreadable, Writer
from articles.manuscripts.parcel import pack, unpack
from articles.manuscripts.sizes import kind_of, size_of


def encoded(kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (321, 123), "navy").save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("JPEG", {}),
        ("JPEG", {"progressive": True, "exif": b"Exif\x00\x00" + bytes(50)}),
        ("GIF", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif\x00\x00" + bytes(50)}),
    ],
)
def test_kind_and_size_are_read_from_the_first_bytes(kind, options):
    data = encoded(kind, **options)
    assert kind_of(data) == kind.lower()
    assert size_of(data) == (321, 123)


@pytest.mark.parametrize("data", [b"", b"BM and so on", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xd8\xff\xff\xc0"])
def test_bytes_that_tell_no_size_have_none(data):
    assert size_of(data) is None


def test_a_jpeg_of_another_shape_than_expected_has_no_size():
    assert size_of(b"\xff\xd8\xff\xe0" + struct.pack(">H", 2) + b"no marker") is None


FULL = Manuscript("H", "S", "<p>b</p>", (Writer("A B", "x", "a@b.c"),), "d", (Picture("p", b"\0\xff"),), 3, 2, ("q",))


def test_a_parcel_holds_the_whole_manuscript():
    assert unpack(pack(FULL)) == FULL


def test_the_child_answers_with_a_manuscript_or_a_sentence():
    assert unpack(answer(b"A line of text.", plain.read)).body == "<p>A line of text.</p>"
    with pytest.raises(Unreadable, match="not a word"):
        unpack(answer(b"---", markdown.read))


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_a_reader_that_runs_out_of_memory_is_a_refusal(error):
    def fail(_: bytes) -> None:
        raise error

    assert "too involved" in json.loads(answer(b"text", fail))["refusal"]
