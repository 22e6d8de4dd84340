"""Opinions: what is open at whom, what is overdue, what has to be told; one opinion with its steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, prepared, visible, within
from domain.errors import NotFound
from models import Attendance, Meeting, Opinion, OpinionStep, Organisation, db
from models.vocabulary import MeetingState, OpinionState
from queries.paging import AFTER, PAGE, Lines, before, behind

OPEN, OVERDUE, TO_TELL, DONE = "open", "overdue", "to_tell", "done"
WAYS = (OPEN, OVERDUE, TO_TELL, DONE)
"""What a list of opinions can be narrowed to."""
LATEST = 12
"""As many meetings as are offered to choose from."""
_TODAY = bindparam("today", type_=Date)
_WITH_ALL = (
    joinedload(Opinion.member),
    joinedload(Opinion.meeting),
    joinedload(Opinion.cell),
    joinedload(Opinion.holder),
)


def listed(actor: Actor, show: str, today: date, after: str | None = None) -> Lines[Opinion]:
    """Opinions at the actor's organisation: what is still to do the oldest first, what is done the latest first."""
    rows = _listed(actor, show, bool(after), today=today, after=after).scalars().all()
    return Lines.of(rows, PAGE, lambda opinion: opinion.ref)


@prepared
def _listed(actor: Actor, show: str, goes_on: bool) -> Select[Opinion]:
    day = Opinion.due_on if show == OVERDUE else Opinion.raised_on
    order: tuple[Any, Any] = (day, Opinion.id)
    after = AFTER if goes_on else None
    if show == DONE:
        start, direction = before(Opinion, order, after), (order[0].desc(), order[1].desc())
    else:
        start, direction = behind(Opinion, order, after), order
    found = visible(actor, Permission.OPINION_READ, Opinion).where(shown(show))
    if start is not None:
        found = found.where(start)
    return found.order_by(*direction).limit(PAGE + 1).options(*_WITH_ALL)


def shown(show: str) -> ColumnElement[bool]:
    """The condition of one way of looking; what is overdue is so on the day `today`."""
    if show == OVERDUE:
        return (Opinion.state == OpinionState.PASSED_ON) & (Opinion.due_on < _TODAY)
    if show == TO_TELL:
        return Opinion.state == OpinionState.ANSWERED
    if show == DONE:
        return Opinion.state == OpinionState.TOLD
    return Opinion.state != OpinionState.TOLD


def one(actor: Actor, ref: str, permission: Permission = Permission.OPINION_READ) -> Opinion:
    """An opinion in sight with all that its page shows; raises `NotFound` otherwise."""
    found = _one(actor, permission, ref=ref).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


@prepared
def _one(actor: Actor, permission: Permission) -> Select[Opinion]:
    return visible(actor, permission, Opinion).where(Opinion.ref == bindparam("ref")).options(*_WITH_ALL)


def steps(opinion_id: int) -> list[OpinionStep]:
    """What happened to an opinion that has been opened, the latest first; the same for all who read it."""
    return list(
        db.session.scalars(
            select(OpinionStep)
            .where(OpinionStep.opinion_id == opinion_id)
            .order_by(OpinionStep.id.desc())
            .options(joinedload(OpinionStep.by), joinedload(OpinionStep.organisation))
        )
    )


def own(actor: Actor) -> Sequence[Opinion]:
    """What the actor raised, the latest first."""
    return db.session.scalars(
        visible(actor, Permission.OWN_RECORD, Opinion)
        .order_by(Opinion.raised_on.desc(), Opinion.id.desc())
        .limit(PAGE)
        .options(*_WITH_ALL)
    ).all()


def meetings(actor: Actor, chosen: str | None) -> Sequence[Meeting]:
    """The meetings of the cell to which an opinion can belong: one already chosen, and the latest."""
    return db.session.scalars(
        visible(actor, Permission.OPINION_RECORD, Meeting)
        .where(Meeting.state != MeetingState.CANCELLED)
        .order_by((Meeting.ref == (chosen or "")).desc(), Meeting.on.desc(), Meeting.id.desc())
        .limit(LATEST)
    ).all()


def own_meetings(actor: Actor) -> Sequence[Meeting]:
    """The latest meetings, past and to come, to which the actor is convened or invited."""
    mine = select(Attendance.meeting_id).where(within(actor, Permission.OWN_RECORD, Attendance))
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.id.in_(mine), Meeting.state != MeetingState.CANCELLED)
        .order_by(Meeting.on.desc(), Meeting.id.desc())
        .limit(LATEST)
    ).all()


def committee_above(cell_id: int) -> Organisation:
    """The commune committee to which a cell passes an opinion on."""
    above = select(Organisation.parent_id).where(Organisation.id == cell_id).scalar_subquery()
    return db.session.scalars(select(Organisation).where(Organisation.id == above)).one()
