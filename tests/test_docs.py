"""The documents say what the code does."""

import re
from pathlib import Path

from articles.desk.front import SECTIONS
from articles.desk.roles import ROLES
from articles.desk.workflow import WORKFLOW
from articles.models.act import ACTS
from articles.models.check import CHECKS

ROOT = Path(__file__).parent.parent
READERS = re.compile(r'environment\.[a-z_]+\(\s*"([A-Z0-9_]+)"')


def table(document: str, name: str) -> list[list[str]]:
    """The rows of a marked table without its head."""
    text = (ROOT / "docs" / document).read_text("utf-8")
    lines = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.S)[1].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_editors_guide_has_the_workflow_table() -> None:
    expected = [
        [
            str(verb.label),
            ", ".join(str(stage.label) for stage in verb.stages),
            str(verb.to.label) if verb.to else "",
            verb.permission,
            ", ".join(verb.asks),
        ]
        for verb in WORKFLOW
    ]
    assert table("editors.md", "workflow") == expected


def test_the_editors_guide_has_the_table_of_what_a_change_can_be() -> None:
    expected = [
        [
            str(act.label),
            str(act.meaning),
            ", ".join(act.asks),
            str(act.place.label),
            "yes" if act.listed else "no",
            "yes" if act.moves_date else "no",
        ]
        for act in ACTS
    ]
    assert table("editors.md", "acts") == expected


def test_the_editors_guide_has_the_table_of_checks() -> None:
    expected = []
    for check in CHECKS:
        name = check.permission.removeprefix("articles.")
        who = ", ".join(role for role, names in ROLES.items() if name in names)
        expected.append([str(check.label), str(check.meaning), name, who])
    assert table("editors.md", "checks") == expected


def test_the_editors_guide_has_the_sections_of_the_front_page_with_their_words() -> None:
    rows = table("editors.md", "front")
    assert [row[0] for row in rows] == [str(section.label) for section in SECTIONS]
    for row, section in zip(rows, SECTIONS, strict=True):
        words = [str(cause.word) for cause in section.causes if cause.word and "%" not in str(cause.word)]
        assert all(word in row[1] for word in words)
        assert ("editors" in row[2]) is bool(section.permission)


def test_the_editors_guide_names_every_role() -> None:
    guide = (ROOT / "docs/editors.md").read_text("utf-8")
    assert all(f"| {role} |" in guide for role in ROLES)


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    read = set(READERS.findall((ROOT / "editorial/settings.py").read_text("utf-8")))
    documented = {row[0].strip("`") for row in table("running.md", "settings")}
    assert documented == read


def test_every_link_in_the_documents_leads_somewhere() -> None:
    documents = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    for document in documents:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"
