"""Proofs: any revision, by the readers' template, for the desk alone."""

import pytest

from articles.models import Article
from tests.admin_forms import client_of, page
from tests.magazine import Magazine


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


def test_a_proof_is_the_readers_page_of_that_revision(cast: Magazine) -> None:
    article = cast.draft("As it was")
    cast.change(article, headline="As it is")
    answer = client_of(cast.contributor).get(page("article", "proof", article.pk, 1))
    shown = answer.content.decode()
    assert "article.html" in [template.name for template in answer.templates]
    assert ("As it was" in shown, "As it is" in shown) == (True, False)
    assert "Proof of revision 1, saved by contributor" in shown
    assert "readers do not see it" in shown


def test_a_proof_is_neither_stored_nor_indexed(cast: Magazine) -> None:
    answer = client_of(cast.editor).get(page("article", "proof", cast.draft().pk, 1))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_a_proof_of_a_live_revision_says_so(cast: Magazine) -> None:
    shown = client_of(cast.editor).get(page("article", "proof", cast.live().pk, 1)).content.decode()
    assert "live since" in shown


def test_a_proof_leads_back_to_the_article_and_on_to_a_link_for_others(cast: Magazine) -> None:
    article = cast.draft()
    client = client_of(cast.contributor)
    shown = client.get(page("article", "proof", article.pk, 1)).content.decode()
    assert f'href="{page("article", "change", article.pk)}"' in shown
    assert f'href="{page("article", "proof_links", article.pk)}?revision=1"' in shown


def test_a_revision_that_does_not_exist_has_no_proof(cast: Magazine) -> None:
    client = client_of(cast.editor)
    assert client.get(page("article", "proof", cast.draft().pk, 2)).status_code == 404
    assert client.post(page("article", "proof", Article.objects.get().pk, 1)).status_code == 405
