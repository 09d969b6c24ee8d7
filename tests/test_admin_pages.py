"""Every screen of the desk opens, for whom it is, and for nobody else."""

from copy import deepcopy
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.desk.illustrating import add_picture
from articles.models import Article, Author, Image, ManuscriptFile, Series, Topic
from editorial import inline
from tests.admin_forms import client_of, page
from tests.admin_forms import rows as form_rows
from tests.magazine import Magazine, picture

ROLES = ("contributor", "editor", "publisher")
MODELS = ("article", "author", "topic", "disclaimer", "series", "image", "event", "revision", "manuscriptfile")
LISTS = {
    "contributor": {"article", "author", "topic", "disclaimer", "series", "image"},
    "editor": set(MODELS),
    "publisher": set(MODELS),
}
PRIVATE = {("contributor", "author")}
"""Whose history names what not everybody may read who sees the row."""
ADDS = {
    "contributor": {"article", "image"},
    "editor": {"article", "author", "topic", "series", "image"},
    "publisher": {"article", "author", "topic", "series", "image", "disclaimer"},
}


def lay(article: Article, by: User) -> dict[str, Any]:
    """One row of every model that the desk shows."""
    image = add_picture(picture(), "sea.png", by=by, alt="The sea")
    kept = ManuscriptFile.objects.create(
        article=article,
        file=ContentFile(b"As it came.", "a.txt"),
        name="a.txt",
        checksum=f"{article.pk:064}",
        received=timezone.now(),
    )
    return {
        "article": article,
        "author": article.bylines.get().author,
        "topic": article.placements.get().topic,
        "disclaimer": article.disclaimers.get(),
        "series": Series.objects.get_or_create(name="Straits", slug="straits")[0],
        "image": image,
        "event": article.events.first(),
        "revision": article.newest(),
        "manuscriptfile": kept,
    }


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def laid(made: Magazine) -> dict[str, Any]:
    return lay(made.live("The narrow sea"), made.contributor)


@pytest.fixture
def rows(laid: dict[str, Any], cast: Magazine) -> dict[str, Any]:
    return deepcopy(laid)


@pytest.mark.parametrize("role", ROLES)
def test_lists_and_searches_open_for_those_who_may_see_them(
    cast: Magazine, rows: dict[str, Any], role: str, subtests: pytest.Subtests
) -> None:
    client = client_of(getattr(cast, role))
    for model in MODELS:
        with subtests.test(model=model):
            expected = 200 if model in LISTS[role] else 403
            assert client.get(page(model, "changelist")).status_code == expected
            assert client.get(page(model, "changelist"), {"q": "sea"}).status_code == expected


@pytest.mark.parametrize("role", ROLES)
def test_forms_to_add_open_for_those_who_may_add(cast: Magazine, role: str, subtests: pytest.Subtests) -> None:
    client = client_of(getattr(cast, role))
    for model in MODELS:
        with subtests.test(model=model):
            assert client.get(page(model, "add")).status_code == (200 if model in ADDS[role] else 403)


@pytest.mark.parametrize("role", ROLES)
def test_a_row_and_its_history_open_for_those_who_may_see_it(
    cast: Magazine, rows: dict[str, Any], role: str, subtests: pytest.Subtests
) -> None:
    client = client_of(getattr(cast, role))
    for model in MODELS:
        with subtests.test(model=model):
            expected = 200 if model in LISTS[role] else 403
            assert client.get(page(model, "change", rows[model].pk)).status_code == expected
            is_private = (role, model) in PRIVATE
            assert client.get(page(model, "history", rows[model].pk)).status_code == (403 if is_private else expected)


def test_the_desk_carries_the_magazines_name(cast: Magazine) -> None:
    answer = client_of(cast.editor).get(reverse("admin:index"))
    assert "The Meridian Review" in answer.content.decode()


def test_the_login_page_opens_for_strangers(client: Client) -> None:
    assert client.get(reverse("admin:login")).status_code == 200


def test_a_picture_answers_with_a_rendition(cast: Magazine, rows: dict[str, Any]) -> None:
    answer = client_of(cast.contributor).get(page("image", "picture", rows["image"].pk))
    assert answer.status_code == 302
    assert answer["Location"].endswith(".jpeg")


