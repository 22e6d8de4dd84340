"""The list of opinions as a spreadsheet."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from models import Opinion
from queries.opinions import DONE, OPEN, OVERDUE, TO_TELL
from ui.pages import said
from ui.spreadsheets import Column, Sheet, born

FACTS = "opinions/_facts.html"
WAYS = {OPEN: _l("Not settled yet"), OVERDUE: _l("Overdue"), TO_TELL: _l("To be told"), DONE: _l("Told")}


def opinions_sheet(today: date) -> Sheet:
    """Who said what, and where it stands on this day."""
    return Sheet(
        "opinions.index",
        _l("Opinions"),
        (
            Column(_l("Raised by"), _raiser, 28),
            Column(_l("Date of birth"), lambda one: born(one.member) if one.member else None, 14),
            Column(_l("Opinion"), lambda one: one.text, 60),
            Column(_l("Raised on"), lambda one: one.raised_on, 14),
            Column(_l("Residence cell"), lambda one: one.cell.name, 30),
            Column(_l("State"), lambda one: said(FACTS, "opinion_state", one, today), 36),
        ),
        about=lambda one: one.member.ref if one.member else None,
    )


def _raiser(opinion: Opinion) -> object:
    return opinion.member.full_name if opinion.member else _l("Residents at a people's meeting")
