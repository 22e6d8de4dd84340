"""Meetings of cells: the list, one meeting with its list of names and its steps, what a half-year still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, prepared, visible, within
from domain.errors import NotFound
from domain.meetings import Counts, counts
from models import Account, Attendance, Meeting, MeetingStep, Member, Organisation, db
from models.vocabulary import (
    AccountState,
    AttendanceSource,
    AttendanceStatus,
    MeetingKind,
    MeetingState,
)
from queries.paging import AFTER, PAGE, Lines, before


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting of a list: of which cell, when and where, how many were convened and how many came."""

    ref: str
    kind: MeetingKind
    state: MeetingState
    on: date
    starts_at: datetime
    place: str | None
    link: str | None
    cell: str
    cell_ref: str
    convened: int
    present: int


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One line of the list of a meeting: the number on the paper, the person, where he or she stands."""

    number: int
    member_id: int
    member_ref: str
    name: str
    born: str
    workplace: str
    is_guest: bool
    status: AttendanceStatus | None
    source: AttendanceSource | None
    arrived_at: datetime | None
    has_account: bool

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


def listed(actor: Actor, after: str | None = None) -> Lines[MeetingLine]:
    """Meetings in sight, the latest day first."""
    rows = _listed(actor, bool(after), after=after).all()
    return Lines.of([MeetingLine(*row) for row in rows], PAGE, lambda line: line.ref)


@prepared
def _listed(actor: Actor, goes_on: bool) -> Select[*tuple[Any, ...]]:
    order = (Meeting.on, Meeting.id)
    found = (
        select(
            Meeting.ref,
            Meeting.kind,
            Meeting.state,
            Meeting.on,
            Meeting.starts_at,
            Meeting.place,
            Meeting.link,
            Organisation.name,
            Organisation.ref,
            _how_many(Attendance.is_guest.is_(False)),
            _how_many(Attendance.status.in_(PRESENT), Attendance.is_guest.is_(False)),
        )
        .join(Organisation, Organisation.id == Meeting.cell_id)
        .where(within(actor, Permission.MEETING_READ, Meeting))
    )
    start = before(Meeting, order, AFTER if goes_on else None)
    if start is not None:
        found = found.where(start)
    return found.order_by(*(column.desc() for column in order)).limit(PAGE + 1)


PRESENT = tuple(status for status in AttendanceStatus if status.is_present)


def _how_many(*conditions: Any) -> Any:
    counted = select(func.count()).where(Attendance.meeting_id == Meeting.id, *conditions)
    return counted.correlate(Meeting).scalar_subquery()


def one(actor: Actor, ref: str, permission: Permission = Permission.MEETING_READ) -> Meeting:
    """A meeting in sight with its cell and the committee above; raises `NotFound` otherwise."""
    meeting = _one(actor, permission, ref=ref).scalar_one_or_none()
    if meeting is None:
        raise NotFound
    return meeting


@prepared
def _one(actor: Actor, permission: Permission) -> Select[Meeting]:
    return (
        visible(actor, permission, Meeting)
        .where(Meeting.ref == bindparam("ref"))
        .options(
            joinedload(Meeting.cell).options(joinedload(Organisation.parent), joinedload(Organisation.place)),
            joinedload(Meeting.attendance_by),
        )
    )


def seats(actor: Actor, meeting: Meeting) -> list[SeatLine]:
    """The list of a meeting in sight, by number."""
    return [SeatLine(*row) for row in _seats(actor, meeting_id=meeting.id)]


@prepared
def _seats(actor: Actor) -> Select[*tuple[Any, ...]]:
    account = select(Account.id).where(Account.member_id == Member.id, Account.state != AccountState.CLOSED)
    return (
        select(
            Attendance.number,
            Member.id,
            Member.ref,
            Member.full_name,
            Member.born,
            Organisation.name,
            Attendance.is_guest,
            Attendance.status,
            Attendance.source,
            Attendance.arrived_at,
            account.correlate(Member).exists(),
        )
        .join(Member, Member.id == Attendance.member_id)
        .join(Organisation, Organisation.id == Member.workplace_id)
        .where(
            within(actor, Permission.MEETING_READ, Attendance),
            Attendance.meeting_id == bindparam("meeting_id"),
        )
        .order_by(Attendance.number)
    )


def attended(meeting: Meeting) -> Counts:
    """How a meeting in sight was attended."""
    return counts(
        db.session.execute(
            select(Attendance.status, Attendance.is_guest).where(Attendance.meeting_id == meeting.id)
        ).tuples()
    )


def steps(meeting: Meeting) -> Sequence[MeetingStep]:
    """What happened to a meeting in sight, the latest first."""
    return db.session.scalars(
        select(MeetingStep)
        .where(MeetingStep.meeting_id == meeting.id)
        .order_by(MeetingStep.id.desc())
        .options(joinedload(MeetingStep.by))
    ).all()