def test_the_original_of_a_manuscript_comes_as_an_attachment(cast: Magazine, rows: dict[str, Any]) -> None:
    answer = client_of(cast.editor).get(page("manuscriptfile", "original", rows["manuscriptfile"].pk))
    assert b"".join(answer.streaming_content) == b"As it came."
    assert answer["Content-Disposition"] == 'attachment; filename="a.txt"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_only_the_form_with_the_editor_allows_its_import_map(cast: Magazine, rows: dict[str, Any]) -> None:
    client = client_of(cast.editor)
    form, listed = client.get(page("article", "add")), client.get(page("article", "changelist"))
    assert inline.source(inline.CHOSEN_SCHEME) in listed["Content-Security-Policy"]
    for answer in (form, listed):
        assert answer["Content-Security-Policy"].count("script-src 'self' 'sha256-") == 1
    assert form["Content-Security-Policy"] != listed["Content-Security-Policy"]


def test_a_picture_needs_a_description_or_is_decorative(cast: Magazine, rows: dict[str, Any]) -> None:
    client = client_of(cast.editor)
    address = page("image", "change", rows["image"].pk)
    assert "mark it as decorative" in client.post(address, {"alt": " "}).content.decode()
    client.post(address, {"alt": "A strait at dusk"})
    assert Image.objects.get().alt == "A strait at dusk"


def test_an_unusable_picture_is_refused_with_its_sentence(cast: Magazine, rows: dict[str, Any]) -> None:
    answer = client_of(cast.editor).post(page("image", "add"), {"files": upload(b"no picture")})
    assert "not a picture that can be read" in answer.content.decode()
    assert Image.objects.get() == rows["image"]


def test_the_description_of_a_picture_can_change_and_nothing_else(cast: Magazine, rows: dict[str, Any]) -> None:
    image = rows["image"]
    changes = {"alt": "Two ships", "caption": "At anchor", "credit": "", "width": "1", "file": upload(b"other")}
    client_of(cast.editor).post(page("image", "change", image.pk), changes)
    stored = Image.objects.get(pk=image.pk)
    assert (stored.alt, stored.caption) == ("Two ships", "At anchor")
    assert (stored.width, stored.file.name) == (image.width, image.file.name)


def upload(data: bytes, name: str = "sea.png") -> ContentFile:
    return ContentFile(data, name)


def test_an_empty_slug_is_made_from_the_name(cast: Magazine) -> None:
    client = client_of(cast.publisher)
    for _time in range(2):
        client.post(page("author", "add"), {"name": "Ödön Søn", "slug": "", **form_rows("declarations", [], [])})
    client.post(page("topic", "add"), {"name": "جنگ", "slug": "", **form_rows("synonyms", [], [])})
    assert set(Author.objects.filter(name="Ödön Søn").values_list("slug", flat=True)) == {"odon-søn", "odon-søn-2"}
    assert Topic.objects.get(name="جنگ").slug == "جنگ"


def test_a_name_without_letters_needs_a_slug(cast: Magazine) -> None:
    typed = {"name": "…", "slug": "", **form_rows("synonyms", [], [])}
    answer = client_of(cast.publisher).post(page("topic", "add"), typed)
    assert "Write a slug" in answer.content.decode()


def test_what_nothing_uses_can_be_deleted(cast: Magazine) -> None:
    client_of(cast.publisher).post(page("topic", "delete", cast.borders.pk), {"post": "yes"})
    assert not Topic.objects.filter(pk=cast.borders.pk).exists()


def test_a_picture_is_for_those_who_may_see_the_library(cast: Magazine, rows: dict[str, Any]) -> None:
    cast.contributor.groups.clear()
    answer = client_of(cast.contributor).get(page("image", "picture", rows["image"].pk))
    assert answer.status_code == 403


def test_articles_are_never_deleted(cast: Magazine, rows: dict[str, Any]) -> None:
    client = client_of(cast.publisher)
    assert client.post(page("article", "delete", rows["article"].pk), {"post": "yes"}).status_code == 403
    listed = client.get(page("article", "changelist")).content.decode()
    assert "delete_selected" not in listed
    assert Article.objects.filter(pk=rows["article"].pk).exists()
