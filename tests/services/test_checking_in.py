"""A member checks in by the own phone: within the hours, at a meeting of the own cell, once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from adapters import clock as clocks
from domain.errors import NotFound, Refused
from models import Attendance, AuditEntry, db
from models.vocabulary import (
    AttendanceSource,
    AttendanceStatus,
    LiaisonEnd,
    LiaisonState,
    MeetingState,
)
from services.attendance import SaveAttendance, save_attendance
from services.checking_in import check_in
from tests.support import factories


@pytest.fixture
def meeting(world, clock):
    meeting = factories.a_meeting(world.cell5)
    clock.set(meeting.on, 19, 21)
    return meeting


def own_row(meeting, member):
    return db.session.scalars(
        select(Attendance)
        .where(Attendance.meeting_id == meeting.id, Attendance.member_id == member.id)
        .execution_options(populate_existing=True)
    ).one_or_none()


def test_who_is_there_says_so_with_the_hour(world, meeting):
    check_in(world.as_member("mai"), meeting.door_ref)

    row = own_row(meeting, world.mai)
    assert (row.status, row.source, row.arrived_at) == (
        AttendanceStatus.PRESENT, AttendanceSource.SCAN, clocks.now(),
    )  # fmt: skip
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.subject == "attendance")).one()
    assert entry.detail == '{"checked_in":1}'


def test_a_second_time_the_hour_of_the_first_stays(world, meeting, clock):
    check_in(world.as_member("mai"), meeting.door_ref)
    first = own_row(meeting, world.mai).arrived_at
    clock.move(minutes=30)

    check_in(world.as_member("mai"), meeting.door_ref)

    assert own_row(meeting, world.mai).arrived_at == first


@pytest.mark.parametrize(("hour", "minute", "sentence"), [(18, 29, "too early"), (21, 31, "is over")])
def test_outside_the_hours_nothing_is_recorded(world, meeting, clock, hour, minute, sentence):
    clock.set(meeting.on, hour, minute)

    with pytest.raises(Refused, match=sentence):
        check_in(world.as_member("mai"), meeting.door_ref)

    assert own_row(meeting, world.mai).status is None


@pytest.mark.parametrize(("hour", "minute"), [(18, 30), (21, 30)])
def test_the_hours_are_those_of_the_rule_set(world, meeting, clock, hour, minute):
    clock.set(meeting.on, hour, minute)

    check_in(world.as_member("mai"), meeting.door_ref)

    assert own_row(meeting, world.mai).arrived_at == clocks.now()


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.SIGNED, MeetingState.CLOSED])
def test_a_meeting_that_is_off_or_over_opens_to_nobody(world, clock, state):
    meeting = factories.a_meeting(world.cell5, state=state)
    clock.set(meeting.on, 19, 30)

    with pytest.raises(Refused):
        check_in(world.as_member("mai"), meeting.door_ref)


def test_the_door_of_another_cell_is_like_no_door(world, meeting):
    elsewhere = factories.a_meeting(world.cell6)

    with pytest.raises(NotFound):
        check_in(world.as_member("mai"), elsewhere.door_ref)
    with pytest.raises(NotFound):
        check_in(world.as_member("mai"), "0" * 12)
    with pytest.raises(NotFound):
        check_in(world.actor("loc"), meeting.door_ref)  # who is no working member is on no list


def test_who_came_to_the_cell_after_the_list_was_made_sits_down_behind_it(world, meeting):
    account = world.account("dung")
    liaison = world.liaison("dung")
    liaison.residence_id = world.cell5.id
    db.session.commit()

    check_in(world.as_member("dung"), meeting.door_ref)

    row = own_row(meeting, db.session.get_one(type(world.mai), account.member_id))
    assert (row.number, row.is_guest, row.status) == (4, True, AttendanceStatus.PRESENT)


def test_who_is_exempt_and_comes_all_the_same_is_welcome(world, meeting):
    account = factories.an_account(member=world.tuan, organisation=world.cell5)
    actor = type(world.as_member("mai"))(account_id=account.id, member_id=world.tuan.id)

    check_in(actor, meeting.door_ref)

    assert own_row(meeting, world.tuan).is_guest


def test_who_left_the_cell_before_the_meeting_is_told_so(world, meeting):
    gone = world.liaison("mai")
    gone.state, gone.ended_because = LiaisonState.ENDED, LiaisonEnd.MOVED
    gone.ended_on = clocks.today() - timedelta(days=1)
    db.session.commit()

    with pytest.raises(Refused, match="ended before the meeting"):
        check_in(world.as_member("mai"), meeting.door_ref)


def test_who_comes_late_is_present_although_the_secretary_had_saved_an_absence(world, meeting, clock):
    save_attendance(world.actor("loc"), meeting.ref, SaveAttendance(marked=frozenset([3]), savings=0))
    clock.move(minutes=20)

    check_in(world.as_member("mai"), meeting.door_ref)

    assert own_row(meeting, world.mai).status is AttendanceStatus.PRESENT
    assert world.liaison("mai").last_contact_on == meeting.on


def test_at_a_meeting_on_line_one_is_present_there(world, clock):
    meeting = factories.a_meeting(world.cell5, place=None, link="https://meet.example/abc")
    clock.set(meeting.on, 19, 30)

    check_in(world.as_member("mai"), meeting.door_ref)

    assert own_row(meeting, world.mai).status is AttendanceStatus.ONLINE
