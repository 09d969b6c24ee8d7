"""A file that someone sent becomes a draft."""

import zipfile
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from io import BytesIO
from unittest.mock import Mock, patch

import pytest
from django.contrib.auth.models import Permission
from docx import Document
from docx.shared import Inches
from PIL import Image as Picture

from articles.desk.disguising import disguise
from articles.desk.intake import take_in
from articles.desk.readiness import errors
from articles.desk.refusal import NotAllowed
from articles.manuscripts import reading
from articles.manuscripts.limits import read_apart
from articles.manuscripts.manuscript import Unreadable
from articles.models import Article, Author, Disclaimer, Event, Image, ManuscriptFile, Revision
from articles.models.alias import Alias
from articles.models.article import Stage
from tests.magazine import NOW, Magazine, picture

OPENING = (
    "The customs house at Port Sable has two doors, and for most of a century nobody used the second. It faces the "
    "water. It was built for ships that were too proud to send a clerk ashore, and there have been few of those."
)
SECOND = (
    "What the second door tells us is that a state may prepare for an honour that never comes, and that the preparing "
    "has costs of its own. Somebody oiled the hinges. Somebody was paid to stand there, and stood."
)
SHAPE = "\n".join(
    [
        OPENING,
        "The door that faces the water",
        SECOND,
        "Who paid the doorman?",
        OPENING.replace("customs house", "pilot house"),
        "*The views expressed here are the writer's alone and do not necessarily represent the policy of Tidewater.",
        "",
        "Imre Castellan",
        "Imre Castellan keeps the harbour records of Port Sable. He can be reached at imre@example.org",
    ]
)
SIGNED_WITH_HER_ADDRESS = SHAPE.replace("imre@example.org", "ADA@example.org").encode()


