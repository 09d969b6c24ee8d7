"""Legal hold at the desk: placed and lifted with a reason, plain on the article and in the list, nothing typed lost."""

from copy import deepcopy

import pytest
from django.http import HttpResponse

from articles.desk.holding import lift_hold, place_hold
from articles.models import Article, LegalHold
from tests.admin_forms import client_of, filled, page
from tests.magazine import Magazine, person

HELD = "placed by publisher: nothing of it may change until the hold is lifted. Ask publisher or another publisher."


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def printed(made: Magazine) -> Article:
    return made.live("Eleven miles", by=made.contributor)


@pytest.fixture
def article(printed: Article, db: None) -> Article:
    return deepcopy(printed)


def send(cast: Magazine, article: Article, deed: str, role: str = "publisher", reason: str = "A suit") -> HttpResponse:
    address = page("article", "hold", article.pk, deed)
    return client_of(getattr(cast, role)).post(address, {"reason": reason}, follow=True)


def opened(cast: Magazine, article: Article, role: str) -> str:
    return client_of(getattr(cast, role)).get(page("article", "change", article.pk)).content.decode()


def test_a_publisher_places_and_lifts_it(cast: Magazine, article: Article) -> None:
    assert "Place on legal hold…" in opened(cast, article, "publisher")
    assert "is on legal hold." in send(cast, article, "place").content.decode()
    assert "is no longer on legal hold." in send(cast, article, "lift", reason="Settled").content.decode()
    panel = opened(cast, article, "editor").partition("holds-heading")[2].partition("</section>")[0]
    assert "publisher: A suit" in panel
    assert "publisher: Settled" in panel
    assert "Place on legal hold" not in panel


def test_a_refusal_keeps_what_was_typed(cast: Magazine, article: Article) -> None:
    place_hold(article, by=cast.publisher, reason="A suit")
    answer = send(cast, article, "place", reason="Another suit")
    assert answer.status_code == 409
    assert "placed this article on hold already" in answer.content.decode()
    assert "Another suit</textarea>" in answer.content.decode()
    assert "required" in send(cast, article, "lift", reason=" ").content.decode()
    assert send(cast, article, "nonsense").status_code == 404
    assert LegalHold.objects.open().count() == 1


def test_a_hold_that_was_placed_meanwhile_is_not_lifted_unseen(cast: Magazine, article: Article) -> None:
    client = client_of(cast.publisher)
    place_hold(article, by=cast.publisher, reason="A suit")
    address = page("article", "hold", article.pk, "lift")
    typed = {"reason": "The suit is settled", "seen": client.get(address).context["form"]["seen"].value()}
    lift_hold(article, by=cast.publisher, reason="Settled")
    place_hold(article, by=person("publisher", "lawyer"), reason="The police ask")
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert "lawyer placed another hold while your form stood open: The police ask." in answer.content.decode()
    assert "The suit is settled</textarea>" in answer.content.decode()
    assert LegalHold.objects.open().get().reason == "The police ask"
    meant = {**typed, "seen": answer.context["form"]["seen"].value()}
    assert [client.post(address, meant).status_code for _click in range(2)] == [302, 409]
    assert not LegalHold.objects.open().exists()


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_the_article_says_so_and_offers_nothing_but_taking_it_down(cast: Magazine, article: Article, role: str) -> None:
    place_hold(article, by=cast.publisher, reason="A suit")
    shown = opened(cast, article, role)
    assert HELD in shown
    assert 'name="headline"' not in shown
    assert 'name="review_on"' not in shown
    assert 'name="assignee"' not in shown
    assert ("verb-withdraw" in shown) is (role == "publisher")
    assert "verb-publish" not in shown
    assert "verb-submit" not in shown


def test_what_was_typed_when_the_hold_came_is_given_back(cast: Magazine, article: Article) -> None:
    typed = filled(article, headline="Nine miles wide")
    place_hold(article, by=cast.publisher, reason="A suit")
    for writer in (cast.contributor, cast.editor):
        answer = client_of(writer).post(page("article", "change", article.pk), typed)
        assert answer.status_code == 403
        assert HELD in answer.content.decode()
        assert "Nine miles wide</textarea>" in answer.content.decode()
        assert article.buffers.filter(account=writer).exists()
    assert Article.objects.get(pk=article.pk).headline == article.headline


def test_every_form_beside_the_text_is_refused_and_comes_back_filled(cast: Magazine, article: Article) -> None:
    place_hold(article, by=cast.publisher, reason="A suit")
    publisher = client_of(cast.publisher)
    for name, typed, shown in (
        ("dates", {"review_on": "2090-06-01"}, 'value="2090-06-01"'),
        ("assign", {"due": "2090-06-01"}, 'value="2090-06-01"'),
        ("notes", {"text": "Nine miles?"}, "Nine miles?</textarea>"),
        ("proof_links", {"name": "Ada Brandt", "days": "3"}, 'value="Ada Brandt"'),
    ):
        answer = publisher.post(page("article", name, article.pk), typed)
        assert HELD in answer.content.decode(), name
        assert shown in answer.content.decode(), name


def test_the_list_marks_what_is_held_and_shows_nothing_else_when_asked(cast: Magazine, article: Article) -> None:
    free = cast.draft("Nine miles")
    place_hold(article, by=cast.publisher, reason="A suit")
    editor = client_of(cast.editor)
    shown = editor.get(page("article", "changelist")).content.decode()
    assert shown.count("stage-held") == 1
    narrowed = editor.get(page("article", "changelist"), {"hold": "open"}).content.decode()
    assert article.headline in narrowed
    assert free.headline not in narrowed


def test_many_at_once_are_refused_with_the_sentence(cast: Magazine) -> None:
    article = cast.approved()
    place_hold(article, by=cast.publisher, reason="A suit")
    chosen = {"action": "publish", "_selected_action": [article.pk], f"seen-{article.pk}": 1}
    answer = client_of(cast.publisher).post(page("article", "changelist"), chosen, follow=True)
    assert HELD in answer.content.decode()
