"""Two calls of `tick` at the same moment: every letter goes once, every daily letter whole."""

from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection

from articles.desk import verbs
from articles.desk.mailing import wish
from articles.desk.sending import send_waiting
from articles.models import Letter
from tests.examples import ROUNDS
from tests.magazine import NOW, Magazine, at
from tests.post import give_addresses


@pytest.fixture(scope="module")
def magazine(database_of_its_own: None) -> Magazine:
    cast = Magazine()
    give_addresses(cast)
    return cast


@pytest.fixture(autouse=True)
def nothing_waits(magazine: Magazine) -> None:
    Letter.objects.all().delete()
    mail.outbox = []


def ticks_at_once(count: int) -> list[int]:
    """How many letters each of the calls sent, or the exception that ended it."""
    barrier, outcomes = Barrier(count), []

    def tick() -> None:
        try:
            barrier.wait(timeout=20)
            outcomes.append(send_waiting(now=at(30)).sent)
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [Thread(target=tick) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def recipients() -> list[str]:
    return sorted(to for message in mail.outbox for to in message.to)


@pytest.mark.parametrize("_round", ROUNDS)
def test_every_letter_goes_once(magazine: Magazine, _round: int) -> None:
    wish(magazine.editor, {"submitted": "at once"})
    for _number in range(4):
        verbs.submit(magazine.draft(), by=magazine.contributor, now=NOW)
    assert sum(ticks_at_once(3)) == 8
    assert recipients() == ["editor@example.org"] * 4 + ["publisher@example.org"] * 4
    assert set(Letter.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_daily_letter_goes_whole_and_once(magazine: Magazine, _round: int) -> None:
    wish(magazine.editor, {"submitted": "daily"})
    for _number in range(4):
        verbs.submit(magazine.draft(), by=magazine.contributor, now=NOW)
    assert sum(ticks_at_once(3)) == 8
    assert recipients() == ["editor@example.org"] + ["publisher@example.org"] * 4
    (daily,) = [message for message in mail.outbox if message.to == ["editor@example.org"]]
    assert daily.subject.endswith("4 pieces of news from the desk")
