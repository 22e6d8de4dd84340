"""What the register knows of a half-year, for the report of a cell or of a commune: counts with their base."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, visible, within
from domain.errors import NotFound
from domain.meetings import Counts, HalfYear, counts
from models import Attendance, Contact, Liaison, Meeting, Notice, Opinion, Organisation, db
from models.vocabulary import (
    ContactState,
    LiaisonState,
    MeetingKind,
    MeetingState,
    NoticeState,
    OpinionState,
)
from queries import years
from queries.liaisons import HELD

_OVER = tuple(state for state in MeetingState if state.is_held)
_FULFILLING = tuple(kind for kind in MeetingKind if kind.fulfils)
_IN_ORDER = (LiaisonState.ACTIVE, LiaisonState.EXEMPTED, LiaisonState.ASSIGNED)
_SETTLED = (OpinionState.ANSWERED, OpinionState.TOLD)


@dataclass(frozen=True, slots=True)
class Known:
    """The counts of one half-year. Nothing is computed from them: no share, no mark, no rank."""

    body: Organisation
    half: HalfYear
    listed: int
    active: int
    exempt: int
    waiting: int
    """Assigned to the cell, which has not contacted them yet."""
    meetings: int
    people: int
    attendance: Counts
    contacts: int
    opinions: int
    answered: int
    notices: int
    acknowledged: int
    cells: int
    """Cells that have members to meet; nothing for a cell."""
    cells_met: int


def known(actor: Actor, half: HalfYear, today: date) -> Known:
    """What the actor's organisation knows of a half-year, by the rights of each of its lists."""
    listed, active, exempt, waiting = _bonds(actor)
    meetings, people = _meetings(actor, half)
    opinions, answered = _opinions(actor, half)
    notices, acknowledged = _notices(actor, half)
    is_cell = actor.kind is not None and actor.kind.is_cell
    cells = [] if is_cell else years.cells(actor, half, today)
    return Known(
        body=_body(actor),
        half=half,
        listed=listed,
        active=active,
        exempt=exempt,
        waiting=waiting,
        meetings=meetings,
        people=people,
        attendance=_attendance(actor, half),
        contacts=_contacts(actor, half),
        opinions=opinions,
        answered=answered,
        notices=notices,
        acknowledged=acknowledged,
        cells=len(cells),
        cells_met=sum(line.held_on is not None for line in cells),
    )


def _body(actor: Actor) -> Organisation:
    body = db.session.scalar(
        visible(actor, Permission.MEETING_READ, Organisation)
        .where(Organisation.id == actor.organisation_id)
        .options(
            joinedload(Organisation.parent).joinedload(Organisation.place), joinedload(Organisation.place)
        )
    )
    if body is None:
        raise NotFound
    return body


def _bonds(actor: Actor) -> tuple[int, int, int, int]:
    """Those on the list today, and of them in liaison, exempt, and not contacted yet."""
    sums = [func.count().filter(Liaison.state == state) for state in _IN_ORDER]
    row = db.session.execute(
        select(func.count(), *sums).where(
            within(actor, Permission.LIAISON_READ, Liaison), Liaison.state.in_(HELD)
        )
    ).one()
    return row[0], row[1], row[2], row[3]


def _meetings(actor: Actor, half: HalfYear) -> tuple[int, int]:
    """Meetings held that count for the half-year (BR-07), and people's meetings."""
    row = db.session.execute(
        select(
            func.count().filter(Meeting.kind.in_(_FULFILLING)),
            func.count().filter(Meeting.kind == MeetingKind.PEOPLE),
        ).where(
            within(actor, Permission.MEETING_READ, Meeting),
            Meeting.on.between(half.first, half.last),
            Meeting.state.in_(_OVER),
        )
    ).one()
    return row[0], row[1]


def _attendance(actor: Actor, half: HalfYear) -> Counts:
    found = db.session.execute(
        select(Attendance.status, Attendance.is_guest, func.count())
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            within(actor, Permission.MEETING_READ, Meeting),
            Meeting.on.between(half.first, half.last),
            Meeting.kind.in_(_FULFILLING),
            Meeting.state.in_(_OVER),
        )
        .group_by(Attendance.status, Attendance.is_guest)
    )
    return counts(chain.from_iterable(repeat((status, is_guest), count) for status, is_guest, count in found))


def _contacts(actor: Actor, half: HalfYear) -> int:
    found = select(func.count()).where(
        within(actor, Permission.CONTACT_READ, Contact),
        Contact.on.between(half.first, half.last),
        Contact.state == ContactState.CONFIRMED,
    )
    return db.session.scalar(found) or 0


def _opinions(actor: Actor, half: HalfYear) -> tuple[int, int]:
    row = db.session.execute(
        select(func.count(), func.count().filter(Opinion.state.in_(_SETTLED))).where(
            within(actor, Permission.OPINION_READ, Opinion),
            Opinion.raised_on.between(half.first, half.last),
        )
    ).one()
    return row[0], row[1]


def _notices(actor: Actor, half: HalfYear) -> tuple[int, int]:
    row = db.session.execute(
        select(func.count(), func.count().filter(Notice.acknowledged_at.is_not(None))).where(
            within(actor, Permission.NOTICE_READ, Notice),
            Notice.sent_on.between(half.first, half.last),
            Notice.state != NoticeState.WITHDRAWN,
        )
    ).one()
    return row[0], row[1]
