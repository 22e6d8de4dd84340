"""Work promised in the caller's transaction and done later by the worker, once, however often it is tried.

A message is claimed by one conditional UPDATE that sets a lease; a worker that dies loses the lease and another takes
over. Repeats wait 1, 5, 15 and 60 minutes; after the fifth failure the message is given up and an administrator told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update

from access import Actor
from adapters import clock
from models import OutboxMessage, db
from models.vocabulary import OutboxState
from services.unit import use_case

LEASE = timedelta(minutes=5)
"""Longer than the longest job: one e-mail, twenty seconds of patience."""
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))


def post(topic: str, key: str, payload: Mapping[str, Any], not_before: datetime | None = None) -> None:
    """Promise work in the transaction at hand; a key that was promised before is promised only once."""
    if db.session.scalar(select(OutboxMessage.id).where(OutboxMessage.key == key)) is not None:
        return
    now = clock.now()
    message = OutboxMessage(
        topic=topic, key=key, payload=dict(payload), created_at=now, not_before=not_before or now
    )
    db.session.add(message)


@use_case
def claim(actor: Actor, limit: int = 20) -> list[int]:
    """Take waiting messages whose hour has come, for the length of a lease; gives their ids in order."""
    now = clock.now()
    free = (
        select(OutboxMessage.id)
        .where(
            OutboxMessage.state == OutboxState.WAITING,
            OutboxMessage.not_before <= now,
            or_(OutboxMessage.lease_until.is_(None), OutboxMessage.lease_until < now),
        )
        .order_by(OutboxMessage.not_before, OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = db.session.scalars(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(free))
        .values(lease_until=now + LEASE, attempts=OutboxMessage.attempts + 1)
        .returning(OutboxMessage.id)
        .execution_options(synchronize_session=False)
    )
    return sorted(claimed)


@use_case
def finish(actor: Actor, message_id: int) -> None:
    """The work is done; what was needed for it is forgotten."""
    _settle(message_id, state=OutboxState.DONE, done_at=clock.now(), payload={}, last_error=None)


@use_case
def postpone(actor: Actor, message_id: int, trouble: str) -> bool:
    """The work failed: try again later, or give up for good. True when it was given up."""
    attempts = db.session.scalar(select(OutboxMessage.attempts).where(OutboxMessage.id == message_id)) or 0
    if attempts > len(PAUSES):
        _settle(message_id, state=OutboxState.GIVEN_UP, last_error=trouble[:300])
        return True
    _settle(message_id, not_before=clock.now() + PAUSES[max(attempts, 1) - 1], last_error=trouble[:300])
    return False


def _settle(message_id: int, **values: Any) -> None:
    db.session.execute(
        update(OutboxMessage).where(OutboxMessage.id == message_id).values(lease_until=None, **values)
    )
