"""Pictures into the library: once, whole, as they came; described by those who may."""

import hashlib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from articles.desk import illustrating, verbs
from articles.desk.illustrating import add_picture, describe_picture, file_picture, looking_like, render_picture
from articles.desk.refusal import NotAllowed
from articles.models import Figure, Image
from articles.pictures.limits import Unusable
from articles.pictures.sizes import FORMATS, rendition_name, widths
from tests.magazine import NOW, Magazine, picture


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def names(image: Image) -> set[str]:
    return {rendition_name(image.checksum, width, kind) for width in widths(image.width) for kind in FORMATS}


def test_a_picture_has_every_rendition_of_the_table_and_no_other(cast: Magazine) -> None:
    image = add_picture(picture(500, 20), "a.png", by=cast.editor)
    assert all(default_storage.exists(name) for name in names(image))
    stem = rendition_name(image.checksum, 0, "x").rsplit("-", 1)[0]
    folder = Path(default_storage.path(stem)).parent
    assert len(list(folder.glob(f"{image.checksum[:20]}-*"))) == len(names(image)) == 9


def test_the_original_is_kept_as_it_came_with_its_name(cast: Magazine) -> None:
    image = add_picture(picture(), "The quay at dusk.png", by=cast.editor, alt="A quay")
    assert image.file.open().read() == picture()
    assert (image.name, image.alt, image.by) == ("The quay at dusk.png", "A quay", cast.editor)
    assert image.checksum == hashlib.sha256(picture()).hexdigest()


def test_a_path_for_a_name_is_no_path(cast: Magazine) -> None:
    image = add_picture(picture(), "../../etc/passwd.png", by=cast.editor)
    assert image.name == "passwd.png"
    assert image.file.name.startswith("pictures/")


def test_a_rendition_is_made_once(cast: Magazine, monkeypatch: pytest.MonkeyPatch) -> None:
    add_picture(picture(70, 50), "a.png", by=cast.editor)
    Image.objects.all().delete()
    monkeypatch.setattr(default_storage, "save", None)
    assert render_picture(picture(70, 50), by=cast.editor).image.width == 70


def test_a_rendition_that_is_missing_is_made_again(cast: Magazine) -> None:
    image = add_picture(picture(71, 50), "a.png", by=cast.editor)
    for name in names(image):
        default_storage.delete(name)
    image.delete()
    again = add_picture(picture(71, 50), "a.png", by=cast.editor)
    assert all(default_storage.exists(name) for name in names(again))


def test_of_two_who_send_the_same_file_at_once_one_is_faster(cast: Magazine) -> None:
    slow = render_picture(picture(), by=cast.editor)
    known = add_picture(picture(), "a.png", by=cast.publisher, alt="A door")
    receipt = file_picture(slow, picture(), "b.png", by=cast.editor)
    assert (receipt.image, receipt.already) == (known, True)
    assert Image.objects.count() == 1


def test_a_refused_file_leaves_nothing(cast: Magazine) -> None:
    with pytest.raises(Unusable):
        add_picture(b"no picture", "a.png", by=cast.editor)
    assert not Image.objects.exists()


def test_only_those_who_may_add_pictures_do(cast: Magazine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(illustrating, "develop", None)
    with pytest.raises(NotAllowed):
        add_picture(picture(), "a.png", by=cast.outsider)


def test_a_description_changes_nothing_else_and_nothing_that_was_printed(cast: Magazine) -> None:
    image = add_picture(picture(), "a.png", by=cast.editor, alt="A door")
    article = cast.live(image=image)
    image.width = 9
    describe_picture(image, by=cast.editor, alt="A gate", focus_x=10)
    stored = Image.objects.get()
    assert (stored.alt, stored.focus_x, stored.width) == ("A gate", 10, 64)
    assert (article.newest().lead.alt, article.newest().lead.focus_x) == ("A door", 50)
    with pytest.raises(NotAllowed):
        describe_picture(image, by=cast.contributor, alt="Mine")


def test_nothing_is_kept_that_would_turn_the_words_behind_a_description(cast: Magazine) -> None:
    image = add_picture(picture(), "a.png", by=cast.editor, alt="A\u202e door")
    describe_picture(image, by=cast.editor, caption="\u2067Ships\u2069", credit="B. \u202aLin")
    stored = Image.objects.get()
    assert (stored.alt, stored.caption, stored.credit) == ("A door", "Ships", "B. Lin")


def test_the_next_publication_prints_the_focus_as_it_is_then(cast: Magazine) -> None:
    image = add_picture(picture(), "a.png", by=cast.editor, alt="A door")
    article = cast.approved(image=image)
    describe_picture(image, by=cast.editor, focus_x=12, focus_y=88)
    verbs.publish(article, by=cast.publisher, now=NOW)
    lead = article.newest().lead
    assert (lead.focus_x, lead.focus_y, lead.focus) == (12, 88, "fx10 fy90")


@pytest.mark.parametrize("model", [Image, Figure])
@pytest.mark.parametrize("column", ["focus_x", "focus_y"])
def test_a_focus_outside_of_the_picture_is_refused_by_the_database(cast: Magazine, model: type, column: str) -> None:
    image = add_picture(picture(), "a.png", by=cast.editor, alt="A door")
    more = {"checksum": "a", "width": 1, "height": 1, column: 101}
    row = Image(**more) if model is Image else Figure(revision=cast.draft().newest(), image=image, **more)
    with pytest.raises(IntegrityError, match="focus_within"), transaction.atomic():
        row.save()


def test_a_thousand_pictures_are_compared_in_one_query(cast: Magazine, django_assert_num_queries: Any) -> None:
    Image.objects.bulk_create(
        Image(file="a.png", checksum=str(number), width=64, height=48, look=number * 0x1E3779B97F4A7C15 % 2**63)
        for number in range(1_000)
    )
    with django_assert_num_queries(2):
        found = looking_like(Image(look=77 * 0x1E3779B97F4A7C15 % 2**63 ^ 5), _superuser(cast), now=NOW)
    assert Image.objects.get(checksum="77") in found


def _superuser(cast: Magazine) -> Any:
    cast.editor.is_superuser = True
    return cast.editor
