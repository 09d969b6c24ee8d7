"""Notes on the desk's screens, as each role meets them."""

from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from articles.desk.noting import reply, resolve, write_note
from articles.models import Article, Note
from tests.admin_forms import client_of, page
from tests.magazine import Magazine, at

ROLES = ("contributor", "editor", "publisher")
SCRIPT = {"X-Panel": "notes"}


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


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def of(article: Article, name: str = "notes", *more: Any) -> str:
    return page("article", name, article.pk, *more)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_writes_answers_resolves_and_opens_again(cast: Magazine, article: Article, role: str) -> None:
    client = client_of(getattr(cast, role))
    words = " Is this\r\n so, @editor? "
    answer = client.post(of(article), {"text": words, "quotation": "eleven miles wide"})
    assert (answer.status_code, answer.url) == (302, f"{of(article, 'change')}#notes")
    note = Note.objects.get()
    assert (note.text, note.quotation, note.actor) == (words, "eleven miles wide", role)
    client.post(of(article, "note", note.pk, "reply"), {"text": "Yes."})
    client.post(of(article, "note", note.pk, "resolve"))
    note.refresh_from_db()
    assert (note.replies.get().text, note.resolver) == ("Yes.", role)
    client.post(of(article, "note", note.pk, "reopen"))
    note.refresh_from_db()
    assert note.resolved_at is None


def test_who_may_only_read_the_article_may_still_write_a_note(cast: Magazine) -> None:
    article = cast.in_review(by=cast.contributor)
    client = client_of(cast.contributor)
    assert "Write a note" in text_of(client.get(of(article, "change")))
    client.post(of(article), {"text": "I forgot a source."})
    assert article.notes.get().actor == "contributor"


@pytest.mark.parametrize("name", ["change", "notes"])
def test_the_panel_shows_threads_as_they_were_written(cast: Magazine, article: Article, name: str) -> None:
    note = write_note(article, by=cast.editor, text="<b>So</b>?", quotation="eleven miles", now=at(1))
    reply(note, by=cast.contributor, text="Ja & nein.", now=at(2))
    shown = text_of(client_of(cast.contributor).get(of(article, name)))
    assert "&lt;b&gt;So&lt;/b&gt;?" in shown
    assert "Ja &amp; nein." in shown
    assert "eleven miles" in shown
    assert "1 open" in shown
    assert "no longer stands" not in shown


def test_a_passage_that_is_gone_says_so(cast: Magazine, article: Article) -> None:
    write_note(article, by=cast.editor, text="So?", quotation="eleven miles")
    cast.change(article, body="<p>Twelve miles.</p>")
    assert "This passage no longer stands in the text." in text_of(client_of(cast.editor).get(of(article)))


def test_a_refused_note_comes_back_with_what_was_typed(cast: Magazine, article: Article) -> None:
    answer = client_of(cast.editor).post(of(article), {"text": "Typed with care", "quotation": "not there"})
    assert answer.status_code == 409
    assert "The saved text does not hold this passage" in text_of(answer)
    assert "Typed with care" in text_of(answer)
    assert not Note.objects.exists()


def test_an_empty_answer_is_refused_at_its_own_thread(cast: Magazine, article: Article) -> None:
    note = write_note(article, by=cast.editor, text="So?")
    answer = client_of(cast.editor).post(of(article, "note", note.pk, "reply"), {"text": ""})
    assert answer.status_code == 400
    assert answer.context["threads"][0].answer.errors
    assert not answer.context["note_form"].errors
    assert client_of(cast.editor).post(of(article, "note", note.pk, "reply"), {"text": "  "}).status_code == 409


def test_what_was_resolved_already_says_by_whom(cast: Magazine, article: Article) -> None:
    note = write_note(article, by=cast.editor, text="So?")
    resolve(note, by=cast.publisher)
    answer = client_of(cast.editor).post(of(article, "note", note.pk, "resolve"))
    assert answer.status_code == 409
    assert "publisher resolved this note already" in text_of(answer)


def test_a_thread_is_not_closed_over_an_answer_that_was_not_read(cast: Magazine, article: Article) -> None:
    note, client = write_note(article, by=cast.editor, text="So?"), client_of(cast.publisher)
    assert '<input type="hidden" name="seen" value="0">' in text_of(client.get(of(article)))
    reply(note, by=cast.editor, text="Wait, it is not.")
    answer = client.post(of(article, "note", note.pk, "resolve"), {"seen": "0"})
    assert answer.status_code == 409
    assert "editor answered in the meantime. Read it, then decide again." in text_of(answer)
    assert "Wait, it is not." in text_of(answer)
    assert Note.objects.get(pk=note.pk).resolved_at is None
    client.post(of(article, "note", note.pk, "resolve"), {"seen": "1"})
    assert Note.objects.get(pk=note.pk).resolver == "publisher"


def test_what_is_sent_twice_is_one_note(cast: Magazine, article: Article) -> None:
    client = client_of(cast.editor)
    for _click in range(2):
        client.post(of(article), {"text": "So?"})
        client.post(of(article, "note", Note.objects.get(parent=None).pk, "reply"), {"text": "So?"})
    assert Note.objects.count() == 2
    write_note(article, by=cast.publisher, text="So?")
    assert Note.objects.count() == 3


def test_the_script_gets_the_panel_alone(cast: Magazine, article: Article) -> None:
    client = client_of(cast.editor)
    kept = client.post(of(article), {"text": "So?"}, headers=SCRIPT)
    refused = client.post(of(article), {"text": "So?", "quotation": "not there"}, headers=SCRIPT)
    assert (kept.status_code, refused.status_code) == (200, 409)
    for answer in (kept, refused):
        assert text_of(answer).startswith('<section class="panel notes" id="notes"')
    assert Note.objects.count() == 1


def test_a_note_of_another_article_and_a_deed_that_is_none_are_absent(cast: Magazine, article: Article) -> None:
    note = write_note(cast.draft(by=cast.other_contributor), by=cast.editor, text="So?")
    own = write_note(article, by=cast.editor, text="So?")
    answered = reply(own, by=cast.editor, text="Yes.")
    client = client_of(cast.contributor)
    for number, deed in ((note.pk, "resolve"), (answered.pk, "resolve"), (own.pk, "delete")):
        assert client.post(of(article, "note", number, deed)).status_code == 404
    assert client.get(of(article, "note", own.pk, "resolve")).status_code == 405


def test_a_contributor_never_reads_notes_on_a_foreign_article(cast: Magazine) -> None:
    foreign = cast.draft(by=cast.other_contributor)
    write_note(foreign, by=cast.editor, text="A secret note")
    client = client_of(cast.contributor)
    for address_of in (of(foreign), of(foreign, "change"), of(foreign, "assign")):
        assert "A secret note" not in text_of(client.get(address_of, follow=True))


def test_the_panel_costs_the_same_for_one_thread_as_for_eight(cast: Magazine, article: Article) -> None:
    client, counts = client_of(cast.editor), []
    for threads in (1, 7):
        for _number in range(threads):
            reply(write_note(article, by=cast.editor, text="So?", quotation="eleven"), by=cast.editor, text="Yes.")
        client.get(of(article))
        with CaptureQueriesContext(connection) as asked:
            client.get(of(article))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_loses_sight_of_the_article_at_that_very_moment_writes_nothing(
    cast: Magazine, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.desk.noting.is_colleague", lambda person, article: False)
    assert client_of(cast.editor).post(of(article), {"text": "So?"}).status_code == 403
    assert not Note.objects.exists()
