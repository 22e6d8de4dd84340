"""The list of requests for correction as a spreadsheet."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from queries.corrections import DONE, OPEN, OVERDUE
from ui.pages import said
from ui.spreadsheets import Column, Sheet, born

FACTS = "corrections/_facts.html"
WAYS = {OPEN: _l("To decide"), OVERDUE: _l("Overdue"), DONE: _l("Decided")}


def corrections_sheet(today: date) -> Sheet:
    """Who asked for what to be corrected, and how far it has come on this day."""
    return Sheet(
        "corrections.index",
        _l("Requests for correction"),
        (
            Column(_l("Full name"), lambda one: one.member.full_name, 28),
            Column(_l("Date of birth"), lambda one: born(one.member), 14),
            Column(_l("Line"), lambda one: said(FACTS, "line_title", one), 36),
            Column(_l("Asked on"), lambda one: one.asked_on, 14),
            Column(_l("Whose data it is"), lambda one: one.owner.name, 36),
            Column(_l("State"), lambda one: said(FACTS, "correction_state", one, today), 36),
        ),
        about=lambda one: one.member.ref,
    )
