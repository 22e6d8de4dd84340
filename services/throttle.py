"""Counters that slow down guessing, in the database so that every process counts alike.

A try is counted before its secret is compared, and forgotten when the comparison succeeds: ten tries at once are
ten tries, and a counter that cannot be read stops the sign-in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from access import Actor
from adapters import clock
from adapters.tools import tools
from domain.errors import Refused
from models import Attempt, db
from services.unit import use_case

FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures are free, after how much quiet they are forgotten, how long a wait becomes at most."""

    free: int
    forgotten_after: timedelta
    longest: timedelta = LONGEST_WAIT


SECRET = Limit(5, timedelta(days=1))
"""A PIN, a password or a code, per account and device."""
SLIP_HERE = Limit(10, timedelta(hours=1))
"""Codes of slips, per address: a whole office may stand behind one."""
SLIP_IN_ALL = Limit(200, timedelta(hours=1))
"""Codes of slips, from everywhere together: forty bits are far out of reach."""


def place_of(address: str) -> str:
    """What counts as one caller: the address, of an IPv6 address the network of 64 bits that one caller is given."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((int(found), 64), strict=False))


def wait_after(failures: int, limit: Limit) -> timedelta | None:
    """How long to wait after so many failures: nothing while they are free, then 15 minutes doubling to the longest."""
    beyond = failures - limit.free
    if beyond < 0:
        return None
    doubled: int = 2 ** min(beyond, 10)
    return min(FIRST_WAIT * doubled, limit.longest)


@use_case
def count_try(actor: Actor, tries: tuple[tuple[str, Limit], ...]) -> datetime | None:
    """Count a try on each of these counters, unless one of them is waiting: then until when, and nothing is counted."""
    now = clock.now()
    counters = [(_counter(what), limit) for what, limit in tries]
    waiting = [one.blocked_until for one, _ in counters if one.blocked_until and one.blocked_until > now]
    if waiting:
        return max(waiting)
    for counter, limit in counters:
        is_stale = now - counter.last_at > limit.forgotten_after and counter.blocked_until is None
        counter.failures = 1 if is_stale or _is_over(counter, now, limit) else counter.failures + 1
        pause = wait_after(counter.failures, limit)
        counter.blocked_until = now + pause if pause else None
        counter.last_at = now
    return None


def admit(actor: Actor, *tries: tuple[str, Limit]) -> None:
    """Count a try; raises `Refused` with the hour until which nothing is compared."""
    until = count_try(actor, tries)
    if until is not None:
        raise _wait(until)


def refuse_while_waiting(*what: str) -> None:
    """For what is counted only when it fails: raises `Refused` with the hour while one of these counters waits."""
    waiting = select(Attempt.blocked_until).where(
        Attempt.key.in_([_key(one) for one in what]), Attempt.blocked_until > clock.now()
    )
    until = max((moment for moment in db.session.scalars(waiting) if moment), default=None)
    if until is not None:
        raise _wait(until)


def forget(*what: str) -> None:
    """The secret was right: its counters start again. Inside the caller's use case."""
    db.session.execute(delete(Attempt).where(Attempt.key.in_([_key(one) for one in what])))


def _is_over(counter: Attempt, now: datetime, limit: Limit) -> bool:
    """Whether a waiting time ended so long ago that the failures before it are forgotten."""
    return counter.blocked_until is not None and now - counter.blocked_until > limit.forgotten_after


def _counter(what: str) -> Attempt:
    """The counter's row, locked; two that begin at once share one."""
    key = _key(what)
    found = select(Attempt).where(Attempt.key == key).with_for_update()
    counter = db.session.scalar(found)
    if counter is not None:
        return counter
    try:
        with db.session.begin_nested():
            db.session.add(Attempt(key=key, failures=0, last_at=clock.now()))
    except IntegrityError:
        pass  # somebody else's first try was quicker; its row is the one to count on
    return db.session.scalars(found).one()


def _wait(until: datetime) -> Refused:
    return Refused("Too many tries. Wait until %(until)s, or call the office.", until=until)


def _key(what: str) -> str:
    """A fingerprint: the table tells neither telephone numbers nor addresses."""
    return tools().keys.seal(f"tries {what}")
