"""A member's cell of Party life and post, dated: begun by a change, and undone when the change proves wrong.

Changes are recorded and corrected in any order; the history is kept in the order of their days. What a later change
began stays as it is when an earlier one is corrected.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from models import Change, Member, Workplace, db
from queries.departures import gone_since


@dataclass(frozen=True, slots=True)
class Held:
    """What a member held on a day; `is_latest` when no later change has begun anything since."""

    row: Workplace
    organisation_id: int
    position: str | None
    is_latest: bool


def begin(change: Change, member: Member, organisation_id: int, position: str | None) -> None:
    """From the change's effective day the member belongs to a cell, in a post, until what a later change began."""
    before = held_on(member, change.effective_on)
    written = Workplace(
        member_id=member.id,
        organisation_id=organisation_id,
        position=position,
        starts_on=change.effective_on,
        ends_on=before.row.ends_on,
        change_id=change.id,
    )
    _end(before.row, change.effective_on)
    db.session.add(written)
    db.session.flush()
    if before.is_latest:
        member.workplace_id, member.position = organisation_id, position


def leave(change: Change, member: Member) -> None:
    """From the change's effective day the member belongs to no cell of this register."""
    _end(_history(member)[-1], change.effective_on)
    member.left_on = change.effective_on


def undo(change: Change, member: Member) -> None:
    """Take what a change wrote out of the history again; what was before it goes on, unless something followed."""
    rows = _history(member)
    written = next((row for row in rows if row.change_id == change.id), None)
    if written is None:
        rows[-1].ends_on = None
    else:
        before = rows[rows.index(written) - 1]
        before.ends_on = written.ends_on
        if written is rows[-1]:
            member.workplace_id, member.position = before.organisation_id, before.position
        db.session.delete(written)
    if member.left_on == change.effective_on:
        member.left_on = gone_since(member.id, but=change)


def held_on(member: Member, day: date) -> Held:
    """The cell and the post of a member on a day."""
    rows = _history(member)
    known = [row for row in rows if row.change_id is None or (row.starts_on or day) <= day]
    if known == rows:
        return Held(rows[-1], member.workplace_id, member.position, is_latest=True)
    return Held(known[-1], known[-1].organisation_id, known[-1].position, is_latest=False)


def _end(row: Workplace, on: date) -> None:
    row.ends_on = max(on, row.starts_on or on)


def _history(member: Member) -> list[Workplace]:
    """What is no secondment, in order: first what the member was registered with, whatever day that was written.

    A member whose history is not written yet gets the row of what was until now.
    """
    rows = db.session.scalars(
        select(Workplace)
        .where(Workplace.member_id == member.id, Workplace.is_temporary.is_(False))
        .order_by(Workplace.change_id.is_not(None), Workplace.starts_on, Workplace.id)
    ).all()
    if rows:
        return list(rows)
    first = Workplace(member_id=member.id, organisation_id=member.workplace_id, position=member.position)
    db.session.add(first)
    db.session.flush()
    return [first]
