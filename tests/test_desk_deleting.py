"""What nothing uses may go, and the log says so."""

import pytest

from articles.desk.deleting import delete
from articles.desk.refusal import NotAllowed, Refused
from articles.models import Declaration, Disclaimer, Event, Rule, Topic
from tests.magazine import Magazine, at


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


def test_what_nothing_uses_is_deleted_and_logged_for_the_whole_desk(cast: Magazine) -> None:
    delete(cast.borders, by=cast.publisher, now=at(1))
    assert not Topic.objects.filter(slug="borders").exists()
    event = Event.objects.get(verb="delete")
    assert (event.article, event.about, event.actor, event.at) == (None, "Topic “Borders”", "publisher", at(1))


def test_what_is_used_stays(cast: Magazine) -> None:
    cast.draft()
    with pytest.raises(Refused, match="is used and stays"):
        delete(cast.sea, by=cast.publisher)
    assert Topic.objects.filter(slug="the-sea").exists()
    assert not Event.objects.filter(verb="delete").exists()


def test_the_log_keeps_the_rules_that_fall_with_a_disclaimer_and_what_an_author_declared(cast: Magazine) -> None:
    unused = Disclaimer.objects.create(name="Unused")
    Rule.objects.create(disclaimer=unused, kind="news")
    Declaration.objects.create(author=cast.bao, nature="family", party="The mayor", since="2020-01-01")
    for row, told in ((unused, "kind: news"), (cast.bao, "The mayor")):
        delete(row, by=cast.publisher)
        assert told in Event.objects.filter(verb="delete").first().note


def test_only_who_has_the_permission_deletes(cast: Magazine) -> None:
    with pytest.raises(NotAllowed):
        delete(cast.borders, by=cast.editor)


def test_of_two_who_delete_it_the_second_is_told(cast: Magazine) -> None:
    again = Topic.objects.get(slug="borders")
    delete(cast.borders, by=cast.publisher)
    with pytest.raises(Refused, match="gone already"):
        delete(again, by=cast.publisher)
    assert Event.objects.filter(verb="delete").count() == 1


def test_a_name_of_any_length_can_be_logged(cast: Magazine) -> None:
    delete(Topic.objects.create(name="x" * 100, slug="x"), by=cast.publisher)
    cast.bao.name = "y" * 200
    cast.bao.save()
    delete(cast.bao, by=cast.publisher)
    assert Event.objects.filter(verb="delete").count() == 2
