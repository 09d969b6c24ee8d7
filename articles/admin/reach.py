"""Which articles a request may reach; whatever it may not is as absent as what never existed."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from articles.desk.access import articles_of, seen_by, trash_of
from articles.models import Article
from articles.models.article import ArticleQuerySet

LARGEST_KEY = 2**63 - 1


def reachable(request: HttpRequest) -> ArticleQuerySet:
    """The articles on the desk that the person may see, none without the permission to view or change articles."""
    return articles_of(request.user) if may_open(request.user) else Article.objects.none()


def reachable_trash(request: HttpRequest) -> ArticleQuerySet:
    return trash_of(request.user) if may_open(request.user) else Article.objects.none()


def reachable_anywhere(request: HttpRequest) -> ArticleQuerySet:
    """On the desk or in the trash: for what names an article already, never for a list of articles."""
    return seen_by(request.user) if may_open(request.user) else Article.objects.none()


def may_open(person: Any) -> bool:
    """Whether the person has anything to do with articles at all."""
    return bool(person.has_perm("articles.view_article") or person.has_perm("articles.change_article"))


def reach(request: HttpRequest, key: int) -> Article:
    """The article with the key, also in the trash, or :class:`Http404`, also for a key that no database holds."""
    return get_object_or_404(reachable_anywhere(request), pk=min(key, LARGEST_KEY))


def key_of(text: str) -> int:
    """The key that an address names; 0, which no row has, where it names none."""
    return min(int(text), LARGEST_KEY) if text.isascii() and text.isdigit() and len(text) < 20 else 0
