"""The proof as somebody without an account reads it, and what they answer: by the link alone, and never by looking."""

import re
from copy import deepcopy
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.desk import proofing
from articles.desk.illustrating import add_picture
from articles.models import Answer, Article, ProofLink
from tests.admin_forms import client_of
from tests.magazine import Magazine, picture

SHOWN = re.compile(r'name="shown" value="([^"]+)"')


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def written(made: Magazine) -> Article:
    return made.draft("The narrow sea", by=made.contributor)


@pytest.fixture
def article(written: Article, db: None) -> Article:
    return deepcopy(written)


class Reader:
    """Ada, with no account and a link."""

    def __init__(self, article: Article, by: Any, **options: Any) -> None:
        self.link, token = proofing.make_link(article, by=by, name="Ada Brandt", **options)
        self.address = f"/proof/{token}/"
        self.client = Client(enforce_csrf_checks=True)

    def read(self, **headers: str) -> HttpResponse:
        return self.client.get(self.address, headers=headers)

    def say(self, answer: str = Answer.APPROVED, note: str = "", page: HttpResponse | None = None) -> HttpResponse:
        """Send the form of the page, of a fresh one unless given."""
        shown = SHOWN.search((page or self.read()).content.decode())[1]
        return self.client.post(self.address, {"answer": answer, "note": note, "shown": shown})

    def stored(self) -> ProofLink:
        return ProofLink.objects.get(pk=self.link.pk)


@pytest.fixture
def ada(cast: Magazine, article: Article) -> Reader:
    return Reader(article, cast.editor)


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_the_proof_is_the_readers_page_with_a_banner(ada: Reader) -> None:
    answer = ada.read()
    shown = text_of(answer)
    assert answer.status_code == 200
    assert "article.html" in [template.name for template in answer.templates]
    assert "<h1>The narrow sea</h1>" in shown
    for said in (
        "Proof for <bdi>Ada Brandt</bdi>.",
        "Revision 1, saved on 2 Mar 2026, 12:00 UTC.",
        "It is not published.",
    ):
        assert said in shown
    assert "It can be opened until" in shown


def test_a_text_that_readers_have_is_not_called_unpublished(cast: Magazine) -> None:
    shown = text_of(Reader(cast.live(), cast.editor).read())
    assert "Readers have seen it." in shown
    assert "not published" not in shown.lower()


def test_its_pictures_need_no_account(cast: Magazine) -> None:
    image = add_picture(picture(), "sea.png", by=cast.editor, alt="The sea")
    reader = Reader(cast.draft(image=image), cast.editor)
    source = re.search(r'<img src="([^"]+)"', text_of(reader.read()))[1]
    assert Client().get(source).status_code == 200


@pytest.mark.parametrize("moment", ["open", "refused", "answered", "closed"])
def test_every_answer_is_kept_nowhere_and_told_nobody(cast: Magazine, ada: Reader, moment: str) -> None:
    answer = ada.say("") if moment == "refused" else ada.say() if moment == "answered" else ada.read()
    if moment == "closed":
        proofing.revoke(ada.link, by=cast.editor)
        answer = ada.read()
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "script-src 'none'" in answer["Content-Security-Policy"]
    assert '<meta name="robots" content="noindex">' in text_of(answer)
    assert not answer.cookies
    assert "cookie" not in answer.get("Vary", "").lower()


def test_an_opening_is_a_get_that_somebody_asked_for(ada: Reader) -> None:
    ada.client.head(ada.address)
    ada.read(sec_purpose="prefetch;prerender")
    assert ada.stored().openings == 0
    ada.read()
    ada.read()
    assert ada.stored().openings == 2
    assert ada.stored().last_opened is not None


def test_looking_never_answers(ada: Reader) -> None:
    shown = SHOWN.search(text_of(ada.read()))[1]
    ada.client.get(ada.address, {"answer": "approve_proof", "shown": shown})
    assert not ada.link.answers.exists()
    assert ada.client.put(ada.address).status_code == 405


def test_an_approval_is_recorded_and_thanked_for(ada: Reader) -> None:
    answer = ada.say()
    assert answer.status_code == 200
    assert "Thank you" in text_of(answer)
    assert "You approved revision 1 on" in text_of(answer)
    event = ada.link.answers.get()
    assert (event.verb, event.actor, event.by, event.revision.number) == ("approve_proof", "Ada Brandt", None, 1)


def test_the_page_shows_what_was_answered_and_lets_one_think_again(ada: Reader) -> None:
    ada.say(Answer.CHANGES, "Nine <miles>,\nnot eleven.")
    shown = text_of(ada.read())
    assert "You asked for changes to revision 1" in shown
    assert "Nine &lt;miles&gt;,<br>not eleven." in shown
    assert "Answer differently" in shown
    ada.say()
    assert [event.verb for event in ada.link.answers.all()] == ["approve_proof", "query_proof"]


@pytest.mark.parametrize(
    ("answer", "note", "told"),
    [
        (Answer.CHANGES, "", "Write what should be changed."),
        ("", "A note", "This field is required."),
        ("publish", "A note", "not one of the available choices"),
        (Answer.APPROVED, "x" * 10_001, "Shorten it"),
    ],
)
def test_a_refused_answer_comes_back_with_its_words(ada: Reader, answer: str, note: str, told: str) -> None:
    refused = ada.say(answer, note)
    assert refused.status_code == 400
    assert told in text_of(refused)
    assert f"{note}</textarea>" in text_of(refused)
    assert not ada.link.answers.exists()


