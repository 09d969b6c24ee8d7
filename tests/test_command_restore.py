"""The same magazine from an archive, in a database of either kind: every row and file, every byte that readers get."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Q
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from articles.desk.verbs import VERBS
from articles.management.record.table import MADE_BY_MIGRATIONS, RECORD, SECRET, models_of
from articles.models import Event, Topic, magazine
from editorial.environment import SQLITE
from editorial.storage import WholeFileStorage
from tests.archives import read_rows, with_value
from tests.conftest import a_copy_of_the_test_database, leading_to
from tests.readers_pages import Page, walk
from tests.whole_magazine import LATER, build, rows_of

Rows = dict[str, list[dict[str, Any]]]


class Source:
    """A magazine as it was: its archive, its rows, its pages. The database is empty again."""

    def __init__(self, folder: Path) -> None:
        build()
        self.archive = folder / "archive"
        call_command("export", self.archive, secrets=True, verbosity=0)
        self.rows, self.pages = rows(), pages()
        self.verbs = set(Event.objects.values_list("verb", flat=True))


@pytest.fixture(scope="module")
def source(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Source:
    with django_db_blocker.unblock(), clock(), transaction.atomic():
        made = Source(tmp_path_factory.mktemp("export"))
        transaction.set_rollback(True)
    return made


@pytest.fixture(scope="module")
def elsewhere(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[dict[str, Any]]]:
    """The settings of empty databases: one of the same kind and, from PostgreSQL, one in SQLite before it."""
    with django_db_blocker.unblock(), a_copy_of_the_test_database() as copy:
        if copy["ENGINE"] == SQLITE["ENGINE"]:
            yield [copy]
        else:
            file = tmp_path_factory.mktemp("elsewhere") / "second.sqlite3"
            second = {**copy, **SQLITE, "NAME": str(file)}
            with leading_to(second):
                call_command("migrate", verbosity=0)
            yield [second, copy]


@contextmanager
def clock() -> Iterator[None]:
    with mock.patch("django.utils.timezone.now", return_value=LATER):
        magazine.forget()
        yield
        magazine.forget()


@contextmanager
def empty_storages(folder: Path) -> Iterator[None]:
    private = storages["private"].__dict__
    before = dict(private)
    with override_settings(MEDIA_ROOT=folder / "media"):
        for name in ("base_location", "location"):
            private.pop(name, None)
        private.update(_location=str(folder / "private"))
        yield
    private.clear()
    private.update(before)


def rows() -> Rows:
    return {model._meta.label: rows_of(model) for model in models_of(secrets=True)}


def pages() -> dict[str, Page]:
    return dict(walk())


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.django_db
def test_the_source_has_everything_in_it(source: Source) -> None:
    assert set(VERBS) <= source.verbs
    assert [label for label in (*RECORD, *SECRET) if not source.rows[label]] == []
    assert {status for status, *_rest in source.pages.values()} == {200, 301, 404, 410}
    assert len(source.pages) > 60


@pytest.mark.django_db
def test_the_same_magazine_stands_in_a_second_database_of_either_kind(
    source: Source, elsewhere: list[dict[str, Any]], tmp_path: Path
) -> None:
    archive = source.archive
    for number, database in enumerate(elsewhere):
        with clock(), leading_to(database), empty_storages(tmp_path / str(number)):
            call_command("restore", archive, verbosity=0)
            assert rows() == source.rows
            found = pages()
            assert [path for path in found if found[path] != source.pages.get(path)] == []
            assert found.keys() == source.pages.keys()
            call_command("recount", check=True, stdout=StringIO())
            again = tmp_path / f"archive-{number}"
            call_command("export", again, secrets=True, verbosity=0)
            assert_same(archive, again)
            assert_it_goes_on(source)
        archive = again


def assert_same(one: Path, other: Path) -> None:
    """All but the manifest, which tells when each was made, and from what."""
    first, second = files(one), files(other)
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] != second[name]} <= {"manifest.json"}


def assert_it_goes_on(source: Source) -> None:
    """No key is given twice, not even that of a row which was deleted; and the guards stand."""
    deleted = max(row["id"] for row in source.rows["articles.Topic"]) + 1
    assert Topic.objects.create(name="New", slug="new").pk > deleted
    with pytest.raises(IntegrityError, match="never goes"), transaction.atomic():
        Event.objects.all().delete()


def refused(archive: Path) -> str:
    with pytest.raises(CommandError) as told, transaction.atomic():
        call_command("restore", archive, verbosity=0)
    return str(told.value)


@pytest.fixture
def changed(source: Source, tmp_path: Path) -> Path:
    return Path(copytree(source.archive, tmp_path / "archive"))


@pytest.mark.django_db
class TestRefusals:
    def test_a_database_with_something_in_it(self, source: Source) -> None:
        Topic.objects.create(name="The sea", slug="the-sea")
        assert "is not empty: it has rows in articles.Topic" in refused(source.archive)
        assert Topic.objects.count() == 1

    def test_a_database_that_is_not_up_to_date(self, source: Source) -> None:
        applied = MigrationRecorder.Migration.objects.filter(app="articles")
        applied.filter(Q(name=max(applied.values_list("name", flat=True))) | Q(name__contains="squashed")).delete()
        assert "Run manage.py migrate first" in refused(source.archive)

    @pytest.mark.parametrize(
        ("label", "column", "value"),
        [
            ("articles.Event", "article_id", 9_999),
            ("articles.Topic", "slug", "rivers"),
            ("articles.Revision", "live_until", "2000-01-01T00:00:00.000000Z"),
            ("auth.Group_permissions", "permission_id", ["articles", "article", "fly_article"]),
        ],
    )
    def test_rows_that_do_not_fit_together(self, changed: Path, label: str, column: str, value: Any) -> None:
        groups = rows()["auth.Group"]
        with_value(changed, label, column, value)
        with clock(), empty_storages(changed.parent / "storages"):
            assert refused(changed)
        assert not any(kept for label, kept in rows().items() if label not in MADE_BY_MIGRATIONS)
        assert rows()["auth.Group"] == groups
        assert files(changed.parent / "storages") == {}

    def test_two_revisions_at_one_instant(self, changed: Path) -> None:
        first = next(row for row in read_rows(changed, "articles.Revision") if row["number"] > 1 and row["live_until"])
        until = f"{first['live_until'][:-1]}Z".replace("2026", "2027")
        with_value(changed, "articles.Revision", "live_until", until, row=first["id"])
        with clock(), empty_storages(changed.parent / "storages"):
            assert "before readers at one instant" in refused(changed)

    def test_another_file_in_the_place_of_one(self, source: Source, tmp_path: Path) -> None:
        name = next(iter(files(source.archive / "files/private")))
        with clock(), empty_storages(tmp_path):
            (tmp_path / "private" / name).parent.mkdir(parents=True)
            (tmp_path / "private" / name).write_bytes(b"something else")
            assert "another file" in refused(source.archive)
        assert files(tmp_path) == {f"private/{name}": b"something else"}

    def test_the_same_files_stay(self, source: Source) -> None:
        """As where a magazine moves from one database into another on the same machine."""
        with clock():
            call_command("restore", source.archive, verbosity=0)
        assert rows() == source.rows

    def test_a_full_disk(self, source: Source, tmp_path: Path) -> None:
        full = OSError(ENOSPC, "No space left on device")
        with clock(), empty_storages(tmp_path), mock.patch.object(WholeFileStorage, "_save", side_effect=full):
            assert "No space left on device" in refused(source.archive)
        assert not User.objects.exists()
