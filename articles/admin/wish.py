"""What each person wants to hear by mail: a page of one's own, where others have none."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.desk import mailing
from articles.models import Delivery, LetterKind, Wish
from articles.models.wish import DEFAULT


class WishesForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for kind, label in LetterKind.choices:
            self.fields[kind] = forms.ChoiceField(label=label, choices=Delivery.choices, initial=DEFAULT)


@require_http_methods(["GET", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    form = WishesForm(request.POST or None, initial=mailing.wishes_of(request.user))
    if request.method == "POST" and form.is_valid():
        mailing.wish(request.user, form.cleaned_data)
        messages.success(request, _("Your wishes are kept."))
        return redirect("admin:articles_wish_changelist")
    context = {
        **admin.site.each_context(request),
        "opts": Wish._meta,
        "title": _("What I hear by mail"),
        "form": form,
        "address": getattr(request.user, "email", ""),
    }
    return TemplateResponse(request, "admin/articles/wish/wishes.html", context)


@admin.register(Wish)
class WishAdmin(admin.ModelAdmin):
    """The page stands where the list would be, so that the desk’s front page leads there."""

    def get_urls(self) -> list[Any]:
        return [path("", self.admin_site.admin_view(wishes), name="articles_wish_changelist")]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Wish | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Wish | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Wish | None = None) -> bool:
        return False
