"""Work promised in the caller's transaction and done later by the worker, once, however often it is tried.

A message is claimed by one conditional UPDATE that sets a lease; a worker that dies loses the lease and another takes
over. Repeats wait 1, 5, 15 and 60 minutes; after the fifth failure the message is given up and an administrator told.
In the quiet hours no message leaves, whenever it was promised: also a worker that was down in the evening waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError

from access import Actor, Permission, require
from adapters import clock
from adapters.tools import tools
from domain.quiet_hours import waking
from models import OutboxMessage, db
from models.vocabulary import OutboxState
from queries.outbox import IS_GIVEN_UP
from services import audit
from services.unit import use_case

LEASE = timedelta(minutes=5)
"""Longer than one e-mail: eight answers of the server at twenty seconds of patience each. Longer work holds on."""
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
SILENT = ("papers",)
"""Topics whose work leaves no message with anybody: somebody waits for it on a page."""
UNKNOWN = "outcome unknown: "
"""What is written before the trouble of a message of which nobody can say whether it arrived."""
_DIED = "the worker died at it each time"


@dataclass(frozen=True, slots=True)
class Claimed:
    """One message in the hands of one worker; `attempt` tells whether it is still in these hands."""

    id: int
    topic: str
    key: str
    payload: dict[str, Any]
    attempt: int
    last_error: str | None


def post(topic: str, key: str, payload: Mapping[str, Any], not_before: datetime | None = None) -> None:
    """Promise work in the transaction at hand; a key that was promised before is promised only once."""
    if db.session.scalar(select(OutboxMessage.id).where(OutboxMessage.key == key)) is not None:
        return
    now = clock.now()
    message = OutboxMessage(
        topic=topic, key=key, payload=dict(payload), created_at=now, not_before=not_before or now
    )
    with suppress(IntegrityError), db.session.begin_nested():  # promised elsewhere at this very moment
        db.session.add(message)


def hold_on(key: str) -> None:
    """Keep a message in the hands of the worker that is still at it; in the use case that tells how far it has come."""
    held = update(OutboxMessage).where(OutboxMessage.key == key, OutboxMessage.lease_until.is_not(None))
    renewed = held.values(lease_until=clock.now() + LEASE)
    db.session.execute(renewed.execution_options(synchronize_session=False))


@use_case
def claim(actor: Actor) -> Claimed | None:
    """Take the message that has waited longest, for the length of a lease; None when nothing is due, and at night.

    A message at which worker after worker died is given up here: nobody lived to say so. What rings nowhere is done at
    night too.
    """
    is_night = by_day() > clock.now()
    while claimed := _take(silent_only=is_night):
        if claimed.attempt <= len(PAUSES) + 1:
            return claimed
        _settle(claimed, state=OutboxState.GIVEN_UP, last_error=claimed.last_error or _DIED)
    return None


@use_case
def finish(actor: Actor, claimed: Claimed) -> None:
    """The work is done; what was needed for it is forgotten."""
    _settle(claimed, state=OutboxState.DONE, done_at=clock.now(), payload={}, last_error=None)


@use_case
def postpone(actor: Actor, claimed: Claimed, trouble: str) -> bool:
    """The work failed: try again later and never at night, or give up for good. True when it was given up.

    An unknown outcome is repeated once, under the same key; a second one in a row is given up.
    """
    unknown_again = trouble.startswith(UNKNOWN) and (claimed.last_error or "").startswith(UNKNOWN)
    if unknown_again or claimed.attempt > len(PAUSES):
        _settle(claimed, state=OutboxState.GIVEN_UP, last_error=trouble[:300])
        return True
    pause = PAUSES[claimed.attempt - 1]
    again = clock.now() + pause if claimed.topic in SILENT else by_day(pause)
    _settle(claimed, not_before=again, last_error=trouble[:300])
    return False


@use_case
def repeat_given_up(actor: Actor) -> int:
    """Put everything that was given up back in line, as if it had never been tried; gives how many."""
    require(actor, Permission.MAIL_REPEAT)
    found = db.session.scalars(
        update(OutboxMessage)
        .where(IS_GIVEN_UP)
        .values(state=OutboxState.WAITING, attempts=0, not_before=clock.now())
        .returning(OutboxMessage.id)
        .execution_options(synchronize_session=False)
    ).all()
    audit.note("outbox_message", None, count=len(found))
    return len(found)


def by_day(after: timedelta = timedelta(0)) -> datetime:
    """The moment in so much time, or the end of the quiet hours it lies in."""
    return waking((clock.now() + after).astimezone(clock.HERE), *tools().quiet_hours)


def _take(*, silent_only: bool) -> Claimed | None:
    now = clock.now()
    at_night = (OutboxMessage.topic.in_(SILENT),) if silent_only else ()
    free = (
        select(OutboxMessage.id)
        .where(
            OutboxMessage.state == OutboxState.WAITING,
            OutboxMessage.not_before <= now,
            or_(OutboxMessage.lease_until.is_(None), OutboxMessage.lease_until < now),
            *at_night,
        )
        .order_by(OutboxMessage.not_before, OutboxMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    taken = db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == free.scalar_subquery())
        .values(lease_until=now + LEASE, attempts=OutboxMessage.attempts + 1)
        .returning(
            OutboxMessage.id,
            OutboxMessage.topic,
            OutboxMessage.key,
            OutboxMessage.payload,
            OutboxMessage.attempts,
            OutboxMessage.last_error,
        )
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return Claimed(*taken) if taken is not None else None


def _settle(claimed: Claimed, **values: Any) -> None:
    """Write what became of a message, unless its lease ran out and another worker has taken it since."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == claimed.id, OutboxMessage.attempts == claimed.attempt)
        .values(lease_until=None, **values)
        .execution_options(synchronize_session=False)
    )
