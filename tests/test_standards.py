"""The table of standards in the docs names columns that there are, and properties that are told."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

ROOT = Path(__file__).resolve().parent.parent
STANDARDS = (ROOT / "docs/standards.md").read_text("utf-8")
COLUMN = re.compile(r"`([A-Z]\w+)\.(\w+)`")
CODE = re.compile(r"`([^`]+)`")
TOLD = "".join(path.read_text("utf-8") for path in sorted((ROOT / "articles/public").glob("*.py")))


def rows() -> Iterator[list[str]]:
    for line in STANDARDS.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("| ") else []
        if len(cells) == 4 and cells[0] != "asked for":
            yield cells


ROWS = list(rows())


@pytest.mark.parametrize("kept", sorted({cells[2] for cells in ROWS if cells[2]}))
def test_every_column_that_it_names_is_there(kept: str) -> None:
    named = COLUMN.findall(kept)
    assert len(named) == len(CODE.findall(kept)) > 0
    for model, column in named:
        try:
            assert apps.get_model("articles", model)._meta.get_field(column).concrete
        except (LookupError, FieldDoesNotExist) as error:
            pytest.fail(f"docs/standards.md names {model}.{column}: {error}")


def test_every_property_of_schema_org_that_it_names_is_told() -> None:
    named = {name for cells in ROWS for name in CODE.findall(cells[3].partition("JSON-LD")[2])}
    assert len(named) > 25
    assert {name for name in named if f'"{name}"' not in TOLD and f"{name}=" not in TOLD} == set()


def test_every_row_says_who_asks_and_where_it_is_shown() -> None:
    assert len(ROWS) > 30
    assert [cells[0] for cells in ROWS if not (cells[1] and cells[3])] == []


@pytest.mark.parametrize("page", ["README.md", "docs/design.md"])
def test_other_pages_lead_there(page: str) -> None:
    assert "standards.md" in (ROOT / page).read_text("utf-8")
