"""An archive is not believed: whatever is wrong with it, a sentence says so and nothing is taken from it."""

import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from articles.desk.illustrating import add_picture
from articles.desk.intake import take_in
from articles.management.record import layout
from articles.management.record.columns import Misfit, safe_name
from articles.management.record.version import migrations_here
from articles.models import Article
from tests.archives import manifest, rewrite, with_value
from tests.magazine import Magazine, picture
from tests.whole_magazine import MANUSCRIPT

Change = Callable[[Any], None]


@pytest.fixture(scope="module")
def undamaged(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """It was made of a small magazine with files of both storages, of which nothing is left but this."""
    folder = tmp_path_factory.mktemp("export") / "archive"
    with django_db_blocker.unblock(), transaction.atomic():
        cast = Magazine()
        add_picture(picture(), "sea.png", by=cast.editor, alt="The sea", credit="A. Painter")
        take_in(MANUSCRIPT, "Castellan.txt", by=cast.editor)
        call_command("export", folder, secrets=True, verbosity=0)
        transaction.set_rollback(True)
    return folder


@pytest.fixture
def archive(undamaged: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(undamaged, tmp_path / "archive"))


def refusal(archive: Path) -> str:
    """What both commands say; neither changes anything."""
    with pytest.raises(CommandError) as told:
        call_command("restore", archive, verbosity=0)
    with pytest.raises(CommandError, match=".") as checked:
        call_command("export", archive, check=True, verbosity=0)
    assert str(told.value) == str(checked.value)
    assert not Article.objects.exists()
    return str(told.value)


@pytest.mark.django_db
class TestDamage:
    def test_a_whole_one_is_told_to_be_whole(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("export", archive, check=True, verbosity=0)
        assert "is whole" in capsys.readouterr().out

    def test_a_byte_of_a_row(self, archive: Path) -> None:
        path = archive / "rows/articles.Topic.jsonl"
        path.write_bytes(path.read_bytes().replace(b"The sea", b"The Sea"))
        assert "rows/articles.Topic.jsonl is not what the manifest says" in refusal(archive)

    def test_a_byte_of_a_file(self, archive: Path) -> None:
        path = next(each for each in (archive / "files/private").rglob("*") if each.is_file())
        path.write_bytes(path.read_bytes() + b"x")
        assert "was damaged or changed" in refusal(archive)

    def test_a_file_that_is_gone(self, archive: Path) -> None:
        next(each for each in (archive / "files/public").rglob("*") if each.is_file()).unlink()
        assert "No such file" in refusal(archive)

    def test_rows_that_are_gone(self, archive: Path) -> None:
        (archive / "rows/articles.Event.jsonl").unlink()
        assert "rows/articles.Event.jsonl cannot be read" in refusal(archive)

    def test_a_line_cut_off(self, archive: Path) -> None:
        path = archive / "rows/articles.Event.jsonl"
        path.write_bytes(path.read_bytes()[:-1])
        assert "has no end" in refusal(archive)

    def test_one_that_was_broken_off(self, archive: Path) -> None:
        (archive / "manifest.json").unlink()
        assert "is no archive" in refusal(archive)

    def test_no_folder_at_all(self, tmp_path: Path) -> None:
        assert "is no archive" in refusal(tmp_path / "nothing")


@pytest.mark.django_db
class TestAnotherVersion:
    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            (lambda said: said.update(format=2), "has format 2; this version reads format 1"),
            (lambda said: said.pop("secrets"), "must say"),
            (lambda said: said["migrations"].append("0999_later"), "only there: 0999_later"),
            (lambda said: said["migrations"].clear(), "only here: 0001_initial"),
            (lambda said: said["tables"].pop("articles.Event"), "only here: articles.Event"),
            (lambda said: said["tables"].update(evil={}), "only there: evil"),
            (lambda said: said["tables"]["articles.Topic"]["columns"].pop("slug"), "only here: slug text(100)"),
            (lambda said: said["tables"]["articles.Topic"]["columns"].update(id="text"), "only there: id text"),
            (lambda said: said["tables"]["articles.Topic"].update(lines="2"), "must say"),
            (lambda said: said.update(files=[]), "must say"),
        ],
    )
    def test_a_manifest_that_does_not_fit(self, archive: Path, change: Change, sentence: str) -> None:
        manifest(archive, change)
        assert sentence in refusal(archive)

    @pytest.mark.parametrize("text", ["", "[]", "{", "null", '"format"', "[" * 100_000])
    def test_a_manifest_that_is_none(self, archive: Path, text: str) -> None:
        (archive / "manifest.json").write_text(text)
        assert refusal(archive)


