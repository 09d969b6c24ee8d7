"""Who works on an article and until when: a wish of the desk that no text, approval or save is touched by."""

from copy import deepcopy
from datetime import date

import pytest
from django.contrib.auth.models import User

from articles.desk import verbs
from articles.desk.assigning import assign
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.revising import text_differs
from articles.desk.saving import save
from articles.models import Article
from articles.models.copy import COLUMNS
from tests.magazine import Magazine, at, person

DAY = date(2026, 3, 9)
WISHES = ("assignee", "due", "planned_for")


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def stored(article: Article) -> tuple[object, ...]:
    fresh = Article.objects.get(pk=article.pk)
    return fresh.assignee, fresh.due, fresh.planned_for


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_editors_and_publishers_assign(cast: Magazine, role: str) -> None:
    article = cast.draft()
    assign(article, by=getattr(cast, role), assignee=cast.editor, due=DAY, planned_for=at(50), now=at(1))
    assert stored(article) == (article.assignee, article.due, article.planned_for) == (cast.editor, DAY, at(50))
    event = article.events.first()
    assert (event.verb, event.actor, event.at, event.revision) == ("assign", role, at(1), article.newest())
    assert event.note == "to editor, due 9 March 2026, planned for 4 March 2026, 14:00 UTC"


def test_a_contributor_assigns_nothing_not_even_their_own(cast: Magazine) -> None:
    article = cast.draft(by=cast.contributor)
    with pytest.raises(NotAllowed):
        assign(article, by=cast.contributor, assignee=cast.contributor)
    assert stored(article) == (None, None, None)
    assert not article.events.filter(verb="assign").exists()


def test_the_owner_may_be_assigned_and_nobody_who_may_not_work_on_it(cast: Magazine) -> None:
    article = cast.draft(by=cast.contributor)
    assign(article, by=cast.editor, assignee=cast.contributor)
    gone = person("editor", "gone")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for stranger in (cast.other_contributor, cast.outsider, gone):
        with pytest.raises(Refused, match=f"{stranger.username} may not work on this article"):
            assign(article, by=cast.editor, assignee=stranger, due=DAY)
    assert stored(article) == (cast.contributor, None, None)


def test_an_assignee_who_left_does_not_stand_in_the_way_of_another_change(cast: Magazine) -> None:
    article = cast.draft()
    assign(article, by=cast.publisher, assignee=cast.editor)
    User.objects.filter(pk=cast.editor.pk).update(is_active=False)
    assign(article, by=cast.publisher, assignee=cast.editor, due=DAY)
    assert stored(article) == (cast.editor, DAY, None)


def test_what_is_not_given_stays_and_none_clears(cast: Magazine) -> None:
    article = cast.draft()
    assign(article, by=cast.editor, assignee=cast.editor, due=DAY)
    assign(article, by=cast.editor, planned_for=at(9))
    assert stored(article) == (cast.editor, DAY, at(9))
    assign(article, by=cast.editor, assignee=None, due=None)
    assert stored(article) == (None, None, at(9))
    assert article.events.first().note == "to nobody, planned for 2 March 2026, 21:00 UTC"


def test_nothing_changed_is_no_event(cast: Magazine) -> None:
    article = cast.draft()
    for _time in range(2):
        assign(article, by=cast.editor, due=DAY)
    assert article.events.filter(verb="assign").count() == 1


def test_an_assignment_is_no_change_of_the_text(cast: Magazine) -> None:
    article = cast.approved()
    before = Article.objects.filter(pk=article.pk).values("version", "changed", "stage").get()
    assign(article, by=cast.editor, assignee=cast.editor, due=DAY, planned_for=at(9))
    assert Article.objects.filter(pk=article.pk).values("version", "changed", "stage").get() == before
    assert not text_differs(Article.objects.get(pk=article.pk), article.newest())
    assert not set(WISHES) & set(COLUMNS)
    verbs.publish(article, by=cast.publisher, now=at(2))
    assert article.revisions.count() == 1


def test_a_save_of_an_older_copy_leaves_the_assignment_alone(cast: Magazine) -> None:
    article = cast.draft()
    typed = Article.objects.get(pk=article.pk)
    assign(article, by=cast.editor, assignee=cast.editor, due=DAY, planned_for=at(9))
    typed.headline = "Typed in the meantime"
    save(typed, by=cast.contributor)
    assert stored(article) == (cast.editor, DAY, at(9))


def test_a_restored_revision_leaves_the_assignment_alone(cast: Magazine) -> None:
    article = cast.draft()
    cast.change(article, headline="Another")
    assign(article, by=cast.editor, assignee=cast.editor, due=DAY)
    verbs.restore(article, article.revisions.get(number=1), by=cast.editor)
    assert stored(article) == (cast.editor, DAY, None)


def test_an_article_is_free_again_when_the_account_of_its_assignee_goes(cast: Magazine) -> None:
    article = cast.draft()
    assign(article, by=cast.publisher, assignee=cast.editor, due=DAY)
    cast.editor.delete()
    assert stored(article) == (None, DAY, None)
