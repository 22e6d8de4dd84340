"""The list of liaisons as a spreadsheet."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from models.vocabulary import LiaisonState
from queries.liaisons import TO_COMPLETE, TO_CONFIRM, TO_REVIEW
from queries.paging import Lines
from ui.spreadsheets import Column, Read, Sheet, born

WAYS = {
    TO_CONFIRM: _l("Not confirmed by the cell"),
    TO_COMPLETE: _l("Exemption without a basis"),
    TO_REVIEW: _l("Exemption to review"),
}
LIAISONS = Sheet(
    "liaisons.index",
    _l("List of members in liaison"),
    (
        Column(_l("Party member"), lambda line: line.name, 28),
        Column(_l("Date of birth"), born, 14),
        Column(_l("Workplace"), lambda line: line.workplace, 36),
        Column(_l("Position"), lambda line: line.position),
        Column(_l("Residence Party cell"), lambda line: line.holder, 30),
        Column(_l("Residential unit"), lambda line: line.unit),
        Column(_l("Category"), lambda line: line.category),
        Column(_l("State"), lambda line: line.state),
        Column(_l("Since"), lambda line: line.started_on, 14),
        Column(_l("Reason of the exemption"), lambda line: line.exemption_reason),
        Column(_l("Review on"), lambda line: line.exempt_review_on, 14),
        Column(_l("Last contact"), lambda line: line.last_contact_on, 14),
        Column(_l("Phone number"), lambda line: line.phone, 16),
    ),
    about=lambda line: line.member_ref,
)


def newly_first(read: Read) -> Read:
    """The list of a cell as its page shows it: those newly introduced stand first."""

    def in_order(after: str | None) -> Lines[object]:
        lines = read(after)
        return Lines(
            sorted(lines.rows, key=lambda line: line.state is not LiaisonState.ASSIGNED), lines.after
        )

    return in_order
