"""Whose articles a person may see and change."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Article, Figure, Image
from articles.models.article import ArticleQuerySet, Stage

WORK_ON_ANY = "articles.work_on_any_article"


def articles_of(person: Any) -> ArticleQuerySet:
    """The articles that the person may see: their own, or everybody's with ``work_on_any_article``."""
    if person.has_perm(WORK_ON_ANY):
        return Article.objects.all()
    return Article.objects.filter(owner=person)


def pictures_of(person: Any, *, now: datetime) -> QuerySet[Image]:
    """The pictures that the person may see: what readers have seen, what their own articles show, what they added."""
    if person.has_perm(WORK_ON_ANY):
        return Image.objects.all()
    printed = Figure.objects.filter(image=OuterRef("pk"), revision__live_from__lte=now)
    own = Figure.objects.filter(image=OuterRef("pk"), revision__article__owner=person)
    return Image.objects.filter(Q(by=person) | Exists(printed) | Exists(own))


def may_see(person: Any, article: Article) -> bool:
    return bool(article.owner_id == person.pk or person.has_perm(WORK_ON_ANY))


def may_change(person: Any, article: Article) -> bool:
    """Who works on everybody's articles may change one at any stage; others only their own drafts."""
    if not person.has_perm("articles.change_article") or not may_see(person, article):
        return False
    return bool(article.stage == Stage.DRAFT or person.has_perm(WORK_ON_ANY))
