"""The search of the article list: over what is on the desk and what readers see."""

from django.db.models import QuerySet

from articles.admin.walking import among
from articles.models import Article
from articles.search.asking import found, found_in_headline
from articles.search.terms import terms


def search(articles: QuerySet[Article], typed: str, *, ranked: bool) -> QuerySet[Article]:
    """Those of the articles that say what was typed; ``ranked`` lets those come first whose headline says it.

    Within a rank they keep their order.
    """
    if not typed.strip():
        return articles
    if not terms(typed):
        return articles.none()
    matching = articles.filter(among(found(typed).values("article")))
    in_headline = among(found_in_headline(typed).values("article"))
    return matching.order_by(in_headline.desc(), *articles.query.order_by) if ranked else matching
