"""Links to our own articles are held by number and resolved when they are read."""

import pytest

from articles.text.cleaning import clean
from articles.text.links import linked, resolve

BODY = (
    '<p>Ask <a href="article:17"><em>the</em> pilots</a>, <a href="article:5">us</a>, <a href="article:17">all</a>.</p>'
)


def test_a_body_says_which_articles_it_links_to_and_in_which_words() -> None:
    assert linked(BODY) == {17: "<em>the</em> pilots", 5: "us"}
    assert linked('<p><a href="https://example.org/article:17">a</a></p>') == {}


def test_a_link_leads_where_its_article_is_and_words_stay_where_it_is_nowhere() -> None:
    assert resolve(BODY, {17: "/articles/a&b/"}) == (
        '<p>Ask <a href="/articles/a&amp;b/"><em>the</em> pilots</a>, us, <a href="/articles/a&amp;b/">all</a>.</p>'
    )


def test_a_link_by_number_is_clean() -> None:
    assert clean(BODY) == BODY


@pytest.mark.parametrize(
    "href", ["article:", "article:0", "article:017", "article:x", "article:1/2", "article:1234567890"]
)
def test_a_number_that_is_none_leads_nowhere(href: str) -> None:
    assert clean(f'<p><a href="{href}">a</a></p>') == "<p>a</p>"
