"""A member's cell of Party life and post, dated: begun by a change, and undone when the change proves wrong."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from models import Change, Member, Workplace, db
from queries.departures import gone_since


def begin(change: Change, member: Member, organisation_id: int, position: str | None) -> None:
    """From the change's effective day the member belongs to a cell, in a post; the history keeps what was before."""
    _leave_current(member, change.effective_on)
    db.session.add(
        Workplace(
            member_id=member.id,
            organisation_id=organisation_id,
            position=position,
            starts_on=change.effective_on,
            change_id=change.id,
        )
    )
    member.workplace_id, member.position = organisation_id, position


def leave(change: Change, member: Member) -> None:
    """From the change's effective day the member belongs to no cell of this register."""
    _leave_current(member, change.effective_on)
    member.left_on = change.effective_on


def undo(change: Change, member: Member) -> None:
    """Take what a change wrote out of the history again; what was before it goes on, unless something followed."""
    written = db.session.scalar(
        select(Workplace).where(Workplace.change_id == change.id, Workplace.is_temporary.is_(False))
    )
    before = _latest(member, but=written)
    if before is not None:
        before.ends_on = written.ends_on if written is not None else None
    if written is not None:
        if written.ends_on is None and before is not None:
            member.workplace_id, member.position = before.organisation_id, before.position
        db.session.delete(written)
    if member.left_on == change.effective_on:
        member.left_on = gone_since(member.id, but=change)


def _leave_current(member: Member, on: date) -> None:
    """End the row in force; a member whose history is not written yet gets the row of what was until now."""
    current = _latest(member)
    if current is None:
        current = Workplace(
            member_id=member.id, organisation_id=member.workplace_id, position=member.position
        )
        db.session.add(current)
    current.ends_on = max(on, current.starts_on or on)
    db.session.flush()


def _latest(member: Member, but: Workplace | None = None) -> Workplace | None:
    """The latest row that is not a secondment; with `but`, the one before it."""
    rows = select(Workplace).where(Workplace.member_id == member.id, Workplace.is_temporary.is_(False))
    if but is not None:
        rows = rows.where(Workplace.id < but.id)
    return db.session.scalar(rows.order_by(Workplace.id.desc()).limit(1))
