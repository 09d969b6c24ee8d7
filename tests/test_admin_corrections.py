"""The page that asks what a change is to readers who know the article, and shows the difference that they will see."""

import re
from copy import deepcopy
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone

from articles.desk import verbs
from articles.desk.correcting import Change
from articles.models import Article, Correction
from articles.models.act import ACTS
from tests.admin_forms import client_of, page
from tests.magazine import Magazine

SAID = {
    "wrong": "The strait is six miles wide.",
    "right": "It is eleven miles wide.",
    "learned": "A reader wrote to us.",
    "learned_on": "2026-03-01",
}


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def approved(made: Magazine) -> Article:
    """Live, with another text that is approved."""
    return changed(made, made.live("The narrow sea", body="<p>The strait is six miles wide.</p>", now=timezone.now()))


@pytest.fixture
def article(approved: Article, db: None) -> Article:
    return deepcopy(approved)


def changed(cast: Magazine, article: Article, width: str = "eleven") -> Article:
    cast.change(article, body=f"<p>The strait is {width} miles wide.</p>", now=timezone.now())
    return cast.approve_again(article, now=timezone.now())


def look(cast: Magazine, article: Article, verb: str = "publish") -> str:
    return client_of(cast.publisher).get(page("article", "move", article.pk, verb)).content.decode()


def send(
    cast: Magazine, article: Article, verb: str = "publish", *, follow: bool = False, **given: Any
) -> HttpResponse:
    given = {"seen": article.newest().number, **given}
    return client_of(cast.publisher).post(page("article", "move", article.pk, verb), given, follow=follow)


@pytest.mark.parametrize("verb", ["publish", "schedule"])
def test_publishing_a_change_asks_which_act_it_is_and_what_that_asks_for_and_shows_the_difference(
    cast: Magazine, article: Article, verb: str
) -> None:
    shown = look(cast, article, verb)
    assert "<del>six</del><ins>eleven</ins>" in shown
    for act in ACTS:
        assert re.search(rf'value="{act.name}"[^>]* data-asks="{" ".join(act.asks)}"', shown), act.name
    assert "checked" not in shown
    assert "Readers see it above the headline and on the page of corrections" in shown
    assert "Say what was wrong, what is right, how we learned of it and when we learned of it." in shown


def test_a_first_publication_asks_nothing_of_the_kind(cast: Magazine) -> None:
    shown = look(cast, cast.approved())
    assert 'name="act"' not in shown
    assert "What readers will see otherwise" not in shown


def test_what_comes_back_unchanged_is_taken_for_a_silent_fix(cast: Magazine) -> None:
    article = cast.withdrawn(now=timezone.now())
    shown = look(cast, article)
    assert 'value="silent"' in shown
    assert shown.count("checked") == 1
    assert send(cast, article, act="silent").status_code == 302
    assert article.revisions.live(at=timezone.now()).exists()


def test_a_silent_fix_needs_no_text(cast: Magazine, article: Article) -> None:
    assert "published." in send(cast, article, follow=True, act="silent").content.decode()
    assert Correction.objects.get().act == "silent"


def test_a_correction_is_published_with_its_change(cast: Magazine, article: Article) -> None:
    send(cast, article, act="correction", **SAID)
    kept = Correction.objects.get()
    assert [str(getattr(kept, name)) for name in SAID] == list(SAID.values())
    assert kept.after == article.revisions.live(at=timezone.now()).get()


def test_what_is_missing_is_asked_for_where_it_belongs_and_nothing_typed_is_lost(
    cast: Magazine, article: Article
) -> None:
    answer = send(cast, article, act="correction", right="It is eleven miles wide.", note="By phone.")
    form = answer.context["form"]
    assert set(form.errors) == {"wrong", "learned", "learned_on"}
    shown = answer.content.decode()
    assert "It is eleven miles wide." in shown
    assert "By phone." in shown
    assert re.search(r'value="correction"[^>]* checked', shown)
    assert not Correction.objects.exists()


def test_nothing_chosen_is_asked_for(cast: Magazine, article: Article) -> None:
    assert "This field is required." in send(cast, article).content.decode()
    assert article.revisions.live(at=timezone.now()).get().number == 1


def test_a_refusal_of_the_desk_is_told_on_the_page(cast: Magazine, article: Article) -> None:
    answer = send(cast, article, act="silent", right="A word to readers.")
    assert answer.status_code == 409
    assert "Readers are told nothing of a silent fix" in answer.content.decode()
    assert "A word to readers." in answer.content.decode()


def test_many_at_once_refuse_what_readers_know(cast: Magazine, article: Article) -> None:
    fresh = cast.approved("Never seen")
    chosen = {"action": "publish", "_selected_action": [article.pk, fresh.pk]}
    shown = client_of(cast.publisher).post(page("article", "changelist"), chosen, follow=True).content.decode()
    assert "1 published. 1 refused:" in shown
    assert "Publish it from its own page, and say what the change is: silent fix," in shown
    assert article.revisions.live(at=timezone.now()).get().number == 1


def test_what_was_said_for_the_schedule_need_not_be_typed_again(cast: Magazine, article: Article) -> None:
    send(cast, article, "schedule", moment="2090-01-01T12:00", act="correction", **SAID)
    shown = look(cast, article)
    assert "A reader wrote to us." in shown
    assert 'value="2026-03-01"' in shown
    assert re.search(r'value="correction"[^>]* checked', shown)


def test_what_readers_were_told_is_not_typed_into_the_next_statement(cast: Magazine, article: Article) -> None:
    send(cast, article, act="correction", **SAID)
    shown = look(cast, article, "correct")
    assert 'value="retraction"' in shown
    assert "A reader wrote to us." not in shown
    assert not re.search(r'name="act"[^>]* checked', shown)


def test_an_article_is_retracted_as_it_stands(cast: Magazine) -> None:
    article = cast.live("The narrow sea", now=timezone.now())
    shown = look(cast, article, "correct")
    assert 'value="silent"' not in shown
    assert "What readers will see otherwise" not in shown
    send(cast, article, "correct", act="retraction", **SAID)
    assert article.revisions.live(at=timezone.now()).get().put_right[0].act.name == "retraction"


def test_who_may_not_retract_is_not_offered_it_and_refused(cast: Magazine, article: Article) -> None:
    group = cast.publisher.groups.get()
    group.permissions.remove(group.permissions.get(codename="retract_article"))
    assert 'value="retraction"' not in look(cast, article)
    assert "Select a valid choice" in send(cast, article, act="retraction", **SAID).content.decode()


def test_nothing_that_cannot_be_superseded_is_dropped_in_silence(cast: Magazine, article: Article) -> None:
    answer = send(cast, article, act="note", right="The author has moved.", supersedes="7").content.decode()
    assert "What this supersedes is not, or no longer, what readers are told of this article." in answer
    assert "The author has moved." in answer
    assert not Correction.objects.exists()


def test_a_correction_supersedes_one_that_readers_are_told(cast: Magazine, article: Article) -> None:
    assert 'name="supersedes"' not in look(cast, article)
    verbs.publish(article, by=cast.publisher, change=Change("note", right="The author has moved."))
    article = changed(cast, article, "twelve")
    first = Correction.objects.get()
    assert "Editor’s note: The author has moved." in look(cast, article)
    send(cast, article, act="note", right="The author has moved back.", supersedes=first.pk)
    assert Correction.objects.latest("pk").supersedes == first
