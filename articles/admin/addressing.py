"""A slug that nobody has to think of: left empty it is made from the name, in any script."""

from itertools import count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.text.slugs import slugify


class NamedForm(forms.ModelForm):
    """For a model with ``name`` and a unique ``slug``."""

    slug = forms.CharField(
        label=gettext_lazy("slug"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("The last part of the address. Left empty, it is made from the name."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["slug"] = slugify(cleaned.get("slug", "")) or self.free_slug(cleaned.get("name", ""))
        if cleaned.get("name") and not cleaned["slug"]:
            raise ValidationError({"slug": _("Write a slug: the name has no letter or digit to make one from.")})
        return cleaned

    def free_slug(self, name: str) -> str:
        base = slugify(name)
        others = self._meta.model.objects.exclude(pk=self.instance.pk)
        candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
        return next(slug for slug in candidates if not others.filter(slug=slug).exists()) if base else ""
