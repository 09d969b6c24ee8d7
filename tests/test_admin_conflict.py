"""A save that came too late: 409 with both texts, and three ways to go on that lose neither."""

import re
from copy import deepcopy
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.admin import article_form
from articles.models import Article, Buffer
from tests.admin_forms import client_of, empty, filled, page
from tests.magazine import Magazine

FORM = re.compile(r'<form method="post" action="([^"]+)">(.*?)</form>', re.S)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def overtaken(made: Magazine) -> Article:
    """As it was opened before the publisher saved another text."""
    opened = made.draft("The narrow sea", body="<p>Four lanes.</p><p>Eleven miles.</p>")
    made.change(opened, by=made.publisher, headline="The open sea", body="<p>Four lanes.</p><p>Twelve miles.</p>")
    return opened


@pytest.fixture
def article(overtaken: Article, db: None) -> Article:
    return deepcopy(overtaken)


@pytest.fixture
def editor(cast: Magazine) -> Client:
    return client_of(cast.editor)


def refused(client: Client, article: Article, typed: dict[str, Any]) -> HttpResponse:
    answer = client.post(page("article", "change", article.pk), {"sheet": "abc", **typed})
    assert answer.status_code == 409
    return answer


def press(client: Client, answer: HttpResponse, button: str) -> HttpResponse:
    """Send the form of the conflict page that holds the button."""
    address, inner = next(form for form in FORM.findall(answer.content.decode()) if button in form[1])
    sent: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(inner):
        sent.setdefault(unescape(name), []).append(unescape(value))
    return client.post(address, {**sent, "_continue": "1"})


