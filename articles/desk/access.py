"""Whose articles a person may see and change."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from articles.desk.refusal import Refused
from articles.models import Article, Figure, Image, LegalHold
from articles.models.article import ArticleQuerySet, Stage
from articles.models.hold import open_hold

WORK_ON_ANY = "articles.work_on_any_article"


def articles_of(person: Any) -> ArticleQuerySet:
    """The articles on the desk that the person may see: what every list, count and search is made from."""
    return seen_by(person).exclude(stage=Stage.DISCARDED)


def trash_of(person: Any) -> ArticleQuerySet:
    """The articles in the trash that the person may see."""
    return seen_by(person).filter(stage=Stage.DISCARDED)


def seen_by(person: Any) -> ArticleQuerySet:
    """On the desk or in the trash: the person's own, or everybody's with ``work_on_any_article``."""
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


def may_describe(person: Any, image: Image) -> bool:
    """Who may change pictures; of others who added the picture, until it is published."""
    if person.has_perm("articles.change_image"):
        return True
    own = image.by_id == person.pk and person.has_perm("articles.add_image")
    return bool(own and not image.figures.filter(revision__live_from__isnull=False).exists())


def may_see(person: Any, article: Article) -> bool:
    return bool(article.owner_id == person.pk or person.has_perm(WORK_ON_ANY))


def may_change(person: Any, article: Article) -> bool:
    """Who works on everybody's articles may change one at any stage, others only own drafts; nobody in the trash."""
    if is_discarded(article) or not person.has_perm("articles.change_article") or not may_see(person, article):
        return False
    return bool(article.stage == Stage.DRAFT or person.has_perm(WORK_ON_ANY))


def is_discarded(article: Article) -> bool:
    return article.stage == Stage.DISCARDED


def refuse_in_the_trash(article: Article) -> None:
    """Raise :class:`Refused` for an article in the trash; the caller has read the row in its own transaction."""
    if is_discarded(article):
        raise Refused(_("“%(article)s” is in the trash. Recover it first.") % {"article": article})


def may_write(person: Any, article: Article) -> bool:
    """Whether the person may change it now: as :func:`may_change`, but nobody one on legal hold."""
    return may_change(person, article) and article.hold is None


def is_at_rest(article: Article) -> bool:
    """Whether nothing of it may change now: in the trash, or on legal hold."""
    return is_discarded(article) or article.hold is not None


def hold_of(article: Article) -> LegalHold | None:
    """The open legal hold of the article, asked of the database anew."""
    return open_hold(article.pk)


def refuse_on_hold(article: Article) -> None:
    """Raise :class:`Refused` for an article on legal hold; the caller has its row in its own transaction."""
    if hold := hold_of(article):
        raise Refused(hold.told)


def refuse_at_rest(article: Article) -> None:
    """Raise :class:`Refused` for an article of which nothing may change now: in the trash, or on legal hold."""
    refuse_in_the_trash(article)
    refuse_on_hold(article)
