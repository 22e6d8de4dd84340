"""The source as the architecture tests read it: files, syntax trees, templates, and the sentences in them."""

import ast
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from flask import Flask
from jinja2.ext import babel_extract

ROOT = Path(__file__).parents[2]
FLOORS = ("models", "adapters", "domain", "access", "queries", "services", "ui", "blueprints", "cli")
EXTRACTED: dict[str, Any] = {
    # What marks a sentence; below ui/ a sentence stands in the error that carries it.
    "_": None, "_l": None, "gettext": None, "lazy_gettext": None, "label": None, "_n": None,
    "ngettext": (1, 2), "Refused": None, "NotFound": None, "NotAllowed": None, "Conflict": None,
}  # fmt: skip


@cache
def product_files() -> tuple[Path, ...]:
    """Every Python file that people run: the floors and the two modules at the top."""
    floors = [file for floor in FLOORS for file in sorted((ROOT / floor).rglob("*.py"))]
    return (*floors, ROOT / "app.py", ROOT / "settings.py")


@cache
def templates() -> tuple[Path, ...]:
    """Every template, pieces and texts of messages included."""
    return tuple(sorted(file for file in (ROOT / "templates").rglob("*") if file.is_file()))


@cache
def tree(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text("utf-8"), str(file))


def named(file: Path) -> str:
    """A file's name from the root of the project."""
    return file.relative_to(ROOT).as_posix()


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """Every node of a file's syntax tree."""
    return tuple(ast.walk(tree(file)))


def offenders(is_offence: Callable[[ast.AST], bool], files: Iterable[Path]) -> list[str]:
    """File and line of every node that is what it should not be."""
    return [
        f"{named(file)}:{getattr(node, 'lineno', 0)}"
        for file in files
        for node in nodes(file)
        if is_offence(node)
    ]


def called(node: ast.AST) -> str:
    """The last name of what is called, `text` for both `text(…)` and `sqlalchemy.text(…)`; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@cache
def sentences() -> dict[str, str]:
    """Every English sentence that a person may read, and where it stands."""
    found: dict[str, str] = {}
    for file in (*product_files(), *templates()):
        method: Any = "python" if file.suffix == ".py" else babel_extract
        with file.open("rb") as source:
            for line, message, _comments, _context in extract(
                method, source, EXTRACTED, options={"trimmed": "true"}
            ):
                for one in message if isinstance(message, tuple | list) else [message]:
                    if not _is_column(file, str(one)):
                        found.setdefault(str(one), f"{named(file)}:{line}")
    return found


def _is_column(file: Path, text: str) -> bool:
    """A name that a statement of SQL gives to a column by `.label(…)`, and no sentence."""
    return named(file).startswith(("queries/", "services/")) and text.isidentifier() and text.islower()


def rules(app: Flask) -> list[str]:
    """The endpoints of an application, files aside."""
    return sorted(
        {rule.endpoint for rule in app.url_map.iter_rules() if not rule.endpoint.endswith("static")}
    )
