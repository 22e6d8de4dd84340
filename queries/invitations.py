"""Meetings as those read of them who are asked to come: the public invitation, and what a member was invited to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from access import Actor, Permission, prepared, within
from domain.errors import NotFound
from models import Attendance, Meeting, Organisation, db
from models.vocabulary import AttendanceStatus, MeetingKind, MeetingState
from queries.paging import PAGE


@dataclass(frozen=True, slots=True)
class Invitation:
    """What everybody may know of a meeting who has its address: nobody's name and no address on line."""

    kind: MeetingKind
    state: MeetingState
    on: date
    starts_at: datetime
    place: str | None
    is_online: bool
    cell: str
    sequence: int


def invitation(ref: str) -> Invitation:
    """The public invitation to a meeting; raises `NotFound` while nobody has been convened."""
    found = db.session.execute(
        select(
            Meeting.kind,
            Meeting.state,
            Meeting.on,
            Meeting.starts_at,
            Meeting.place,
            Meeting.link.is_not(None),
            Organisation.name,
            Meeting.sequence,
        )
        .join(Organisation, Organisation.id == Meeting.cell_id)
        .where(Meeting.invitation_ref == ref, Meeting.convened_on.is_not(None))
    ).one_or_none()
    if found is None:
        raise NotFound
    return Invitation(*found)


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One meeting to which a member was convened or invited, and where he or she stood."""

    kind: MeetingKind
    state: MeetingState
    on: date
    starts_at: datetime
    place: str | None
    link: str | None
    invitation_ref: str
    cell: str
    number: int
    is_guest: bool
    status: AttendanceStatus | None

    @property
    def is_online(self) -> bool:
        """Whether one may take part on line."""
        return self.link is not None


def own(actor: Actor) -> list[OwnLine]:
    """The meetings to which the actor was convened as a member, the latest first."""
    return [OwnLine(*row) for row in _own(actor)]


@prepared
def _own(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Meeting.kind,
            Meeting.state,
            Meeting.on,
            Meeting.starts_at,
            Meeting.place,
            Meeting.link,
            Meeting.invitation_ref,
            Organisation.name,
            Attendance.number,
            Attendance.is_guest,
            Attendance.status,
        )
        .select_from(Attendance)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Organisation, Organisation.id == Meeting.cell_id)
        .where(within(actor, Permission.OWN_RECORD, Attendance))
        .order_by(Meeting.on.desc(), Meeting.id.desc())
        .limit(PAGE)
    )
