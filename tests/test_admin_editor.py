"""The editor of the body: what it offers comes from the grammar, what it needs is allowed and nothing more."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django_prose_editor.config import EXTENSION_MAPPING

from articles.admin.editor import FOUNDATION, extensions
from articles.text.grammar import ELEMENTS
from tests.admin_forms import client_of, page
from tests.magazine import Magazine

OWN = re.compile(r"export const (\w+) = (?:Node|Extension|Mark)\.create")


def modules() -> str:
    return "".join(path.read_text() for path in Path(settings.BASE_DIR, "static", "desk").glob("*.js"))


def test_the_editor_offers_what_the_grammar_names_and_nothing_else() -> None:
    named = {name for element in ELEMENTS for name in element.extensions}
    assert extensions().keys() == named | set(FOUNDATION) | {"Menu"}


def test_every_extension_exists_in_the_editor_or_in_our_modules() -> None:
    assert extensions().keys() <= EXTENSION_MAPPING.keys() | set(OWN.findall(modules()))


@pytest.mark.parametrize("name", ["TextAlign", "Color", "Highlight", "TextStyle", "NoSpellCheck", "HTML"])
def test_what_lets_styles_in_or_keeps_spelling_out_is_left_out(name: str) -> None:
    assert name not in extensions()


def test_headings_and_links_are_held_to_the_grammar() -> None:
    assert extensions()["Heading"] == {"levels": [2, 3, 4]}
    assert extensions()["Link"] == {
        "enableTarget": False,
        "protocols": ["http", "https", "mailto"],
        "autolink": False,
    }


@pytest.mark.django_db
def test_the_one_inline_script_of_the_form_is_the_import_map_whose_hash_is_allowed() -> None:
    answer = client_of(Magazine().editor).get(page("article", "add"))
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", answer.content.decode(), re.S)
    inline = [text for _attributes, text in scripts if text.strip()]
    assert len(inline) == 1
    digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_without_javascript_the_body_is_a_text_area() -> None:
    cast = Magazine()
    article = cast.draft(body="<p>Eleven miles.</p>")
    shown = client_of(cast.editor).get(page("article", "change", article.pk)).content.decode()
    assert re.search(r"<textarea[^>]*name=\"body\"[^>]*>\s*&lt;p&gt;Eleven miles.&lt;/p&gt;</textarea>", shown)
