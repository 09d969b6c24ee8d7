"""`manage.py tick` sends what waits and says what it did."""

from collections.abc import Sequence
from io import StringIO
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from articles.desk import verbs
from tests.magazine import Magazine
from tests.post import give_addresses


def test_tick_sends_and_says_what_it_did(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = Magazine()
    give_addresses(cast)
    verbs.submit(cast.draft(), by=cast.contributor)
    deliver = EmailBackend.send_messages

    def send(backend: EmailBackend, messages: Sequence[mail.EmailMessage]) -> int:
        if messages[0].to == ["editor@example.org"]:
            raise SMTPServerDisconnected("Connection unexpectedly closed")
        return deliver(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    out, err = StringIO(), StringIO()
    call_command("tick", stdout=out, stderr=err)
    assert out.getvalue() == "Letters sent: 1, dropped: 0.\n"
    assert err.getvalue() == "Letters that could not be sent and are tried again later: 1.\n"
    assert [message.to for message in mail.outbox] == [["publisher@example.org"]]


def test_tick_says_nothing_when_nothing_waits(db: None) -> None:
    out = StringIO()
    call_command("tick", stdout=out, stderr=out)
    assert out.getvalue() == ""
