"""What may become of rules and declarations, whoever asks."""

from datetime import date

import pytest

from articles.desk.grounds import drop, keep
from articles.desk.refusal import NotAllowed
from articles.models import Declaration, Event
from tests.magazine import Magazine, at


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


@pytest.fixture
def declared(cast: Magazine) -> Declaration:
    made = Declaration(author=cast.ada, nature="family", party="The mayor", since=date(2020, 1, 1))
    keep(made, by=cast.editor, now=at(1))
    return made


def test_who_entered_it_is_kept_and_told(cast: Magazine, declared: Declaration) -> None:
    assert (declared.actor, declared.by) == ("editor", cast.editor)
    event = Event.objects.get()
    assert (event.verb, event.at, event.about) == ("declare", at(1), "Author “Ada Brandt”")


def test_an_editor_neither_rewrites_nor_deletes_it(cast: Magazine, declared: Declaration) -> None:
    declared.party = "Nobody"
    for deed in (keep, drop):
        with pytest.raises(NotAllowed):
            deed(declared, by=cast.editor)
    assert Declaration.objects.get().party == "The mayor"
    assert Event.objects.count() == 1


def test_editors_set_no_rule(cast: Magazine) -> None:
    with pytest.raises(NotAllowed, match="may not say what disclaimers"):
        keep(cast.views.rules.get(), by=cast.editor)
