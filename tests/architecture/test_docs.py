"""Documentation that would go stale is held against the source: columns, settings, commands, rules."""

import re
from pathlib import Path

import pytest
from click import Group

from cli import liaison
from models import Base
from tests.support.catalogues import ROOT

DOCS = ROOT / "docs"
EVERYWHERE = {"id", "ref", "version"}
"""Said once for all tables, on top of docs/data.md."""


def described() -> dict[str, list[str]]:
    """The columns of each table as docs/data.md tells them."""
    sections = re.split(r"^## ", (DOCS / "data.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {section.split("\n", 1)[0].strip(): _columns(section) for section in sections}


def _columns(section: str) -> list[str]:
    firsts = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [name for cell in firsts for name in re.findall(r"`(\w+)`", cell)]


def test_every_table_is_described():
    assert described().keys() == Base.metadata.tables.keys(), (
        "A table without its section in docs/data.md, or a section without its table."
    )


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_every_column_has_its_purpose_its_readers_and_its_end(table):
    told = described()[table]
    there = {column.name for column in Base.metadata.tables[table].columns} - EVERYWHERE

    assert len(told) == len(set(told)), f"docs/data.md tells a column of {table} twice."
    assert set(told) == there, f"docs/data.md and the columns of {table} differ: {set(told) ^ there}"


def test_no_cell_of_the_registry_is_empty():
    rows = [line for line in (DOCS / "data.md").read_text("utf-8").splitlines() if line.startswith("| `")]

    assert rows
    assert [
        row for row in rows if len(row.split("|")) != 6 or not all(map(str.strip, row.split("|")[1:5]))
    ] == []


def _named(pattern: str, text: str) -> set[str]:
    return set(re.findall(pattern, text))


def test_every_setting_is_explained_to_the_technician():
    read = _named(r"[\"'](LIAISON_[A-Z_]+)[\"']", (ROOT / "settings.py").read_text("utf-8"))
    told = _named(r"`(LIAISON_[A-Z_]+)`", (DOCS / "operations.md").read_text("utf-8"))

    assert read - told == set(), "Explain these settings in docs/operations.md."
    assert told - read == set(), "docs/operations.md explains settings that nobody reads."


def test_every_command_is_explained_to_the_technician():
    text = (DOCS / "operations.md").read_text("utf-8")
    commands = set()
    for name, command in liaison.commands.items():
        below = command.commands if isinstance(command, Group) else None
        commands |= {f"{name} {one}" for one in below} if below else {name}

    assert {name for name in commands if f"liaison {name}" not in text} == set()


def rules_told() -> dict[str, str]:
    """Each rule of docs/rules.md with the whole of its row."""
    rows = (DOCS / "rules.md").read_text("utf-8").splitlines()
    return {match[1]: row for row in rows if (match := re.match(r"\| (BR-\d\d) ", row))}


def sources() -> list[Path]:
    folders = ("access", "adapters", "blueprints", "cli", "domain", "models", "queries", "services", "ui")
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


def test_every_rule_that_the_source_names_is_told():
    named = {rule for path in sources() for rule in re.findall(r"BR-\d\d", path.read_text("utf-8"))}

    assert named
    assert named - rules_told().keys() == set(), "Tell these rules in docs/rules.md."


@pytest.mark.parametrize("rule", sorted(rules_told()))
def test_a_rule_is_kept_where_its_row_says(rule):
    files = re.findall(r"`([a-z_]+/[\w/.]+\.(?:py|toml))`", rules_told()[rule])

    assert files, f"Say in docs/rules.md where {rule} is kept."
    assert [file for file in files if not (ROOT / file).exists()] == []


INSIDE = re.compile(r"\b(?:settled|security|ux|house|domain|stack|mission|style)\.md\b")


FOLDERS = "access adapters benchmarks blueprints cli docs domain migrations models queries services templates tests ui"


@pytest.mark.parametrize("folder", ["", *FOLDERS.split()])
def test_nothing_refers_to_a_page_that_is_not_here(folder):
    """A reader of this repository finds every page that is named; the reason stands where it is needed."""
    paths = (ROOT / folder).glob("*") if not folder else (ROOT / folder).rglob("*")
    suffixes = (".py", ".html", ".md", ".toml", ".css", ".js", ".txt")
    known = {path.name for path in DOCS.rglob("*.md")}
    found = {
        str(path.relative_to(ROOT)): names
        for path in paths
        if path.is_file() and path.suffix in suffixes and path != Path(__file__)
        if (names := set(INSIDE.findall(path.read_text("utf-8"))) - known)
    }

    assert found == {}
