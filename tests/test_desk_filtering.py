"""Filters under a name: one's own, and what a publisher shares."""

import pytest
from django.contrib.auth.models import User

from articles.desk import filtering
from articles.desk.refusal import NotAllowed, Refused
from articles.models import SavedFilter
from tests.magazine import Magazine


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


def seen_by(person: User) -> list[str]:
    return [saved.name for saved in filtering.filters_of(person)]


def test_a_filter_is_ones_own_until_it_is_shared_with_those_who_see_everybodys_articles(cast: Magazine) -> None:
    saved = filtering.keep_filter(by=cast.publisher, name=" Late   ones ", query="q=late")
    assert seen_by(cast.publisher) == ["Late ones"]
    assert seen_by(cast.editor) == []
    filtering.share_filter(saved, by=cast.publisher, shared=True)
    assert seen_by(cast.editor) == ["Late ones"]
    assert seen_by(cast.contributor) == []
    filtering.share_filter(saved, by=cast.publisher, shared=False)
    assert seen_by(cast.editor) == []


def test_only_who_publishes_shares(cast: Magazine) -> None:
    saved = filtering.keep_filter(by=cast.editor, name="Mine", query="")
    with pytest.raises(NotAllowed):
        filtering.share_filter(saved, by=cast.editor, shared=True)
    with pytest.raises(NotAllowed):
        filtering.keep_filter(by=cast.editor, name="Ours", query="", shared=True)
    assert SavedFilter.objects.filter(shared=True).count() == 0


def test_what_is_somebody_elses_is_mended_by_nobody_else_unless_shared_and_then_by_publishers(cast: Magazine) -> None:
    own = filtering.keep_filter(by=cast.editor, name="Mine", query="")
    with pytest.raises(NotAllowed):
        filtering.rename_filter(own, by=cast.publisher, name="Theirs")
    shared = filtering.keep_filter(by=cast.publisher, name="Ours", query="", shared=True)
    with pytest.raises(NotAllowed):
        filtering.remove_filter(shared, by=cast.editor)
    other = User.objects.create_user("another publisher", is_staff=True)
    other.groups.set(cast.publisher.groups.all())
    filtering.rename_filter(shared, by=other, name="Everybody’s")
    filtering.remove_filter(shared, by=other)
    assert seen_by(cast.publisher) == []


@pytest.mark.parametrize(("name", "sentence"), [(" ", "Give the filter a name."), ("n" * 61, "at most 60 characters")])
def test_a_name_that_is_none_is_refused(cast: Magazine, name: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        filtering.keep_filter(by=cast.editor, name=name, query="")


def test_of_two_filters_of_a_person_each_has_a_name_of_its_own(cast: Magazine) -> None:
    filtering.keep_filter(by=cast.editor, name="Late", query="")
    second = filtering.keep_filter(by=cast.editor, name="Later", query="")
    for again in (
        lambda: filtering.keep_filter(by=cast.editor, name="Late", query="q=a"),
        lambda: filtering.rename_filter(second, by=cast.editor, name="Late"),
    ):
        with pytest.raises(Refused, match="“Late” already"):
            again()
    assert seen_by(cast.editor) == ["Late", "Later"]
    filtering.keep_filter(by=cast.publisher, name="Late", query="")


def test_a_filter_without_end_is_refused(cast: Magazine) -> None:
    with pytest.raises(Refused, match="too long"):
        filtering.keep_filter(by=cast.editor, name="Long", query="q=" + "a" * 2_000)
