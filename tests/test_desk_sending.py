"""The outbox goes out once, whatever the mail server does; no move ever waits for it."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from smtplib import SMTPServerDisconnected

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from articles.desk import verbs
from articles.desk.mailing import wish
from articles.desk.sending import FIRST_PAUSE, LONGEST_PAUSE, Outcome, claim, pause, send_waiting
from articles.models import Article, Letter, LetterKind
from articles.models.letter import MOST_ATTEMPTS
from tests.magazine import NOW, Magazine, at
from tests.post import address, give_addresses

DELIVER = EmailBackend.send_messages


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    magazine = Magazine()
    give_addresses(magazine)
    return magazine


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[str], bool]], None]:
    """A mail server that fails for those addresses of which the given function says so."""

    def failing(fails: Callable[[str], bool]) -> None:
        def send(backend: EmailBackend, messages: Sequence[mail.EmailMessage]) -> int:
            if any(fails(to) for message in messages for to in message.to):
                raise SMTPServerDisconnected("Connection unexpectedly closed")
            return DELIVER(backend, messages)

        monkeypatch.setattr(EmailBackend, "send_messages", send)

    return failing


def submitted(cast: Magazine, headline: str = "", **changes: object) -> Article:
    article = cast.draft(headline)
    verbs.submit(article, by=cast.contributor, **{"now": NOW, **changes})
    return article


def sent_to() -> list[str]:
    return [to for message in mail.outbox for to in message.to]


def test_what_waits_is_sent_once(cast: Magazine) -> None:
    submitted(cast, "The narrow sea")
    assert mail.outbox == []
    assert send_waiting(now=at(1)) == Outcome(sent=2)
    assert send_waiting(now=at(2)) == Outcome()
    assert sent_to() == ["editor@example.org", "publisher@example.org"]
    assert set(Letter.objects.values_list("sent", "attempts", "last_error")) == {(at(1), 1, "")}


def test_a_message_says_who_sends_it_and_that_a_machine_did(cast: Magazine) -> None:
    submitted(cast, "The narrow sea")
    send_waiting(now=at(1))
    message, letter = mail.outbox[0], Letter.objects.get(to=cast.editor)
    assert message.subject == "contributor sent “The narrow sea” to review"
    assert message.body.startswith(letter.body)
    assert "http://127.0.0.1:8000/admin/articles/wish/" in message.body
    assert message.from_email == "The Meridian Review <desk@localhost>"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["Message-ID"] == f"<letters-{letter.pk}-{letter.pk}-1@localhost>"


def test_a_failing_server_fails_no_move(cast: Magazine, server: Callable) -> None:
    server(lambda to: True)
    article = submitted(cast)
    assert Article.objects.get(pk=article.pk).stage == "in review"
    assert Letter.objects.filter(sent=None).count() == 2


def test_what_failed_is_tried_again_later_and_says_why(cast: Magazine, server: Callable) -> None:
    server(lambda to: True)
    submitted(cast)
    assert send_waiting(now=NOW) == Outcome(failed=2)
    letter = Letter.objects.first()
    assert (letter.sent, letter.attempts, letter.due) == (None, 1, NOW + FIRST_PAUSE)
    assert letter.last_error == "SMTPServerDisconnected: Connection unexpectedly closed"
    server(lambda to: False)
    assert send_waiting(now=NOW + FIRST_PAUSE / 2) == Outcome()
    assert send_waiting(now=NOW + FIRST_PAUSE) == Outcome(sent=2)
    assert not Letter.objects.exclude(last_error="").exists()


def test_pauses_double_up_to_a_longest_one() -> None:
    pauses = [pause(attempts) for attempts in range(MOST_ATTEMPTS)]
    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE
    assert pauses == sorted(pauses)


def test_one_bad_address_keeps_no_other_letter_back(cast: Magazine, server: Callable) -> None:
    server(lambda to: to == "editor@example.org")
    submitted(cast)
    assert send_waiting(now=NOW) == Outcome(sent=1, failed=1)
    assert sent_to() == ["publisher@example.org"]


def test_a_server_that_is_gone_is_left_alone_after_three_failures(cast: Magazine, server: Callable) -> None:
    server(lambda to: True)
    for _time in range(3):
        submitted(cast)
    assert send_waiting(now=NOW) == Outcome(failed=3)
    assert Letter.objects.filter(attempts=0).count() == 3


def test_after_the_last_attempt_a_letter_stays_where_superusers_see_it(cast: Magazine, server: Callable) -> None:
    server(lambda to: True)
    submitted(cast)
    Letter.objects.update(attempts=MOST_ATTEMPTS - 1)
    assert send_waiting(now=at(1)) == Outcome(failed=2)
    assert send_waiting(now=at(1000)) == Outcome()
    assert Letter.objects.filter(sent=None).exclude(last_error="").count() == 2


@pytest.mark.parametrize("reason", ["no address", "closed", "may no longer see it"])
def test_what_its_reader_may_no_longer_read_is_dropped(cast: Magazine, reason: str) -> None:
    submitted(cast)
    if reason == "no address":
        address(cast.editor, "")
    elif reason == "closed":
        User.objects.filter(pk=cast.editor.pk).update(is_active=False)
    else:
        cast.editor.groups.clear()
    assert send_waiting(now=at(1)) == Outcome(sent=1, dropped=1)
    assert send_waiting(now=at(1000)) == Outcome()
    assert sent_to() == ["publisher@example.org"]
    assert Letter.objects.get(to=cast.editor).last_error.startswith("Not sent")


def test_the_daily_letter_brings_all_of_a_day_in_one(cast: Magazine) -> None:
    wish(cast.editor, {"submitted": "daily"})
    for number in range(3):
        submitted(cast, f"Part {number}", now=at(number))
    assert send_waiting(now=at(3)).sent == 3
    assert sent_to() == ["publisher@example.org"] * 3
    mail.outbox.clear()
    assert send_waiting(now=at(19)) == Outcome(sent=3)
    (message,) = mail.outbox
    assert message.to == ["editor@example.org"]
    assert message.subject == "The Meridian Review: 3 pieces of news from the desk"
    assert all(f"Part {number}" in message.body for number in range(3))
    assert message.body.count("/admin/articles/wish/") == 1
    assert send_waiting(now=at(30)) == Outcome()


def test_a_daily_letter_that_failed_goes_whole_later(cast: Magazine, server: Callable) -> None:
    wish(cast.editor, {"submitted": "daily"})
    wish(cast.publisher, {"submitted": "never"})
    submitted(cast)
    submitted(cast)
    server(lambda to: True)
    assert send_waiting(now=at(19)) == Outcome(failed=2)
    server(lambda to: False)
    assert send_waiting(now=at(20)) == Outcome(sent=2)
    assert len(mail.outbox) == 1


def test_who_turned_the_daily_letter_off_still_gets_what_waited(cast: Magazine) -> None:
    wish(cast.editor, {"submitted": "daily"})
    submitted(cast)
    wish(cast.editor, {"submitted": "never"})
    send_waiting(now=at(19))
    assert "editor@example.org" in sent_to()


def test_a_claim_that_was_overtaken_is_empty_and_one_of_nothing_is_none(
    cast: Magazine, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish(cast.publisher, {"submitted": "never"})
    submitted(cast)
    first = Letter.objects.get()
    assert claim(NOW) == [first]
    assert claim(NOW) is None
    monkeypatch.setattr("articles.models.letter.LetterQuerySet.first", lambda waiting: first)
    assert claim(NOW) == []


def test_a_claim_that_nobody_finished_is_open_again_after_the_pause(cast: Magazine) -> None:
    wish(cast.publisher, {"submitted": "never"})
    submitted(cast)
    assert claim(NOW)
    assert claim(NOW + FIRST_PAUSE)


def test_a_letter_about_nothing_is_sent(cast: Magazine) -> None:
    Letter.objects.create(to=cast.outsider, kind=LetterKind.NOTE, subject="Hello", body="Hello.\n", made=NOW, due=NOW)
    assert send_waiting(now=NOW) == Outcome(sent=1)
