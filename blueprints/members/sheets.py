"""The list of members as a spreadsheet."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from access import Actor
from models.vocabulary import Side
from queries.members import EXEMPT, IN_LIAISON, NO_RESIDENCE, MemberLine
from ui.spreadsheets import Column, Sheet, born

WAYS = {
    NO_RESIDENCE: _l("No residence cell yet"),
    IN_LIAISON: _l("In liaison"),
    EXEMPT: _l("Exempt from residence activities"),
}
_WORK = (
    Column(_l("Workplace"), lambda line: line.workplace, 36),
    Column(_l("Position"), lambda line: line.position),
)
_HOME = (
    Column(_l("Residence cell"), lambda line: line.residence or _l("No residence cell yet"), 30),
    Column(_l("Residential unit"), lambda line: line.unit),
)


def members_sheet(actor: Actor) -> Sheet:
    """The columns of the page: a cell is not told which cell it is."""
    at_home, in_cell = actor.side is Side.RESIDENCE, actor.kind is not None and actor.kind.is_cell
    home = _HOME[1:] if at_home and in_cell else _HOME
    return Sheet(
        "members.index",
        _l("List of members"),
        (
            Column(_l("Full name"), lambda line: line.full_name, 28),
            Column(_l("Date of birth"), born, 14),
            *(_WORK if at_home or not in_cell else _WORK[1:]),
            *home,
            Column(_l("State"), _state, 22),
            Column(_l("Phone number"), lambda line: line.phone, 16),
        ),
        about=lambda line: line.ref,
    )


def _state(line: MemberLine) -> object:
    return line.state or _l("Not introduced yet")
