"""The member at the door of a meeting: which one, whether it is his or hers, what was recorded."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, within
from domain.attendance import Standing, standing
from domain.errors import NotFound
from domain.rules import Rules, read_rules
from models import Attendance, Liaison, Meeting, RuleSet, db
from models.vocabulary import LiaisonState
from queries.attendance import BOND, bonds_of


@dataclass(frozen=True, slots=True)
class Door:
    """A member before the door of a meeting of his or her cell."""

    meeting: Meeting
    rules: Rules
    row: Attendance | None
    """The own line of the list; none for a member who came after it was made, or was not invited."""
    standing: Standing


def door(actor: Actor, door_ref: str, *, locked: bool = False) -> Door:
    """The meeting behind a code, if the actor is on its list or in liaison with its cell; `NotFound` otherwise.

    That a code belongs to another cell's meeting is not told apart from a code that never was. Locked, for a use case.
    """
    own_row, own_bond = (within(actor, Permission.OWN_RECORD, table) for table in (Attendance, Liaison))
    listed = select(Attendance.meeting_id).where(own_row)
    at_home = select(Liaison.residence_id).where(
        own_bond, Liaison.state.in_((LiaisonState.ACTIVE, LiaisonState.EXEMPTED))
    )
    found = db.session.execute(
        select(Meeting, RuleSet.rules)
        .join(RuleSet, RuleSet.id == Meeting.rule_set_id)
        .where(Meeting.door_ref == door_ref, or_(Meeting.id.in_(listed), Meeting.cell_id.in_(at_home)))
        .options(joinedload(Meeting.cell))
    ).first()
    if found is None:
        raise NotFound
    meeting: Meeting = found[0]
    own = select(Attendance).where(own_row, Attendance.meeting_id == meeting.id)
    if locked:
        own = own.with_for_update().execution_options(populate_existing=True)
    row: Attendance | None = db.session.scalar(own)
    at_this_cell = select(*BOND).where(own_bond, Liaison.residence_id == meeting.cell_id)
    counts = standing(
        bonds_of(db.session.execute(at_this_cell)),
        (meeting.cell_id,),
        meeting.on,
        is_guest=row is None or row.is_guest,
    )
    return Door(meeting, read_rules(found[1]), row, counts)