def text_of(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def late(article: Article, **changes: Any) -> dict[str, Any]:
    """The form as opened before the publisher saved, with the changes typed into it."""
    return filled(article, **{name: getattr(article, name) for name in ("version", "headline", "body")} | changes)


def test_the_page_shows_both_texts_and_what_differs_by_words_by_labels_and_as_lists(
    cast: Magazine, article: Article, editor: Client
) -> None:
    typed = late(
        article,
        headline="The narrow sea today",
        standfirst="Who pays?",
        kind="analysis",
        language="fr",
        disclaimers=[],
        more_bylines=[{"position": "", "author": cast.bao.pk, "role": "translated"}],
        more_topics=[{"position": "", "topic": cast.borders.pk}],
    )
    shown = text_of(refused(editor, article, typed))
    assert "publisher saved this article after you opened it" in shown
    assert "The <del>open</del> sea" in shown
    assert "The <ins>narrow</ins> sea<ins> today</ins>" in shown
    assert "<del>Twelve</del> miles." in shown
    assert "<ins>Eleven</ins> miles." in shown
    assert "<ins>Who pays?</ins>" in shown
    for label in ("<ins>analysis</ins>", "<del>opinion</del>", "<del>English</del>", "<del>Views</del>"):
        assert label in shown
    assert "<ins>Bao Lin (translated by)</ins>" in shown
    assert "<ins>Borders</ins>" in shown
    assert page("article", "proof", article.pk, 2) in shown


def test_nothing_is_saved_and_the_typed_text_is_in_the_buffer(article: Article, editor: Client) -> None:
    answer = refused(editor, article, late(article, headline="Mine"))
    article.refresh_from_db()
    assert (article.headline, article.version, article.revisions.count()) == ("The open sea", 2, 2)
    assert Buffer.objects.get().typed()["headline"] == "Mine"
    assert f"?buffer={Buffer.objects.get().pk}" in text_of(answer)
    assert "Unsaved text from" in text_of(editor.get(page("article", "change", article.pk)))


def test_mine_over_theirs_is_refused_again_when_they_saved_again_and_then_the_next_revision_and_theirs_stays(
    cast: Magazine, article: Article, editor: Client
) -> None:
    answer = refused(editor, article, late(article, headline="Mine", note="Mine after all"))
    cast.change(article, by=cast.publisher, headline="The third sea")
    again = press(editor, answer, "Save mine over theirs")
    assert again.status_code == 409
    assert "third" in text_of(again)
    press(editor, again, "Save mine over theirs")
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Mine", "<p>Four lanes.</p><p>Eleven miles.</p>")
    assert [(row.number, row.headline, row.actor, row.note) for row in article.revisions.all()] == [
        (4, "Mine", "editor", "Mine after all"),
        (3, "The third sea", "publisher", ""),
        (2, "The open sea", "publisher", ""),
        (1, "The narrow sea", "contributor", ""),
    ]
    assert not Buffer.objects.exists()


def test_mine_over_theirs_brings_my_rows_whatever_became_of_theirs(
    cast: Magazine, article: Article, editor: Client
) -> None:
    opened = late(article, more_bylines=[{"position": "1", "author": cast.bao.pk, "role": "by"}])
    opened["bylines-0-position"] = "2"
    article.bylines.all().delete()
    article.bylines.create(author=cast.bao, role="by", position=5)
    article.bylines.create(author=cast.ada, role="with", position=6)
    article.placements.update(topic=cast.borders)
    cast.change(article, by=cast.publisher, headline="The third sea")
    press(editor, refused(editor, article, opened), "Save mine over theirs")
    assert [(line.author, line.role) for line in article.bylines.all()] == [(cast.bao, "by"), (cast.ada, "by")]
    assert [row.topic for row in article.placements.all()] == [cast.sea]


def test_a_row_that_was_struck_out_stays_out(article: Article, editor: Client) -> None:
    typed = late(article, **{"bylines-0-DELETE": "on"})
    press(editor, refused(editor, article, typed), "Save mine over theirs")
    assert not article.bylines.exists()


def test_mine_beside_is_a_new_draft_of_my_own(cast: Magazine, article: Article, editor: Client) -> None:
    typed = late(article, headline="Mine", body="<p>Mine.</p>")
    press(editor, refused(editor, article, typed), "Save mine as a draft beside")
    new = Article.objects.exclude(pk=article.pk).get()
    assert (new.headline, new.body, new.owner, new.stage) == ("Mine (beside)", "<p>Mine.</p>", cast.editor, "draft")
    assert (new.slug, new.newest().number) == ("mine-beside", 1)
    assert [line.author for line in new.bylines.all()] == [cast.ada]
    assert list(new.disclaimers.all()) == [cast.views]
    article.refresh_from_db()
    assert article.headline == "The open sea"
    assert not Buffer.objects.exists()


def test_a_long_headline_leaves_room_for_the_word_beside(article: Article, editor: Client) -> None:
    typed = late(article, headline="x" * 300)
    press(editor, refused(editor, article, typed), "Save mine as a draft beside")
    assert Article.objects.filter(headline="x" * 291 + " (beside)").exists()


def test_who_may_not_add_is_not_offered_a_draft_beside(cast: Magazine, article: Article) -> None:
    cast.editor.groups.get().permissions.filter(codename="add_article").get()
    cast.editor.groups.get().permissions.remove(*cast.editor.groups.get().permissions.filter(codename="add_article"))
    shown = text_of(refused(client_of(cast.editor), article, late(article)))
    assert "Save mine over theirs" in shown
    assert "Save mine as a draft beside" not in shown


def test_a_text_too_long_for_the_buffer_is_still_on_the_page(article: Article, editor: Client) -> None:
    typed = late(article, seo_title="y", standfirst="x" * 2_000_001)
    shown = text_of(refused(editor, article, typed))
    assert "Go on writing in mine" not in shown
    assert "Save mine over theirs" in shown


def test_a_senseless_form_is_shown_and_not_an_error(article: Article, editor: Client) -> None:
    typed = empty(headline="Mine", version="0", image="x", disclaimers=["y"])
    typed |= {"bylines-TOTAL_FORMS": "²", "placements-TOTAL_FORMS": "9", "placements-3-topic": "-1"}
    assert "Mine" in text_of(refused(editor, article, typed))


def test_a_form_with_errors_that_is_overtaken_while_it_is_checked_is_a_conflict_too(
    article: Article, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = late(article, headline="Mine", kind="")
    monkeypatch.setattr(article_form, "check_version", lambda article, seen: None)
    assert "Save mine over theirs" in text_of(refused(editor, article, typed))


def test_hostile_text_is_harmless_on_both_sides(article: Article, editor: Client) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    typed = late(article, headline=hostile, body=f"<p>a</p>{hostile}<script>x()</script>", slug=hostile)
    assert "<img src=x" not in text_of(refused(editor, article, typed))
