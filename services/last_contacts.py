"""The day on which cell and member last met or spoke, kept on the liaison in the transaction of its cause."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, or_, select, union_all, update

from domain.lifecycles import IN_LIAISON
from models import Attendance, Contact, Liaison, Meeting, db
from models.vocabulary import AttendanceStatus, ContactState, MeetingState
from services import audit

_TOOK_PLACE = (MeetingState.HELD, MeetingState.SIGNED, MeetingState.CLOSED)
_PRESENT = tuple(status for status in AttendanceStatus if status.is_present)

_CONTACTS = select(Contact.on).where(
    Contact.liaison_id == Liaison.id, Contact.state == ContactState.CONFIRMED
)
_MEETINGS = (
    select(Meeting.on)
    .join(Attendance, Attendance.meeting_id == Meeting.id)
    .where(
        Attendance.member_id == Liaison.member_id,
        Attendance.status.in_(_PRESENT),
        Meeting.cell_id == Liaison.residence_id,
        Meeting.state.in_(_TOOK_PLACE),
        or_(Liaison.started_on.is_(None), Meeting.on >= Liaison.started_on),
    )
)
_BOTH = union_all(_CONTACTS.correlate(Liaison), _MEETINGS.correlate(Liaison)).subquery()
_LATEST = select(func.max(_BOTH.c.on)).scalar_subquery()


def refresh_last_contacts(cell_id: int, member_ids: Iterable[int]) -> None:
    """Work out the last contact of these members with a cell anew: confirmed contacts and meetings they were at.

    Called in the use case that recorded, confirmed, withdrew or corrected one of them; one statement for all members.
    """
    wanted = sorted(set(member_ids))
    db.session.flush()
    db.session.execute(
        update(Liaison)
        .where(Liaison.residence_id == cell_id, Liaison.member_id.in_(wanted), Liaison.state.in_(IN_LIAISON))
        .values(last_contact_on=_LATEST)
    )
    audit.note("liaison", None, None, **{"": "~"}, last_contacts=len(wanted))
