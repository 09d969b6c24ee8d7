"""Pictures in the desk: several taken in at once, described where they lie, found again, never told of to strangers."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from articles.desk.illustrating import add_picture
from articles.desk.licensing import day_of
from articles.desk.seen import signature
from articles.models import Image
from tests.admin_forms import client_of, empty, filled, page
from tests.magazine import Magazine, picture

TODAY = day_of(timezone.now())
ADD = "/admin/articles/image/add/"
LIST = "/admin/articles/image/"
STRIPES = ("black", "white", "grey", "black", "silver", "white", "black", "grey", "white")


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def files(*names_and_data: tuple[str, bytes]) -> dict[str, Any]:
    return {"files": [SimpleUploadedFile(name, data) for name, data in names_and_data]}


def said(image: Image, **words: Any) -> dict[str, Any]:
    """What the page of uploads sends for one picture."""
    typed = {"alt": "", "caption": "", "credit": "", "licence": "", "licence_until": ""} | words
    fields = {f"picture-{image.pk}-{name}": value for name, value in typed.items()}
    return {"picture": image.pk, f"picture-{image.pk}-opened": signature(Image.objects.get(pk=image.pk)), **fields}


def row(mark: str, **words: Any) -> Image:
    """A picture of the library without a file behind it."""
    return Image.objects.create(file=f"{mark}.png", checksum=mark * 64, width=64, height=48, **words)


def shown(answer: HttpResponse) -> set[str]:
    return {image.alt or image.name for image in answer.context["cl"].result_list}


def test_several_files_are_taken_in_or_refused_each_by_itself(cast: Magazine) -> None:
    add_picture(picture(colour="red"), "there.png", by=cast.editor, alt="A red door")
    sent = files(("new.png", picture()), ("again.png", picture(colour="red")), ("note.txt", b"no picture"))
    text = client_of(cast.editor).post(ADD, sent).content.decode()
    assert 'In the library already: <a href="' in text
    assert "not a picture that can be read" in text
    assert set(Image.objects.values_list("name", flat=True)) == {"there.png", "new.png"}
    assert f"picture-{Image.objects.get(name='new.png').pk}-alt" in text


def test_one_file_of_the_script_is_answered_with_its_own_lines(cast: Magazine) -> None:
    client, json = client_of(cast.editor), {"headers": {"accept": "application/json"}}
    taken = client.post(ADD, files(("a.png", picture())), **json)
    assert (taken.status_code, "picture-" in taken.json()["html"]) == (200, True)
    refused = client.post(ADD, files(("a.svg", b"<svg/>")), **json)
    assert (refused.status_code, "Export it as PNG" in refused.json()["html"]) == (422, True)
    assert client.post(ADD, {}, **json).status_code == 400


def test_nothing_chosen_is_said(cast: Magazine) -> None:
    assert "Choose at least one picture" in client_of(cast.editor).post(ADD, {}).content.decode()


def test_what_was_said_of_fresh_pictures_is_kept_and_leads_to_the_library(cast: Magazine) -> None:
    one, other = (add_picture(picture(colour=name), f"{name}.png", by=cast.editor) for name in ("red", "blue"))
    form = said(one, alt="A door", credit="Bao", licence="agency", licence_until="2031-03-01")
    form |= said(other, decorative="on") | {"picture": [one.pk, other.pk]}
    answer = client_of(cast.editor).post(ADD, form)
    assert answer.url == LIST
    one.refresh_from_db()
    assert (one.alt, one.credit, one.licence, str(one.licence_until)) == ("A door", "Bao", "agency", "2031-03-01")
    assert Image.objects.get(pk=other.pk).decorative


def test_a_description_of_which_nothing_is_to_be_seen_is_none(cast: Magazine) -> None:
    image = add_picture(picture(), "red.png", by=cast.editor)
    form = said(image, alt="\u2066\u2069") | {"picture": [image.pk]}
    assert "mark it as decorative" in client_of(cast.editor).post(ADD, form).content.decode()
    image.refresh_from_db()
    assert not image.alt


def test_what_is_not_said_yet_waits_on_the_page_and_nothing_typed_is_lost(cast: Magazine) -> None:
    one, other = (add_picture(picture(colour=name), f"{name}.png", by=cast.editor) for name in ("red", "blue"))
    form = said(one, credit="Only a credit") | said(other) | {"picture": [one.pk, other.pk]}
    text = client_of(cast.editor).post(ADD, form | files(("third.png", picture()))).content.decode()
    assert "Only a credit" in text
    assert text.count("mark it as decorative") == 1
    assert all(name in text for name in ("blue.png", "third.png"))


def test_what_somebody_said_meanwhile_is_not_overwritten(cast: Magazine) -> None:
    image = add_picture(picture(), "a.png", by=cast.editor)
    form = said(image, alt="Mine")
    Image.objects.update(alt="Theirs")
    text = client_of(cast.editor).post(ADD, form).content.decode()
    assert "Somebody described this picture meanwhile" in text
    assert Image.objects.get().alt == "Theirs"


def test_a_picture_that_looks_like_another_is_taken_and_says_so(cast: Magazine) -> None:
    add_picture(picture(180, 120, colours=STRIPES), "large.png", by=cast.editor, alt="The old harbour")
    text = client_of(cast.editor).post(ADD, files(("small.png", picture(90, 60, colours=STRIPES)))).content.decode()
    assert "Looks like" in text
    assert "The old harbour" in text
    assert Image.objects.count() == 2


def test_a_contributor_is_told_of_no_hidden_picture_that_looks_alike(cast: Magazine) -> None:
    add_picture(picture(180, 120, colours=STRIPES), "large.png", by=cast.editor, alt="A secret harbour")
    sent = files(("small.png", picture(90, 60, colours=STRIPES)))
    text = client_of(cast.contributor).post(ADD, sent).content.decode()
    assert "small.png" in text
    assert "Looks like" not in text


def test_a_contributor_describes_what_they_added_until_it_is_published(cast: Magazine) -> None:
    mine = add_picture(picture(), "a.png", by=cast.contributor)
    client = client_of(cast.contributor)
    client.post(ADD, said(mine, alt="My own door"))
    client.post(page("image", "change", mine.pk), {"alt": "My own green door", "_save": "1"})
    assert Image.objects.get().alt == "My own green door"
    cast.live(image=Image.objects.get())
    client.post(ADD, said(mine, alt="A lie"))
    assert client.post(page("image", "change", mine.pk), {"alt": "A lie", "_save": "1"}).status_code == 403
    assert Image.objects.get().alt == "My own green door"


def test_a_contributor_describes_nobody_elses_picture(cast: Magazine) -> None:
    other = add_picture(picture(), "a.png", by=cast.editor, alt="A secret harbour")
    answer = client_of(cast.contributor).post(ADD, said(other, alt="Mine now"))
    assert "A secret harbour" not in answer.content.decode()
    assert Image.objects.get().alt == "A secret harbour"


def test_a_contributor_who_sends_a_hidden_picture_learns_nothing_of_it(cast: Magazine) -> None:
    hidden = add_picture(picture(), "hidden.png", by=cast.editor, alt="A secret harbour")
    text = client_of(cast.contributor).post(ADD, files(("a.png", picture()))).content.decode()
    assert "for an article of somebody else" in text
    assert "A secret harbour" not in text
    assert page("image", "change", hidden.pk) not in text


def test_a_contributor_finds_no_picture_of_somebody_elses_draft(cast: Magazine) -> None:
    hidden = add_picture(picture(colour="red"), "hidden.png", by=cast.editor, alt="A secret harbour")
    cast.draft(by=cast.editor, image=hidden)
    mine = add_picture(picture(colour="blue"), "mine.png", by=cast.contributor, alt="My own door")
    printed = add_picture(picture(), "printed.png", by=cast.editor, alt="A printed lamp")
    cast.live(by=cast.editor, image=printed)
    client = client_of(cast.contributor)
    assert shown(client.get(LIST)) == {"My own door", "A printed lamp"}
    told = client.get(page("image", "choose")).json()["pictures"]
    assert {each["name"] for each in told} == {"My own door", "A printed lamp"}
    assert client.get(page("image", "choose"), {"q": "harbour"}).json()["pictures"] == []
    assert client.get(page("image", "picture", hidden.pk)).status_code == 404
    assert client.get(page("image", "picture", mine.pk)).status_code == 302


@pytest.mark.parametrize("where", ["image", "body"])
def test_a_contributor_cannot_take_a_hidden_picture_by_its_number(cast: Magazine, where: str) -> None:
    hidden = add_picture(picture(), "hidden.png", by=cast.editor, alt="A secret harbour")
    typed = {"image": hidden.pk, "body": f'<p>One.</p><figure data-image="{hidden.pk}"></figure>'}
    article, client = cast.draft(), client_of(cast.contributor)
    for address, form in (
        (page("article", "change", article.pk), filled(article, **{where: typed[where]})),
        (page("article", "add"), empty(headline="New", **{where: typed[where]})),
    ):
        answer = client.post(address, form)
        assert answer.status_code == 200
        assert "A secret harbour" not in answer.content.decode()
    assert client.get(page("image", "picture", hidden.pk)).status_code == 404
    assert not hidden.figures.exists()


def test_a_number_that_was_typed_tells_nothing_of_a_hidden_picture(cast: Magazine) -> None:
    hidden = add_picture(picture(), "hidden.png", by=cast.editor, alt="A secret harbour")
    article, client = cast.draft(), client_of(cast.contributor)
    client.post(page("article", "buffer", article.pk), filled(article, image=hidden.pk) | {"sheet": "a"})
    told = client.get(page("article", "buffer", article.pk)).content.decode()
    assert f"Picture {hidden.pk}" in told
    assert "A secret harbour" not in told


def test_an_editor_may_take_any_picture(cast: Magazine) -> None:
    image = add_picture(picture(), "a.png", by=cast.publisher, alt="A door")
    article = cast.draft()
    body = f'<p>One.</p><figure data-image="{image.pk}"></figure>'
    client_of(cast.editor).post(page("article", "change", article.pk), filled(article, image=image.pk, body=body))
    assert article.newest().figures.count() == 2


FOUND: tuple[tuple[dict[str, str], set[str]], ...] = (
    ({}, {"ended", "soon", "later", "fresh.png"}),
    ({"q": "later"}, {"later"}),
    ({"q": "fresh"}, {"fresh.png"}),
    ({"q": "Lin"}, {"soon"}),
    ({"q": "quay"}, {"ended"}),
    ({"ends": "ended"}, {"ended"}),
    ({"ends": "soon"}, {"soon"}),
    ({"licence__exact": "agency"}, {"ended"}),
    ({"described": "no"}, {"fresh.png"}),
    ({"described": "yes"}, {"ended", "soon", "later"}),
    ({"use": "none"}, {"soon", "fresh.png"}),
)


def test_pictures_are_found_by_words_and_filters(cast: Magazine, subtests: pytest.Subtests) -> None:
    ended = row("1", alt="ended", caption="The quay", licence="agency", licence_until=TODAY - timedelta(1))
    row("2", alt="soon", credit="Bao Lin", licence_until=TODAY + timedelta(29))
    later = row("3", alt="later", licence_until=TODAY + timedelta(30))
    row("4", name="fresh.png")
    cast.draft(image=ended)
    cast.draft(body=f'<p>One.</p><figure data-image="{later.pk}"></figure>')
    client = client_of(cast.editor)
    for query, found in FOUND:
        with subtests.test(query=query):
            assert shown(client.get(LIST, query)) == found


def test_whether_anybody_uses_a_picture_is_no_question_for_contributors(cast: Magazine) -> None:
    mine = add_picture(picture(), "a.png", by=cast.contributor, alt="Mine")
    cast.draft(by=cast.editor, image=mine)
    answer = client_of(cast.contributor).get(LIST, {"use": "none"}, follow=True)
    assert "in no article, draft or revision" not in answer.content.decode()
    assert shown(answer) == {"Mine"}


def test_the_list_says_what_is_wrong_with_a_picture(cast: Magazine) -> None:
    row("1", alt="A door", licence_until=TODAY - timedelta(1))
    row("2", name="fresh.png")
    text = client_of(cast.editor).get(LIST).content.decode()
    assert "Licence ended on" in text
    assert "Not described yet" in text


def test_the_list_asks_as_often_for_many_as_for_few(cast: Magazine, django_assert_max_num_queries: Any) -> None:
    client = client_of(cast.editor)
    for number in range(12):
        row(f"{number:x}", alt="A")
    with django_assert_max_num_queries(8):
        client.get(LIST)


def test_a_licence_that_ends_before_readers_eyes_is_told_when_it_is_entered(cast: Magazine) -> None:
    image = row("1", alt="A door")
    cast.live("The narrow sea", image=image)
    form = {"alt": "A door", "licence_until": str(TODAY), "_continue": "1"}
    answer = client_of(cast.editor).post(page("image", "change", image.pk), form, follow=True)
    assert "it stays before readers in “The narrow sea”" in answer.content.decode()


def test_the_focus_is_a_point_within_the_picture(cast: Magazine) -> None:
    image = row("1", alt="A door")
    client = client_of(cast.editor)
    for x, y, kept in (("20", "70", (20, 70)), ("101", "0", (20, 70)), ("", "-1", (20, 70)), ("0", "100", (0, 100))):
        client.post(page("image", "change", image.pk), {"alt": "A door", "focus_x": x, "focus_y": y, "_save": "1"})
        image.refresh_from_db()
        assert (image.focus_x, image.focus_y) == kept


def test_the_licences_that_end_are_for_publishers(cast: Magazine) -> None:
    image = row("1", alt="A lamp")
    article = cast.live("The wide sea", image=image)
    Image.objects.update(licence_until=TODAY)
    for person in (cast.contributor, cast.editor):
        assert client_of(person).get(page("image", "licences")).status_code == 403
    told = client_of(cast.publisher).get(page("image", "licences")).content.decode()
    assert page("article", "change", article.pk) in told
    assert "Licence ends on" in told


@pytest.mark.parametrize("model", ["author", "topic", "disclaimer", "image"])
def test_no_filter_of_the_library_tells_what_hangs_on_a_foreign_draft(
    cast: Magazine, model: str, subtests: pytest.Subtests
) -> None:
    foreign, client = cast.draft(by=cast.editor), client_of(cast.contributor)
    for lookup in ("articles", "articles__in", "articles__gt", "bylines", "revisions", "figures"):
        with subtests.test(lookup=lookup):
            answer = client.get(page(model, "changelist"), {lookup: foreign.pk})
            assert answer.status_code in (302, 400)
            if answer.status_code == 302:
                assert answer.url.endswith("?e=1")


def test_the_chooser_pages_through_the_library_and_finds_every_word(cast: Magazine) -> None:
    Image.objects.bulk_create(
        Image(file="a.png", checksum=str(number), width=64, height=48, alt=f"Door {number}") for number in range(30)
    )
    client, address = client_of(cast.editor), page("image", "choose")
    first = client.get(address).json()
    rest = client.get(address, {"before": first["older"]}).json()
    names = [each["name"] for each in (*first["pictures"], *rest["pictures"])]
    assert names == [f"Door {number}" for number in range(29, -1, -1)]
    assert rest["older"] is None
    assert [each["name"] for each in client.get(address, {"q": "17 door"}).json()["pictures"]] == ["Door 17"]


def test_the_chooser_is_for_those_who_may_see_pictures(cast: Magazine) -> None:
    cast.contributor.groups.clear()
    assert client_of(cast.contributor).get(page("image", "choose")).status_code == 403
