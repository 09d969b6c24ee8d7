"""The interface speaks Urdu: every message that the code asks for has its words, and no page keeps an English one."""

import ast
import gettext
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation.template import templatize
from pytest_django import DjangoDbBlocker as SettingsWrapper

from tests.admin_forms import client_of
from tests.magazine import Magazine

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
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALLS = re.compile(rf"(?<!\w)({'|'.join(ASKING)})\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)", re.S)
FIELD = re.compile(r'^(msg\w+(?:\[\d\])?) ((?:".*"\n?)+)', re.M)
PLACES = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}|<[^>]+>")
NOT_WORDS = re.compile(
    r"{%\s*(comment|blocktranslate)\b.*?{%\s*end\1\s*%}|{%.*?%}|{{.*?}}|{#.*?#}|<(?:style|script)\b.*?>|<[^>]*>", re.S
)
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
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name.removesuffix("_lazy").replace("gettext_noop", "gettext")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
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
    assert not asked().keys() - known.keys(), "run `make messages` and translate what it shows"
    assert not known.keys() - asked().keys(), "run `make messages`: nothing asks for these any more"
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


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_templates_say_nothing_past_the_catalogue(path: Path) -> None:
    source = re.sub(r"{%\s*block (?:body|masthead_|)class %}.*?{%\s*endblock.*?%}", "", path.read_text("utf-8"))
    assert not LETTERS.findall(re.sub(r"&\w+;", "", NOT_WORDS.sub("\n", source)))


class Words(HTMLParser):
    """What a page says, in its text and in what is read aloud of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: set[str] = set()
        self.silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        self.said |= {text for name, text in attrs if text and name in ("aria-label", "title", "placeholder", "alt")}

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent and LETTERS.search(data):
            self.said.add(" ".join(data.split()))




@pytest.fixture
def addresses(db: None) -> dict[str, tuple[Client, str]]:
    cast = Magazine()
    article = cast.live("The narrow sea", now=timezone.now())
    reader, desk = Client(), client_of(cast.publisher)
    cast.publisher.is_superuser = True
    cast.publisher.save()
    return {
        "front": (reader, "/"),
        "browse": (reader, reverse("browse")),
        "topics": (reader, reverse("topics")),
        "article": (reader, f"/articles/{article.slug}/"),
        "author": (reader, cast.ada.get_absolute_url()),
        "topic": (reader, cast.sea.get_absolute_url()),
        "corrections": (reader, reverse("corrections")),
        "missing": (reader, "/nowhere/"),
        "desk": (desk, reverse("admin:index")),
        "list": (desk, reverse("admin:articles_article_changelist")),
        "form": (desk, reverse("admin:articles_article_change", args=[article.pk])),
        "calendar": (desk, reverse("admin:articles_article_calendar")),
        "pictures": (desk, reverse("admin:articles_image_changelist")),
        "events": (desk, reverse("admin:articles_event_changelist")),
        "factor": (desk, reverse("admin:second_factor")),
        "user": (desk, reverse("admin:auth_user_change", args=[cast.editor.pk])),
    }


NOT_OURS = {
    "front": set[str](),
}
"""Besides what people wrote, by page: what is no word of the interface."""


def said_in(language: str, settings: SettingsWrapper, client: Client, address: str) -> tuple[str, set[str]]:
    settings.LANGUAGE_CODE = language
    with translation.override(language):
        page = client.get(address).content.decode()
    return page, Words(page).said


def test_a_page_in_urdu_runs_from_the_right_and_keeps_no_english(
    addresses: dict[str, tuple[Client, str]], settings: SettingsWrapper
) -> None:
    for name, (client, address) in addresses.items():
        page, urdu = said_in("ur", settings, client, address)
        assert '<html lang="ur" dir="rtl"' in page
        print(name, {w for w in urdu if re.search("[A-Za-z]{2}", w)})
