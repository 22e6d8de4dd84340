"""The lists of letters as spreadsheets: each way of looking at them has the columns of its page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from queries.letters import AWAITING, DRAFTS, NOT_ARRIVED, RETURNED, SENT, LetterLine
from ui.spreadsheets import Column, Sheet, born

_WHO = (
    Column(_l("Party member"), lambda line: line.name, 28),
    Column(_l("Date of birth"), born, 14),
    Column(_l("Category"), lambda line: line.category),
)
_WORK = Column(_l("Workplace"), lambda line: line.workplace, 36)
_UNIT = Column(_l("Residential unit"), lambda line: line.unit)
_COMMUNE = Column(_l("Commune, ward or special zone committee"), lambda line: line.commune, 36)
_CELL = Column(_l("Residence Party cell"), lambda line: line.cell, 30)
_PAPER = (
    Column(_l("Letter of introduction"), lambda line: line.number, 20),
    Column(_l("Issued on"), lambda line: line.issued_on, 14),
    Column(_l("To be received by"), lambda line: line.due_on, 14),
)
_STEPS = (
    Column(_l("Received"), lambda line: line.received_on, 14),
    Column(_l("Assigned to the cell"), lambda line: line.assigned_on, 14),
    Column(_l("Contacted"), lambda line: line.contacted_on, 14),
    Column(_l("State"), lambda line: line.state),
)
_COLUMNS = {
    DRAFTS: (*_WHO, _WORK, _UNIT, _COMMUNE, _CELL),
    RETURNED: (*_WHO, Column(_l("Reason for return"), lambda line: line.reason, 40), _UNIT, _COMMUNE),
    SENT: (*_WHO, *_PAPER, _COMMUNE, _CELL, *_STEPS),
    AWAITING: (*_WHO, _WORK, _CELL, *_PAPER, *_STEPS[:2]),
    NOT_ARRIVED: (*_WHO, _WORK, *_PAPER, _COMMUNE, _CELL, *_STEPS[-1:]),
}
_TO_ACT_ON = (*_WHO, _WORK, _UNIT, _COMMUNE, _CELL, *_PAPER)


def letters_sheet(show: str) -> Sheet:
    """The spreadsheet of one way of looking at letters."""
    return Sheet("letters.index", _l("Letters of introduction"), _COLUMNS.get(show, _TO_ACT_ON), _about)


def _about(line: LetterLine) -> str:
    return line.member_ref
