"""Who works on an article together: the active accounts that may see it."""

from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from articles.desk.access import WORK_ON_ANY
from articles.models import Article
from articles.models.written import Written

BACKEND = "django.contrib.auth.backends.ModelBackend"
OPEN_THE_DESK = ("articles.view_article", "articles.change_article")


def colleagues(article: Article) -> QuerySet[Any]:
    """The accounts that may see the article and are not closed, in one query."""
    return _beside(article.owner_id)


def all_colleagues(article: Article) -> list[Any]:
    """The rows of :func:`colleagues`."""
    return BESIDE.rows(article.owner_id)


def _beside(owner: int | None) -> QuerySet[Any]:
    sees_any, opens = having(WORK_ON_ANY), Q()
    for permission in OPEN_THE_DESK:
        opens |= having(permission)
    everybody = get_user_model()._default_manager.order_by("first_name", "last_name", "pk")
    return everybody.filter(opens, sees_any | Q(pk=owner), is_active=True)


BESIDE = Written(_beside, -1)


@cache
def having(permission: str) -> Q:
    """The condition on accounts to have a permission, by themselves, by a group, or as superusers."""
    accounts: Any = get_user_model()._default_manager
    return Q(pk__in=accounts.with_perm(permission, backend=BACKEND).values("pk"))


def is_colleague(person: Any, article: Article) -> bool:
    return colleagues(article).filter(pk=person.pk).exists()
