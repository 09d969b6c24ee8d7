"""Where a row of the library is used: the page, and the refusals to delete."""

from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin.used import spans_of
from articles.desk import deleting, verbs
from articles.desk.illustrating import add_picture
from articles.models import Article, ArticleTopic, Event, Notice, Revision, Series, Topic
from tests.admin_forms import client_of, page
from tests.magazine import VIEWS, Magazine, at, picture, reword
from tests.test_public_lists import print_many

MODELS = ("author", "topic", "disclaimer", "image", "series")


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="class")
def laid(made: Magazine, for_class: None) -> dict[str, Any]:
    image = add_picture(picture(), "sea.png", by=made.editor, alt="The sea")
    series = Series.objects.create(name="Straits", slug="straits")
    drawn = {"image": image, "series": series}
    made.draft("A draft", **drawn)
    former = made.live("Once used", **drawn)
    fresh = made.change(former, image=None, series=None)
    fresh.bylines.all().delete()
    fresh.placements.all().delete()
    fresh.disclaimers.clear()
    verbs.discard(made.draft("Thrown away", **drawn), by=made.editor)
    return {"author": made.ada, "topic": made.sea, "disclaimer": made.views, **drawn}


@pytest.fixture
def rows(laid: dict[str, Any], cast: Magazine) -> dict[str, Any]:
    return deepcopy(laid)


class TestWhatIsUsed:
    @pytest.mark.parametrize("model", MODELS)
    def test_the_page_lists_drafts_former_revisions_and_the_trash(
        self, cast: Magazine, rows: dict[str, Any], model: str
    ) -> None:
        client = client_of(cast.publisher)
        address = page(model, "used", rows[model].pk)
        assert address in client.get(page(model, "change", rows[model].pk)).content.decode()
        answer = client.get(address)
        told = {place.article.headline: (place.state, place.copies) for place in answer.context["places"]}
        assert told == {
            "A draft": ("never published", "working copy, revision 1"),
            "Once used": ("live, newer draft", "revision 1"),
            "Thrown away": ("in the trash", "working copy, revision 1"),
        } | ({} if model in ("image", "series") else {"Once used": ("live, newer draft", "revisions 1–2")})
        assert answer.context["not_shown"] == []

    @pytest.mark.parametrize("model", MODELS)
    def test_deletion_is_refused_with_the_list_one_by_one_and_for_many(
        self, cast: Magazine, rows: dict[str, Any], model: str
    ) -> None:
        client = client_of(cast.publisher)
        marked = {"action": "delete_selected", "_selected_action": rows[model].pk, "post": "yes"}
        for answer in (
            client.post(page(model, "delete", rows[model].pk), {"post": "yes"}),
            client.post(page(model, "changelist"), marked),
        ):
            shown = answer.content.decode()
            assert all(headline in shown for headline in ("A draft", "Once used", "Thrown away"))
            assert "is used" in shown
        assert type(rows[model]).objects.filter(pk=rows[model].pk).exists()

    def test_of_many_each_is_told_with_its_own_uses_and_none_goes(self, cast: Magazine, rows: dict[str, Any]) -> None:
        marked = {"action": "delete_selected", "_selected_action": [cast.sea.pk, cast.borders.pk], "post": "yes"}
        answer = client_of(cast.publisher).post(page("topic", "changelist"), marked)
        name, uses = answer.context["protected"]
        assert (name, len(uses)) == ("The sea", 3)
        assert "Borders" not in str(uses)
        assert Topic.objects.count() == 2

    def test_who_may_see_only_some_reads_how_many_others_there_are(self, cast: Magazine, rows: dict[str, Any]) -> None:
        cast.draft("Mine", by=cast.other_contributor)
        cast.other_contributor.user_permissions.set(
            cast.publisher.groups.get().permissions.filter(codename__in=("change_author", "delete_author"))
        )
        client = client_of(cast.other_contributor)
        for address in (page("author", "used", cast.ada.pk), page("author", "delete", cast.ada.pk)):
            shown = client.get(address).content.decode()
            assert "Mine" in shown
            assert "and 3 articles that you cannot see" in shown
            assert not any(headline in shown for headline in ("A draft", "Once used", "Thrown away"))

    @pytest.mark.parametrize("model", MODELS)
    def test_who_may_not_change_the_row_learns_nothing_of_its_uses(
        self, cast: Magazine, rows: dict[str, Any], model: str
    ) -> None:
        client = client_of(cast.contributor)
        assert "/used/" not in client.get(page(model, "change", rows[model].pk)).content.decode()
        answer = client.get(page(model, "used", rows[model].pk))
        assert answer.status_code == 403
        assert "for those who may change it" in answer.content.decode()
        assert "A draft" not in answer.content.decode()


