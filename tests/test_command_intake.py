"""``manage.py intake``: the same intake from the command line."""

from copy import deepcopy
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import Article
from tests.magazine import Magazine
from tests.test_desk_intake import SHAPE


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def magazine(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    path = tmp_path / "door.txt"
    path.write_text(SHAPE)
    return path


def run(*arguments: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("intake", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_file_becomes_a_draft_of_the_person_named(magazine: Magazine, manuscript: Path) -> None:
    out, _err = run(manuscript, "--by", "editor", "--kind", "analysis")
    article = Article.objects.get()
    assert (article.owner, article.kind) == (magazine.editor, "analysis")
    assert f"Draft {article.pk} made." in out


def test_without_a_name_it_is_the_first_superuser(magazine: Magazine, manuscript: Path) -> None:
    admin = User.objects.create_superuser("chief")
    run(manuscript)
    assert Article.objects.get().owner == admin


def test_a_dry_run_makes_no_draft(magazine: Magazine, manuscript: Path) -> None:
    out, _err = run(manuscript, "--by", "editor", "--dry-run")
    assert "Imre Castellan" in out
    assert not Article.objects.exists()


@pytest.mark.parametrize("arguments", [("--by", "nobody"), ()])
def test_without_an_account_it_says_which_to_give(magazine: Magazine, manuscript: Path, arguments: tuple) -> None:
    with pytest.raises(CommandError, match="--by USERNAME"):
        run(manuscript, *arguments)


def test_one_bad_file_does_not_stop_the_others_but_the_exit_tells(
    magazine: Magazine, manuscript: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(CommandError, match="2 of 3 files"):
        run(empty, tmp_path / "missing.txt", manuscript, "--by", "editor")
    assert Article.objects.count() == 1


def test_the_same_file_again_says_so(magazine: Magazine, manuscript: Path) -> None:
    run(manuscript, "--by", "editor")
    out, _err = run(manuscript, "--by", "editor")
    assert "No second draft was made" in out
