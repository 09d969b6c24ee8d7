"""The rooms of docs/architecture: who may import whom, proved from the source of every file."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "text": set(),
    "apart": set(),
    "pictures": {"apart"},
    "manuscripts": {"text", "apart"},
    "models": {"text", "pictures.sizes"},
    "search": {"text", "models"},
    "desk": {"text", "pictures", "manuscripts", "models", "search"},
    "public": {"text", "models", "search"},
    "admin": {"text", "pictures", "manuscripts", "models", "desk", "search"},
}
READ_THE_PROJECT = {"public", "admin"}
EDGES = {"management", "migrations", "templatetags", "apps", "guards", "checks", "urls"}
FORBIDDEN = {"utils", "helpers", "services", "managers", "signals", "mixins", "constants"}
OF_AN_ARTICLE_ALONE = re.compile(
    r"""\barticle(?:\.|__)(?:headline|standfirst|body|slug|kind|language|seo_\w+|stage|version|owner|image|topics
    |placements|bylines|authors|disclaimers)\b""",
    re.VERBOSE,
)

SOURCES = sorted(path for folder in ("articles", "editorial") for path in (ROOT / folder).rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in SOURCES]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def room_of(path: Path) -> str:
    """``desk`` for articles/desk/saving.py, ``apps`` for articles/apps.py, ``editorial`` for the project."""
    first, *rest = path.relative_to(ROOT).with_suffix("").parts
    return rest[0] if first == "articles" and rest[0] != "__init__" else first


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """The modules that a file imports, relative ones spelt out, each with its line."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            module = ".".join(base + ([node.module] if node.module else []))
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def is_within(module: str, rooms: set[str]) -> bool:
    inner = module.removeprefix("articles.")
    return any(inner == room or inner.startswith(f"{room}.") for room in rooms)


def in_room(room: str) -> list[Path]:
    return [path for path in SOURCES if room_of(path) == room]


def test_every_room_of_the_code_is_in_the_table() -> None:
    rooms = {room_of(path) for path in SOURCES} - {"articles", "editorial"}
    assert rooms <= MAY_IMPORT.keys() | EDGES
    assert {"text", "pictures", "models", "desk"} <= rooms


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_the_table_allows(room: str) -> None:
    allowed = MAY_IMPORT[room] | {room}
    strays = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in in_room(room)
        for module, line in imports(path)
        if module.startswith("articles.") and not is_within(module, allowed)
    ]
    assert strays == []


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_only_the_screens_read_the_project(room: str) -> None:
    read = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in in_room(room)
        for module, line in imports(path)
        if module.partition(".")[0] == "editorial"
    ]
    assert room in READ_THE_PROJECT or read == []


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_no_room_imports_an_edge(path: Path) -> None:
    edges = EDGES | {"public.urls", "admin.urls", "editorial.urls"}
    reached = [module for module, _line in imports(path) if is_within(module, edges)]
    assert room_of(path) in EDGES or reached == []


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_no_import_hides_inside_a_function(path: Path) -> None:
    functions = [
        node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    ]
    hidden = [
        inner.lineno
        for function in functions
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom) or _is_import_call(inner)
    ]
    assert hidden == []


def _is_import_call(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in {"__import__", "import_module"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = {part for path in SOURCES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert named & FORBIDDEN == set()


@pytest.mark.parametrize("path", in_room("public"), ids=lambda path: path.name)
def test_readers_pages_never_name_the_working_copy(path: Path) -> None:
    names = {
        found
        for node in ast.walk(tree(path))
        for found in (getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "name", None))
        if isinstance(found, str)
    }
    assert {"Article", "ArticleTopic", "Byline", "Event"} & names <= {"Event"}
    assert not [module for module, _line in imports(path) if is_within(module, {"models.article"})]


@pytest.mark.parametrize("path", in_room("public"), ids=lambda path: path.name)
def test_readers_pages_never_reach_through_a_revision_to_the_working_copy(path: Path) -> None:
    assert OF_AN_ARTICLE_ALONE.findall(path.read_text(encoding="utf-8")) == []


def test_readers_templates_never_reach_through_a_revision_to_the_working_copy() -> None:
    pages = [page for page in (ROOT / "templates").rglob("*.html") if "admin" not in page.parts]
    reached = [page.name for page in pages if re.search(r"\w\.article\.(?!pk\b)", page.read_text(encoding="utf-8"))]
    assert reached == []


def test_only_pictures_and_what_draws_for_the_demo_use_pillow() -> None:
    users = {room_of(path) for path in SOURCES for module, _line in imports(path) if module.partition(".")[0] == "PIL"}
    assert users <= {"pictures", "management"}


def test_text_pictures_and_manuscripts_know_nothing_of_the_database() -> None:
    users = {room_of(path) for path in SOURCES for module, _line in imports(path) if module.startswith("django.db")}
    assert users & {"text", "pictures", "manuscripts"} == set()
