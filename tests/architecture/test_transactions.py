"""Every write is a use case: one file commits, the actor stands first, what goes past the flush is told by hand."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Base
from tests.support.source import ROOT, called, named, nodes, offenders, product_files, tree

COMMITS = ("services/unit.py",)
OTHER_DATABASES = ("services/backups.py", "cli/database.py", "adapters/")
"""Files that speak to the database as a whole, past the session."""
CORE_WRITES = ("insert", "update", "delete")
AUDITED = {
    mapper.class_.__name__ for mapper in Base.registry.mappers if getattr(mapper.class_, "__audited__", False)
}


def services() -> list[Path]:
    return sorted((ROOT / "services").rglob("*.py"))


def use_cases() -> Iterator[tuple[str, ast.FunctionDef]]:
    for file in services():
        for node in tree(file).body:
            if isinstance(node, ast.FunctionDef) and any(
                ast.unparse(one) == "use_case" for one in node.decorator_list
            ):
                yield f"{named(file)}:{node.lineno} {node.name}", node


def test_one_file_commits():
    files = [file for file in product_files() if not named(file).startswith((*COMMITS, *OTHER_DATABASES))]

    found = offenders(lambda node: called(node) == "commit", files)

    assert found == [], "A use case is committed by services/unit.py and by nobody else."


def test_a_use_case_is_given_the_actor_first():
    wrong = []
    for place, node in use_cases():
        first = node.args.args[0] if node.args.args else None
        if first is None or first.arg != "actor" or ast.unparse(first.annotation or first) != "Actor":
            wrong.append(place)

    assert wrong == []


def test_there_are_use_cases():
    assert len(list(use_cases())) > 30


def test_a_use_case_says_in_a_sentence_what_it_does():
    silent = [
        place for place, node in use_cases() if not node.name.startswith("_") and not ast.get_docstring(node)
    ]

    assert silent == []


def test_rows_added_or_taken_out_belong_to_services():
    """Queries and pages read; only services write through the session."""
    reading = ("queries", "ui", "blueprints", "access", "domain")
    files = [file for file in product_files() if named(file).split("/")[0] in reading]

    assert offenders(is_write_through_the_session, files) == []


def is_write_through_the_session(node: ast.AST) -> bool:
    if called(node) not in ("add", "add_all", "delete", "merge", *CORE_WRITES):
        return False
    assert isinstance(node, ast.Call)
    if isinstance(node.func, ast.Attribute):
        return ast.unparse(node.func.value) in ("db.session", "session")
    return called(node) in CORE_WRITES


@pytest.mark.parametrize("file", services(), ids=named)
def test_what_goes_past_the_flush_is_told_by_hand(file):
    """A Core statement on an audited table passes by the listener of the trail: `audit.note` says it instead."""
    past = sorted(
        {
            node.args[0].id
            for node in nodes(file)
            if isinstance(node, ast.Call)
            if isinstance(node.func, ast.Name) and node.func.id in CORE_WRITES and node.args
            if isinstance(node.args[0], ast.Name) and node.args[0].id in AUDITED
        }
    )

    assert not past or "audit.note" in file.read_text("utf-8"), (
        f"{past} are written in bulk and no entry says so"
    )
