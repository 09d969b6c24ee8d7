"""The rich editor of the body: what it can write comes from the grammar, its policy from the hash of its import map."""

import base64
import hashlib
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django_prose_editor.widgets import AdminProseEditorWidget, importmap
from js_asset import Media

from articles.text.grammar import ELEMENTS, SCHEMES
from editorial.policy import directives

FOUNDATION = ("Document", "Text", "Dropcursor", "Gapcursor", "History", "Named", "CleanPaste")
GROUPS = (
    {"group": "blockType -lists", "type": "dropdown", "minItems": 2},
    {"group": "marks"},
    {"group": "link"},
    {"group": "lists"},
    {"group": "nodes -blockType -lists"},
    {"group": "table"},
    {"group": "history"},
)


class BodyWidget(AdminProseEditorWidget):
    """The editor over a plain text area, which is what stays of it without JavaScript."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"rows": 24, **(attrs or {})}, preset="configurable")

    @property
    def media(self) -> Media:
        return super().media + Media(css={"all": ["desk/editor.css"]})

    def get_config(self) -> dict[str, Any]:
        return {"extensions": extensions(), "js_modules": [static("desk/editor.js"), static("desk/paste.js")]}


def extensions() -> dict[str, Any]:
    """The editor's extensions with their options: those that the grammar names, and what every editor needs."""
    names = dict.fromkeys([*FOUNDATION, *(name for element in ELEMENTS for name in element.extensions)])
    options = {
        "Heading": {"levels": [int(element.tag[1]) for element in ELEMENTS if "Heading" in element.extensions]},
        "Link": {"enableTarget": False, "protocols": sorted(SCHEMES), "autolink": False},
        "Figure": {"address": reverse("admin:articles_image_picture", args=[0])},
        "Named": {"label": _("Body")},
    }
    return {**{name: options.get(name, True) for name in names}, "Menu": {"groups": GROUPS}}


def policy() -> str:
    """The strict policy with the hash of the import map, the one inline script of a page that holds the editor."""
    text = str(importmap).partition(">")[2].removesuffix("</script>")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return directives(f"'self' 'sha256-{digest}'")
