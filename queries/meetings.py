"""Meetings of cells: the list, one meeting with its list of names and its steps, what a half-year still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, exists, func, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, prepared, visible, within
from domain.errors import NotFound
from domain.meetings import (
    Bond,
    Counts,
    HalfYear,
    counts,
    fulfilled_on,
    is_convened,
    may_be_guest,
)
from models import Account, Attendance, Liaison, Meeting, MeetingStep, Member, Minutes, Organisation, db
from models.vocabulary import (
    AccountState,
    AttendanceSource,
    AttendanceStatus,
    LiaisonState,
    MeetingKind,
    MeetingState,
)
from queries.paging import AFTER, PAGE, Lines, before

WITH_HEAD = (
    joinedload(Meeting.cell).options(
        joinedload(Organisation.place),
        joinedload(Organisation.parent).joinedload(Organisation.place),
    ),
    joinedload(Meeting.attendance_by),
)
"""What the head of a page or a paper says of a meeting."""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting of a list: of which cell, when and where, how many were convened and how many came."""

    ref: str
    kind: MeetingKind
    state: MeetingState
    on: date
    starts_at: datetime
    place: str | None
    is_online: bool
    cell: str
    cell_ref: str
    convened: int
    present: int


@dataclass(frozen=True, slots=True)
class NearLine:
    """One meeting that something is still to be done about."""

    ref: str
    kind: MeetingKind
    state: MeetingState
    on: date
    starts_at: datetime
    convened: int

    def has_come(self, today: date) -> bool:
        """Whether its day has come and its attendance is still to be taken."""
        return self.state is MeetingState.CONVENED and self.on <= today

    def is_ahead(self, today: date) -> bool:
        """Whether it is still to come."""
        is_open = self.state in (MeetingState.PLANNED, MeetingState.CONVENED)
        return is_open and self.on >= today and not self.has_come(today)


def near(actor: Actor) -> list[NearLine]:
    """The meetings of the actor's own cell that are to come, to be held or to be minuted, the oldest first."""
    return [NearLine(*row) for row in _near(actor)]


def unsigned() -> ColumnElement[bool]:
    """The meetings whose minutes have to be written or signed, an amendment begun included."""
    draft = select(Minutes.id).where(Minutes.meeting_id == Meeting.id, Minutes.signed_at.is_(None))
    is_amended = Meeting.state.in_((MeetingState.SIGNED, MeetingState.CLOSED)) & draft.exists()
    return (Meeting.state == MeetingState.HELD) | is_amended


@prepared
def _near(actor: Actor) -> Select[*tuple[Any, ...]]:
    is_open = Meeting.state.in_((MeetingState.PLANNED, MeetingState.CONVENED)) | unsigned()
    return (
        select(
            Meeting.ref,
            Meeting.kind,
            Meeting.state,
            Meeting.on,
            Meeting.starts_at,
            _how_many(Attendance.is_guest.is_(False)),
        )
        .where(within(actor, Permission.MEETING_HOLD, Meeting), is_open)
        .order_by(Meeting.on, Meeting.id)
        .limit(PAGE)
    )


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


@dataclass(frozen=True, slots=True)
class HalfLine:
    """One half-year of a cell, and the day on which it was fulfilled; none when it was not."""

    half: HalfYear
    held_on: date | None


@dataclass(frozen=True, slots=True)
class _Held:
    """What the rules need to know of a meeting."""

    kind: MeetingKind
    state: MeetingState
    on: date


def halves(actor: Actor, year: int) -> list[HalfLine]:
    """Both half-years of the actor's own cell in a year."""
    both = [HalfYear(year, 1), HalfYear(year, 2)]
    rows = _of_year(actor, first=both[0].first, last=both[1].last)
    held = [_Held(*row) for row in rows]
    return [HalfLine(half, fulfilled_on(half, held)) for half in both]


@prepared
def _of_year(actor: Actor) -> Select[MeetingKind, MeetingState, date]:
    return select(Meeting.kind, Meeting.state, Meeting.on).where(
        within(actor, Permission.MEETING_READ, Meeting),
        Meeting.cell_id == actor.organisation_id,
        Meeting.on.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
    )


def listed(
    actor: Actor, half: HalfYear | None = None, cell_ref: str | None = None, after: str | None = None
) -> Lines[MeetingLine]:
    """Meetings in sight, the latest day first; of one half-year, of one cell where these are given."""
    values = {"first": half and half.first, "last": half and half.last, "cell_ref": cell_ref, "after": after}
    rows = _listed(actor, half is not None, cell_ref is not None, bool(after), **values).all()
    return Lines.of([MeetingLine(*row) for row in rows], PAGE, lambda line: line.ref)


