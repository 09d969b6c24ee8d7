"""Eight processes save one article, each reading, changing and saving for as long as it lasts: nothing is ever lost.

``STRESS_SECONDS`` says how long each of the two lasts; where it is set the figures are told. Otherwise it is a second
in the gate, and half of one on most days.
"""

import os
from collections.abc import Callable
from multiprocessing import get_context
from time import monotonic
from typing import Any

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.desk.refusal import Stale
from articles.desk.saving import save
from articles.models import Article
from tests.admin_forms import client_of, filled, page
from tests.examples import ALL
from tests.magazine import Magazine

SAVERS = 8
SECONDS = float(os.environ.get("STRESS_SECONDS", "1" if ALL else "0.5"))
Attempt = Callable[[str], bool]


@pytest.fixture(scope="module")
def magazine(database_of_its_own: None) -> Magazine:
    return Magazine()


def keep_saving(attempts: list[Attempt]) -> tuple[list[str], int, list[str]]:
    """The marks that were saved, how many saves were refused as stale, and what else went wrong.

    The processes are forked, so that each has the cast. The connection is closed before, for no two may share one, and
    handed on, for Django looks for it elsewhere where a browser’s event loop is running, as it is in the parent alone.
    """
    own = connections["default"]
    own.close()
    fork = get_context("fork")
    outcomes = fork.SimpleQueue()
    end = monotonic() + SECONDS
    processes = [fork.Process(target=go_on, args=(*numbered, own, end, outcomes)) for numbered in enumerate(attempts)]
    for process in processes:
        process.start()
    told = [outcomes.get() for _process in processes]
    for process in processes:
        process.join(timeout=60)
    saved, stale, errors = ([each for part in parts for each in part] for parts in zip(*told, strict=True))
    return saved, len(stale), errors


def go_on(saver: int, attempt: Attempt, own: BaseDatabaseWrapper, end: float, outcomes: Any) -> None:
    connections["default"] = own
    saved: list[str] = []
    stale: list[str] = []
    errors: list[str] = []
    number = 0
    try:
        while monotonic() < end:
            number += 1
            mark = f"{saver}x{number}"
            (saved if attempt(mark) else stale).append(mark)
    except Exception as error:
        errors.append(repr(error))
    finally:
        own.close()
        outcomes.put((saved, stale, errors))


def assert_nothing_lost(article: Article, saved: list[str]) -> None:
    """Each success is a version and a revision of its own, and its mark is in all texts from there on."""
    article.refresh_from_db()
    assert article.version == article.revisions.count() == len(saved) + 1
    assert article.body == "<p>Start.</p>" + "".join(f"<p>{mark}</p>" for mark in in_order(article))
    assert sorted(in_order(article)) == sorted(saved)


def in_order(article: Article) -> list[str]:
    """The mark that each revision added, by the number of the revision."""
    bodies = article.revisions.order_by("number").values_list("body", flat=True)[1:]
    return [body.removesuffix("</p>").rpartition("<p>")[2] for body in bodies]


def tell(capsys: pytest.CaptureFixture[str], way: str, saved: list[str], stale: int) -> None:
    if "STRESS_SECONDS" in os.environ:
        with capsys.disabled():
            print(  # noqa: T201
                f"\n{connection.vendor}, {way}: {len(saved)} saved, {stale} refused as stale, 0 lost, {SECONDS:g} s"
            )


def test_no_save_by_code_is_ever_lost(magazine: Magazine, capsys: pytest.CaptureFixture[str]) -> None:
    article = magazine.draft(body="<p>Start.</p>")

    def attempt(mark: str) -> bool:
        own = Article.objects.get(pk=article.pk)
        own.body += f"<p>{mark}</p>"
        try:
            save(own, by=magazine.editor)
        except Stale:
            return False
        return True

    saved, stale, errors = keep_saving([attempt] * SAVERS)
    assert errors == []
    assert saved
    assert_nothing_lost(article, saved)
    tell(capsys, "by code", saved, stale)


def test_no_save_by_the_form_is_ever_lost(magazine: Magazine, capsys: pytest.CaptureFixture[str]) -> None:
    """Half of the savers strike out the byline and the others set one, so that inlines are in the race too."""
    article = magazine.draft(body="<p>Start.</p>")
    address = page("article", "change", article.pk)

    def saver(number: int) -> Attempt:
        client = client_of(magazine.editor)

        def attempt(mark: str) -> bool:
            form = filled(article)
            rows = [{"position": "", "author": magazine.bao.pk, "role": "by"}]
            change = {"more_bylines": rows} if form["bylines-TOTAL_FORMS"] == 0 else {"bylines-0-DELETE": "on"}
            body = form["body"] + f"<p>{mark}</p>"
            answer = client.post(address, filled_as(form, body, change if number % 2 else {}))
            assert answer.status_code in (302, 409), answer.status_code
            return answer.status_code == 302

        return attempt

    def filled_as(form: dict[str, object], body: str, change: dict[str, object]) -> dict[str, object]:
        more = change.pop("more_bylines", [])
        added = {f"bylines-0-{name}": value for row in more for name, value in row.items()}
        count = {"bylines-TOTAL_FORMS": 1} if more else {}
        return {**form, **added, **count, **change, "body": body}

    saved, stale, errors = keep_saving([saver(number) for number in range(SAVERS)])
    assert errors == []
    assert saved
    assert_nothing_lost(article, saved)
    tell(capsys, "by the form", saved, stale)
