"""Declarations of interest on the form of an author, for those who may change authors."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.describing import DAY
from articles.desk.grounds import drop, keep, may_drop
from articles.models import Author, Declaration


class DeclarationForm(forms.ModelForm):
    class Meta:
        widgets = {"since": DAY, "until": DAY, "statement": forms.Textarea(attrs={"rows": 3})}


class EndingForm(DeclarationForm):
    """For who may not delete what was declared: it stays as it was entered, and may be given its end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in self.fields.keys() - {"until"}:
                self.fields[name].disabled = True
            self.fields["until"].help_text = _("What was declared stays. Enter the day on which it ended.")


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

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return may_drop(request.user, Declaration)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = DeclarationForm if may_drop(request.user, Declaration) else EndingForm
        return super().get_formset(request, obj, **{"form": form, **kwargs})


def save_grounds(formset: Any, by: Any) -> None:
    """Rows of rules or of declarations, each through the desk, which tells of it in the log."""
    for ground in formset.save(commit=False):
        keep(ground, by=by)
    for ground in formset.deleted_objects:
        drop(ground, by=by)
