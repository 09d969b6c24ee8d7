"""Declarations of interest on the form of an author, for those who may change authors."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.describing import DAY
from articles.desk.workflow import name_of
from articles.models import Author, Declaration


class DeclarationForm(forms.ModelForm):
    class Meta:
        widgets = {"since": DAY, "until": DAY, "statement": forms.Textarea(attrs={"rows": 3})}


class Declarations(admin.StackedInline):
    model = Declaration
    form = DeclarationForm
    extra = 0
    fields = ("nature", "party", "statement", "since", "until", "entered_by")
    readonly_fields = ("entered_by",)

    @admin.display(description=Declaration._meta.get_field("actor").verbose_name, empty_value="")
    def entered_by(self, row: Declaration) -> str:
        return f"{row.actor}, {timezone.localdate(row.entered):%Y-%m-%d}" if row.pk else ""

    def has_view_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return request.user.has_perm("articles.change_author")

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


def enter(declaration: Any, by: Any) -> None:
    """Keep who entered it, also when their account is gone."""
    if isinstance(declaration, Declaration) and declaration.pk is None:
        declaration.by, declaration.actor = by, name_of(by)