def test_a_refused_answer_comes_back_with_the_text_it_is_about(cast: Magazine, article: Article, ada: Reader) -> None:
    before = ada.read()
    cast.change(article, headline="The wide sea")
    refused = ada.say(Answer.CHANGES, "", page=before)
    assert "<h1>The narrow sea</h1>" in text_of(refused)
    ada.say(Answer.CHANGES, "Nine miles.", page=refused)
    assert ada.link.answers.get().revision.number == 1


def test_whoever_answers_often_is_told_so(ada: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofing, "MOST_ANSWERS", 0)
    refused = ada.say(Answer.CHANGES, "Once more")
    assert refused.status_code == 409
    assert "Write to the magazine instead." in text_of(refused)
    assert "Once more</textarea>" in text_of(refused)


def test_an_answer_is_about_what_was_seen_and_says_that_the_text_moved_on(
    cast: Magazine, article: Article, ada: Reader
) -> None:
    before = ada.read()
    cast.change(article, headline="The wide sea")
    thanks = text_of(ada.say(page=before))
    assert ada.link.answers.get().revision.number == 1
    assert "Your answer is about revision 1, which you read. Meanwhile the magazine saved revision 2." in thanks
    assert "read that one too" in thanks
    shown = text_of(ada.read())
    assert "<h1>The wide sea</h1>" in shown
    assert "Answer differently" not in shown


def test_a_link_for_one_revision_stays_with_it(cast: Magazine, article: Article) -> None:
    reader = Reader(article, cast.editor, revision=article.newest())
    cast.change(article, headline="The wide sea")
    assert "<h1>The narrow sea</h1>" in text_of(reader.read())
    assert "This link does not show it." in text_of(reader.say())


@pytest.mark.parametrize("shown", ["", "1", "1:forged", "2:forged"])
def test_nobody_answers_about_a_page_that_was_never_shown(ada: Reader, shown: str) -> None:
    answer = ada.client.post(ada.address, {"answer": "approve_proof", "shown": shown})
    assert answer.status_code == 400
    assert not ada.link.answers.exists()


def test_a_form_of_one_link_is_no_form_of_another(cast: Magazine, article: Article, ada: Reader) -> None:
    other = Reader(article, cast.editor)
    assert ada.say(page=other.read()).status_code == 400
    assert not ada.link.answers.exists()


def test_an_answer_rests_on_the_address_and_on_nothing_that_a_browser_sends_of_itself(
    cast: Magazine, ada: Reader
) -> None:
    """So there is nothing that another site could make a browser do that it could not do itself, not knowing it."""
    ada.client = client_of(cast.publisher)
    ada.client.handler.enforce_csrf_checks = True
    ada.say()
    assert ada.link.answers.get().by is None
    assert ada.link.answers.get().actor == "Ada Brandt"


@pytest.mark.parametrize("why", ["expired", "revoked"])
def test_a_closed_link_says_whom_to_ask_and_shows_nothing(cast: Magazine, ada: Reader, why: str) -> None:
    if why == "revoked":
        proofing.revoke(ada.link, by=cast.editor)
    else:
        ProofLink.objects.update(made="2020-01-01T00:00Z", expires="2020-01-15T00:00Z")
    answer = ada.read()
    assert answer.status_code == 410
    assert "ask <bdi>editor</bdi> at The Meridian Review" in text_of(answer)
    assert "narrow sea" not in text_of(answer)
    assert ada.stored().openings == 0


def test_words_sent_by_a_link_that_closed_meanwhile_come_back(cast: Magazine, ada: Reader) -> None:
    before = ada.read()
    proofing.revoke(ada.link, by=cast.editor)
    answer = ada.say(Answer.CHANGES, "An hour of <work>", page=before)
    assert answer.status_code == 410
    assert "An hour of &lt;work&gt;" in text_of(answer)
    assert not ada.link.answers.exists()


def test_a_link_that_closes_at_that_very_moment_takes_no_answer(ada: Reader) -> None:
    before = ada.read()
    with mock.patch.object(proofing, "answer", side_effect=proofing.Closed("closed")):
        assert ada.say(page=before).status_code == 410


@pytest.mark.parametrize("token", ["x", "a" * 32, "a" * 3000])
def test_an_unknown_link_is_as_absent_as_any_address(ada: Reader, token: str) -> None:
    absent = Client().get("/never/")
    unknown = Client().get(f"/proof/{token}/")
    assert (unknown.status_code, text_of(unknown)) == (404, text_of(absent))
    assert Client().post(f"/proof/{token}/", {"answer": "approve_proof"}).status_code == 404


def test_the_hash_of_a_link_opens_nothing(ada: Reader) -> None:
    assert Client().get(f"/proof/{ada.link.digest}/").status_code == 404


def test_the_page_asks_the_database_as_often_for_a_long_history(cast: Magazine, article: Article, ada: Reader) -> None:
    ada.say()
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            ada.read()
        counts.append(len(queries))
        for number in range(3):
            cast.change(article, headline=f"Part {number}")
    assert counts[0] == counts[1]
