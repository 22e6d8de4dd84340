"""A year at a glance: facts and counts with their base, for a cell, its commune committee and a member."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, literal, select, union_all

from access import Actor, Permission, may, prepared, within
from domain.contacts import silent_since
from domain.meetings import HalfYear, is_fulfilled
from models import Attendance, Contact, Liaison, Meeting, MeetingReminder, Need, Opinion, Organisation
from models.vocabulary import (
    AttendanceStatus,
    Category,
    ContactState,
    LiaisonState,
    MeetingKind,
    MeetingState,
    NeedState,
    OpinionState,
    OrganisationKind,
)
from queries.contacts import is_silent
from queries.dashboard import Task

_TO_COME = (MeetingState.PLANNED, MeetingState.CONVENED)
_OVER = (MeetingState.HELD, MeetingState.SIGNED, MeetingState.CLOSED)
_FULFILLING = tuple(kind for kind in MeetingKind if kind.fulfils)
_OPEN_OPINIONS = (OpinionState.RAISED, OpinionState.PASSED_ON, OpinionState.ANSWERED)


@dataclass(frozen=True, slots=True)
class Half:
    """One half-year of a cell: its meetings in order of their days, cancelled ones left out."""

    half: HalfYear
    meetings: tuple[Row[Any], ...]
    is_fulfilled: bool


@dataclass(frozen=True, slots=True)
class CellYear:
    """What a cell sees of its year; the counts are those of lists that can be opened."""

    halves: tuple[Half, ...]
    members: int
    silent: int
    opinions: int
    overdue: int
    needs: int


@dataclass(frozen=True, slots=True)
class CellLine:
    """How one cell stands in one half-year, as its commune committee reads it."""

    ref: str
    name: str
    members: int
    held_on: date | None
    next_on: date | None
    reminded_on: date | None


@dataclass(frozen=True, slots=True)
class OwnYear:
    """A member's year: meetings by status and their base, contacts, opinions by state."""

    convened: int
    attendance: Counter[AttendanceStatus]
    people: int
    contacts: int
    opinions: Counter[OpinionState]


def of_cell(actor: Actor, year: int, today: date, silent_months: int) -> CellYear:
    """The year of the actor's cell: each half with its meetings, and how much is open today."""
    rows = _meetings(actor, first=date(year, 1, 1), last=date(year, 12, 31)).all()
    halves = []
    for half in (HalfYear(year, 1), HalfYear(year, 2)):
        mine = tuple(row for row in rows if row.on in half)
        halves.append(Half(half, mine, is_fulfilled(half, mine)))
    counts = dict(_open(actor, today=today, since=silent_since(today, silent_months)).all())
    return CellYear(tuple(halves), **counts)


@prepared
def _meetings(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(Meeting.ref, Meeting.kind, Meeting.state, Meeting.on, Meeting.starts_at, Meeting.place)
        .where(
            within(actor, Permission.MEETING_READ, Meeting),
            Meeting.on.between(bindparam("first"), bindparam("last")),
            Meeting.state != MeetingState.CANCELLED,
        )
        .order_by(Meeting.on, Meeting.id)
    )


@prepared
def _open(actor: Actor) -> Any:
    bonds = within(actor, Permission.LIAISON_READ, Liaison)
    active = and_(bonds, Liaison.state == LiaisonState.ACTIVE)
    opinions = and_(within(actor, Permission.OPINION_READ, Opinion), Opinion.state.in_(_OPEN_OPINIONS))
    needs = and_(within(actor, Permission.NEED_READ, Need), Need.state == NeedState.OPEN)
    return union_all(
        *(
            select(literal(name), func.count()).where(condition)
            for name, condition in (
                ("members", active),
                ("silent", and_(bonds, *is_silent())),
                ("opinions", opinions),
                ("overdue", and_(opinions, Opinion.due_on < bindparam("today"))),
                ("needs", needs),
            )
        )
    )


