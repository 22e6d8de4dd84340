"""Every right is given to somebody, used somewhere, and written down where people look for it."""

from pathlib import Path

import pytest

from access import Permission, matrix
from access.offices import RIGHTS

ROOT = Path(__file__).parents[2]
ABOVE_ACCESS = ("queries", "services", "ui", "blueprints", "cli")


def source() -> str:
    files = [file for folder in ABOVE_ACCESS for file in (ROOT / folder).rglob("*.py")]
    files += (ROOT / "templates").rglob("*.html")
    return "\n".join(file.read_text("utf-8") for file in files)


@pytest.mark.parametrize("permission", Permission)
def test_a_right_is_given_to_an_office(permission):
    given = {one for rights in RIGHTS.values() for one in rights} | {Permission.OWN_RECORD}

    assert permission in given, (
        f"Nobody may ever {permission.text!r}: give it in access/offices.py or take it out."
    )


def test_a_right_is_used():
    text = source()

    unused = [
        one.name
        for one in Permission
        if f"Permission.{one.name}" not in text and f'"{one.value}"' not in text
    ]

    assert unused == [], "These rights open nothing: use them or take them out of access/permissions.py."


def test_the_matrix_is_printed_as_it_is():
    printed = (ROOT / "docs/access.md").read_text("utf-8")

    assert printed == matrix.page(), "Run .venv/bin/python -m access.matrix > docs/access.md"
