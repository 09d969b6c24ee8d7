"""Pictures in the desk: described once, where they are."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.desk.illustrating import add_picture
from articles.models import Image
from tests.admin_forms import client_of, page
from tests.magazine import Magazine, picture


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


def test_a_picture_that_is_there_already_is_not_taken_twice_and_says_where_it_is(cast: Magazine) -> None:
    known = add_picture(picture(), "a.png", by=cast.editor, alt="A door")
    form = {"file": SimpleUploadedFile("b.png", picture()), "alt": "Something else"}
    answer = client_of(cast.editor).post(page("image", "add"), form)
    assert "in the library already" in answer.content.decode()
    assert page("image", "change", known.pk) in answer.content.decode()
    assert [image.alt for image in Image.objects.all()] == ["A door"]


def test_a_picture_that_is_not_there_yet_is_taken(cast: Magazine) -> None:
    form = {"file": SimpleUploadedFile("b.png", picture()), "alt": "A door", "_save": "1"}
    assert client_of(cast.editor).post(page("image", "add"), form).status_code == 302
    assert Image.objects.get().alt == "A door"


def test_a_contributor_finds_no_picture_of_somebody_elses_draft(cast: Magazine) -> None:
    hidden = add_picture(picture(colour="red"), "hidden.png", by=cast.editor, alt="A secret harbour")
    cast.draft(by=cast.editor, image=hidden)
    mine = add_picture(picture(colour="blue"), "mine.png", by=cast.contributor, alt="My own door")
    printed = add_picture(picture(colour="green"), "printed.png", by=cast.editor, alt="A printed lamp")
    cast.live(by=cast.editor, image=printed)
    client = client_of(cast.contributor)
    listed = client.get(page("image", "changelist")).content.decode()
    assert "A secret harbour" not in listed
    assert "My own door" in listed
    assert "A printed lamp" in listed
    assert client.get(page("image", "picture", hidden.pk)).status_code == 404
    assert client.get(page("image", "picture", mine.pk)).status_code == 302


@pytest.mark.parametrize("model", ["author", "topic", "disclaimer", "image"])
@pytest.mark.parametrize("lookup", ["articles", "articles__in", "articles__gt", "bylines", "revisions", "figures"])
def test_no_filter_of_the_library_tells_what_hangs_on_a_foreign_draft(cast: Magazine, model: str, lookup: str) -> None:
    foreign = cast.draft(by=cast.editor)
    answer = client_of(cast.contributor).get(page(model, "changelist"), {lookup: foreign.pk})
    assert answer.status_code in (302, 400)
    if answer.status_code == 302:
        assert answer.url.endswith("?e=1")
