"""What people say of a picture: the fields, on its own page and beside every picture that was just uploaded."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from articles.admin.plain import PlainForm
from articles.desk.illustrating import DESCRIPTION
from articles.models import Image

DAY = forms.DateInput(attrs={"type": "date", "class": "vDateField"}, format="%Y-%m-%d")

SENTENCE = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
PERCENT = forms.NumberInput(attrs={"min": 0, "max": 100, "class": "vIntegerField"})


class DescriptionForm(PlainForm):
    """Described for those who cannot see it, or marked as decorative; a focus that is left empty stays as it was."""

    class Meta:
        model = Image
        fields: tuple[str, ...] = DESCRIPTION
        widgets = {"alt": SENTENCE, "caption": SENTENCE, "licence_until": DAY, "focus_x": PERCENT, "focus_y": PERCENT}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in {"focus_x", "focus_y"} & cleaned.keys():
            cleaned[name] = getattr(self.instance, name) if cleaned[name] is None else cleaned[name]
        if not cleaned.get("decorative") and not (cleaned.get("alt") or "").strip():
            self.add_error("alt", _("Say what the picture shows, or mark it as decorative."))
        return cleaned
