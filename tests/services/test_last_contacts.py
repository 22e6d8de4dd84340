"""The last contact of a liaison: the latest of confirmed contacts and meetings that the member was at."""

from datetime import timedelta

import pytest

from access import Actor
from adapters import clock as clocks
from models import Attendance, db
from models.vocabulary import AttendanceStatus, ContactState, MeetingState
from services.last_contacts import refresh_last_contacts
from services.unit import use_case
from tests.support import factories


@use_case
def refresh(actor: Actor, cell_id, member_ids):
    """What the use cases of contacts and attendance do in their own transaction."""
    refresh_last_contacts(cell_id, member_ids)


def days_ago(count):
    return clocks.today() - timedelta(days=count)


def attended(world, name, status, *, days=5, **more):
    meeting = factories.a_meeting(world.cell5, on=days_ago(days), **{"state": MeetingState.HELD} | more)
    line = db.session.query(Attendance).filter_by(meeting_id=meeting.id, member_id=world.member(name).id)
    line.one().status = status
    db.session.commit()


def latest(world, name="mai"):
    refresh(world.actor("loc"), world.cell5.id, [world.member(name).id])
    db.session.expire_all()
    return world.liaison(name).last_contact_on


def test_the_latest_of_both_counts(world):
    factories.a_contact(world.mai, on=days_ago(9))
    attended(world, "mai", AttendanceStatus.ONLINE)
    assert latest(world) == days_ago(5)

    factories.a_contact(world.mai, on=days_ago(2))
    assert latest(world) == days_ago(2)


@pytest.mark.parametrize("state", [state for state in ContactState if state is not ContactState.CONFIRMED])
def test_what_is_not_confirmed_does_not_count(world, state):
    reason = "Không gặp" if state is ContactState.DECLINED else None
    factories.a_contact(world.mai, state=state, declined_because=reason)

    assert latest(world) is None


@pytest.mark.parametrize("status", [one for one in AttendanceStatus if not one.is_present])
def test_who_was_not_there_was_not_met(world, status):
    attended(world, "mai", status)

    assert latest(world) is None


@pytest.mark.parametrize("state", [MeetingState.CONVENED, MeetingState.CANCELLED])
def test_a_meeting_that_did_not_take_place_is_none(world, state):
    attended(world, "mai", AttendanceStatus.PRESENT, state=state)

    assert latest(world) is None


def test_a_meeting_before_the_liaison_began_belongs_to_an_earlier_one(world):
    attended(world, "mai", AttendanceStatus.PRESENT, days=91)

    assert latest(world) is None


def test_several_members_are_worked_out_at_once_and_nobody_else(world):
    for name in ("mai", "anh78", "anh85"):
        factories.a_contact(world.member(name), on=days_ago(3))
    wanted = [world.mai.id, world.anh78.id]
    refresh(world.actor("loc"), world.cell5.id, wanted)
    db.session.expire_all()

    found = [world.liaison(name).last_contact_on for name in ("mai", "anh78", "anh85")]
    assert found == [days_ago(3), days_ago(3), None]
