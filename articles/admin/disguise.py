"""The page on which the few who may know it say who writes under a pen name or anonymously."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.reach import LARGEST_KEY
from articles.desk.disguising import disguise, email_of, may_disguise, state_of
from articles.desk.refusal import Refused
from articles.models import Author, RealName
from articles.models.alias import Alias


class DisguiseForm(forms.Form):
    alias = forms.TypedChoiceField(label=gettext_lazy("Writes under"), choices=Alias.choices, coerce=int)
    name = forms.CharField(
        label=gettext_lazy("Real name"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Seen on this page alone, by those who may open it."),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)


@require_http_methods(["GET", "POST"])
def real_name(request: HttpRequest, key: int) -> HttpResponse:
    if not may_disguise(request.user):
        raise PermissionDenied
    author = get_object_or_404(Author, pk=min(key, LARGEST_KEY))
    known = RealName.objects.filter(author=author).first()
    initial = {"alias": author.alias, "name": known.name if known else "", "email": email_of(author, known)}
    if request.method != "POST":
        return ask(request, author, DisguiseForm(initial=initial, label_suffix=""), state_of(author, known))
    form, seen = DisguiseForm(request.POST, initial=initial, label_suffix=""), request.POST.get("seen", "")
    return carry_out(request, author, form, seen) if form.is_valid() else ask(request, author, form, seen)


def carry_out(request: HttpRequest, author: Author, form: DisguiseForm, seen: str) -> HttpResponse:
    try:
        disguise(author, by=request.user, seen=seen, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, list(refusal.sentences))
        return ask(request, author, form, seen, status=409)
    said = _("Kept: “%(author)s” writes under this: %(alias)s.")
    messages.success(request, said % {"author": author, "alias": Alias(author.alias).label})
    return redirect("admin:articles_author_change", author.pk)


def ask(request: HttpRequest, author: Author, form: DisguiseForm, seen: str, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "opts": Author._meta,
        "title": _("Pen name"),
        "subtitle": str(author),
        "author": author,
        "form": form,
        "seen": seen,
    }
    return TemplateResponse(request, "admin/articles/author/real_name.html", context, status=status)
