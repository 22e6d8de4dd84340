"""The tree of organisations as a spreadsheet."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from models.vocabulary import Side
from queries.organisations import OrganisationLine
from ui.spreadsheets import Column, Sheet


def _secretary(line: OrganisationLine) -> object:
    if line.secretary:
        return line.secretary.name
    return None if line.organisation.side is Side.OVERSIGHT else _l("nobody yet")


ORGANISATIONS = Sheet(
    "organisations.index",
    _l("Party organisations"),
    (
        Column(_l("Organisation"), lambda line: line.organisation.name, 44),
        Column(_l("Former name"), lambda line: line.former_name, 36),
        Column(_l("Kind"), lambda line: line.organisation.kind, 30),
        Column(_l("Secretary"), _secretary, 28),
        Column(_l("Phone number"), lambda line: line.phone, 16),
        Column(_l("Members in liaison"), lambda line: line.liaisons, 14),
    ),
    about=lambda _line: (
        None
    ),  # the telephones of secretaries leave after a fresh sign-in; no member is a row of it
)
