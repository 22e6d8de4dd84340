"""The daily round: what time alone brings about. Each step is a use case of its own: one trouble stops only itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.exc import IntegrityError

from access import Actor
from adapters import clock
from models import (
    AccessEntry,
    Attempt,
    Device,
    Draft,
    FormKey,
    Notification,
    OutboxMessage,
    Schedule,
    SignIn,
    Slip,
    db,
)
from models.vocabulary import OutboxState
from services import accounts, batches, digests, drafts, escalations, rounds, sessions
from services.changes import apply_due_changes
from services.comparing import sweep_compared
from services.contacts import forget_contacts
from services.correcting import remind_of_corrections
from services.imports.batches import forget_lists
from services.unit import use_case

NAME = "daily"
HOUR = time(6, 30)
"""In Viet Nam: after the night's backup, before anybody reads the digest."""
AGAIN = timedelta(hours=1)
"""When a round is made again that was begun and not finished: a step failed, or the worker died."""
_DAY, _MONTH, _QUARTER = timedelta(days=1), timedelta(days=30), timedelta(days=90)
_YEAR = timedelta(days=365)
LOOKS_KEPT = timedelta(days=730)

Step = Callable[[Actor, date], object]


@use_case
def begin_round(actor: Actor) -> bool:
    """Whether the round of today is still to be made; asking takes it, so two workers never both make it."""
    now = clock.now()
    row = db.session.scalar(select(Schedule).where(Schedule.name == NAME).with_for_update())
    if row is None:
        return _first_round(now)
    if row.next_at > now:
        return False
    row.next_at = now + AGAIN
    return True


@use_case
def end_round(actor: Actor) -> None:
    """Every step was made: the next round is tomorrow's."""
    row = db.session.scalars(select(Schedule).where(Schedule.name == NAME).with_for_update()).one()
    row.next_at = _next(clock.now())


@use_case
def tidy(actor: Actor, today: date) -> None:
    """Forget what is kept only for a time: keys, drafts, ended sessions, old looks, bells and messages."""
    now = clock.now()
    settled = OutboxMessage.state != OutboxState.WAITING
    calm = or_(Attempt.blocked_until.is_(None), Attempt.blocked_until < now - _DAY)
    for statement in (
        delete(FormKey).where(FormKey.at < now - _MONTH),
        delete(Draft).where(Draft.saved_at < now - drafts.LIFE),
        delete(SignIn).where(SignIn.created_at < now - sessions.ABSOLUTE),
        delete(Attempt).where(and_(Attempt.last_at < now - _DAY, calm)),
        delete(Slip).where(Slip.expires_at < now - _QUARTER),
        delete(Device).where(Device.revoked_at < now - _YEAR),
        delete(AccessEntry).where(AccessEntry.on < today - LOOKS_KEPT),
        delete(Notification).where(Notification.at < now - _YEAR),
        delete(OutboxMessage).where(settled, OutboxMessage.created_at < now - _QUARTER),
    ):
        db.session.execute(statement)


def _first_round(now: datetime) -> bool:
    """The first worker of all writes the row; of two that begin at the same moment one is told that it is taken."""
    try:
        with db.session.begin_nested():
            db.session.add(Schedule(name=NAME, next_at=now + AGAIN))
    except IntegrityError:
        return False
    return True


def _next(now: datetime) -> datetime:
    local = now.astimezone(clock.HERE)
    day = local.date() if local.time() < HOUR else local.date() + _DAY
    return datetime.combine(day, HOUR, clock.HERE)


STEPS: tuple[Step, ...] = (
    apply_due_changes,
    accounts.close_unused,
    escalations.climb,
    remind_of_corrections,
    digests.plan_digests,
    forget_contacts,
    forget_lists,
    sweep_compared,
    rounds.close_overdue_rounds,
    rounds.forget_drafts,
    batches.sweep_batches,
    tidy,
)