@pytest.fixture(autouse=True, scope="module")
def each_file_is_read_once() -> Iterator[None]:
    """In its child process, as ever; but a second test with the same file need not wait for another one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_apart", cache(reading.read_apart))
        yield


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def magazine(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@cache
def docx(*images: bytes) -> bytes:
    document, out = Document(), BytesIO()
    document.add_heading("The Second Door", 0)
    document.add_paragraph(OPENING)
    for image in images:
        document.add_picture(BytesIO(image), width=Inches(2))
    document.add_paragraph(SECOND)
    document.save(out)
    return out.getvalue()


def illustrated() -> bytes:
    """With a picture, and another one that is too small for the library."""
    return docx(picture(), picture(8, 8))


def test_the_commonest_manuscript_needs_no_hand_but_a_headline_and_a_topic(magazine: Magazine) -> None:
    receipt = take_in(SHAPE.encode(), "door.txt", by=magazine.editor, now=NOW)
    article = receipt.article
    assert article.stage == Stage.DRAFT
    assert article.body.count("<h2>") == 2
    assert "<h2>Who paid the doorman?</h2>" in article.body
    assert "views expressed" not in article.body
    assert "imre@example.org" not in article.body
    assert list(article.disclaimers.all()) == [magazine.views]
    author = article.authors.get()
    assert (author.name, author.email) == ("Imre Castellan", "imre@example.org")
    assert author.biography.startswith("Imre Castellan keeps the harbour records")
    assert "@" not in author.biography
    assert list(errors(article)) == ["Write a headline.", "Choose at least one topic."]


def test_a_draft_from_a_file_is_never_a_publication(magazine: Magazine) -> None:
    take_in(SHAPE.encode(), "door.txt", by=magazine.publisher, now=NOW)
    assert not Revision.objects.filter(live_from__isnull=False).exists()


def test_the_report_says_what_was_recognised(magazine: Magazine) -> None:
    lines = take_in(SHAPE.encode(), "door.txt", by=magazine.editor, now=NOW).lines
    assert "No headline was found: write one before the article is published." in lines
    assert "2 section headings: The door that faces the water; Who paid the doorman?." in lines
    assert "Author, new: Imre Castellan." in lines
    assert "E-mail, for the desk only: imre@example.org." in lines
    assert "Disclaimer recognised: Views." in lines
    words = next(line for line in lines if line.startswith("Words:")).split()
    assert words[1] == words[5]


def test_the_file_is_kept_as_it_came_with_its_report(magazine: Magazine) -> None:
    receipt = take_in(SHAPE.encode(), "../somewhere/door.txt", by=magazine.editor, now=NOW)
    kept = ManuscriptFile.objects.get()
    assert kept.file.read() == SHAPE.encode()
    assert (kept.name, kept.article, kept.report) == ("door.txt", receipt.article, "\n".join(receipt.lines))


def test_the_same_file_twice_says_so_and_makes_no_second_draft(magazine: Magazine) -> None:
    first = take_in(SHAPE.encode(), "door.txt", by=magazine.editor)
    again = take_in(SHAPE.encode(), "renamed.txt", by=magazine.editor)
    assert again.already
    assert again.article == first.article
    assert "No second draft was made" in again.lines[0]
    assert Article.objects.count() == 1


def test_a_contributor_does_not_learn_what_became_of_somebody_elses_file(magazine: Magazine) -> None:
    take_in(SHAPE.encode(), "door.txt", by=magazine.editor)
    again = take_in(SHAPE.encode(), "door.txt", by=magazine.contributor)
    assert again.already
    assert again.article is None


def test_two_people_who_send_the_same_file_at_once_make_one_draft(magazine: Magazine) -> None:
    take_in(SHAPE.encode(), "door.txt", by=magazine.editor)
    known = ManuscriptFile.objects.get()
    with patch("articles.desk.intake._file_with", side_effect=[None, known]):
        assert take_in(SHAPE.encode(), "door.txt", by=magazine.editor).already
    assert Article.objects.count() == 1


def test_a_dry_run_reports_and_writes_nothing(magazine: Magazine) -> None:
    before = (Author.objects.count(), Event.objects.count())
    receipt = take_in(SHAPE.encode(), "door.txt", by=magazine.editor, dry_run=True)
    assert receipt.article is None
    assert "Author, new: Imre Castellan." in receipt.lines
    assert (Author.objects.count(), Event.objects.count()) == before
    assert not Article.objects.exists()
    assert not ManuscriptFile.objects.exists()


def test_a_file_that_cannot_be_read_leaves_nothing_behind(magazine: Magazine) -> None:
    with pytest.raises(Unreadable) as refusal:
        take_in(b"", "empty.txt", by=magazine.editor)
    assert str(refusal.value)
    assert not Article.objects.exists()


def test_who_may_not_add_articles_may_not_take_in_files(magazine: Magazine) -> None:
    with pytest.raises(NotAllowed):
        take_in(SHAPE.encode(), "door.txt", by=magazine.outsider)


def test_an_author_is_known_by_e_mail_even_under_another_name(magazine: Magazine) -> None:
    receipt = take_in(SIGNED_WITH_HER_ADDRESS, "door.txt", by=magazine.editor)
    assert receipt.article.authors.get() == magazine.ada
    assert Author.objects.get(pk=magazine.ada.pk).biography == magazine.ada.biography
    assert any("biography on record was kept" in line for line in receipt.lines)


def test_an_author_is_known_by_name_where_no_address_speaks_against_it(magazine: Magazine) -> None:
    data = SHAPE.replace("Imre Castellan", "Bao Lin").encode()
    article = take_in(data, "door.txt", by=magazine.editor).article
    assert article.authors.get() == magazine.bao
    assert Author.objects.get(pk=magazine.bao.pk).email == "imre@example.org"


def test_two_authors_of_one_name_are_kept_apart_by_their_addresses(magazine: Magazine) -> None:
    data = SHAPE.replace("Imre Castellan", "Ada Brandt").encode()
    author = take_in(data, "door.txt", by=magazine.editor).article.authors.get()
    assert author != magazine.ada
    assert (author.name, author.slug) == ("Ada Brandt", "ada-brandt-2")


def test_a_contributors_file_changes_nothing_of_an_author_on_record(magazine: Magazine) -> None:
    data = SHAPE.replace("Imre Castellan", "Bao Lin").encode()
    take_in(data, "door.txt", by=magazine.contributor)
    assert Author.objects.get(pk=magazine.bao.pk).email == ""


def pen_name(magazine: Magazine, **columns: str) -> Author:
    """Imre Castellan is one, of somebody who is also an author under the name of their own, with the same address."""
    Author.objects.create(name="Zdenka Roehm", slug="zdenka-roehm", email="imre@example.org")
    imre = Author.objects.create(name="Imre Castellan", slug="imre-castellan", **columns)
    disguise(imre, by=magazine.publisher, alias=Alias.PEN_NAME, name="Zdenka Roehm", email="imre@example.org")
    return imre


def test_a_manuscript_signed_with_a_pen_name_has_that_in_its_byline_whatever_the_address(magazine: Magazine) -> None:
    imre = pen_name(magazine)
    for name, data in (("door.txt", SHAPE), ("case.txt", SHAPE.replace("Imre Castellan", "IMRE CASTELLAN"))):
        assert take_in(data.encode(), name, by=magazine.editor).article.authors.get() == imre
    own = SHAPE.replace("Imre Castellan", "Zdenka Roehm")
    assert take_in(own.encode(), "own.txt", by=magazine.editor).article.authors.get().slug == "zdenka-roehm"


def test_a_namesake_of_a_pen_name_is_known_by_an_address_of_their_own(magazine: Magazine) -> None:
    pen_name(magazine)
    namesake = Author.objects.create(name="Imre Castellan", slug="imre-2", email="another@example.org")
    data = SHAPE.replace("imre@example.org", namesake.email)
    assert take_in(data.encode(), "door.txt", by=magazine.editor).article.authors.get() == namesake


def test_nothing_that_a_manuscript_says_of_a_pen_name_is_kept_with_it(magazine: Magazine) -> None:
    imre = pen_name(magazine)
    data = SHAPE.replace("keeps the harbour records of Port Sable", "is the pen name of Zdenka Roehm")
    receipt = take_in(data.encode(), "door.txt", by=magazine.publisher)
    imre.refresh_from_db()
    assert receipt.article.authors.get() == imre
    assert (imre.biography, imre.email) == ("", "")
    assert any("was left out, for it may tell" in line for line in receipt.lines)


def test_a_disclaimer_that_means_nothing_known_is_quoted_in_the_report(magazine: Magazine) -> None:
    Disclaimer.objects.all().delete()
    receipt = take_in(SHAPE.encode(), "door.txt", by=magazine.editor)
    assert not receipt.article.disclaimers.exists()
    assert any("matches none on record" in line and "policy of Tidewater" in line for line in receipt.lines)


def test_a_picture_in_a_word_file_goes_to_the_library_and_stays_in_its_place(magazine: Magazine) -> None:
    article = take_in(illustrated(), "door.docx", by=magazine.editor).article
    image = Image.objects.get()
    assert article.headline == "The Second Door"
    assert f'<figure data-image="{image.pk}">' in article.body
    assert f'src="{article.newest().figures.get().src}"' in article.newest().rendered
    assert any("Describe the picture" in sentence for sentence in errors(article))


def test_a_picture_that_cannot_be_taken_is_left_out_and_named(magazine: Magazine) -> None:
    receipt = take_in(illustrated(), "door.docx", by=magazine.editor)
    assert receipt.article.body.count("<figure") == 1
    assert any("was left out" in line and "too small" in line for line in receipt.lines)


def test_a_headline_too_long_for_its_column_stays_in_the_text(magazine: Magazine) -> None:
    headline = "A headline without end " * 20
    article = take_in(f"# {headline}\n\n{OPENING}\n".encode(), "long.md", by=magazine.editor).article
    assert article.headline == ""
    assert headline.strip() in article.body


def test_an_urdu_manuscript_is_known_by_its_script(magazine: Magazine) -> None:
    text = "دریا کے دونوں کناروں پر لوگ ایک ہی زبان بولتے ہیں، مگر ڈاک الگ الگ جاتی ہے اور دیر سے پہنچتی ہے۔\n" * 3
    article = take_in(text.encode(), "dak.txt", by=magazine.editor).article
    assert (article.language, article.direction) == ("ur", "rtl")


def test_the_report_quotes_the_biography(magazine: Magazine) -> None:
    lines = take_in(SHAPE.encode(), "door.txt", by=magazine.editor).lines
    assert "Biography: “Imre Castellan keeps the harbour records of Port Sable.”" in lines


def test_pictures_of_who_may_not_add_any_are_left_out_and_named(magazine: Magazine) -> None:
    magazine.contributor.groups.first().permissions.remove(Permission.objects.get(codename="add_image"))
    receipt = take_in(illustrated(), "door.docx", by=magazine.contributor)
    assert "<figure" not in receipt.article.body
    assert any("You may not add pictures" in line for line in receipt.lines)


def test_pictures_that_are_too_large_together_are_refused_before_any_is_decoded(magazine: Magazine) -> None:
    document, out, large = Document(), BytesIO(), BytesIO()
    Picture.new("1", (7_000, 7_000)).save(large, "PNG")
    for number in range(3):
        document.add_picture(BytesIO(large.getvalue() + bytes([number])), width=Inches(1))
    document.save(out)
    with pytest.raises(Unreadable, match="too large together"):
        take_in(out.getvalue(), "door.docx", by=magazine.editor)


def test_refusals_do_not_hold_on_to_the_files_they_refused() -> None:
    caught = []
    for _number in range(2):
        failed = Mock(returncode=1)
        run = patch("articles.apart.subprocess.run", return_value=failed)
        with run, pytest.raises(Unreadable) as refusal:
            read_apart(b"data", "plain")
        caught.append(refusal.value)
    assert caught[0] is not caught[1]


def test_a_contributors_file_does_not_tell_whose_address_it_holds(magazine: Magazine) -> None:
    lines = take_in(SIGNED_WITH_HER_ADDRESS, "door.txt", by=magazine.contributor, dry_run=True).lines
    assert "Author, new: Imre Castellan." in lines


def test_an_author_known_by_address_is_named_as_on_record(magazine: Magazine) -> None:
    lines = take_in(SIGNED_WITH_HER_ADDRESS, "door.txt", by=magazine.editor, dry_run=True).lines
    assert "Author, known: Ada Brandt." in lines


def test_entities_are_refused_in_whatever_part_they_hide(magazine: Magazine) -> None:
    out = BytesIO(docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/media/footnotes.bin", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(Unreadable, match="entities"):
        take_in(out.getvalue(), "door.docx", by=magazine.editor)
