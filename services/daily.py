"""The daily round: what time alone brings about. Each step is a use case of its own, so one trouble stops only itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, select

from access import Actor
from adapters import clock
from models import AccessEntry, Attempt, Draft, FormKey, OutboxMessage, Schedule, SignIn, Slip, db
from models.vocabulary import OutboxState
from services import digests, drafts, escalations, sessions
from services.changes import apply_due_changes
from services.unit import use_case

HOUR = time(6, 30)
"""In Viet Nam: after the night's backup, before anybody reads the digest."""
_KEYS_KEPT = timedelta(days=30)
_LOOKS_KEPT = timedelta(days=730)
_SENT_KEPT = timedelta(days=90)

Step = Callable[[Actor, date], object]


@use_case
def is_due(actor: Actor, name: str = "daily") -> bool:
    """Whether the round of today is still to be made; asking takes it, so two workers never both make it."""
    now = clock.now()
    row = db.session.scalar(select(Schedule).where(Schedule.name == name).with_for_update())
    if row is None:
        row = Schedule(name=name, next_at=now)
        db.session.add(row)
    if row.next_at > now:
        return False
    row.next_at = _next(now)
    return True


def _next(now: datetime) -> datetime:
    local = now.astimezone(clock.HERE)
    day = local.date() if local.time() < HOUR else local.date() + timedelta(days=1)
    return datetime.combine(day, HOUR, clock.HERE)


@use_case
def tidy(actor: Actor, today: date) -> None:
    """Forget what is kept only for a time (security.md 3.5): keys, drafts, ended sessions, old looks, sent messages."""
    now = clock.now()
    for statement in (
        delete(FormKey).where(FormKey.at < now - _KEYS_KEPT),
        delete(Draft).where(Draft.saved_at < now - drafts.LIFE),
        delete(SignIn).where(SignIn.created_at < now - sessions.ABSOLUTE),
        delete(Attempt).where(Attempt.last_at < now - timedelta(days=1), Attempt.blocked_until.is_(None)),
        delete(Slip).where(Slip.expires_at < now - _SENT_KEPT),
        delete(AccessEntry).where(AccessEntry.on < today - _LOOKS_KEPT),
        delete(OutboxMessage).where(
            OutboxMessage.state == OutboxState.DONE, OutboxMessage.created_at < now - _SENT_KEPT
        ),
    ):
        db.session.execute(statement)


STEPS: tuple[Step, ...] = (apply_due_changes, escalations.climb, digests.plan_digests, tidy)