@pytest.mark.django_db
class TestHarm:
    @pytest.mark.parametrize(
        ("label", "column", "value"),
        [
            ("articles.Topic", "id", "1"),
            ("articles.Topic", "id", True),
            ("articles.Topic", "id", 2**64),
            ("articles.Topic", "name", None),
            ("articles.Topic", "name", 7),
            ("articles.Topic", "name", "a\0b"),
            ("articles.Topic", "name", "\ud800"),
            ("articles.Article", "on_desk", 1),
            ("articles.Article", "created", "yesterday"),
            ("articles.Article", "created", "2026-03-02T12:00:00"),
            ("articles.Article", "due", "2026-02-30"),
            ("articles.Image", "file", "../../outside.png"),
            ("articles.Image", "file", "/etc/passwd"),
            ("articles.Revision", "outline", {"deep": ["\0"]}),
            ("auth.Group_permissions", "permission_id", 3),
            ("auth.Group_permissions", "permission_id", ["articles", 3, "x"]),
        ],
    )
    def test_a_value_that_the_column_cannot_hold(self, archive: Path, label: str, column: str, value: Any) -> None:
        with_value(archive, label, column, value)
        assert f"{label}, row 1, column {column}" in refusal(archive)

    def test_a_row_with_another_column(self, archive: Path) -> None:
        with_value(archive, "articles.Topic", "evil", 1)
        assert "has not the columns" in refusal(archive)

    @pytest.mark.parametrize("line", [b"NaN\n", b"[[[\n", b"[" * 100_000 + b"\n", b"\xff\n", b"9" * 5_000 + b"\n"])
    def test_a_line_that_is_no_row(self, archive: Path, line: bytes) -> None:
        rewrite(archive, "rows/articles.Topic.jsonl", lambda lines: [line, *lines])
        assert "articles.Topic" in refusal(archive)

    def test_a_line_without_an_end(self, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(layout, "LONGEST_LINE", 10_000)
        rewrite(archive, "rows/articles.Topic.jsonl", lambda lines: [b'"' + b"x" * 20_000 + b'"\n', *lines])
        assert "is longer than" in refusal(archive)

    @pytest.mark.parametrize("name", ["../../evil", "/evil", "a/../../evil", "a//b", "a\\b", "", "a\nb", "a/./b"])
    def test_a_file_that_leads_out(self, archive: Path, name: str) -> None:
        line = json.dumps({"storage": "public", "name": name, "bytes": 0, "sha256": sha256().hexdigest()}).encode()
        rewrite(archive, "files.jsonl", lambda lines: [line + b"\n", *lines])
        assert "files.jsonl, line 1" in refusal(archive)
        with pytest.raises(Misfit):
            safe_name(name)

    def test_a_storage_that_there_is_not(self, archive: Path) -> None:
        line = json.dumps({"storage": "static", "name": "x", "bytes": 0, "sha256": sha256().hexdigest()}).encode()
        rewrite(archive, "files.jsonl", lambda lines: [line + b"\n", *lines])
        assert "no storage" in refusal(archive)

    def test_a_symbolic_link(self, archive: Path, tmp_path: Path) -> None:
        path = next(each for each in (archive / "files/private").rglob("*") if each.is_file())
        path.rename(tmp_path / "outside")
        path.symlink_to(tmp_path / "outside")
        assert "symbolic link" in refusal(archive)

    def test_a_folder_that_is_a_symbolic_link(self, archive: Path, tmp_path: Path) -> None:
        (archive / "rows").rename(tmp_path / "outside")
        (archive / "rows").symlink_to(tmp_path / "outside")
        assert "symbolic link" in refusal(archive)

    def test_what_is_no_file(self, archive: Path) -> None:
        path = next(each for each in (archive / "files/private").rglob("*") if each.is_file())
        path.unlink()
        os.mkfifo(path)
        assert "is no file" in refusal(archive)


@pytest.mark.django_db
def test_an_archive_names_the_migrations_one_by_one_whichever_way_its_database_came(archive: Path) -> None:
    named = json.loads((archive / "manifest.json").read_text())["migrations"]
    assert set(named) == migrations_here()
    assert not [name for name in named if "squashed" in name]
