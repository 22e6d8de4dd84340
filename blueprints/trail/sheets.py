"""The log of an office as a spreadsheet."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from blueprints.trail.words import done, said
from models import AuditEntry
from queries.trail import ACTS, LOOKS
from ui.spreadsheets import Column, Sheet

WAYS = {ACTS: _l("What was done"), LOOKS: _l("What was opened")}


def _who(entry: AuditEntry) -> object:
    return entry.account.full_name if entry.account else _l("the system")


TRAIL = Sheet(
    "trail.index",
    _l("System log"),
    (
        Column(_l("When"), lambda entry: entry.at, 18),
        Column(_l("Who"), _who, 28),
        Column(_l("Office"), lambda entry: entry.office),
        Column(_l("Organisation"), lambda entry: entry.organisation.name if entry.organisation else None, 36),
        Column(_l("What"), done, 44),
        Column(_l("About"), lambda entry: None if entry.subject in ("look", "export") else said(entry), 36),
        Column(_l("Number"), lambda entry: entry.id, 12),
    ),
)
