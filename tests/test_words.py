"""The interface speaks Urdu: every message that the code asks for has its words, and no page keeps an English one."""

import ast
import gettext
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation.template import templatize

from articles.desk.refusal import told
from articles.models import Article
from articles.pictures.developing import develop_here, pack_refusal, unpack
from articles.pictures.limits import Unusable
from tests.admin_forms import client_of
from tests.magazine import BODY, NOW, Magazine, picture

ROOT = Path(__file__).parent.parent
OURS = ROOT / "editorial/locale/ur/LC_MESSAGES/django.po"
ALL_WORDS = sorted(ROOT.glob("editorial/locale*/ur/LC_MESSAGES/*.po"))
ASKING = {
    "_": ("msgid",),
    "gettext": ("msgid",),
    "ngettext": ("msgid", "msgid_plural"),
    "pgettext": ("msgctxt", "msgid"),
    "npgettext": ("msgctxt", "msgid", "msgid_plural"),
}
MARKING = ("django.utils.translation", "articles.apart")
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALLS = re.compile(rf"(?<!\w)({'|'.join(ASKING)})\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)", re.S)
FIELD = re.compile(r'^(msg\w+(?:\[\d\])?) ((?:".*"\n?)+)', re.M)
PLACES = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}|<[^>]+>")
CLASSES = re.compile(r"{%\s*block \w*(?:class|coltype) %}.*?{%\s*endblock.*?%}", re.S)
TAGS_OF_DJANGO = re.compile(r"{%\s*(comment|blocktranslate)\b.*?{%\s*end\1\s*%}|{%.*?%}|{{.*?}}|{#.*?#}", re.S)
TAGS_OF_HTML = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>|&\w+;", re.S)
LETTERS = re.compile(r"[^\W\d_]{2}")

Key = tuple[str, str]
Entry = dict[str, str]


def key(entry: Entry) -> Key:
    return entry.get("msgctxt", ""), entry["msgid"]


@cache
def entries(path: Path) -> list[Entry]:
    """What a file of words says, its head left out."""
    blocks = path.read_text("utf-8").split("\n\n")[1:]
    return [
        {name: "".join(ast.literal_eval(line) for line in text.splitlines()) for name, text in FIELD.findall(block)}
        for block in blocks
    ]


def asked_in_code(source: str) -> Iterator[Entry]:
    tree = ast.parse(source) if "gettext" in source else ast.Module([], [])
    names = {
        alias.asname or alias.name: alias.name.removesuffix("_lazy").replace("gettext_noop", "gettext")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in MARKING
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and names.get(node.func.id) in ASKING:
            given = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if given:
                yield dict(zip(ASKING[names[node.func.id]], given, strict=False))


def asked_in_template(source: str) -> Iterator[Entry]:
    for name, given in CALLS.findall(templatize(source)):
        yield dict(zip(ASKING[name], ast.literal_eval(f"({given},)"), strict=False))


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))


@cache
def asked() -> dict[Key, Entry]:
    """Every message that our code and templates ask for."""
    code = [path for room in ("articles", "editorial") for path in (ROOT / room).rglob("*.py")]
    found = [each for path in code for each in asked_in_code(path.read_text("utf-8"))]
    found += [each for path in templates() for each in asked_in_template(path.read_text("utf-8"))]
    return {key(each): each for each in found}


def test_every_message_has_words_and_no_words_are_left_over() -> None:
    known = {key(entry): entry for entry in entries(OURS)}
    assert sorted(asked().keys() - known.keys()) == [], "run `make messages` and translate what it shows"
    assert sorted(known.keys() - asked().keys()) == [], "run `make messages`: nothing asks for these any more"
    assert {at for at, each in asked().items() if "msgid_plural" in each} <= {
        at for at, each in known.items() if "msgid_plural" in each
    }


@pytest.mark.parametrize("path", ALL_WORDS, ids=lambda path: path.relative_to(ROOT / "editorial").as_posix())
def test_words_are_whole(path: Path) -> None:
    assert not re.search(r"^#~|^#,.*fuzzy", path.read_text("utf-8"), re.M), "something is obsolete or fuzzy"
    for entry in entries(path):
        said = {name: text for name, text in entry.items() if name.startswith("msgstr")}
        assert all(text.strip() for text in said.values()), f"not translated: {entry['msgid']}"
        assert len(said) == (2 if "msgid_plural" in entry else 1)


