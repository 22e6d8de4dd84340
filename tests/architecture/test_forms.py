"""Every form fills its command: a slot without a default has a field of the same name, and no field is lost."""

import ast
import dataclasses
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from flask_wtf import FlaskForm
from wtforms.fields.core import UnboundField

from tests.support.source import ROOT, named, tree
from ui.forms import BaseForm


def pairs() -> Iterator[tuple[str, type[BaseForm], type[Any]]]:
    """Each `form.submit(Command, …)` of the views, with the class of the form as it was made a few lines above."""
    for file in sorted((ROOT / "blueprints").rglob("*.py")):
        module = importlib.import_module(named(file).removesuffix(".py").replace("/", "."))
        for view in ast.walk(tree(file)):
            if isinstance(view, ast.FunctionDef):
                yield from _submitted(file, module, view)


def _submitted(
    file: Path, module: ModuleType, view: ast.FunctionDef
) -> Iterator[tuple[str, type[BaseForm], type[Any]]]:
    made: dict[str, type[BaseForm]] = {}
    for node in sorted(ast.walk(view), key=lambda one: getattr(one, "lineno", 0)):
        if isinstance(node, ast.Assign | ast.NamedExpr) and isinstance(node.value, ast.Call):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            form = _named_class(module, node.value.func)
            if isinstance(target, ast.Name) and form is not None:
                made[target.id] = form
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("submit", "read")
        ):
            command: Any = _named_class(module, node.args[0]) if node.args else None
            form = made.get(ast.unparse(node.func.value))
            if form is not None and hasattr(command, "__dataclass_fields__"):
                yield f"{named(file)}:{node.lineno}", form, command


def _named_class(module: ModuleType, node: ast.expr) -> Any:
    """The class that an expression names: `AdmitForm` of `AdmitForm(…)`, and of `AdmitForm.of(…)`."""
    found: Any = module
    for name in ast.unparse(node).split("."):
        if not isinstance(found, ModuleType):
            return None
        found = vars(found).get(name)
        if issubclass(type(found), type):  # not isinstance: it would wake the proxies of Flask
            return found
    return None


PAIRS = list(pairs())


@pytest.mark.parametrize(("form", "command"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_every_slot_of_a_command_has_its_field(form, command):
    fields = {name for name in dir(form) if isinstance(getattr(form, name, None), UnboundField)}
    nothing = dataclasses.MISSING
    wanted = {
        slot.name
        for slot in dataclasses.fields(command)
        if slot.default is nothing and slot.default_factory is nothing
    }

    assert wanted <= fields, f"{form.__name__} has no field for {wanted - fields} of {command.__name__}"


def test_forms_and_their_commands_are_found():
    """A test that finds no form proves nothing."""
    assert len(PAIRS) >= 8


def test_every_form_derives_from_ours():

    def below(form: type[Any]) -> Iterator[type[Any]]:
        for one in form.__subclasses__():
            yield one
            yield from below(one)

    ours = [one for one in below(FlaskForm) if one.__module__.startswith(("blueprints", "ui"))]
    assert [one.__name__ for one in ours if not issubclass(one, BaseForm)] == []
