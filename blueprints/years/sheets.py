"""How the cells of a commune stand in a half-year, as a spreadsheet."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ui.spreadsheets import Column, Sheet

CELLS = Sheet(
    "years.index",
    _l("Meetings of the cells"),
    (
        Column(_l("Party cell"), lambda line: line.name, 40),
        Column(_l("Members to meet"), lambda line: line.members, 14),
        Column(_l("First meeting"), lambda line: line.held_on, 16),
        Column(_l("Next meeting"), lambda line: line.next_on, 16),
        Column(_l("Reminded on"), lambda line: line.reminded_on, 16),
    ),
)
