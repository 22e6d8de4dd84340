"""A member says by the own phone that he or she is there: this meeting only, within its hours, once."""

from __future__ import annotations

from sqlalchemy import func, select

from access import Actor
from adapters import clock
from domain.attendance import has_checked_in, objection_to_check_in
from domain.meetings import check_in_window
from models import Attendance, Meeting, db
from models.vocabulary import AttendanceSource, AttendanceStatus, MeetingState
from queries.check_in import Door, door
from services import audit
from services.last_contacts import refresh_last_contacts
from services.unit import use_case


@use_case
def check_in(actor: Actor, door_ref: str) -> Meeting:
    """Write down that the actor is at a meeting of his or her cell; a second time changes nothing.

    Who is in liaison with the cell and not on the list comes behind its last number, as a guest: not convened, so
    never counted absent.
    """
    here = door(actor, door_ref, locked=True)
    meeting, row = here.meeting, here.row
    if row is not None and has_checked_in(row):
        return meeting
    window = check_in_window(meeting.starts_at, here.rules)
    refused = objection_to_check_in(meeting.state, here.standing, window, clock.now())
    if refused is not None:
        raise refused
    if row is None:
        row = _seat(actor, here)
    row.status = AttendanceStatus.ONLINE if meeting.place is None else AttendanceStatus.PRESENT
    row.source, row.arrived_at = AttendanceSource.SCAN, clock.now()
    audit.note("attendance", meeting.id, meeting.cell_id, checked_in=1)
    if meeting.state is MeetingState.HELD:
        refresh_last_contacts(meeting.cell_id, [row.member_id])
    return meeting


def _seat(actor: Actor, here: Door) -> Attendance:
    """A new line behind the last number; the lock on the meeting lets one comrade after the other sit down."""
    meeting_id = here.meeting.id
    db.session.execute(select(Meeting.id).where(Meeting.id == meeting_id).with_for_update())
    last = db.session.scalar(select(func.max(Attendance.number)).where(Attendance.meeting_id == meeting_id))
    row = Attendance(
        meeting_id=meeting_id, member_id=actor.member_id or 0, number=(last or 0) + 1, is_guest=True
    )
    db.session.add(row)
    return row
