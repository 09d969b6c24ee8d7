"""Whose articles a person may see and change."""

from typing import Any

from articles.models import Article
from articles.models.article import ArticleQuerySet, Stage

WORK_ON_ANY = "articles.work_on_any_article"


def articles_of(person: Any) -> ArticleQuerySet:
    """The articles that the person may see: their own, or everybody's with ``work_on_any_article``."""
    if person.has_perm(WORK_ON_ANY):
        return Article.objects.all()
    return Article.objects.filter(owner=person)


def may_see(person: Any, article: Article) -> bool:
    return bool(article.owner_id == person.pk or person.has_perm(WORK_ON_ANY))


def may_change(person: Any, article: Article) -> bool:
    """Who works on everybody's articles may change one at any stage; others only their own drafts."""
    if not person.has_perm("articles.change_article") or not may_see(person, article):
        return False
    return bool(article.stage == Stage.DRAFT or person.has_perm(WORK_ON_ANY))
