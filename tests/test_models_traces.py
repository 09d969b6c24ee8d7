"""What is known of an article when its form is opened: which panels have anything to ask for."""

import pytest

from articles.desk.flagging import flag
from articles.desk.holding import place_hold
from articles.desk.noting import write_note
from articles.desk.proofing import make_link
from articles.desk.saving import save
from articles.desk.waiving import waive
from articles.models import Article, Rule
from articles.models.article import OFTEN_NONE
from tests.admin_forms import client_of, page
from tests.magazine import NOW, Magazine, at, disclaimer


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


def had(article: Article) -> set[str]:
    found = Article.objects.traced(article.pk, at=at(1))
    assert found is not None
    return {name for name in OFTEN_NONE if found.may_have(name)}


def test_anything_may_hang_on_an_article_of_which_nobody_asked(cast: Magazine) -> None:
    assert all(cast.draft().may_have(name) for name in OFTEN_NONE)


def test_what_hangs_on_an_article_is_known_with_its_form(cast: Magazine) -> None:
    article = cast.draft()
    assert had(article) == set()
    write_note(article, by=cast.editor, text="Who says so?", now=NOW)
    make_link(article, by=cast.editor, name="Ada Brandt", now=NOW)
    flag(article, by=cast.editor, flags=["figures"], shown=[], note="", now=NOW)
    place_hold(article, by=cast.publisher, reason="A court asks for it.", now=NOW)
    assert had(article) == {"flags", "holds", "notes", "proof_links"}
    shown = client_of(cast.publisher).get(page("article", "change", article.pk)).content.decode()
    for words in ("Who says so?", "Ada Brandt", "A court asks for it."):
        assert words in shown


def test_what_was_decided_since_the_form_was_opened_counts_when_it_is_saved(cast: Magazine) -> None:
    """A publisher waives a disclaimer between the moment at which the form read the article and that of the save."""
    interest = disclaimer("Interest", "The author is told of.")
    article = cast.draft()
    Rule.objects.create(disclaimer=interest)
    opened = Article.objects.traced(article.pk, at=at(1))
    waive(article, interest, by=cast.publisher, reason="A poem.", now=at(1))
    save(opened, by=cast.editor, now=at(2))
    assert interest not in article.disclaimers.all()


def test_an_article_is_found_for_the_form_among_those_that_were_asked_about(cast: Magazine) -> None:
    article = cast.live()
    found = Article.objects.filter(owner=cast.contributor).traced(article.pk, at=at(1))
    assert found == Article.objects.with_visibility(at=at(1)).get(pk=article.pk)
    assert (found.live_number, found.newest_number, found.is_held) == (1, 1, False)
    assert Article.objects.filter(owner=cast.editor).traced(article.pk, at=at(1)) is None
