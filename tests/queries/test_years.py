"""A year at a glance: what a cell, its committee and a member read of it."""

from datetime import date
from typing import Any

import pytest

from domain.meetings import HalfYear
from models import Attendance, MeetingReminder, db
from models.vocabulary import (
    AttendanceStatus,
    ContactState,
    MeetingKind,
    MeetingState,
    NeedState,
    OpinionState,
)
from queries import years
from tests.support.factories import a_contact, a_meeting, a_need, an_opinion

HELD: dict[str, Any] = {"state": MeetingState.HELD}


@pytest.fixture
def in_june(clock):
    clock.set(date(2026, 6, 20))


def sit(meeting, member, status):
    seat = db.session.query(Attendance).filter_by(meeting_id=meeting.id, member_id=member.id)
    seat.update({"status": status})
    db.session.commit()


def test_a_cell_sees_its_meetings_by_half_year_and_what_is_open(world, in_june):
    a_meeting(world.cell5, on=date(2026, 5, 12), **HELD)
    a_meeting(world.cell5, on=date(2026, 7, 3), state=MeetingState.PLANNED)
    a_meeting(world.cell5, on=date(2026, 6, 1), state=MeetingState.CANCELLED)
    a_meeting(world.cell6, on=date(2026, 5, 2), **HELD)
    an_opinion(world.mai)
    an_opinion(world.mai, state=OpinionState.PASSED_ON, passed_to="Công an phường", due_on=date(2026, 6, 19))
    a_need(world.cell5)
    a_need(world.cell5, state=NeedState.MET)

    seen = years.of_cell(world.actor("loc"), 2026, date(2026, 6, 20), 6)

    first, second = seen.halves
    assert first.is_fulfilled
    assert [one.on for one in first.meetings] == [date(2026, 5, 12)]
    assert not second.is_fulfilled
    assert [one.state for one in second.meetings] == [MeetingState.PLANNED]
    assert (seen.opinions, seen.overdue, seen.needs) == (2, 1, 1)


def test_a_people_s_meeting_fulfils_no_half_year(world, in_june):
    a_meeting(world.cell5, on=date(2026, 5, 12), kind=MeetingKind.PEOPLE, **HELD)

    assert not years.of_cell(world.actor("loc"), 2026, date(2026, 6, 20), 6).halves[0].is_fulfilled


def test_the_committee_sees_first_which_cells_have_not_met(world, in_june):
    a_meeting(world.cell5, on=date(2026, 5, 12), **HELD)
    half = HalfYear(2026, 1)
    db.session.add(
        MeetingReminder(
            cell_id=world.cell6.id,
            committee_id=world.ward.id,
            half=half.stored,
            on=date(2026, 6, 15),
            by_id=world.hanh.id,
        )
    )
    db.session.commit()

    lines = years.cells(world.actor("hanh"), half, date(2026, 6, 20))

    assert [(line.name, line.held_on, line.reminded_on) for line in lines] == [
        (world.cell6.name, None, date(2026, 6, 15)),
        (world.cell5.name, date(2026, 5, 12), None),
    ]
    assert all(line.members for line in lines)


def test_another_ward_is_out_of_sight(world, in_june):
    lines = years.cells(world.actor("nhan"), HalfYear(2026, 1), date(2026, 6, 20))

    assert {line.name for line in lines} <= {world.other_cell.name}


def test_a_member_reads_where_he_or_she_was_and_what_became_of_it(world, in_june):
    first = a_meeting(world.cell5, on=date(2026, 5, 12), **HELD)
    second = a_meeting(world.cell5, on=date(2026, 6, 12), **HELD)
    people = a_meeting(world.cell5, on=date(2026, 6, 14), kind=MeetingKind.PEOPLE, **HELD)
    sit(first, world.mai, AttendanceStatus.PRESENT)
    sit(second, world.mai, AttendanceStatus.EXCUSED)
    sit(people, world.mai, AttendanceStatus.PRESENT)
    a_contact(world.mai, on=date(2026, 4, 1))
    a_contact(world.mai, on=date(2026, 4, 2), state=ContactState.PROPOSED)
    an_opinion(world.mai)

    seen = years.of_member(world.actor("mai", None), 2026)

    assert seen.convened == 2
    assert seen.attendance == {AttendanceStatus.PRESENT: 1, AttendanceStatus.EXCUSED: 1}
    assert seen.people == 1
    assert seen.contacts == 1
    assert seen.opinions == {OpinionState.RAISED: 1}


def test_another_year_counts_for_itself(world, in_june):
    a_contact(world.mai, on=date(2025, 11, 1))

    assert years.of_member(world.actor("mai", None), 2026).contacts == 0
    assert years.of_member(world.actor("mai", None), 2025).contacts == 1
