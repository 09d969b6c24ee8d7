"""Series and replies on the form of an article; nothing is told there of an article that is not the person’s."""

from copy import deepcopy

import pytest

from articles.models import Article, Series
from tests.admin_forms import client_of, empty, filled, page
from tests.magazine import Magazine


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def series(cast: Magazine) -> Series:
    return Series.objects.create(name="Straits", slug="straits")


def test_the_form_puts_an_article_into_a_series_and_names_what_it_replies_to(cast: Magazine, series: Series) -> None:
    other = cast.draft("All is well", series=series)
    form = empty(headline="It is not", series=series.pk, reply_to=other.pk)
    assert client_of(cast.editor).post(page("article", "add"), form).status_code == 302
    stored = Article.objects.get(headline="It is not")
    assert (stored.series, stored.part, stored.reply_to) == (series, 2, other)


def test_what_cannot_be_is_refused_in_a_sentence(cast: Magazine, series: Series) -> None:
    article, client = cast.draft(), client_of(cast.editor)
    for changes, sentence in (
        ({"reply_to": article.pk}, "An article is no reply to itself."),
        ({"series": series.pk, "part": 201}, "less than or equal to 200"),
        ({"series": "x"}, "Select a valid choice."),
    ):
        answer = client.post(page("article", "change", article.pk), filled(article, **changes))
        assert answer.status_code == 200
        assert sentence in answer.content.decode()


def test_a_contributor_replies_to_no_article_of_somebody_else(cast: Magazine) -> None:
    secret = cast.draft("A secret", by=cast.other_contributor)
    form = empty(headline="It is not", reply_to=secret.pk)
    answer = client_of(cast.contributor).post(page("article", "add"), form)
    assert "Select a valid choice." in answer.content.decode()
    assert "A secret" not in answer.content.decode()


def test_a_reply_that_an_editor_made_one_stays_one_and_tells_no_secret(cast: Magazine) -> None:
    secret = cast.draft("A secret", by=cast.other_contributor)
    own = cast.change(cast.draft("Mine", by=cast.contributor), reply_to=secret)
    client, address = client_of(cast.contributor), page("article", "change", own.pk)
    assert client.post(address, filled(own, headline="Mine still")).status_code == 302
    own.refresh_from_db()
    assert (own.headline, own.reply_to) == ("Mine still", secret)
    for _step in range(2):
        shown = client.get(address).content.decode()
        assert f"Article {secret.pk}" in shown
        assert "A secret" not in shown
        Article.objects.filter(pk=own.pk).update(stage="in review")


def test_of_a_live_article_the_headline_that_readers_see_is_told(cast: Magazine) -> None:
    live = cast.live("All is well", by=cast.other_contributor)
    cast.change(live, headline="A second thought")
    own = cast.change(cast.draft("Mine", by=cast.contributor), reply_to=live)
    shown = client_of(cast.contributor).get(page("article", "change", own.pk)).content.decode()
    assert "All is well" in shown
    assert "A second thought" not in shown


def test_a_save_that_came_too_late_shows_both_by_name(cast: Magazine, series: Series) -> None:
    article = cast.draft()
    form = filled(article, series=series.pk, part=3, reply_to=cast.draft("A secret").pk)
    cast.change(article, standfirst="Theirs.")
    answer = client_of(cast.editor).post(page("article", "change", article.pk), form)
    assert answer.status_code == 409
    for words in ("Straits", f'name="series" value="{series.pk}"', 'name="part" value="3"'):
        assert words in answer.content.decode()


def test_a_series_gets_an_address_and_keeps_its_former_ones(cast: Magazine) -> None:
    client = client_of(cast.editor)
    client.post(page("series", "add"), {"name": "Who owns the sea", "description": "", "slug": ""})
    series = Series.objects.get()
    assert series.slug == "who-owns-the-sea"
    client.post(page("series", "change", series.pk), {"name": "Who owns the sea", "description": "", "slug": "sea"})
    assert "/series/who-owns-the-sea/" in client.get(page("series", "change", series.pk)).content.decode()


def test_a_name_that_is_taken_is_refused(cast: Magazine, series: Series) -> None:
    answer = client_of(cast.editor).post(page("series", "add"), {"name": "Straits", "slug": "others"})
    assert "Series with this Name already exists." in answer.content.decode()
