"""The database refuses what the code must never do."""

from contextlib import nullcontext
from copy import deepcopy

import pytest
from django.db import IntegrityError, connection, transaction

from articles import guards
from articles.desk.arranging import arrange
from articles.desk.imprinting import imprint
from articles.desk.pages import write
from articles.models import (
    Article,
    Correction,
    Credit,
    Edition,
    Event,
    Figure,
    Image,
    Imprint,
    LegalHold,
    MenuLink,
    Notice,
    PageEdition,
    Revision,
    RevisionTopic,
    SignOff,
    Slot,
    Withdrawal,
    Wording,
)
from tests.magazine import Magazine, at

CHANGES = [
    (Revision, {"headline": "Never said"}),
    (Revision, {"body": "<p>Never said.</p>"}),
    (Revision, {"number": 9}),
    (Credit, {"name": "Somebody Else"}),
    (Credit, {"biography": "Never printed."}),
    (Notice, {"wording": "Never printed."}),
    (Wording, {"text": "Never said."}),
    (Event, {"actor": "Somebody else"}),
    (Event, {"note": "Never written."}),
    (Event, {"about": "Nothing"}),
    (Edition, {"number": 9}),
    (Slot, {"headline": "Never shown"}),
    (Slot, {"position": 9}),
    (Imprint, {"name": "Never so named"}),
    (MenuLink, {"kind": "news"}),
    (PageEdition, {"title": "Never said"}),
]


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    cast = Magazine()
    article = cast.live()
    arrange([Slot(article=article)], by=cast.editor, seen=0)
    imprint(Imprint(name="The Harbour"), [MenuLink(kind="opinion")], by=cast.publisher, seen=0)
    write(PageEdition(title="About"), by=cast.editor, seen=None)
    return cast


@pytest.fixture
def magazine(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.mark.parametrize(("model", "change"), CHANGES)
def test_what_was_printed_or_logged_cannot_be_updated(magazine: Magazine, model: type, change: dict) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        model.objects.update(**change)


@pytest.mark.parametrize(
    "model", [Revision, Credit, Notice, Figure, Event, Edition, Slot, Imprint, MenuLink, PageEdition]
)
def test_what_was_printed_or_logged_cannot_be_deleted(magazine: Magazine, model: type) -> None:
    image = Image.objects.create(file="a.png", checksum="a" * 64, width=64, height=48)
    revision = Revision.objects.get()
    Figure.objects.create(revision=revision, image=image, checksum="a", width=64, height=48, position=0)
    table = model._meta.db_table
    with pytest.raises(IntegrityError, match="never goes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    assert model.objects.exists()


def test_an_article_goes_neither_with_its_revisions_nor_without_them(magazine: Magazine) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        empty_the_table_of_articles()
    assert Article.objects.count() == 1


def empty_the_table_of_articles() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_article")
        connection.check_constraints()


def test_an_interval_may_change(magazine: Magazine) -> None:
    assert Revision.objects.update(live_until=at(5)) == 1


@pytest.mark.parametrize(
    ("interval", "meets"),
    [((5, 9), True), ((0, None), True), ((-1, 1), True), ((-9, None), True), ((9, 12), False), ((-9, 0), False)],
)
def test_no_interval_meets_another_of_the_article(
    magazine: Magazine, interval: tuple[float, float | None], meets: bool
) -> None:
    """The first turn was ended in advance, so that no constraint on an open end would see the second."""
    Revision.objects.update(live_until=at(9))
    magazine.change(Article.objects.get(), headline="Another")
    start, end = interval
    other = Revision.objects.filter(number=2)
    given = {"live_from": at(start), "live_until": at(end) if end is not None else None, "first_published": at(start)}
    with pytest.raises(IntegrityError, match="At no instant") if meets else nullcontext(), transaction.atomic():
        other.update(**given)


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
    kept = (Revision, Credit, Notice, Figure, Event, Edition, Slot, Imprint, MenuLink, PageEdition)
    kept += (Correction, LegalHold, SignOff, Withdrawal)
    wanted = {f"{model._meta.db_table}_{name}" for model in kept for name in ("frozen", "kept")}
    wanted.add("articles_revision_apart")
    assert wanted | {f"{RevisionTopic._meta.db_table}_frozen"} <= found


def test_tables_that_are_not_there_need_no_guard(magazine: Magazine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda cursor: [])
    guards.set_up("default")


def test_a_topic_as_printed_keeps_its_place(magazine: Magazine) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        RevisionTopic.objects.update(position=9)
