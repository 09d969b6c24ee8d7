"""A row of the library is saved only over what the person opened; a stale form comes back with all that was typed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest

from articles.desk.seen import overtaken, signature


class OverWhatWasOpened(forms.ModelForm):
    """``seen`` is the state in which the row was found when its form was read, ``None`` for a new one."""

    stale = False
    seen: str | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.stale:
            raise ValidationError(overtaken(), code="stale")
        return cleaned


class OpenedAdmin(admin.ModelAdmin):
    change_form_template = "admin/articles/library_form.html"

    def state_of(self, row: Any) -> str:
        """What is told apart from what was opened."""
        return signature(row)

    def is_stale(self, request: HttpRequest, obj: Any) -> bool:
        """Whether a form was sent that had another state of the row, which was just read."""
        opened = request.POST.get("opened", "")
        return obj is not None and bool(opened) and opened != self.state_of(obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        found = {"stale": self.is_stale(request, obj), "seen": self.state_of(obj) if obj is not None else None}
        return type(form.__name__, (OverWhatWasOpened, form), found)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Answers 409 Conflict (RFC 9110, 15.5.10) with the form that is out of date, which stays so."""
        if original := context.get("original"):
            stored = type(original)._default_manager.get(pk=original.pk)
            context["opened"] = request.POST.get("opened") or self.state_of(stored)
        response = super().render_change_form(request, context, *args, **kwargs)
        if context["adminform"].form.has_error(NON_FIELD_ERRORS, "stale"):
            response.status_code = 409
        return response
