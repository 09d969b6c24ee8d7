"""The rich editor of the body: what it can write comes from the grammar, its policy from the hash of its import map."""

import base64
import hashlib
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django_prose_editor.widgets import ProseEditorWidget, importmap
from js_asset import Media

from articles.admin.editor_words import names, words_of_links
from articles.text.grammar import BY_TAG, ELEMENTS, READ_AS, SCHEMES
from articles.text.languages import RIGHT_TO_LEFT
from editorial.policy import directives

FOUNDATION = ("Document", "Text", "Dropcursor", "Gapcursor", "History", "Named", "CleanPaste")
MODULES = ("editor", "pull-quote", "link", "paste", "toolbar", "alone", "beside")
GROUPS = ("headings", "marks", "link", "lists", "nodes -blockType -lists", "table", "history", "view")


class BodyWidget(ProseEditorWidget):
    """The editor over a plain text area, which is what stays of it without JavaScript."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"rows": 24, **(attrs or {})}, preset="configurable")

    @property
    def media(self) -> Media:
        return super().media + Media(css={"all": ["desk/editor.css", "body.css"]})

    def get_config(self) -> dict[str, Any]:
        return {"extensions": extensions(), "js_modules": [static(f"desk/{name}.js") for name in MODULES]}


def extensions() -> dict[str, Any]:
    """The editor's extensions with their options: those that the grammar names, and what every editor needs."""
    names_of, told = [*FOUNDATION, *(name for element in ELEMENTS for name in element.extensions)], options()
    return {**{name: told.get(name, True) for name in names_of}, **around()}


def options() -> dict[str, Any]:
    """What single extensions are told; those of the grammar only what the grammar says."""
    return {
        "Heading": {"levels": [int(element.tag[1]) for element in ELEMENTS if "Heading" in element.extensions]},
        "Link": {
            "enableTarget": False,
            "protocols": sorted(SCHEMES),
            "autolink": False,
            "articles": reverse("admin:articles_article_links"),
            "words": words_of_links(),
        },
        "OrderedList": {"enableListAttributes": False},
        "Figure": {"address": reverse("admin:articles_image_picture", args=[0])},
        "Named": {"label": _("Body"), "help": _("Alt+F10 leads to the tools"), "rightToLeft": sorted(RIGHT_TO_LEFT)},
        "CleanPaste": {
            "readAs": READ_AS,
            "attributes": {tag: element.attributes for tag, element in BY_TAG.items()},
            "schemes": sorted(SCHEMES),
        },
    }


def around() -> dict[str, Any]:
    """The tools, the mode without distraction, and what stands beside the text."""
    return {
        "Menu": {"groups": [{"group": group} for group in GROUPS]},
        "Alone": True,
        "Beside": True,
        "Toolbar": {"label": _("Tools"), "names": names()},
    }


def policy() -> str:
    """The strict policy with the hash of the import map, the one inline script of a page that holds the editor."""
    text = str(importmap).partition(">")[2].removesuffix("</script>")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return directives(f"'self' 'sha256-{digest}'")
