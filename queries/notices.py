"""Notices received, sent, waiting and late, each with its steps; what the receiver, the sender and the member read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, prepared, visible, within
from domain.errors import NotFound
from models import Account, Change, Member, Notice, NoticeStep, Organisation, Place, db
from models.vocabulary import NoticeState
from queries.paging import AFTER, PAGE, Lines, before, behind

WAITING, ACKNOWLEDGED, REPLACED = "waiting", "acknowledged", "replaced"
OVERDUE, DISPUTED = "overdue", "disputed"
_STATES = {
    WAITING: (NoticeState.SENT,),
    ACKNOWLEDGED: (NoticeState.ACKNOWLEDGED, NoticeState.DISPUTED, NoticeState.PROCESSED),
    REPLACED: (NoticeState.WITHDRAWN,),
}
WITH_ALL = (
    joinedload(Notice.member),
    joinedload(Notice.change).options(
        joinedload(Change.organisation),
        joinedload(Change.new_place),
        joinedload(Change.recorded_by),
    ),
    joinedload(Notice.sender),
    joinedload(Notice.receiver),
    joinedload(Notice.acknowledged_by),
)
"""What the page of a notice shows, in one statement; of the workplace the organisation that reported it, for who held
the member then is not told where he or she works now."""
_WITH_LINE = (
    joinedload(Notice.member),
    joinedload(Notice.change).joinedload(Change.new_place),
    joinedload(Notice.sender),
    joinedload(Notice.receiver),
    joinedload(Notice.acknowledged_by),
)
"""What its line in a list shows."""


def received(actor: Actor, show: str, after: str | None = None) -> Lines[Notice]:
    """Notices at the actor's office: those that wait, the oldest first; others, the latest first."""
    rows = _received(actor, show if show in _STATES else WAITING, bool(after), after=after).scalars().all()
    return Lines.of(rows, PAGE, lambda notice: notice.ref)


@prepared
def _received(actor: Actor, show: str, goes_on: bool) -> Select[Notice]:
    order: tuple[Any, Any] = (Notice.sent_at, Notice.id)
    after = AFTER if goes_on else None
    if show == WAITING:
        start, direction = behind(Notice, order, after), order
    else:
        start, direction = before(Notice, order, after), (order[0].desc(), order[1].desc())
    found = visible(actor, Permission.NOTICE_READ, Notice).where(Notice.state.in_(_STATES[show]))
    if start is not None:
        found = found.where(start)
    return found.order_by(*direction).limit(PAGE + 1).options(*_WITH_LINE)


def one(actor: Actor, ref: str, permission: Permission = Permission.NOTICE_READ) -> Notice:
    """A notice in sight with all that its page shows; raises `NotFound` otherwise."""
    notice = _one(actor, permission, ref=ref).scalar_one_or_none()
    if notice is None:
        raise NotFound
    return notice


@prepared
def _one(actor: Actor, permission: Permission) -> Select[Notice]:
    return visible(actor, permission, Notice).where(Notice.ref == bindparam("ref")).options(*WITH_ALL)


def history(notice_id: int, change_id: int) -> tuple[list[str], list[NoticeStep]]:
    """To whom a change was told, as the distribution list on every copy names them, and the steps of one notice."""
    found = db.session.execute(
        select(NoticeStep, Organisation.name)
        .join(Notice, Notice.id == NoticeStep.notice_id)
        .join(Organisation, Organisation.id == Notice.receiver_id)
        .where(Notice.change_id == change_id)
        .order_by(NoticeStep.id)
        .options(joinedload(NoticeStep.by), joinedload(NoticeStep.organisation))
    ).all()
    receivers = list(dict.fromkeys(name for _step, name in found))
    return receivers, [step for step, _name in found if step.notice_id == notice_id]


def replacement(notice: Notice) -> str | None:
    """The reference of the notice that replaces a withdrawn one, if any."""
    return db.session.scalar(select(Notice.ref).where(Notice.id == notice.replaced_by_id))


def steps_of(notice_ids: Iterable[int]) -> dict[int, list[NoticeStep]]:
    """What happened to each notice, in order, with the people and organisations; the notices must be in sight."""
    found = db.session.scalars(
        select(NoticeStep)
        .where(NoticeStep.notice_id.in_(list(notice_ids)))
        .order_by(NoticeStep.id)
        .options(joinedload(NoticeStep.by), joinedload(NoticeStep.organisation))
    )
    steps: dict[int, list[NoticeStep]] = {}
    for step in found:
        steps.setdefault(step.notice_id, []).append(step)
    return steps


def sent(actor: Actor, show: str | None, today: date, after: str | None = None) -> Lines[Change]:
    """Changes that the actor's organisations reported, the latest first; `show` narrows them by a receiver's state."""
    narrowed = show if show in (WAITING, OVERDUE, DISPUTED) else None
    rows = _sent(actor, narrowed, bool(after), after=after, today=today).scalars().all()
    return Lines.of(rows, PAGE, lambda change: change.ref)


@prepared
def _sent(actor: Actor, show: str | None, goes_on: bool) -> Select[Change]:
    found = visible(actor, Permission.CHANGE_READ, Change)
    if show is not None:
        state = NoticeState.DISPUTED if show == DISPUTED else NoticeState.SENT
        told = select(Notice.change_id).where(
            within(actor, Permission.NOTICE_SENT, Notice), Notice.state == state, Notice.lapsed_at.is_(None)
        )
        found = found.where(
            Change.id.in_(told.where(Notice.due_on < bindparam("today")) if show == OVERDUE else told)
        )
    order = (Change.recorded_at, Change.id)
    start = before(Change, order, AFTER if goes_on else None)
    if start is not None:
        found = found.where(start)
    return (
        found.order_by(Change.recorded_at.desc(), Change.id.desc())
        .limit(PAGE + 1)
        .options(
            joinedload(Change.member).load_only(Member.full_name, Member.born),
            joinedload(Change.new_place).load_only(Place.name),
        )
    )


def sent_for(actor: Actor, change_ids: Sequence[int]) -> dict[int, list[Notice]]:
    """Per change its notices with receivers and who acknowledged, as the sender follows them."""
    notices: dict[int, list[Notice]] = {}
    for notice in _sent_for(actor, changes=list(change_ids)).scalars():
        notices.setdefault(notice.change_id, []).append(notice)
    return notices


@prepared
def _sent_for(actor: Actor) -> Select[Notice]:
    return (
        visible(actor, Permission.NOTICE_SENT, Notice)
        .where(Notice.change_id.in_(bindparam("changes", expanding=True)))
        .order_by(Notice.id)
        .options(
            joinedload(Notice.receiver).load_only(Organisation.name),
            joinedload(Notice.acknowledged_by).load_only(Account.full_name),
        )
    )
