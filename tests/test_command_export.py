"""The whole magazine into a folder: as of one instant, while it is in use, whole or not at all."""

import json
import os
from errno import ENOSPC
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.db import connection
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.desk.illustrating import add_picture
from articles.management.record import writing
from articles.management.record.reading import Archive
from articles.models import Article, Image, RealName, Revision
from tests.archives import read_rows
from tests.magazine import BODY, Magazine, picture


def export(folder: Path, **options: Any) -> Path:
    call_command("export", folder, verbosity=0, **options)
    return folder


def refused(folder: Path) -> str:
    """What it says; nothing is left of it, under whatever name."""
    before = set(folder.parent.iterdir())
    with pytest.raises(CommandError) as told:
        export(folder)
    assert set(folder.parent.iterdir()) == before
    return str(told.value)


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


@pytest.fixture
def image(cast: Magazine) -> Image:
    return add_picture(picture(), "sea.png", by=cast.editor, alt="The sea")


def test_a_row_says_exactly_what_the_database_holds(cast: Magazine, tmp_path: Path) -> None:
    article = cast.draft("Ünicode “as it is” 🜁", body=BODY)
    moment = "2026-03-02T12:00:00.000001Z"
    Article.objects.filter(pk=article.pk).update(planned_for=moment, seo_title="", due=None)
    row = read_rows(export(tmp_path / "archive"), "articles.Article")[0]
    assert (row["planned_for"], row["seo_title"], row["due"], row["on_desk"]) == (moment, "", None, True)
    assert row["headline"] == "Ünicode “as it is” 🜁"
    assert row["id"] == article.pk


def test_only_the_owner_can_read_it(cast: Magazine, tmp_path: Path) -> None:
    assert export(tmp_path / "archive").stat().st_mode & 0o777 == 0o700


def test_secrets_stay_behind_unless_they_are_asked_for(cast: Magazine, tmp_path: Path) -> None:
    TOTPDevice.objects.create(user=cast.editor, name="app", key="5ec7e7" * 6)
    RealName.objects.create(author=cast.ada, name="Zuzanna Wrobel", email="pilot@example.org")
    archive = export(tmp_path / "without")
    text = "".join(path.read_text() for path in archive.rglob("*.jsonl"))
    assert "5ec7e7" not in text
    assert "md5$" not in text
    assert "Wrobel" not in text
    assert not (archive / "rows/otp_totp.TOTPDevice.jsonl").exists()
    archive = export(tmp_path / "with", secrets=True)
    assert read_rows(archive, "auth.User")[0]["password"].startswith("md5$")
    assert read_rows(archive, "otp_totp.TOTPDevice")[0]["key"] == "5ec7e7" * 6
    assert read_rows(archive, "articles.RealName")[0]["name"] == "Zuzanna Wrobel"


def test_who_comes_back_without_a_password_cannot_be_let_in(cast: Magazine, tmp_path: Path) -> None:
    archive = export(tmp_path / "archive")
    with mock.patch("articles.management.record.restoring.refuse_unless_ready"):
        row = next(Archive(archive).rows(User))
    assert row["password"] is None


def test_what_is_there_already_is_not_written_over(cast: Magazine, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    assert "is there already" in refused(tmp_path / "archive")
    assert "No archive can be written in" in refused_in_nothing(tmp_path / "nowhere" / "archive")


def refused_in_nothing(folder: Path) -> str:
    with pytest.raises(CommandError) as told:
        export(folder)
    return str(told.value)


def test_a_full_disk_leaves_nothing(cast: Magazine, tmp_path: Path) -> None:
    full = OSError(ENOSPC, "No space left on device")
    with mock.patch.object(writing.Part, "add", side_effect=full):
        assert "could not be written: No space left on device" in refused(tmp_path / "archive")


@pytest.mark.parametrize("broken", ["gone", "unreadable"])
def test_a_file_that_cannot_be_read_is_named(image: Image, tmp_path: Path, broken: str) -> None:
    name = image.file.name
    if broken == "gone":
        storages["private"].delete(name)
        assert f"The private file {name} cannot be read: No such file" in refused(tmp_path / "archive")
    else:
        with mock.patch("django.core.files.base.File.read", side_effect=OSError(5, "Input/output error"), create=True):
            assert f"The private file {name} cannot be read: Input/output error" in refused(tmp_path / "archive")


def test_a_picture_that_can_be_made_anew_is_no_reason_to_stop(image: Image, tmp_path: Path) -> None:
    default_storage.delete(image.src.removeprefix("/media/"))
    archive = export(tmp_path / "archive")
    names = [json.loads(line)["name"] for line in (archive / "files.jsonl").read_bytes().splitlines()]
    assert image.file.name in names
    assert image.src.removeprefix("/media/") not in names


def test_an_export_that_is_killed_is_never_taken_for_whole(cast: Magazine, tmp_path: Path) -> None:
    """What a process that ends at once leaves: its folder under another name, without a manifest."""
    with (
        mock.patch.object(os, "rename", side_effect=KeyboardInterrupt),
        mock.patch("articles.management.record.writing.shutil.rmtree"),
        mock.patch("articles.management.record.writing._write_files", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        export(tmp_path / "archive")
    left = list(tmp_path.iterdir())
    assert [path.name.endswith(".partial") for path in left] == [True]
    with pytest.raises(CommandError, match="broken off"):
        export(left[0], check=True)


def test_what_is_saved_meanwhile_waits_for_nobody_and_is_in_it_whole_or_not_at_all(
    database_of_its_own: None, tmp_path: Path
) -> None:
    """Somebody saves as often as they can while three archives are written; each agrees with itself."""
    magazine, over, failed = Magazine(), Signal(), []
    magazine.live("The first")
    saver = Thread(target=keep_publishing, args=(magazine, over, failed))
    saver.start()
    archives = [export(tmp_path / str(number)) for number in range(3)]
    over.set()
    saver.join()
    assert failed == []
    numbers = [agreeing(archive) for archive in archives]
    assert numbers == sorted(numbers)
    assert 1 <= numbers[0] < Revision.objects.count()


def keep_publishing(magazine: Magazine, over: Signal, failed: list[Exception]) -> None:
    try:
        while not over.is_set():
            magazine.live()
    except Exception as error:
        failed.append(error)
    finally:
        connection.close()


def agreeing(archive: Path) -> int:
    """How many revisions are in it, each with its article, its credit and its events: what one transaction wrote."""
    revisions = {row["id"]: row for row in read_rows(archive, "articles.Revision")}
    articles = {row["id"]: row for row in read_rows(archive, "articles.Article")}
    assert {row["revision_id"] for row in read_rows(archive, "articles.Credit")} == revisions.keys()
    assert {row["article_id"] for row in revisions.values()} == articles.keys()
    published = {row["revision_id"] for row in read_rows(archive, "articles.Event") if row["verb"] == "publish"}
    assert published == {key for key, row in revisions.items() if row["live_from"]}
    assert all(articles[row["article_id"]]["version"] >= row["number"] for row in revisions.values())
    return len(revisions)
