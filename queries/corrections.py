"""Requests for correction: what a line of a record says, what waits at whom, one's own, who was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, or_, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, prepared, visible
from domain.errors import NotFound
from models import (
    Attendance,
    Change,
    Contact,
    Correction,
    CorrectionTold,
    Liaison,
    Meeting,
    Member,
    Organisation,
    db,
)
from models.vocabulary import ContactState, CorrectionLine, CorrectionState, LiaisonState
from queries import homes
from queries.paging import AFTER, PAGE, Lines, before, behind

OPEN, OVERDUE, DONE = "open", "overdue", "done"
WAYS = (OPEN, OVERDUE, DONE)
"""What a list of requests can be narrowed to."""
STILL_OPEN = (CorrectionState.ASKED, CorrectionState.RECEIVED)
_TODAY = bindparam("today", type_=Date)
_L = CorrectionLine
_WITH_ALL = (
    joinedload(Correction.member).joinedload(Member.workplace),
    joinedload(Correction.owner),
    joinedload(Correction.received_by),
    joinedload(Correction.decided_by),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one line of a record says at present, and whose data it is."""

    owner_id: int
    stands: str | None
    on: date | None = None
    is_restricted: bool = False
    recorded_by_id: int | None = None


def line_of(member_id: int, line: CorrectionLine, about_ref: str | None) -> Line | None:
    """A line of a member's record as it stands; None where the record has no such line."""
    if line is _L.CHANGE:
        return _change(member_id, about_ref)
    if line is _L.CONTACT:
        return _contact(member_id, about_ref)
    if line is _L.MEETING:
        return _meeting(member_id, about_ref)
    if line in (_L.CELL, _L.CATEGORY):
        return _of_bond(member_id, line)
    member = db.session.get_one(Member, member_id, options=[joinedload(Member.workplace)])
    return Line(owner_id=member.workplace_id, stands=_of_member(member, line))


def _of_member(member: Member, line: CorrectionLine) -> str | None:
    if line is _L.WORKPLACE:
        return member.workplace.name
    if line is _L.ADDRESS:
        home = homes.of_members([member.id]).get(member.id)
        return ", ".join(filter(None, (home.address, home.unit, home.place.name))) if home else None
    found: str | None = getattr(member, line.value)
    return found


def _of_bond(member_id: int, line: CorrectionLine) -> Line | None:
    bond = db.session.scalar(
        select(Liaison)
        .where(Liaison.member_id == member_id, Liaison.state != LiaisonState.ENDED)
        .options(joinedload(Liaison.residence))
    )
    if bond is None:
        return None
    if line is _L.CATEGORY:
        return Line(owner_id=bond.workplace_id, stands=bond.category.value)
    return Line(owner_id=bond.commune_id, stands=bond.residence.name if bond.residence else None)


def _change(member_id: int, ref: str | None) -> Line | None:
    found = db.session.scalar(select(Change).where(Change.ref == ref, Change.member_id == member_id))
    if found is None:
        return None
    is_over = found.superseded_at or found.withdrawn_at
    return Line(
        owner_id=found.organisation_id,
        stands=None if is_over else found.word.value,
        on=found.effective_on,
        is_restricted=found.is_restricted,
        recorded_by_id=found.recorded_by_id,
    )


def _contact(member_id: int, ref: str | None) -> Line | None:
    found = db.session.scalar(select(Contact).where(Contact.ref == ref, Contact.member_id == member_id))
    if found is None:
        return None
    is_over = found.state is ContactState.WITHDRAWN
    return Line(owner_id=found.cell_id, stands=None if is_over else found.kind.value, on=found.on)


def _meeting(member_id: int, ref: str | None) -> Line | None:
    found = db.session.execute(
        select(Meeting.cell_id, Meeting.on, Attendance.status)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Meeting.invitation_ref == ref, Attendance.member_id == member_id)
    ).one_or_none()
    if found is None:
        return None
    return Line(owner_id=found.cell_id, stands=found.status.value if found.status else None, on=found.on)


def listed(actor: Actor, show: str, today: date, after: str | None = None) -> Lines[Correction]:
    """Requests at the actor's organisations: what is open the most pressing first, what is decided the latest first."""
    rows = _listed(actor, show, bool(after), today=today, after=after).scalars().all()
    return Lines.of(rows, PAGE, lambda correction: correction.ref)


@prepared
def _listed(actor: Actor, show: str, goes_on: bool) -> Select[Correction]:
    order: tuple[Any, Any] = (Correction.due_on, Correction.id)
    after = AFTER if goes_on else None
    if show == DONE:
        start, direction = before(Correction, order, after), (order[0].desc(), order[1].desc())
    else:
        start, direction = behind(Correction, order, after), order
    found = visible(actor, Permission.CORRECTION_READ, Correction).where(shown(show))
    if start is not None:
        found = found.where(start)
    return found.order_by(*direction).limit(PAGE + 1).options(*_WITH_ALL)


def shown(show: str) -> ColumnElement[bool]:
    """The condition of one way of looking; what is overdue is so on the day `today`."""
    if show == OVERDUE:
        return Correction.state.in_(STILL_OPEN) & is_late(_TODAY)
    if show == DONE:
        return Correction.state.not_in(STILL_OPEN)
    return Correction.state.in_(STILL_OPEN)


def is_late(today: Any) -> ColumnElement[bool]:
    """The term of the decision, or that of saying that the request came, has passed."""
    not_received = (Correction.state == CorrectionState.ASKED) & (Correction.receipt_due_on < today)
    return or_(Correction.due_on < today, not_received)


def one(actor: Actor, ref: str, permission: Permission = Permission.CORRECTION_READ) -> Correction:
    """A request in sight with all that its page shows; raises `NotFound` otherwise."""
    found = _one(actor, permission, ref=ref).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


@prepared
def _one(actor: Actor, permission: Permission) -> Select[Correction]:
    return (
        visible(actor, permission, Correction).where(Correction.ref == bindparam("ref")).options(*_WITH_ALL)
    )


def own(actor: Actor) -> Sequence[Correction]:
    """What the actor asked for, the latest first."""
    return db.session.scalars(
        visible(actor, Permission.OWN_RECORD, Correction)
        .order_by(Correction.id.desc())
        .limit(PAGE)
        .options(*_WITH_ALL)
    ).all()


def told(correction_id: int) -> Sequence[str]:
    """The names of those who were told of a correction that has been opened."""
    return db.session.scalars(
        select(Organisation.name)
        .join(CorrectionTold, CorrectionTold.organisation_id == Organisation.id)
        .where(CorrectionTold.correction_id == correction_id)
        .order_by(CorrectionTold.id)
    ).all()


def one_told(actor: Actor, ref: str) -> Correction:
    """The correction of which the actor's organisation was told; raises `NotFound` otherwise."""
    heard = visible(actor, Permission.CORRECTION_READ, CorrectionTold).where(CorrectionTold.ref == ref)
    found = db.session.scalar(heard)
    if found is None:
        raise NotFound
    return db.session.scalars(
        select(Correction).where(Correction.id == found.correction_id).options(*_WITH_ALL)
    ).one()
