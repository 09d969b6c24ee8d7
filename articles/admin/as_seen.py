"""A form of columns that several people set: only what the person changed is changed, and only as they saw it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.desk.refusal import Refused, Stale


class AsSeenForm(forms.Form):
    """Its fields have ``show_hidden_initial``: each also carries what the person saw."""

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def seen(self) -> dict[str, Any]:
        """What the person saw of each field that can be read; nothing of one that carries nothing."""
        found = {}
        for bound in self:
            if bound.html_initial_name in self.data:
                try:
                    found[bound.name] = bound.field.to_python(self.data[bound.html_initial_name])
                except ValidationError:
                    continue
        return found

    def refuse(self, refusal: Refused, stored: forms.Form) -> None:
        """Say why. What is stale is seen by now, as the ``stored`` form shows it; all that was typed stays."""
        if isinstance(refusal, Stale):
            shown = {bound.html_initial_name: _carried(bound) for bound in stored}
            self.data = {**self.data.dict(), **shown}  # type: ignore[attr-defined]
        self.add_error(None, list(refusal.sentences))


def _carried(bound: forms.BoundField) -> str:
    return bound.field.hidden_widget().format_value(bound.value()) or ""
