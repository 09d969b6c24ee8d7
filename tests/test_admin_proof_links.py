"""Proof links on the desk: made, shown once, listed with their answers, revoked, each for whom it is."""

import re
from copy import deepcopy
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from articles.desk import proofing
from articles.models import Answer, Article, ProofLink
from tests.admin_forms import client_of, page
from tests.magazine import Magazine

SECRET = re.compile(r"/proof/([A-Za-z0-9_-]{32})/")


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


def of(article: Article, name: str = "proof_links", *more: Any) -> str:
    return page("article", name, article.pk, *more)


def typed(**changes: Any) -> dict[str, Any]:
    return {"name": "Ada Brandt", "email": "", "revision": "", "days": "14", **changes}


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_each_role_makes_a_link_and_sees_its_address_once(cast: Magazine, article: Article, role: str) -> None:
    client = client_of(getattr(cast, role))
    answer = client.post(of(article), typed())
    token = SECRET.search(text_of(answer))[1]
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert ProofLink.objects.of(token).get().actor == role
    for again in (client.get(of(article)), client.get(of(article, "change"))):
        assert "Ada Brandt" in text_of(again)
        assert not SECRET.search(text_of(again))


def test_the_address_is_the_magazines_whatever_host_the_desk_was_reached_by(cast: Magazine, article: Article) -> None:
    answer = client_of(cast.editor).post(of(article), typed(), headers={"host": "localhost"})
    assert 'value="http://127.0.0.1:8000/proof/' in text_of(answer)


def test_the_letter_is_written_for_its_person(cast: Magazine, article: Article) -> None:
    cast.change(article, headline="Ships & <tolls>")
    answer = client_of(cast.editor).post(of(article), typed(email="ada@example.org"))
    letter = answer.context["letter"]
    token = SECRET.search(text_of(answer))[1]
    assert letter.startswith("mailto:ada%40example.org?subject=")
    assert not set(letter) & set(' "<>\n')
    assert "Dear Ada Brandt,\r\n\r\nplease read the proof of “Ships & <tolls>”" in unquote(letter)
    assert f"/proof/{token}/\r\n" in unquote(letter)


def test_a_link_can_be_for_one_revision(cast: Magazine, article: Article) -> None:
    cast.change(article, headline="The wide sea")
    client = client_of(cast.editor)
    assert '<option value="1" selected>' in text_of(client.get(of(article), {"revision": "1"}))
    client.post(of(article), typed(revision="1"))
    assert ProofLink.objects.get().revision.number == 1
    assert "Revision 1, made by editor" in text_of(client.get(of(article)))


def test_a_revision_of_another_article_is_no_choice(cast: Magazine, article: Article) -> None:
    other = cast.draft()
    for headline in ("Two", "Three"):
        other = cast.change(other, headline=headline)
    answer = client_of(cast.editor).post(of(article), typed(revision="3"))
    assert answer.status_code == 400
    assert not ProofLink.objects.exists()


@pytest.mark.parametrize("wrong", [{"name": " "}, {"days": "0"}, {"days": "91"}, {"days": ""}, {"email": "ada"}])
def test_a_wrong_form_comes_back_with_what_was_typed(cast: Magazine, article: Article, wrong: dict[str, str]) -> None:
    answer = client_of(cast.editor).post(of(article), typed(**{"name": "Ada", **wrong}))
    assert answer.status_code == 400
    assert answer.context["link_form"].errors.keys() == wrong.keys()
    assert not ProofLink.objects.exists()


def test_a_contributor_sees_the_links_of_others_without_their_mail(cast: Magazine, article: Article) -> None:
    link, _token = proofing.make_link(article, by=cast.editor, name="A lawyer", email="law@example.org")
    client = client_of(cast.contributor)
    shown = text_of(client.get(of(article)))
    assert "A lawyer" in shown
    assert "law@example.org" not in shown
    assert of(article, "revoke", link.pk) not in shown
    assert client.post(of(article, "revoke", link.pk)).status_code == 403
    assert "law@example.org" in text_of(client_of(cast.publisher).get(of(article)))


def test_a_link_is_revoked_by_a_button(cast: Magazine, article: Article) -> None:
    link, _token = proofing.make_link(article, by=cast.contributor, name="A lawyer")
    client = client_of(cast.editor)
    assert client.get(of(article, "revoke", link.pk)).status_code == 405
    shown = text_of(client.post(of(article, "revoke", link.pk), follow=True))
    assert "The link for A lawyer opens no longer." in shown
    assert "Revoked by editor on" in shown
    assert of(article, "revoke", link.pk) not in shown
    assert "already" in text_of(client.post(of(article, "revoke", link.pk), follow=True))


def test_no_link_is_revoked_by_way_of_another_article(cast: Magazine, article: Article) -> None:
    link, _token = proofing.make_link(article, by=cast.editor, name="A lawyer")
    own = cast.draft(by=cast.other_contributor)
    assert client_of(cast.other_contributor).post(of(own, "revoke", link.pk)).status_code == 404
    assert client_of(cast.editor).post(of(own, "revoke", link.pk)).status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


def test_who_may_only_look_makes_none(cast: Magazine, article: Article) -> None:
    cast.contributor.groups.clear()
    cast.contributor.user_permissions.set(
        cast.editor.groups.get().permissions.filter(codename__in=("view_article", "work_on_any_article"))
    )
    client = client_of(cast.contributor)
    assert "Make the link" not in text_of(client.get(of(article)))
    assert client.post(of(article), typed()).status_code == 403


def test_answers_stand_with_their_link_and_in_the_history(cast: Magazine, article: Article) -> None:
    link, _token = proofing.make_link(article, by=cast.editor, name="Ada Brandt")
    proofing.opened(link)
    proofing.answer(link, Answer.CHANGES, seen=1, note="Nine <miles>.")
    client = client_of(cast.editor)
    panel = text_of(client.get(of(article)))
    assert "Opened once" in panel
    assert "Asked for changes to the proof" in panel
    assert "Nine &lt;miles&gt;." in panel
    shown = text_of(client.get(of(article, "history")))
    for said in ("made a proof link", "asked for changes to the proof, revision 1", "<strong>Ada Brandt</strong>"):
        assert said in shown


def test_a_link_that_expired_says_since_when(cast: Magazine, article: Article) -> None:
    from_long_ago, _token = proofing.make_link(article, by=cast.editor, name="Ada", now=article.newest().made)
    assert from_long_ago.expires.year == 2026
    ProofLink.objects.update(made="2020-01-01T00:00Z", expires="2020-01-15T00:00Z")
    shown = text_of(client_of(cast.editor).get(of(article)))
    assert "Expired on 15 Jan 2020, 00:00 UTC" in shown
    assert of(article, "revoke", from_long_ago.pk) not in shown


def test_the_queries_do_not_grow_with_the_links(cast: Magazine, article: Article) -> None:
    client, counts = client_of(cast.editor), []
    for more in (1, 3):
        for number in range(more):
            link, _token = proofing.make_link(
                article, by=cast.editor, name=f"Reader {number}", revision=article.newest()
            )
            proofing.answer(link, Answer.APPROVED, seen=1)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(of(article))
        counts.append(len(queries))
    assert counts[0] == counts[1]
