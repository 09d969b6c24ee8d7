"""A save that came too late: both texts side by side, and three ways to go on. Nothing of either is lost."""

from collections.abc import Iterable

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.admin.beside import beside
from articles.admin.buffers import form_address, keep_typed
from articles.admin.overview import proof_address
from articles.admin.typed import once_more
from articles.models import Article


def conflict(request: HttpRequest, article: Article, sentences: Iterable[str]) -> HttpResponse:
    """Answer 409 (RFC 9110, 15.5.10): what was typed beside what is stored. The typed text goes to the buffer too."""
    stored = Article.objects.get(pk=article.pk)
    newest = stored.last_saved()
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": _("Somebody else saved in the meantime"),
        "subtitle": str(stored),
        "article": stored,
        "sentences": sentences,
        "newest": newest,
        "proof": proof_address(newest) if newest else "",
        "parts": beside(request.POST, stored),
        "stored_title": _("Theirs, saved"),
        "typed_title": _("Yours, not saved"),
        "form_address": form_address(stored),
        "mine": once_more(request.POST, stored, stored.version),
        "apart": as_new(request.POST) if request.user.has_perm("articles.add_article") else [],
        "kept": keep_typed(request, stored),
    }
    return TemplateResponse(request, "admin/articles/article/conflict.html", context, status=409)


def as_new(typed: QueryDict) -> list[tuple[str, str]]:
    """The typed text as the form of a new article, with an address of its own."""
    suffix = _(" (beside)")
    longest = int(Article._meta.get_field("headline").max_length or 0) - len(suffix)
    headline = typed.get("headline", "")[:longest] + suffix
    changed = {"headline": headline, "slug": ""}
    return [(name, changed.get(name, value)) for name, value in once_more(typed, None, 0)]
