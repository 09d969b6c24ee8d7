"""The marks of an article: the form on its panel, and its page."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.reach import reach
from articles.desk.access import is_at_rest
from articles.desk.flagging import flag, may_flag
from articles.desk.refusal import Refused
from articles.models import Article, ArticleFlag
from articles.models.check import Flag


class FlagsForm(forms.Form):
    """``shown`` are the marks that the article had when the form was opened."""

    flags = forms.MultipleChoiceField(
        label=gettext_lazy("Marks"), choices=Flag, required=False, widget=forms.CheckboxSelectMultiple
    )
    shown = forms.MultipleChoiceField(choices=Flag, required=False, widget=forms.MultipleHiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Why"), required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        marks = [mark.flag for mark in marks_of(article)]
        super().__init__(*args, initial={"flags": marks, "shown": marks}, label_suffix="", auto_id="flags-%s", **kwargs)


def marks_of(article: Article) -> list[ArticleFlag]:
    return list(article.flags.all()) if article.may_have("flags") else []


def flags_panel(article: Article, person: Any) -> dict[str, Any]:
    may = may_flag(person) and not is_at_rest(article)
    return {"marks": marks_of(article), "flags_form": FlagsForm(article) if may else None}


@require_http_methods(["GET", "POST"])
def flags(request: HttpRequest, key: int) -> HttpResponse:
    article = reach(request, key)
    if not may_flag(request.user):
        raise PermissionDenied
    form = FlagsForm(article, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return ask(request, article, form)
    return carry_out(request, article, form) if form.is_valid() else ask(request, article, form, status=400)


def carry_out(request: HttpRequest, article: Article, form: FlagsForm) -> HttpResponse:
    try:
        flag(article, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, list(refusal.sentences))
        return ask(request, article, form, status=409)
    messages.success(request, _("Kept: the marks on “%(article)s”.") % {"article": article})
    return redirect("admin:articles_article_change", article.pk)


def ask(request: HttpRequest, article: Article, form: FlagsForm, status: int = 200) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": _("Marks"),
        "subtitle": str(article),
        "article": article,
        "flags_form": form,
    }
    return TemplateResponse(request, "admin/articles/article/flags.html", context, status=status)
