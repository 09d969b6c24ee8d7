"""The editor of the body: what it offers comes from the grammar, what it needs is allowed and nothing more."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django_prose_editor.config import EXTENSION_MAPPING

from articles.admin.editor import FOUNDATION, around, extensions
from articles.admin.editor_words import names
from articles.text.cleaning import clean
from articles.text.grammar import ELEMENTS, Element
from tests.admin_forms import client_of, page
from tests.bodies import SAMPLES
from tests.magazine import Magazine

OWN = re.compile(r"export const (\w+) = (?:Node|Extension|Mark)\.create")
STATIC = Path(settings.BASE_DIR, "static")
TOOLS = {
    **{"h2": "heading2", "h3": "heading3", "h4": "heading4", "blockquote": "blockquote", "aside": "pullQuote"},
    **{
        "ul": "bulletList",
        "ol": "orderedList",
        "table": "table",
        "th": "table:toggleHeaderCell",
        "tr": "table:addRowAfter",
    },
    **{"td": "table:addColumnAfter", "figure": "figure", "hr": "horizontalRule", "small": "footnote"},
    **{"a": "link", "strong": "bold", "em": "italic", "sub": "subscript", "sup": "superscript"},
}
WITHOUT_A_TOOL = {"p": "what Enter makes", "br": "Shift+Enter", "li": "of a list", "tbody": "of a table"}
WITHOUT_A_TOOL |= {"figcaption": "of a figure"}
RESET = re.compile(r"\.body :is\(([^)]*)\) \{ all: revert")
TOKEN = re.compile(r"^ +(--\w+): ([^;\n]+);$", re.M)


def modules() -> str:
    return "".join(path.read_text() for path in STATIC.joinpath("desk").glob("*.js"))


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.tag)
def test_tools_sanitiser_paste_cleaner_and_stylesheet_know_each_element(element: Element) -> None:
    told = extensions()
    assert set(element.extensions) <= told.keys()
    assert TOOLS.get(element.tag) in names() or element.tag in WITHOUT_A_TOOL
    assert clean(SAMPLES[element.tag]) == SAMPLES[element.tag]
    assert all(told["CleanPaste"]["readAs"][tag] == element.tag for tag in (element.tag, *element.also))
    assert told["CleanPaste"]["attributes"][element.tag] == element.attributes
    assert element.tag in reset() or element.tag == "br"


def test_they_know_no_other_element() -> None:
    tags = {element.tag for element in ELEMENTS}
    cleaner = extensions()["CleanPaste"]
    assert set(cleaner["readAs"].values()) == cleaner["attributes"].keys() == tags
    assert reset() - {"img"} == tags - {"br"}
    assert TOOLS.keys() | WITHOUT_A_TOOL.keys() == tags


def reset() -> set[str]:
    """The elements whose look the desk takes from the readers' page and not from the admin."""
    found = RESET.search(STATIC.joinpath("desk/editor.css").read_text())
    return set(found[1].split(", ")) if found else set()


def test_colours_and_type_of_the_editor_are_those_of_the_readers() -> None:
    pages, desk = (
        dict(TOKEN.findall(STATIC.joinpath(name).read_text())) for name in ("magazine.css", "desk/editor.css")
    )
    names_of_type = {"--size", "--beat", "--measure", "--serif"}
    assert desk.keys() >= {"--paper", "--ink", "--soft", "--line", "--wash", "--accent"} | names_of_type
    assert {name: value for name, value in desk.items() if name != "--slant"}.items() <= pages.items()


def test_the_editor_offers_what_the_grammar_names_and_nothing_else() -> None:
    named = {name for element in ELEMENTS for name in element.extensions}
    assert extensions().keys() == named | set(FOUNDATION) | around().keys()


def test_every_extension_exists_in_the_editor_or_in_our_modules() -> None:
    assert extensions().keys() <= EXTENSION_MAPPING.keys() | set(OWN.findall(modules()))


@pytest.mark.parametrize("name", ["TextAlign", "Color", "Highlight", "TextStyle", "NoSpellCheck", "HTML"])
def test_what_lets_styles_in_or_keeps_spelling_out_is_left_out(name: str) -> None:
    assert name not in extensions()


def test_headings_and_links_are_held_to_the_grammar() -> None:
    assert extensions()["Heading"] == {"levels": [2, 3, 4]}
    link = extensions()["Link"]
    assert link["protocols"] == ["article", "http", "https", "mailto"]
    assert (link["enableTarget"], link["autolink"]) == (False, False)


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
