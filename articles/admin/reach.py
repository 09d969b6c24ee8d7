"""Which articles a request may reach; whatever it may not is as absent as what never existed."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from articles.desk.access import articles_of
from articles.models import Article
from articles.models.article import ArticleQuerySet

LARGEST_KEY = 2**63 - 1


def reachable(request: HttpRequest) -> ArticleQuerySet:
    """The articles that the person may see, none without the permission to view or change articles."""
    person = request.user
    if person.has_perm("articles.view_article") or person.has_perm("articles.change_article"):
        return articles_of(person)
    return Article.objects.none()


def reach(request: HttpRequest, key: int) -> Article:
    """The article with the key, or :class:`Http404`, also for a key that no database holds."""
    return get_object_or_404(reachable(request), pk=min(key, LARGEST_KEY))
