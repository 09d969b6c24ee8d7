"""The page that says what goes and what stays when somebody asks to be forgotten, and the way to it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.reach import LARGEST_KEY
from articles.desk.forgetting import forget, held_of, may_forget
from articles.desk.refusal import Refused
from articles.models import Author
from articles.models.personal import OF_AN_ACCOUNT, OF_AN_AUTHOR, staying
from editorial.door.sessions import end_sessions


class ForgetForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Reason, for the log of the desk"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Such as the day of the request. Do not write the address that is to be forgotten."),
    )


def forget_route(model: type[Model]) -> URLPattern:
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, key: int) -> HttpResponse:
        return forget_page(request, model, key)

    return path("<int:key>/forget/", admin.site.admin_view(view), name=f"{_name(model)}_forget")


def forget_address(row: Model, person: Any) -> str:
    """Where the person may have it forgotten, else nowhere."""
    return reverse(f"admin:{_name(type(row))}_forget", args=[row.pk]) if may_forget(person, row) else ""


def forget_page(request: HttpRequest, model: type[Model], key: int) -> HttpResponse:
    row = model._default_manager.filter(pk=min(key, LARGEST_KEY)).first()
    if row is None:
        raise Http404
    if not may_forget(request.user, row):
        raise PermissionDenied
    form = ForgetForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_bound and form.is_valid() and _is_done(request, row, form):
        return redirect(f"admin:{_name(model)}_change", row.pk)
    return _ask(request, row, form)


def _is_done(request: HttpRequest, row: Model, form: ForgetForm) -> bool:
    try:
        forget(row, by=request.user, note=form.cleaned_data["note"])
    except Refused as refusal:
        form.add_error(None, list(refusal.sentences))
        return False
    if not isinstance(row, Author):
        end_sessions(row)
    messages.success(request, _("What was personal is removed. The record stays."))
    return True


def _ask(request: HttpRequest, row: Model, form: ForgetForm) -> HttpResponse:
    table = OF_AN_AUTHOR if isinstance(row, Author) else OF_AN_ACCOUNT
    context = {
        **admin.site.each_context(request),
        "opts": row._meta,
        "title": _("Forget a person"),
        "subtitle": str(row),
        "original": row,
        "back": reverse(f"admin:{_name(type(row))}_change", args=[row.pk]),
        "list": reverse(f"admin:{_name(type(row))}_changelist"),
        "form": form,
        "going": held_of(row),
        "staying": list(staying(table)),
    }
    return TemplateResponse(request, "admin/articles/forget.html", context, status=409 if form.errors else 200)


def _name(model: type[Model]) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}"
