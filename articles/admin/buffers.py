"""A person's own unsaved texts: the script of the form sends them here, and here they are looked at and discarded."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.beside import beside
from articles.admin.clock import clock
from articles.admin.following import followed
from articles.admin.reach import reach
from articles.admin.typed import differences, fields_of, number
from articles.desk import buffering
from articles.desk.access import may_write
from articles.models import Article, Buffer

LONGEST_AGE = timedelta(days=30)


@require_http_methods(["GET", "POST"])
def buffer(request: HttpRequest, key: int | None = None) -> HttpResponse:
    """The unsaved texts of an article, of new ones without ``key``; a POST of the whole form adds one."""
    article = article_of(request, key)
    if request.method == "POST":
        return take_down(request, article)
    return show(request, article)


@require_POST
def discard(request: HttpRequest, key: int | None = None) -> HttpResponse:
    article = article_of(request, key)
    buffering.discard(by=request.user, sheet=request.POST.get("sheet", ""))
    messages.success(request, _("The unsaved text was discarded."))
    return redirect(form_address(article))


def article_of(request: HttpRequest, key: int | None) -> Article | None:
    if key is not None:
        return reach(request, key)
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    return None


def take_down(request: HttpRequest, article: Article | None) -> JsonResponse:
    """Keep what was typed. ``?found`` asks for the banner too, for a text that the browser had kept alone.

    ``?account`` says whose text it is: a page that was opened before somebody else logged in gives them nothing.
    """
    if request.GET.get("account", str(request.user.pk)) != str(request.user.pk):
        raise PermissionDenied
    if not request.POST.get("sheet"):
        return JsonResponse({"said": _("Nothing was sent.")}, status=400)
    try:
        kept = keep(request, article)
    except buffering.TooLong as refusal:
        return JsonResponse({"said": str(refusal)}, status=413)
    said = {"said": _("Saved to your buffer %(time)s") % {"time": clock(kept.at)}}
    if "found" in request.GET:
        said["banner"] = render_to_string("admin/articles/article/_unsaved.html", banner(request, article), request)
    return JsonResponse(said)


def keep(request: HttpRequest, article: Article | None) -> Buffer:
    return buffering.keep(
        article,
        fields_of(request.POST),
        by=request.user,
        sheet=request.POST.get("sheet", "")[:40],
        version=number(request.POST.get("version")),
        now=timezone.now() - age(request),
    )


def keep_typed(request: HttpRequest, article: Article) -> str:
    """Keep the text of a save that was refused; gives the address of the form with it, ``""`` if it is too long."""
    with suppress(buffering.TooLong):
        return f"{form_address(article)}?buffer={keep(request, article).pk}"
    return ""


def age(request: HttpRequest) -> timedelta:
    """How long ago it was typed: the browser counts seconds, for its clock may be wrong."""
    return min(timedelta(seconds=number(request.GET.get("age"))), LONGEST_AGE)


def show(request: HttpRequest, article: Article | None) -> HttpResponse:
    own = list(buffering.buffers(article, by=request.user))
    chosen = chosen_of(request, article, "text") if "text" in request.GET else next(iter(own), None)
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": _("Unsaved texts"),
        "subtitle": str(article) if article else _("New articles"),
        "article": article,
        "buffers": own,
        "chosen": chosen,
        "parts": beside(followed(chosen.typed()), article) if chosen else [],
        "stored_title": _("Saved"),
        "typed_title": _("Yours, not saved"),
        "form_address": form_address(article),
        "discard_address": address("discard", article),
        "may_take": article is None or may_write(request.user, article),
    }
    return TemplateResponse(request, "admin/articles/article/buffers.html", context)


def chosen_of(request: HttpRequest, article: Article | None, parameter: str) -> Buffer:
    """The person's own buffer of the article that the address names, or :class:`Http404`."""
    key = number(request.GET.get(parameter))
    if not key:
        raise Http404
    return get_object_or_404(buffering.buffers(article, by=request.user), pk=key)


def banner(request: HttpRequest, article: Article | None, sheet: str = "") -> dict[str, Any]:
    """The context of the banner: the person's latest text that is stored nowhere else, but for the ``sheet`` shown."""
    return {
        "article": article,
        "unsaved": unsaved(article, request.user, sheet),
        "form_address": form_address(article),
        "buffer_address": address("buffer", article),
        "discard_address": address("discard", article),
        "may_take": article is None or may_write(request.user, article),
    }


def unsaved(article: Article | None, person: Any, sheet: str) -> Buffer | None:
    found = buffering.buffers(article, by=person).exclude(sheet=sheet)
    latest = {buffer.sheet: buffer for buffer in reversed(found)}
    ordered = sorted(latest.values(), key=lambda buffer: buffer.at, reverse=True)
    return next((buffer for buffer in ordered if differences(followed(buffer.typed()), article)), None)


def form_address(article: Article | None) -> str:
    if article is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[article.pk])


def address(name: str, article: Article | None) -> str:
    if article is None:
        return reverse(f"admin:articles_article_new_{name}")
    return reverse(f"admin:articles_article_{name}", args=[article.pk])
