"""A committee reminds its cells of the meeting of a half-year."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.errors import NotAllowed, NotFound, Refused
from models import MeetingReminder, Notification, db
from models.vocabulary import MeetingState
from services.reminders import remind_cell, remind_cells
from tests.support.factories import a_meeting


@pytest.fixture(autouse=True)
def in_june(clock):
    clock.set(date(2026, 6, 20))


def rung_at(account):
    return db.session.scalars(select(Notification.event).where(Notification.account_id == account.id)).all()


def test_the_secretary_hears_it(world):
    remind_cell(world.actor("hanh"), world.cell6.ref)

    assert rung_at(world.sau) == ["MeetingAwaited"]
    assert db.session.scalars(select(MeetingReminder.half)).all() == ["2026-1"]


def test_all_that_have_not_met_are_reminded_at_once_and_no_other(world):
    a_meeting(world.cell5, on=date(2026, 5, 12), state=MeetingState.HELD)

    reminders = remind_cells(world.actor("hanh"))

    assert [one.cell_id for one in reminders] == [world.cell6.id]
    assert rung_at(world.loc) == []


def test_a_cell_is_reminded_once_a_day(world, clock):
    remind_cells(world.actor("hanh"))

    with pytest.raises(Refused, match="reminded today"):
        remind_cell(world.actor("hanh"), world.cell6.ref)
    with pytest.raises(Refused, match="reminded today"):
        remind_cells(world.actor("hanh"))

    clock.move(days=1)
    assert len(remind_cells(world.actor("hanh"))) == 2


def test_a_cell_that_has_met_is_left_in_peace(world):
    a_meeting(world.cell5, on=date(2026, 5, 12), state=MeetingState.HELD)

    with pytest.raises(Refused, match="has met"):
        remind_cell(world.actor("hanh"), world.cell5.ref)


def test_a_cell_of_another_ward_does_not_exist(world):
    with pytest.raises(NotFound):
        remind_cell(world.actor("hanh"), world.other_cell.ref)


def test_a_cell_reminds_nobody(world):
    with pytest.raises(NotAllowed):
        remind_cells(world.actor("loc"))
