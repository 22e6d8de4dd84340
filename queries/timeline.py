"""One history of a member, the same for the workplace, the residence and the member; each sees what is open to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, prepared, within
from adapters.clock import day_of
from models import Change, Notice
from models.vocabulary import NoticeState, Side
from queries import dealings
from queries.dealings import Dealing


@dataclass(frozen=True, slots=True)
class Told:
    """To whom a change was told, and what became of it there."""

    ref: str
    receiver: str
    state: NoticeState
    sent_on: date
    acknowledged_at: datetime | None
    acknowledged_by: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: what member and residence did, or a change with those who were told."""

    on: date
    order: tuple[date, datetime]
    dealing: Dealing | None = None
    change: Change | None = None
    told: tuple[Told, ...] = ()
    is_closed: bool = False
    """A sanction, to somebody who may read it and has not proved lately who he or she is: only that there is one."""


def of_member(actor: Actor, member_id: int, *, as_member: bool = False) -> list[Entry]:
    """The history in the actor's sight, the latest first; `as_member` reads one's own record whatever the office."""
    changes = Permission.OWN_RECORD if as_member else Permission.CHANGE_READ
    between = dealings.of_member(actor, member_id, as_member=as_member)
    entries = [Entry(one.on, (one.on, one.at), dealing=one) for one in between]
    entries += _changes(actor, changes, member_id)
    return sorted(entries, key=lambda entry: entry.order, reverse=True)


def _changes(actor: Actor, permission: Permission, member_id: int) -> list[Entry]:
    """Each change with those told of it: all of them for the sender and the member, one's own for a receiver."""
    told: dict[Change, list[Told]] = {}
    for change, notice in _changes_of(actor, permission, member_id=member_id):
        told.setdefault(change, []).extend([_told(notice)] if notice is not None else [])
    is_open = actor.is_fresh or permission is Permission.OWN_RECORD
    return [
        _recorded(change, notices, is_closed=change.is_restricted and not is_open)
        for change, notices in told.items()
    ]


@prepared
def _changes_of(actor: Actor, permission: Permission) -> Select[Change, Notice]:
    told_to = within(actor, _about_notices(actor, permission), Notice)
    return (
        select(Change, Notice)
        .outerjoin(Notice, and_(Notice.change_id == Change.id, told_to))
        .where(within(actor, permission, Change), Change.member_id == bindparam("member_id"))
        .order_by(Change.id, Notice.id)
        .options(
            joinedload(Change.organisation),
            joinedload(Change.new_place),
            joinedload(Notice.receiver),
            joinedload(Notice.acknowledged_by),
        )
    )


def _about_notices(actor: Actor, permission: Permission) -> Permission:
    if permission is Permission.OWN_RECORD:
        return permission
    return Permission.NOTICE_SENT if actor.side is Side.WORKPLACE else Permission.NOTICE_READ


def _recorded(change: Change, told: list[Told], *, is_closed: bool) -> Entry:
    on = day_of(change.recorded_at)
    return Entry(on, (on, change.recorded_at), change=change, told=tuple(told), is_closed=is_closed)


def _told(notice: Notice) -> Told:
    by = notice.acknowledged_by.full_name if notice.acknowledged_by else None
    return Told(notice.ref, notice.receiver.name, notice.state, notice.sent_on, notice.acknowledged_at, by)