def test_what_nothing_uses_goes_one_by_one_and_in_numbers_and_is_logged(cast: Magazine) -> None:
    client = client_of(cast.publisher)
    client.post(page("topic", "delete", cast.borders.pk), {"post": "yes"})
    marked = {"action": "delete_selected", "_selected_action": [cast.ada.pk, cast.bao.pk], "post": "yes"}
    client.post(page("author", "changelist"), marked)
    told = set(Event.objects.filter(verb="delete", actor="publisher").values_list("about", flat=True))
    assert told == {"Topic “Borders”", "Author “Ada Brandt”", "Author “Bao Lin”"}


@pytest.mark.parametrize("many", [False, True])
def test_what_is_put_to_use_between_question_and_answer_stays(
    cast: Magazine, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    monkeypatch.setattr(deleting, "is_used", lambda row: row.name == "The sea")
    marked = {"action": "delete_selected", "_selected_action": [cast.borders.pk, cast.sea.pk], "post": "yes"}
    address = page("topic", "changelist") if many else page("topic", "delete", cast.sea.pk)
    answer = client_of(cast.publisher).post(address, marked if many else {"post": "yes"}, follow=True)
    assert "“The sea” is used and stays." in [str(told) for told in answer.context["messages"]][0]
    assert Topic.objects.count() == 2


def test_who_added_a_picture_does_not_learn_who_else_shows_it(cast: Magazine) -> None:
    own = add_picture(picture(), "sea.png", by=cast.contributor, alt="The sea")
    cast.draft("A secret", by=cast.other_contributor, image=own)
    client = client_of(cast.contributor)
    form = client.get(page("image", "change", own.pk))
    assert form.status_code == 200
    assert "/used/" not in form.content.decode()
    assert client.get(page("image", "used", own.pk)).status_code == 403


def test_what_is_not_there_is_not_found(cast: Magazine) -> None:
    assert client_of(cast.editor).get(page("topic", "used", 999_999)).status_code == 404


def test_what_nothing_uses_says_so(cast: Magazine) -> None:
    assert "Nothing uses it" in client_of(cast.editor).get(page("topic", "used", cast.borders.pk)).content.decode()


def test_more_than_twenty_uses_lead_on_to_the_page(cast: Magazine) -> None:
    drafts = Article.objects.bulk_create(Article(headline=f"Draft {number}") for number in range(21))
    ArticleTopic.objects.bulk_create(ArticleTopic(article=each, topic=cast.sea) for each in drafts)
    client = client_of(cast.publisher)
    shown = client.get(page("topic", "delete", cast.sea.pk)).content.decode()
    assert shown.count(">Draft ") == 20
    assert f'<a href="{page("topic", "used", cast.sea.pk)}">and more: where used</a>' in shown


def test_more_uses_than_are_looked_at_are_told(cast: Magazine, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.draft()
    cast.draft()
    monkeypatch.setattr("articles.models.uses.MOST", 1)
    shown = client_of(cast.editor).get(page("topic", "used", cast.sea.pk)).content.decode()
    assert "the latest are listed" in shown


def test_the_page_costs_the_same_with_many_uses(cast: Magazine) -> None:
    client, costs = client_of(cast.publisher), []
    for count in (1, 2):
        for number in range(count):
            cast.live(now=at(number))
        with CaptureQueriesContext(connection) as queries:
            client.get(page("disclaimer", "used", cast.views.pk))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 18


def test_a_disclaimer_says_with_which_wording_it_was_printed_and_what_is_live_with_it(cast: Magazine) -> None:
    cast.live("Old words")
    reword(cast.views, "These are the author’s views.")
    cast.live("New words", now=at(24))
    gone = cast.withdrawn("Gone", now=at(30))
    answer = client_of(cast.publisher).get(page("disclaimer", "used", cast.views.pk))
    new, old = answer.context["wordings"]
    assert (new.text, old.text) == ("These are the author’s views.", "The views expressed are the author’s own.")
    assert new.told == "In 2 revisions, saved from 3 Mar 2026, 12:00 UTC to 3 Mar 2026, 18:00 UTC"
    assert old.told == "In 1 revision, saved on 2 Mar 2026, 12:00 UTC"
    assert [[str(each) for each in wording.live] for wording in (new, old)] == [["New words"], ["Old words"]]
    assert "since 3 Mar 2026, 12:00 UTC" in answer.content.decode()
    assert gone.revisions.live(at=timezone.now()).count() == 0


def test_of_many_live_with_a_wording_ten_are_shown(cast: Magazine) -> None:
    print_many(11, topics=[], author=cast.ada)
    given = {"disclaimer": cast.views, "version": cast.views.wordings.get(), "wording": VIEWS}
    Notice.objects.bulk_create(Notice(revision=each, **given) for each in Revision.objects.all())
    answer = client_of(cast.publisher).get(page("disclaimer", "used", cast.views.pk))
    (wording,) = answer.context["wordings"]
    assert (len(wording.live), wording.more) == (10, True)
    assert "and more" in answer.content.decode()


def test_numbers_in_a_row_are_told_as_a_span() -> None:
    assert list(spans_of([1, 2, 3, 5, 7, 8])) == ["1–3", "5", "7–8"]