def cells(actor: Actor, half: HalfYear, today: date) -> list[CellLine]:
    """The living cells below the actor that have members to meet: those that have not met come first (BR-07)."""
    values = {"first": half.first, "last": half.last, "today": today, "half": half.stored}
    lines = [CellLine(*row) for row in _cells(actor, **values) if row.members]
    return sorted(lines, key=lambda line: line.held_on is not None)


def late_cells(actor: Actor, today: date, alarm_days: int) -> list[Task]:
    """The cells that have not met, as a thing to do while the half-year draws to its end; else nothing."""
    half = HalfYear.of(today)
    if not may(actor, Permission.MEETING_REMIND) or (half.last - today).days > alarm_days:
        return []
    late = [line for line in cells(actor, half, today) if line.held_on is None]
    return [Task("cells_late", len(late), half.last - timedelta(days=alarm_days))] if late else []


@prepared
def _cells(actor: Actor) -> Select[*tuple[Any, ...]]:
    def day(of: Any, *conditions: Any) -> Any:
        meetings = select(of).where(
            Meeting.cell_id == Organisation.id,
            Meeting.on.between(bindparam("first"), bindparam("last")),
            Meeting.kind.in_(_FULFILLING),
            *conditions,
        )
        return meetings.correlate(Organisation).scalar_subquery()

    members = select(func.count()).where(
        Liaison.residence_id == Organisation.id,
        Liaison.state == LiaisonState.ACTIVE,
        Liaison.category == Category.FULL,
    )
    reminded = select(func.max(MeetingReminder.on)).where(
        MeetingReminder.cell_id == Organisation.id, MeetingReminder.half == bindparam("half")
    )
    return (
        select(
            Organisation.ref,
            Organisation.name,
            members.correlate(Organisation).scalar_subquery().label("members"),
            day(func.min(Meeting.on), Meeting.state.in_(_OVER)),
            day(func.min(Meeting.on), Meeting.state.in_(_TO_COME), Meeting.on >= bindparam("today")),
            reminded.correlate(Organisation).scalar_subquery(),
        )
        .where(
            within(actor, Permission.MEETING_READ, Organisation),
            Organisation.kind == OrganisationKind.RESIDENCE_CELL,
            Organisation.dissolved_on.is_(None),
        )
        .order_by(Organisation.sort_key, Organisation.id)
    )


def of_member(actor: Actor, year: int) -> OwnYear:
    """The actor's own year: where he or she was, what was recorded, what was raised and what became of it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    own = {"first": first, "last": last}
    seats = _seats(actor, **own).all()
    mine = [row for row in seats if row.kind is not MeetingKind.PEOPLE and not row.is_guest]
    return OwnYear(
        convened=len(mine),
        attendance=Counter(row.status for row in mine if row.status is not None),
        people=sum(
            row.kind is MeetingKind.PEOPLE and bool(row.status and row.status.is_present) for row in seats
        ),
        contacts=_contacts(actor, **own).scalar() or 0,
        opinions=Counter({row.state: row.count for row in _opinions(actor, **own)}),
    )


@prepared
def _seats(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(Meeting.kind, Attendance.status, Attendance.is_guest)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            within(actor, Permission.OWN_RECORD, Attendance),
            Meeting.on.between(bindparam("first"), bindparam("last")),
            Meeting.state.in_(_OVER),
        )
    )


@prepared
def _contacts(actor: Actor) -> Select[int]:
    return select(func.count()).where(
        within(actor, Permission.OWN_RECORD, Contact),
        Contact.state == ContactState.CONFIRMED,
        Contact.on.between(bindparam("first"), bindparam("last")),
    )


@prepared
def _opinions(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(Opinion.state, func.count().label("count"))
        .where(
            within(actor, Permission.OWN_RECORD, Opinion),
            Opinion.raised_on.between(bindparam("first"), bindparam("last")),
        )
        .group_by(Opinion.state)
    )
