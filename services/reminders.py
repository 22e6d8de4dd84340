"""The commune committee reminds cells of the meeting that a half-year still owes (article 4, item 3; BR-07)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from access import Actor, Permission, fetch, require
from adapters import clock
from domain.errors import Refused
from domain.events import MeetingAwaited
from domain.meetings import HalfYear
from models import MeetingReminder, Organisation, db
from queries import years
from services.announcements import announce
from services.unit import use_case


@use_case
def remind_cell(actor: Actor, cell_ref: str) -> MeetingReminder:
    """Remind one cell that has not met in this half-year; once a day at most."""
    cell = fetch(actor, Permission.MEETING_REMIND, Organisation, cell_ref)
    late = {line.ref: line for line in _late(actor)}
    if cell.ref not in late:
        raise Refused("%(cell)s has met in this half-year.", cell=cell.name)
    if late[cell.ref].reminded_on == clock.today():
        raise Refused("%(cell)s has been reminded today.", cell=cell.name)
    return _remind(actor, [cell])[0]


@use_case
def remind_cells(actor: Actor) -> list[MeetingReminder]:
    """Remind every cell that has not met in this half-year and was not reminded today."""
    require(actor, Permission.MEETING_REMIND)
    refs = [line.ref for line in _late(actor) if line.reminded_on != clock.today()]
    if not refs:
        raise Refused("Every cell has met in this half-year or has been reminded today.")
    cells = db.session.scalars(
        select(Organisation).where(Organisation.ref.in_(refs)).order_by(Organisation.id)
    )
    return _remind(actor, cells)


def _late(actor: Actor) -> list[years.CellLine]:
    today = clock.today()
    return [line for line in years.cells(actor, HalfYear.of(today), today) if line.held_on is None]


def _remind(actor: Actor, cells: Iterable[Organisation]) -> list[MeetingReminder]:
    half, today = HalfYear.of(clock.today()), clock.today()
    reminders = []
    for cell in cells:
        reminder = MeetingReminder(
            cell_id=cell.id,
            committee_id=actor.organisation_id,
            half=half.stored,
            on=today,
            by_id=actor.account_id,
        )
        db.session.add(reminder)
        reminders.append(reminder)
        announce(MeetingAwaited(organisation_id=cell.id, half=half.stored))
    return reminders
