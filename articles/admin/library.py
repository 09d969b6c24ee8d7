"""What articles draw on: it cannot be deleted while an article, a draft or a printed revision uses it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from articles.admin.opened import OpenedAdmin
from articles.admin.reach import reachable
from articles.models import Article, Author, Disclaimer, Image, Topic

PLACES: dict[type[Model], tuple[str, ...]] = {
    Author: ("bylines__author", "revisions__credits__author"),
    Topic: ("placements__topic", "revisions__placements__topic"),
    Disclaimer: ("disclaimers", "revisions__notices__disclaimer"),
    Image: ("image", "revisions__figures__image"),
}
SHOWN = 20


class LibraryAdmin(OpenedAdmin):
    view_on_site = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Filters on its own columns only: what uses it may be articles that the person must not know of."""
        own = {field.name for field in self.model._meta.concrete_fields}
        return lookup.partition("__")[0] in own and super().lookup_allowed(lookup, value, request)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """As stock, but what stands in the way are the articles that use it, and only those the person may see."""
        objects = list(objs)
        to_delete, counts, lacking, protected = super().get_deleted_objects(objects, request)
        if users := list(where_used(objects, request)):
            return to_delete, counts, set(), users
        return to_delete, counts, lacking, protected


def where_used(objects: list[Model], request: HttpRequest) -> Iterable[SafeString | str]:
    used = articles_with(objects)
    visible = reachable(request).filter(pk__in=used)
    for article in visible[:SHOWN]:
        address = reverse("admin:articles_article_change", args=[article.pk])
        yield format_html('<a href="{}">{}</a>', address, article)
    if more := used.count() - min(visible.count(), SHOWN):
        yield ngettext("%(count)s further article", "%(count)s further articles", more) % {"count": more}


def articles_with(objects: list[Model]) -> Any:
    """The articles whose working copy or any revision uses one of the objects, which are all of one model."""
    uses = Q()
    for place in PLACES[type(objects[0])] if objects else ():
        uses |= Q(**{f"{place}__in": [each.pk for each in objects]})
    found = Article.objects.filter(uses) if uses else Article.objects.none()
    return Article.objects.filter(pk__in=found.values("pk"))
