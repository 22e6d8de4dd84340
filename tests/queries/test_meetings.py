"""What is read of meetings: in reach only, one list, one half-year, those who can still be added."""

from datetime import date

import pytest

from domain.errors import NotFound
from domain.meetings import HalfYear
from models.vocabulary import MeetingKind, MeetingState
from queries import meetings, minutes
from services.minutes import AmendMinutes, KeepMinutes, SignMinutes, amend_minutes, keep_minutes, sign_minutes
from tests.support.factories import a_liaison, a_meeting, a_member

FIRST, SECOND = date(2026, 3, 2), date(2026, 8, 3)


def test_a_cell_lists_its_own_meetings_the_latest_first(world):
    early, late = a_meeting(world.cell5, on=FIRST), a_meeting(world.cell5, on=SECOND)
    a_meeting(world.cell6)

    lines = meetings.listed(world.actor("loc")).rows

    assert [line.ref for line in lines] == [late.ref, early.ref]
    assert [line.convened for line in lines] == [3, 3]


def test_a_committee_narrows_its_cells_meetings(world):
    a_meeting(world.cell5, on=FIRST)
    wanted = a_meeting(world.cell6, on=SECOND)
    a_meeting(world.other_cell, on=SECOND)

    of_half = meetings.listed(world.actor("hanh"), HalfYear(2026, 2)).rows
    of_cell = meetings.listed(world.actor("hanh"), None, world.cell6.ref).rows

    assert [line.ref for line in of_half] == [line.ref for line in of_cell] == [wanted.ref]


def test_a_workplace_and_a_member_list_nothing(world):
    a_meeting(world.cell5)

    assert list(meetings.listed(world.actor("kien")).rows) == []
    assert list(meetings.listed(world.as_member("mai")).rows) == []
    with pytest.raises(NotFound):
        meetings.one(world.actor("kien"), a_meeting(world.cell5).ref)


def test_long_lists_go_on_behind_the_last_row(world):
    for number in range(102):
        a_meeting(world.cell5, on=date(2026, 1 + number % 12, 1 + number % 28))

    first = meetings.listed(world.actor("loc"))
    rest = meetings.listed(world.actor("loc"), after=first.after)

    assert len(first.rows) == 100
    assert len({line.ref for line in (*first.rows, *rest.rows)}) == 102


def test_the_halves_of_a_year_tell_their_first_meeting_that_counts(world):
    a_meeting(world.cell5, on=date(2026, 4, 1), state=MeetingState.SIGNED)
    a_meeting(world.cell5, on=FIRST, state=MeetingState.HELD, kind=MeetingKind.THEMATIC)
    a_meeting(world.cell5, on=SECOND, state=MeetingState.HELD, kind=MeetingKind.PEOPLE)
    a_meeting(world.cell6, on=SECOND, state=MeetingState.HELD)

    halves = meetings.halves(world.actor("loc"), 2026)

    assert [line.held_on for line in halves] == [FIRST, None]


def test_what_is_near_is_what_something_is_still_to_be_done_about(world):
    for state in MeetingState:
        a_meeting(world.cell5, state=state, on=FIRST)

    near = meetings.near(world.actor("loc"))

    assert {line.state for line in near} == {
        MeetingState.PLANNED,
        MeetingState.CONVENED,
        MeetingState.HELD,
    }


def test_an_amendment_begun_brings_signed_minutes_back_to_what_is_near(world):
    actor = world.actor("loc")
    meeting = a_meeting(world.cell5, state=MeetingState.HELD, on=FIRST)
    draft = keep_minutes(actor, meeting.ref, KeepMinutes(chair="A", note_taker="B", conclusions="C"))
    sign_minutes(actor, meeting.ref, SignMinutes(version=draft.version))
    assert meetings.near(actor) == []

    amend_minutes(actor, meeting.ref, AmendMinutes(reason="Ghi sót"))

    assert [line.state for line in meetings.near(actor)] == [MeetingState.SIGNED]


def test_who_only_reads_sees_signed_editions_alone(world):
    actor = world.actor("loc")
    meeting = a_meeting(world.cell5, state=MeetingState.HELD, on=FIRST)
    draft = keep_minutes(actor, meeting.ref, KeepMinutes(chair="A", note_taker="B", conclusions="C"))
    reader = world.actor("tam")
    assert list(minutes.editions(reader, meeting)) == []

    sign_minutes(actor, meeting.ref, SignMinutes(version=draft.version))
    amend_minutes(actor, meeting.ref, AmendMinutes(reason="Ghi sót"))

    assert [one.edition for one in minutes.editions(reader, meeting)] == [1]
    assert [one.edition for one in minutes.editions(actor, meeting)] == [2, 1]


def test_candidates_are_those_of_the_cell_who_are_not_on_the_list(world):
    meeting = a_meeting(world.cell5)
    a_liaison(a_member("Bùi Văn An", workplace=world.tax_cell), world.cell5)
    a_liaison(a_member("Cao Văn Bốn", workplace=world.tax_cell), world.cell5, started_on=date(2026, 4, 1))

    found = meetings.candidates(world.actor("loc"), meeting)

    assert [one.name for one in found.newcomers] == ["Bùi Văn An"]
    assert [one.name for one in found.guests] == ["Hoàng Anh Tuấn"]


def test_how_many_the_bell_reached(world):
    assert meetings.reached(a_meeting(world.cell5)) == (3, 1)


def test_the_last_place_of_the_own_cell_is_proposed(world):
    a_meeting(world.cell5, on=FIRST, place="Trường tiểu học")
    a_meeting(world.cell5, on=date(2025, 3, 2), place="Nhà cũ")
    a_meeting(world.cell6, on=SECOND, place="Nơi khác")

    assert meetings.last_place(world.actor("loc")) == "Trường tiểu học"
    assert meetings.last_place(world.actor("quy")) is None
