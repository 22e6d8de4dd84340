"""What the source must never hold, found in its syntax trees."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.source import called, named, offenders, product_files, templates

Offence = Callable[[ast.AST], bool]
TIME = ("now", "today", "utcnow", "time", "localtime", "gmtime")
WORDS_OF_HASTE = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def is_text_built_by_hand(node: ast.AST) -> bool:
    """`text(f"…")`, `text("…" + x)`, `text("…" % x)`, `text("…".format(x))`; and the same given to the driver."""
    if called(node) not in ("text", "exec_driver_sql", "DDL"):
        return False
    assert isinstance(node, ast.Call)
    first = node.args[0] if node.args else None
    return isinstance(first, ast.JoinedStr | ast.BinOp) or called(first or node) == "format"


def is_time(node: ast.AST) -> bool:
    if (
        not isinstance(node, ast.Call)
        or not isinstance(node.func, ast.Attribute)
        or node.func.attr not in TIME
    ):
        return False
    return isinstance(node.func.value, ast.Name) and node.func.value.id in ("datetime", "date", "time")


def is_form_of_the_request(node: ast.AST) -> bool:
    is_read = isinstance(node, ast.Attribute) and node.attr in ("form", "values", "json", "get_json")
    return is_read and ast.unparse(node).startswith("request.")


def is_hidden_import(node: ast.AST) -> bool:
    if not isinstance(node, ast.FunctionDef):
        return False
    return any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node))


OFFENCES: dict[str, tuple[Offence, tuple[str, ...]]] = {
    # what it is: how it is recognised, and the files in which it has its one explained place
    "markup made of text": (lambda node: called(node) == "Markup", ("ui/i18n.py",)),
    "populate_obj": (lambda node: called(node) == "populate_obj", ()),
    "a template made of text": (lambda node: called(node) in ("render_template_string", "from_string"), ()),
    "SQL put together by hand": (is_text_built_by_hand, ("models/base.py", "adapters/sqlite.py")),
    "a form without its token": (
        lambda node: isinstance(node, ast.Attribute) and ast.unparse(node).endswith("csrf.exempt"),
        ("ui/security.py",),
    ),
    "the time of the machine": (is_time, ("adapters/clock.py",)),
    "what was posted, read past the forms": (is_form_of_the_request, ("ui/forms.py",)),
    "an import that hides in a function": (is_hidden_import, ()),
    "a shell": (
        lambda node: (
            isinstance(node, ast.keyword) and node.arg == "shell" and ast.unparse(node.value) != "False"
        ),
        (),
    ),
    "code made of text": (
        lambda node: isinstance(node, ast.Call) and ast.unparse(node.func) in ("eval", "exec"),
        (),
    ),
    "objects from a file": (
        lambda node: isinstance(node, ast.alias) and node.name in ("pickle", "marshal"),
        (),
    ),
}


@pytest.mark.parametrize("offence", OFFENCES)
def test_the_source_does_not_hold(offence):
    is_offence, explained = OFFENCES[offence]

    files = [file for file in product_files() if named(file) not in explained]

    assert offenders(is_offence, files) == []


@pytest.mark.parametrize(
    ("source", "offence"),
    [
        ("Markup(name)", "markup made of text"),
        ("form.populate_obj(member)", "populate_obj"),
        ("text(f'SELECT {x}')", "SQL put together by hand"),
        ("text('SELECT %s' % x)", "SQL put together by hand"),
        ("sa.text('SELECT {}'.format(x))", "SQL put together by hand"),
        ("datetime.now(UTC)", "the time of the machine"),
        ("time.time()", "the time of the machine"),
        ("request.form['name']", "what was posted, read past the forms"),
        ("def f():\n    import json", "an import that hides in a function"),
        ("run('ls', shell=True)", "a shell"),
        ("csrf.exempt(view)", "a form without its token"),
        ("eval(x)", "code made of text"),
        ("import pickle", "objects from a file"),
        ("render_template_string(x)", "a template made of text"),
    ],
)
def test_an_offence_would_be_found(source, offence):
    is_offence, _explained = OFFENCES[offence]

    assert any(is_offence(node) for node in ast.walk(ast.parse(source)))


@pytest.mark.parametrize(
    "pattern", [r"\|\s*safe\b", r"autoescape\s+false", r"\bstyle=", r"\son\w+=", r"https?://"]
)
def test_no_template_opens_a_door(pattern):
    found = [named(file) for file in templates() if re.search(pattern, without_comments(file))]

    assert found == [], f"{pattern} in these templates"


def without_comments(file: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"), flags=re.DOTALL)


def test_nothing_is_put_off():
    found = [
        named(file)
        for file in (*product_files(), *templates())
        if WORDS_OF_HASTE.search(file.read_text("utf-8"))
    ]

    assert found == []


def test_the_files_of_the_house_are_found():
    """A test that reads no file proves nothing."""
    assert len(product_files()) > 100
    assert len(templates()) > 50
