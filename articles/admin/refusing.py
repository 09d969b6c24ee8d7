"""A form that the desk refuses in the middle of a save comes back with its sentences and all that was typed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse

from articles.desk.refusal import NotAllowed, Refused, Stale, told
from articles.pictures.limits import Unusable
from editorial.careful import Sentences


class RefusableForm(forms.ModelForm):
    """``refusal`` is what the desk raised when this very form was saved a moment ago."""

    refusal: Exception | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"error_class": Sentences, **kwargs})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.refusal is not None:
            raise refused(self.refusal)
        return cleaned


def refused(refusal: Exception) -> ValidationError:
    sentences = getattr(refusal, "sentences", None) or (told(refusal),)
    code = "stale" if isinstance(refusal, Stale) else "refused"
    return ValidationError([ValidationError(sentence, code=code) for sentence in sentences])


def rewind(request: HttpRequest) -> None:
    for _name, files in request.FILES.lists():
        for file in files:
            file.seek(0)


class RefusableAdmin(admin.ModelAdmin):
    form = RefusableForm

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save in one transaction; when the desk refuses, nothing was saved, and the form is shown again."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except (Refused, Unusable) as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
            rewind(request)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """A form that is out of date answers 409 Conflict (RFC 9110, 15.5.10)."""
        response = super().render_change_form(request, context, *args, **kwargs)
        if context["adminform"].form.has_error(NON_FIELD_ERRORS, "stale"):
            response.status_code = 409
        return response
