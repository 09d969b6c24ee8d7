"""A slug that nobody has to think of: left empty it is made from the name, in any script."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.plain import PlainForm
from articles.desk.addressing import free_slug, taken
from articles.text.slugs import slugify


class NamedForm(PlainForm):
    """For a topic or an author."""

    slug = forms.CharField(
        label=gettext_lazy("Slug"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy(
            "The last part of the address. Left empty, it is made from the name. When you change it, "
            "the former address goes on leading here."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        model, key = self._meta.model, self.instance.pk
        typed = slugify(cleaned.get("slug", ""))
        if sentence := typed and taken(model, typed, besides=key):
            raise ValidationError({"slug": sentence})
        cleaned["slug"] = typed or free_slug(model, cleaned.get("name", ""), besides=key)
        if cleaned.get("name") and not cleaned["slug"]:
            raise ValidationError({"slug": _("Write a slug: the name has no letter or digit to make one from.")})
        return cleaned