@prepared
def _listed(actor: Actor, has_half: bool, has_cell: bool, goes_on: bool) -> Select[*tuple[Any, ...]]:
    order = (Meeting.on, Meeting.id)
    found = (
        select(
            Meeting.ref,
            Meeting.kind,
            Meeting.state,
            Meeting.on,
            Meeting.starts_at,
            Meeting.place,
            Meeting.link.is_not(None),
            Organisation.name,
            Organisation.ref,
            _how_many(Attendance.is_guest.is_(False)),
            _how_many(Attendance.status.in_(PRESENT), Attendance.is_guest.is_(False)),
        )
        .join(Organisation, Organisation.id == Meeting.cell_id)
        .where(within(actor, Permission.MEETING_READ, Meeting))
    )
    if has_half:
        found = found.where(Meeting.on.between(bindparam("first", type_=Date), bindparam("last", type_=Date)))
    if has_cell:
        found = found.where(Organisation.ref == bindparam("cell_ref"))
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
    return visible(actor, permission, Meeting).where(Meeting.ref == bindparam("ref")).options(*WITH_HEAD)


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
    stand = select(Attendance.status, Attendance.is_guest).where(Attendance.meeting_id == meeting.id)
    return counts((row[0], row[1]) for row in db.session.execute(stand))


def counted(lines: Iterable[SeatLine]) -> Counts:
    """The same of a list that has been read."""
    return counts((line.status, line.is_guest) for line in lines)


def steps(meeting: Meeting) -> Sequence[MeetingStep]:
    """What happened to a meeting in sight, the latest first."""
    return db.session.scalars(
        select(MeetingStep)
        .where(MeetingStep.meeting_id == meeting.id)
        .order_by(MeetingStep.id.desc())
        .options(joinedload(MeetingStep.by))
    ).all()


def bonds(cell_id: int | None) -> list[Bond]:
    """The liaisons of a cell from which the list of a meeting is made."""
    return [Bond(*row) for row in db.session.execute(select(*_BOND).where(*_of_cell(cell_id)))]


def numbers(meeting_id: int) -> dict[int, int]:
    """The number of each member who is on the list of a meeting."""
    taken = select(Attendance.member_id, Attendance.number).where(Attendance.meeting_id == meeting_id)
    return dict(db.session.execute(taken).all())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of the cell who is not on the list of a meeting."""

    ref: str
    name: str
    birth_year: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who can be put on a list that is made: those who came to the cell since, and exempt members, as guests."""

    newcomers: list[Candidate]
    guests: list[Candidate]


def candidates(actor: Actor, meeting: Meeting) -> Candidates:
    """Members of the cell who are not on the list of its meeting, in the order of their names."""
    found = db.session.execute(
        select(*_BOND, Member.ref, Member.full_name, Member.born)
        .join(Member, Member.id == Liaison.member_id)
        .where(within(actor, Permission.MEETING_HOLD, Liaison), *_of_cell(meeting.cell_id))
        .where(
            ~exists().where(Attendance.meeting_id == meeting.id, Attendance.member_id == Liaison.member_id)
        )
        .order_by(Liaison.sort_key, Liaison.id)
    ).all()
    known = [(Bond(*row[:-3]), Candidate(row[-3], row[-2], row[-1][:4])) for row in found]
    return Candidates(
        [one for bond, one in known if is_convened(bond, meeting.on)],
        [one for bond, one in known if may_be_guest(bond)],
    )


_BOND = (Liaison.member_id, Liaison.state, Liaison.category, Liaison.sort_key, Liaison.started_on)


def _of_cell(cell_id: int | None) -> tuple[ColumnElement[bool], ...]:
    return (Liaison.residence_id == cell_id, Liaison.state.in_((LiaisonState.ACTIVE, LiaisonState.EXEMPTED)))


def reached(meeting: Meeting) -> tuple[int, int]:
    """How many are on the list of a meeting in sight, and how many of them have an account whose bell rings."""
    account = select(Account.id).where(
        Account.member_id == Attendance.member_id, Account.state != AccountState.CLOSED
    )
    listed = select(func.count(), func.count().filter(account.correlate(Attendance).exists())).where(
        Attendance.meeting_id == meeting.id
    )
    row = db.session.execute(listed).one()
    return row[0], row[1]


def last_place(actor: Actor) -> str | None:
    """Where the actor's cell met last: proposed for the next meeting."""
    return db.session.scalar(
        select(Meeting.place)
        .where(within(actor, Permission.MEETING_HOLD, Meeting), Meeting.place.is_not(None))
        .order_by(Meeting.on.desc(), Meeting.id.desc())
        .limit(1)
    )
