"""The database refuses what the code must never do."""

import pytest
from django.db import IntegrityError, connection, transaction

from articles import guards
from articles.models import Credit, Event, Figure, Notice, Revision, RevisionTopic
from tests.magazine import Magazine, at

CHANGES = [
    (Revision, {"headline": "Never said"}),
    (Revision, {"body": "<p>Never said.</p>"}),
    (Revision, {"number": 9}),
    (Credit, {"name": "Somebody Else"}),
    (Credit, {"biography": "Never printed."}),
    (Notice, {"wording": "Never printed."}),
    (Event, {"actor": "Somebody else"}),
    (Event, {"note": "Never written."}),
]


@pytest.fixture
def magazine(db: None) -> Magazine:
    cast = Magazine()
    cast.live()
    return cast


@pytest.mark.parametrize(("model", "change"), CHANGES)
def test_what_was_printed_or_logged_cannot_be_updated(magazine: Magazine, model: type, change: dict) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        model.objects.update(**change)


def test_an_interval_may_change(magazine: Magazine) -> None:
    assert Revision.objects.update(live_until=at(5)) == 1


def test_an_account_may_go_and_its_name_stays(magazine: Magazine) -> None:
    magazine.publisher.delete()
    assert Event.objects.filter(actor="publisher", by=None, verb="publish").exists()


def test_every_frozen_table_has_its_trigger(magazine: Magazine) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {name for (name,) in cursor.fetchall()}
    assert {
        f"{model._meta.db_table}_frozen" for model in (Revision, Credit, Notice, Figure, RevisionTopic, Event)
    } <= found


def test_tables_that_are_not_there_need_no_guard(magazine: Magazine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda cursor: [])
    guards.set_up("default")


def test_a_topic_as_printed_keeps_its_place(magazine: Magazine) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        RevisionTopic.objects.update(position=9)
