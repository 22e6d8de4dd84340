"""Half-years, who is convened, what counts: values in, decisions out."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters import reference
from domain.meetings import (
    Bond,
    HalfYear,
    check_in_window,
    counts,
    forerunners,
    further_seats,
    is_convened,
    is_fulfilled,
    may_be_guest,
    seats,
)
from domain.rules import read_rules
from models.vocabulary import AttendanceStatus, Category, LiaisonState, MeetingKind, MeetingState

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
FIRST_HALF = HalfYear(2026, 1)
MEETINGS = st.builds(
    SimpleNamespace,
    kind=st.sampled_from(MeetingKind),
    state=st.sampled_from(MeetingState),
    on=st.dates(date(2025, 10, 1), date(2026, 9, 30)),
)
BONDS = st.lists(
    st.builds(
        Bond,
        member_id=st.integers(1, 400),
        state=st.sampled_from(LiaisonState),
        category=st.sampled_from(Category),
        sort_key=st.text("abc", max_size=2),
        started_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    ),
    unique_by=lambda bond: bond.member_id,
)


def test_the_halves_of_a_year_are_named_and_bounded():
    second = HalfYear(2026, 2)

    assert (FIRST_HALF.first, FIRST_HALF.last) == (date(2026, 1, 1), date(2026, 6, 30))
    assert (second.first, second.last) == (date(2026, 7, 1), date(2026, 12, 31))
    assert FIRST_HALF.text != second.text
    assert second > FIRST_HALF


@given(DAYS)
def test_every_day_lies_in_one_half_year_and_the_halves_leave_no_gap(day):
    half = HalfYear.of(day)

    assert day in half
    assert day not in half.before
    assert half.before.last + timedelta(days=1) == half.first
    assert HalfYear.from_stored(half.stored) == half


@pytest.mark.parametrize("text", ["", "2026", "2026-3", "26-1", "năm-1", "2026-1-1"])
def test_other_texts_are_no_half_year(text):
    with pytest.raises(ValueError, match="no half-year"):
        HalfYear.from_stored(text)


@given(st.lists(MEETINGS))
def test_a_half_year_is_fulfilled_by_one_periodic_or_thematic_meeting_that_was_held(meetings):
    counting = [
        one
        for one in meetings
        if one.kind in (MeetingKind.PERIODIC, MeetingKind.THEMATIC)
        and one.state in (MeetingState.HELD, MeetingState.SIGNED, MeetingState.CLOSED)
        and date(2026, 1, 1) <= one.on <= date(2026, 6, 30)
    ]

    assert is_fulfilled(FIRST_HALF, meetings) is (len(counting) > 0)


@given(st.lists(MEETINGS), MEETINGS)
def test_another_meeting_never_takes_the_fulfilment_away(meetings, another):
    if is_fulfilled(FIRST_HALF, meetings):
        assert is_fulfilled(FIRST_HALF, [*meetings, another])


@given(BONDS, DAYS)
def test_those_convened_are_in_liaison_by_then_and_not_exempt(bonds, on):
    for bond in bonds:
        if is_convened(bond, on):
            assert bond.state is LiaisonState.ACTIVE
            assert bond.category is Category.FULL
            assert bond.started_on is None or bond.started_on <= on
            assert not may_be_guest(bond)


@given(BONDS, st.sets(st.integers(1, 400)))
def test_the_list_numbers_everybody_once_from_one_on_and_guests_behind_the_convened(bonds, invited):
    on = date(2026, 6, 15)

    listed = seats(bonds, on, invited)

    by_id = {bond.member_id: bond for bond in bonds}
    assert [seat.number for seat in listed] == list(range(1, len(listed) + 1))
    assert {seat.member_id for seat in listed if not seat.is_guest} == {
        bond.member_id for bond in bonds if is_convened(bond, on)
    }
    assert {seat.member_id for seat in listed if seat.is_guest} == {
        one for one in invited if one in by_id and may_be_guest(by_id[one])
    }
    order = [(seat.is_guest, by_id[seat.member_id].sort_key, seat.member_id) for seat in listed]
    assert order == sorted(order)


@given(BONDS, BONDS, st.sets(st.integers(1, 400)))
def test_who_comes_late_takes_the_next_number_and_nobody_else_moves(then, now, invited):
    """Late arrivals, and a cell into which another one was merged: the list only grows."""
    on = date(2026, 6, 15)
    first = seats(then, on, invited)
    taken = {seat.member_id: seat.number for seat in first}

    added = further_seats([*then, *now], on, invited, taken)

    assert not taken.keys() & {seat.member_id for seat in added}
    assert [seat.number for seat in added] == list(range(len(first) + 1, len(first) + 1 + len(added)))
    newcomers = {bond.member_id for bond in now if is_convened(bond, on)} - taken.keys()
    assert newcomers <= {seat.member_id for seat in added}


CELLS = st.integers(1, 8)
SUCCESSORS = st.dictionaries(CELLS, st.sets(CELLS, min_size=1, max_size=3))


@given(SUCCESSORS)
def test_a_meeting_counts_for_one_cell_at_most_after_cells_are_merged_or_split(successors):
    inherited = [old for cell in range(1, 9) for old in forerunners(cell, successors)]

    assert len(inherited) == len(set(inherited))
    assert set(inherited) == {old for old, new in successors.items() if len(new) == 1}


@given(st.lists(MEETINGS), st.lists(MEETINGS))
def test_a_half_year_fulfilled_before_a_merger_stays_fulfilled_after_it(first, second):
    held = {1: first, 2: second}
    whole = forerunners(3, {1: {3}, 2: {3}})
    split = forerunners(3, {1: {3, 4}, 2: {4}})

    after = [meeting for cell in whole for meeting in held[cell]]

    assert is_fulfilled(FIRST_HALF, after) is (
        is_fulfilled(FIRST_HALF, first) or is_fulfilled(FIRST_HALF, second)
    )
    assert split == frozenset()


@given(st.lists(st.tuples(st.none() | st.sampled_from(AttendanceStatus), st.booleans())))
def test_every_row_is_counted_once_and_guests_in_no_sum(rows):
    told = counts(rows)

    assert told.base + told.not_counted + told.guests == len(rows)
    assert told.base == told.present + told.missing + told.unsaid
    assert told.guests_present <= told.guests
    assert counts([row for row in rows if not row[1]]).base == told.base


def test_present_are_those_in_the_room_and_on_line():
    told = counts([(AttendanceStatus.PRESENT, False), (AttendanceStatus.ONLINE, False), (None, False)])

    assert (told.present, told.in_room, told.online, told.unsaid, told.base) == (2, 1, 1, 1, 3)


def test_the_door_opens_an_hour_before_and_closes_two_hours_after_the_beginning():
    starts_at = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)

    window = check_in_window(starts_at, read_rules(reference.document("regulation-213.toml")))

    assert window.opens_at == starts_at - timedelta(minutes=60)
    assert window.closes_at == starts_at + timedelta(minutes=120)
    assert window.is_open(window.opens_at)
    assert window.is_open(window.closes_at)
    assert not window.is_open(window.opens_at - timedelta(seconds=1))
    assert not window.is_open(window.closes_at + timedelta(seconds=1))
