"""The bell of one person: its lines, the latest first; its count stands in queries/shell.py with the other badges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from access import Actor
from adapters import clock
from models import Account, Mandate, Notification, Organisation, db
from queries.mandates import in_force
from queries.paging import PAGE, Lines, before


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what happened, for which office, and whether it has been looked at."""

    ref: str
    event: str
    at: datetime
    seen_at: datetime | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that say the same for the same office: the new ones together, those looked at day by day."""

    lines: tuple[Line, ...]

    @property
    def latest(self) -> Line:
        """The line that rang last: it stands for the others."""
        return self.lines[0]


def grouped(lines: Iterable[Line]) -> list[Group]:
    """The lines of a page with equal ones put together, each group where its latest line stood."""
    alike: dict[object, list[Line]] = {}
    for line in lines:
        day = line.at.astimezone(clock.HERE).date() if line.seen_at else None
        alike.setdefault((line.event, line.organisation, day), []).append(line)
    return [Group(tuple(found)) for found in alike.values()]


def listed(actor: Actor, after: str | None = None) -> Lines[Line]:
    """The lines of the actor's own bell, whatever office they rang for."""
    found = (
        select(Notification.ref, Notification.event, Notification.at, Notification.seen_at, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Notification.organisation_id)
        .where(Notification.account_id == actor.account_id)
        .order_by(Notification.at.desc(), Notification.id.desc())
    )
    start = before(Notification, (Notification.at, Notification.id), after)
    if start is not None:
        found = found.where(start)
    rows = [Line(*row) for row in db.session.execute(found.limit(PAGE + 1))]
    return Lines.of(rows, PAGE, lambda line: line.ref)


def own_account(actor: Actor) -> Account:
    """The actor's account, with how it wants to hear of things."""
    return db.session.get_one(Account, actor.account_id)


def mandate_at(actor: Actor, organisation_id: int, on: date) -> str | None:
    """The actor's own office held on a day at an organisation, by reference."""
    return db.session.scalar(
        select(Mandate.ref)
        .where(
            Mandate.account_id == actor.account_id, Mandate.organisation_id == organisation_id, in_force(on)
        )
        .order_by(Mandate.id)
        .limit(1)
    )
