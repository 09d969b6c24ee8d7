"""Permissions as boxes to tick, in a group for each kind of row: the stock pair of lists fails WCAG 2.2."""

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DEEDS = {
    "add": _("Can add %(kind)s"),
    "change": _("Can change %(kind)s"),
    "delete": _("Can delete %(kind)s"),
    "view": _("Can view %(kind)s"),
}


class PermissionBoxes(forms.CheckboxSelectMultiple):
    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        return render_to_string("admin/auth/permission_boxes.html", self.get_context(name, value, attrs))

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """The boxes of each kind under its name, for permissions come by kind; a box says the deed alone."""
        boxes = [box for _none, [box], _place in super().optgroups(name, value, attrs)]
        for box in boxes:
            box["label"] = deed_of(box["value"].instance)
        kinds = groupby(boxes, key=lambda box: box["value"].instance.content_type)
        return [(name_of(kind), list(group), place) for place, (kind, group) in enumerate(kinds)]


def deed_of(permission: Permission) -> str:
    """What it lets one do, in the language of the desk; the database keeps it in English."""
    deed, _of, kind = permission.codename.partition("_")
    model = permission.content_type.model_class()
    if model and deed in DEEDS and kind == model._meta.model_name:
        return DEEDS[deed] % {"kind": model._meta.verbose_name}
    return gettext(permission.name)


def name_of(kind: ContentType) -> str:
    """The plural name of a model; a model that is gone has the name it had."""
    model = kind.model_class()
    return capfirst(str(model._meta.verbose_name_plural)) if model else kind.name


class GrantingAdmin(admin.ModelAdmin):
    """For what holds permissions or groups: those that it has are ticked."""

    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        widget = PermissionBoxes if db_field.related_model is Permission else forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **{"widget": widget, **kwargs})
