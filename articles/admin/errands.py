"""Printing a disclaimer or a new name on what is live: a preview, the decision, and the page on which it goes on."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from articles.admin.reach import LARGEST_KEY, key_of
from articles.desk.errands import apply, carry_name, former_names, go_on, may_apply, may_rename, stop
from articles.desk.prospects import left_out, preview
from articles.desk.refusal import Refused
from articles.models import Article, Author, Disclaimer, Errand
from articles.models.errand import LONGEST_REASON

SHOWN = 200
"""Refusals that the page of an errand lists."""


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands in the log of each article."),
    )


class StopForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why is it stopped?")
        self.fields["reason"].help_text = _("It stands in the log.")


class ApplyForm(ReasonForm):
    adds = forms.BooleanField(
        label=gettext_lazy("Print it on live articles that owe it and do not carry it"), required=False, initial=True
    )
    rewords = forms.BooleanField(
        label=gettext_lazy("Print its words of today where live articles carry others"), required=False, initial=True
    )
    field_order = ("adds", "rewords", "reason")


@require_http_methods(["GET", "POST"])
def apply_disclaimer(request: HttpRequest, key: int) -> HttpResponse:
    disclaimer = get_object_or_404(Disclaimer, pk=min(key, LARGEST_KEY))
    if not may_apply(request.user):
        raise PermissionDenied
    form = ApplyForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            return begun(request, apply(disclaimer, by=request.user, **form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, list(refusal.sentences))
    errand = Errand(disclaimer=disclaimer, adds=True, rewords=True)
    return ask(request, disclaimer, errand, form, _("Apply to what is published"))


@require_http_methods(["GET", "POST"])
def carry_new_name(request: HttpRequest, key: int) -> HttpResponse:
    author = get_object_or_404(Author, pk=min(key, LARGEST_KEY))
    if not may_rename(request.user):
        raise PermissionDenied
    former = former_names(author, at=timezone.now())
    chosen = (request.POST if request.method == "POST" else request.GET).get("former", "")
    if request.method == "GET" and chosen not in former:
        chosen = next(iter(former), "")
    form = ReasonForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            return begun(request, carry_name(author, chosen, by=request.user, **form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, list(refusal.sentences))
    errand = Errand(author=author, former=chosen, name=author.name)
    return ask(request, author, errand, form, _("Carry the new name into the past"), former=former)


def begun(request: HttpRequest, errand: Errand) -> HttpResponse:
    return redirect("admin:articles_disclaimer_errand", errand.pk)


def ask(
    request: HttpRequest, row: Any, errand: Errand, form: forms.Form, title: str, former: list[str] | None = None
) -> HttpResponse:
    """A page of what it would touch, which never looks at all of it, and the form by which it is begun."""
    now = timezone.now()
    nothing = former is not None and not former
    found, further = ([], 0) if nothing else preview(errand, at=now, after=key_of(request.GET.get("after", "")))
    context = {
        **admin.site.each_context(request),
        "opts": row._meta,
        "title": title,
        "subtitle": str(row),
        "row": row,
        "back": reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk]),
        "form": form,
        "former": former,
        "errand": errand,
        "found": found,
        "further": further,
        "scheduled": [] if nothing else left_out(errand, at=now),
        "open": Errand.objects.open().filter(disclaimer=errand.disclaimer, author=errand.author),
    }
    status = 409 if form.is_bound and form.non_field_errors() else 200
    return TemplateResponse(request, "admin/articles/errand_begin.html", context, status=status)


@require_http_methods(["GET", "POST"])
def errand(request: HttpRequest, key: int) -> HttpResponse:
    """How far it has come, a button that goes on with it for some seconds, and one that stops it."""
    found = get_object_or_404(Errand.objects.select_related("disclaimer", "author"), pk=min(key, LARGEST_KEY))
    if not (may_rename(request.user) if found.author_id else may_apply(request.user)):
        raise PermissionDenied
    if "stop" in request.POST:
        return stopped(request, found, StopForm(request.POST, label_suffix=""))
    if request.method == "POST":
        return gone_on(request, found)
    return show(request, found, StopForm(label_suffix=""))


def stopped(request: HttpRequest, found: Errand, form: StopForm) -> HttpResponse:
    if not form.is_valid():
        return show(request, found, form)
    try:
        stop(found, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, list(refusal.sentences))
        return show(request, found, form, status=409)
    messages.success(request, _("Stopped. What is printed stays so, and nothing more is printed."))
    return begun(request, found)


def gone_on(request: HttpRequest, found: Errand) -> HttpResponse:
    before = found.printed
    for _each in go_on(found, by=request.user):
        pass
    printed = found.printed - before
    told = ngettext("%(count)s article printed anew.", "%(count)s articles printed anew.", printed)
    messages.success(request, told % {"count": printed})
    return begun(request, found)


def show(request: HttpRequest, found: Errand, form: StopForm, status: int = 200) -> HttpResponse:
    return TemplateResponse(request, "admin/articles/errand.html", shown(request, found, form), status=status)


def shown(request: HttpRequest, found: Errand, form: StopForm) -> dict[str, Any]:
    row: Any = found.author or found.disclaimer
    names = Article.objects.in_bulk([key for key, _told in found.refused[:SHOWN]])
    return {
        **admin.site.each_context(request),
        "opts": row._meta,
        "title": _("Stopped") if found.stopper else _("Printed anew") if found.ended else _("Being printed anew"),
        "subtitle": str(found),
        "errand": found,
        "form": form,
        "row": row,
        "back": reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk]),
        "refusals": [(names[key], told) for key, told in found.refused[:SHOWN] if key in names],
        "share": 100 if found.ended and not found.stopper else min(99, 100 * found.place // max(found.last, 1)),
        "scheduled": left_out(found, at=timezone.now()) if found.ended else [],
    }
