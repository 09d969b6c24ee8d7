"""The trash: what was put there, by whom and why, the latest first, and the way back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.admin.bulk import carry_out_for
from articles.admin.paging import page_of
from articles.admin.reach import key_of, reachable_anywhere, reachable_trash
from articles.desk.workflow import BY_NAME
from articles.models import Article, Event
from articles.models.article import Stage

MARKED = "article"


@dataclass(frozen=True)
class Piece:
    """An article in the trash, with the event of its going there."""

    article: Article
    event: Event | None


class StageFilter(admin.ChoicesFieldListFilter):
    """By the stages that an article in a list can be at."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        in_the_trash = str(Stage.DISCARDED.label)
        return (choice for choice in super().choices(changelist) if str(choice["display"]) != in_the_trash)


@require_http_methods(["GET", "POST"])
def trash(request: HttpRequest) -> HttpResponse:
    """The list; a POST recovers what is marked in it, each article by itself."""
    if request.method == "POST":
        marked = reachable_anywhere(request).filter(pk__in=map(key_of, request.POST.getlist(MARKED)))
        carry_out_for(request, BY_NAME["recover"], list(marked))
        return redirect("admin:articles_article_trash")
    articles = reachable_trash(request).select_related("owner").defer("body")
    page = page_of(articles, request.GET, "changed")
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": _("Trash"),
        "page": page,
        "pieces": pieces(page.rows),
        "marked": MARKED,
        "may_recover": request.user.has_perm("articles.change_article"),
    }
    return TemplateResponse(request, "admin/articles/article/trash.html", context)


def pieces(articles: Iterable[Article]) -> list[Piece]:
    events = Event.objects.filter(article__in=[article.pk for article in articles], verb="discard").order_by("at", "pk")
    latest = {event.article_id: event for event in events}
    return [Piece(article, latest.get(article.pk)) for article in articles]
