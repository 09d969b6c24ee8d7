"""What is typed and not saved, seen as readers would see it: nothing of it stays."""

import re
from copy import deepcopy
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from articles.models import Article, Event, Letter, Revision
from tests.admin_forms import client_of, empty, filled, page
from tests.magazine import Magazine

FRAME = re.compile(r'<iframe class="(\w+)"[^>]* srcdoc="([^"]*)"')


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def printed(made: Magazine) -> Article:
    return made.live("The narrow sea")


@pytest.fixture
def article(printed: Article, db: None) -> Article:
    return deepcopy(printed)


@pytest.fixture
def editor(cast: Magazine) -> Client:
    return client_of(cast.editor)


def preview(client: Client, article: Article | None, **typed: Any) -> HttpResponse:
    if article is None:
        return client.post(page("article", "new_preview"), {"sheet": "a", **typed})
    return client.post(page("article", "preview", article.pk), {"sheet": "a", **typed})


def frames(answer: HttpResponse) -> dict[str, str]:
    assert answer.status_code == 200
    return {scheme: unescape(inner) for scheme, inner in FRAME.findall(answer.content.decode())}


def everything() -> list[Any]:
    rows = [list(model.objects.order_by("pk").values()) for model in (Article, Revision, Event, Letter)]
    hung = [list(rows.order_by("pk").values()) for rows in (Article.bylines.rel.related_model.objects,)]
    return [*rows, *hung]


def test_the_typed_text_is_shown_by_the_readers_template_in_both_schemes(article: Article, editor: Client) -> None:
    shown = frames(preview(editor, article, **filled(article, headline="A wide sea", body="<h2>Tolls</h2><p>Two.</p>")))
    assert set(shown) == {"light", "dark"}
    for scheme, inner in shown.items():
        assert f'data-scheme="{scheme}"' in inner
        assert re.search(r"<h1[^>]*>A wide sea</h1>", inner)
        assert '<h2 id="s-tolls">Tolls</h2>' in inner
        assert "It is not saved." in inner
        assert "Ada Brandt" in inner


def test_nothing_of_it_stays(cast: Magazine, article: Article, editor: Client) -> None:
    before = everything()
    added = [{"position": 2, "author": cast.bao.pk, "role": "by"}]
    shown = frames(preview(editor, article, **filled(article, headline="A wide sea", more_bylines=added)))
    assert "Bao Lin" in shown["light"]
    assert everything() == before


def test_a_preview_voids_no_approval_and_says_nothing_of_one(cast: Magazine, editor: Client) -> None:
    article = cast.approved()
    frames(preview(editor, article, **filled(article, body="<p>Another text.</p>")))
    assert Article.objects.get(pk=article.pk).stage == "approved"
    assert "approval is void" not in editor.get(page("article", "changelist")).content.decode()


def test_a_new_article_is_seen_before_it_exists(cast: Magazine, editor: Client) -> None:
    topics = {"more_topics": [{"position": 1, "topic": cast.sea.pk}]}
    typed, before = empty(headline="Not yet", body="<p>Soon.</p>", **topics), everything()
    assert "Not yet" in frames(preview(editor, None, **typed))["light"]
    assert everything() == before


def test_who_was_overtaken_sees_the_own_text(cast: Magazine, article: Article, editor: Client) -> None:
    typed = filled(article, headline="Mine")
    cast.change(article, headline="Theirs")
    assert "Mine" in frames(preview(editor, article, **typed))["light"]


def test_what_cannot_be_saved_is_said_in_sentences(cast: Magazine, article: Article, editor: Client) -> None:
    typed = filled(article, kind="poem", more_bylines=[{"position": 2, "author": cast.bao.pk, "role": "sung by"}])
    answer = preview(editor, article, **typed)
    shown = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Kind: Select a valid choice. poem is not one of the available choices." in shown
    assert "Role: Select a valid choice. sung by is not one of the available choices." in shown
    assert "Nothing was saved." in shown


def test_a_refusal_of_the_desk_is_said_too(cast: Magazine, article: Article, editor: Client) -> None:
    taken = cast.draft("Another")
    answer = preview(editor, article, **filled(article, slug=taken.slug))
    assert answer.status_code == 422
    assert "slug" in answer.content.decode()
    assert connection.get_autocommit() or connection.in_atomic_block


def test_hostile_text_stays_text(article: Article, editor: Client) -> None:
    answer = preview(editor, article, **filled(article, headline='"><script>alert(1)</script>'))
    assert "<script>alert" not in answer.content.decode()
    assert "<script>alert" not in frames(answer)["light"]


@pytest.mark.parametrize("role", ["contributor", "other_contributor", "outsider"])
def test_nobody_sees_a_preview_of_what_is_not_theirs_to_change(cast: Magazine, role: str) -> None:
    article = cast.in_review(by=cast.contributor)
    answer = preview(client_of(getattr(cast, role)), article, **filled(article))
    assert answer.status_code == {"contributor": 403, "other_contributor": 404, "outsider": 302}[role]


def test_a_preview_is_asked_for_by_the_form_alone(article: Article, editor: Client) -> None:
    assert editor.get(page("article", "preview", article.pk)).status_code == 405
    form = editor.get(page("article", "change", article.pk)).content.decode()
    assert f'formaction="{page("article", "preview", article.pk)}" formtarget="_blank"' in form
    assert f'formaction="{page("article", "new_preview")}"' in editor.get(page("article", "add")).content.decode()
