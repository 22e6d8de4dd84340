"""The list of meetings and the attendance of one as spreadsheets."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from blueprints.meetings.words import WORDS
from models.vocabulary import MeetingState
from queries.meetings import MeetingLine, SeatLine
from queries.paging import Lines
from ui.pages import said
from ui.spreadsheets import Column, Read, Sheet, born


def _present(line: MeetingLine) -> int | None:
    return line.present if line.state.is_held else None


def _guest(seat: SeatLine) -> object:
    return _l("guest") if seat.is_guest else None


MEETINGS = Sheet(
    "meetings.index",
    _l("Meetings"),
    (
        Column(_l("Meeting"), lambda line: said(WORDS, "title_of", line), 40),
        Column(_l("Time"), lambda line: line.starts_at, 18),
        Column(_l("Party cell"), lambda line: line.cell, 30),
        Column(_l("Venue"), lambda line: said(WORDS, "where", line), 36),
        Column(_l("State"), lambda line: line.state),
        Column(_l("On the list"), lambda line: line.convened, 12),
        Column(_l("Present"), _present, 12),
    ),
)
CONVENED = Sheet(
    "meetings.convened",
    _l("List of those convened"),
    (
        Column(_l("Number on the list"), lambda seat: seat.number, 10),
        Column(_l("Party member"), lambda seat: seat.name, 28),
        Column(_l("Date of birth"), born, 14),
        Column(_l("Guest"), _guest, 12),
        Column(_l("Workplace"), lambda seat: seat.workplace, 40),
        Column(_l("Attendance"), lambda seat: seat.status),
    ),
    about=lambda seat: seat.member_ref,
)
_TO_COME = (MeetingState.PLANNED, MeetingState.CONVENED)


def coming_first(read: Read) -> Read:
    """The list of a cell as its page shows it: what is to come by its day, then what is past, the latest first."""

    def in_order(after: str | None) -> Lines[MeetingLine]:
        lines = read(after)
        coming = [line for line in lines.rows if line.state in _TO_COME]
        past = [line for line in lines.rows if line.state not in _TO_COME]
        return Lines([*reversed(coming), *past], lines.after)

    return in_order