@pytest.mark.parametrize("path", ALL_WORDS, ids=lambda path: path.relative_to(ROOT / "editorial").as_posix())
def test_words_keep_places_and_tags(path: Path) -> None:
    for entry in entries(path):
        of = {"msgstr": entry["msgid"], "msgstr[0]": entry["msgid"], "msgstr[1]": entry.get("msgid_plural", "")}
        for name in of.keys() & entry.keys():
            assert sorted(PLACES.findall(entry[name])) == sorted(PLACES.findall(of[name])), entry[name]


@pytest.mark.parametrize("path", ALL_WORDS, ids=lambda path: path.relative_to(ROOT / "editorial").as_posix())
def test_words_are_compiled(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = {at: text for at, text in vars(gettext.GNUTranslations(file))["_catalog"].items() if at != ""}
    written: dict[str | tuple[str, int], str] = {}
    for entry in entries(path):
        at = "\x04".join(entry[name] for name in ("msgctxt", "msgid") if name in entry)
        if "msgid_plural" in entry:
            written |= {(at, number): entry[f"msgstr[{number}]"] for number in (0, 1)}
        else:
            written[at] = entry["msgstr"]
    assert compiled == written, "run `make messages`"


def bare(source: str) -> list[str]:
    """What a template says in its own words."""
    for silent in (CLASSES, TAGS_OF_DJANGO, TAGS_OF_HTML):
        source = silent.sub("\n", source)
    return [line for line in source.splitlines() if LETTERS.search(line)]


def test_templates_say_nothing_past_the_catalogue() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        assert not bare(path.read_text("utf-8")), path


class Words(HTMLParser):
    """What a page says, in its text and in what is read aloud of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said, self.silent = "", 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        self.said += "".join(f" {text}" for name, text in attrs if name in ("aria-label", "title", "placeholder"))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        self.said += "" if self.silent else f" {data}"


SILENT = ("script", "style", "textarea", "option")
NOT_OURS = f"""{BODY} The Meridian Review: Essays on foreign policy, borders and the sea.
Ada Brandt writes about the sea. Straits, ships and tolls. The views expressed are the author’s own. Views Borders
UTC CSV RSS Atom JSON Feed
http testserver articles the-narrow-sea publisher editor contributor JPEG PNG WebP AVIF GIF TIFF MB CC BY SA ND"""
"""What people wrote, and what is the same in every language."""
LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    cast = Magazine()
    cast.live("The narrow sea", now=timezone.now())
    return cast


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def english_left(client: Client, address: str) -> set[str]:
    page = client.get(address).content.decode()
    assert '<html lang="ur" dir="rtl"' in page, address
    return set(LATIN.findall(Words(page).said)) - set(LATIN.findall(NOT_OURS))


def test_readers_pages_in_urdu_run_from_the_right_and_keep_no_english(cast: Magazine) -> None:
    names = ("front", "browse", "topics", "authors", "corrections")
    addresses = [reverse(name) for name in names]
    addresses += [cast.ada.get_absolute_url(), cast.sea.get_absolute_url(), "/articles/the-narrow-sea/", "/nowhere/"]
    with override_settings(LANGUAGE_CODE="ur"):
        assert {address: english_left(Client(), address) for address in addresses} == dict.fromkeys(addresses, set())


def test_the_desk_in_urdu_runs_from_the_right_and_keeps_no_english(cast: Magazine) -> None:
    article = Article.objects.get()
    names = (
        "index",
        "articles_article_changelist",
        "articles_article_add",
        "articles_event_changelist",
        "articles_author_add",
    )
    addresses = [
        reverse(f"admin:{name}")
        for name in (*names, "articles_article_calendar", "articles_image_changelist", "second_factor")
    ]
    addresses += [reverse("admin:articles_article_change", args=[article.pk])]
    client = client_of(cast.publisher)
    with override_settings(LANGUAGE_CODE="ur"):
        assert {address: english_left(client, address) for address in addresses} == dict.fromkeys(addresses, set())


def test_an_article_keeps_its_own_direction_on_a_page_in_urdu(cast: Magazine) -> None:
    with override_settings(LANGUAGE_CODE="ur"):
        assert (
            '<article class="piece" lang="en" dir="ltr">' in Client().get("/articles/the-narrow-sea/").content.decode()
        )


def test_a_day_in_urdu_has_its_month_by_name() -> None:
    with translation.override("ur"):
        assert date_format(NOW, "DATETIME_FORMAT") == "2 مارچ 2026، 12:00"


def test_a_refusal_of_a_child_process_is_told_in_urdu() -> None:
    with pytest.raises(Unusable) as in_the_child:
        develop_here(picture(8, 8))
    with pytest.raises(Unusable, match="The picture has 8 × 8 pixels") as refused:
        unpack(pack_refusal(in_the_child.value))
    with translation.override("ur"):
        assert "8 × 8 پکسل" in told(refused.value)
