"""Who counts at a meeting, what marks say of a name, and where two savings differ."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attendance import (
    Bond,
    Marks,
    Standing,
    Way,
    differences,
    first_way,
    has_checked_in,
    merged,
    objection_to_check_in,
    objection_to_saving,
    said,
    standing,
)
from domain.meetings import Window
from models.vocabulary import (
    AttendanceSource,
    AttendanceStatus,
    Category,
    LiaisonState,
    MeetingState,
)

_S = AttendanceStatus
CELL, OTHER, SUCCESSOR = 1, 2, 3
ON = date(2026, 6, 15)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
STATUSES = st.sampled_from([None, *AttendanceStatus])


@dataclass(frozen=True)
class Name:
    """A line of a list."""

    number: int
    standing: Standing = Standing.COUNTED
    status: AttendanceStatus | None = None
    source: AttendanceSource | None = None


def bond(cell=CELL, state=LiaisonState.ACTIVE, start=date(2025, 1, 1), end=None, exempt_from=None):
    category = Category.EXEMPT if state is LiaisonState.EXEMPTED else Category.FULL
    return Bond(cell, state, category, start, end, exempt_from)


def marks(way=Way.ABSENT, marked=(), **more):
    return Marks(way=way, marked=frozenset(marked), **more)


@pytest.mark.parametrize(
    ("bonds", "counts"),
    [
        ([bond()], Standing.COUNTED),
        ([bond(start=None)], Standing.COUNTED),
        ([bond(start=ON)], Standing.COUNTED),
        ([bond(start=ON + timedelta(days=1))], Standing.LATER),
        ([bond(state=LiaisonState.ENDED, end=ON)], Standing.COUNTED),
        ([bond(state=LiaisonState.ENDED, end=ON - timedelta(days=1))], Standing.LEFT),
        ([bond(state=LiaisonState.EXEMPTED, exempt_from=ON)], Standing.GUEST),
        ([bond(state=LiaisonState.EXEMPTED, exempt_from=ON + timedelta(days=1))], Standing.COUNTED),
        ([bond(OTHER)], Standing.LEFT),
        ([bond(state=LiaisonState.ASSIGNED)], Standing.LEFT),
        ([], Standing.LEFT),
    ],
    ids=[
        "in liaison", "since always", "since that day", "came the next day", "until that day", "left the day before",
        "exempt since that day", "exempt later", "in another cell", "not confirmed yet", "in no cell",
    ],
)  # fmt: skip
def test_who_counts_is_decided_by_the_day_of_the_meeting(bonds, counts):
    assert standing(bonds, {CELL}, ON, is_guest=False) is counts


def test_who_left_and_came_back_later_is_not_counted():
    bonds = [
        bond(state=LiaisonState.ENDED, end=ON - timedelta(days=30)),
        bond(start=ON + timedelta(days=30)),
    ]

    assert standing(bonds, {CELL}, ON, is_guest=False) is Standing.LATER


@given(DAYS, DAYS, DAYS)
def test_a_member_counts_exactly_while_in_liaison(start, end, on):
    start, end = min(start, end), max(start, end)
    counts = standing([bond(state=LiaisonState.ENDED, start=start, end=end)], {CELL}, on, is_guest=False)

    assert (counts is Standing.COUNTED) is (start <= on <= end)
    assert (counts is Standing.LATER) is (on < start)
    assert (counts is Standing.LEFT) is (end < on)


@given(DAYS, DAYS)
def test_a_merger_of_cells_changes_nothing_of_who_counted_before(start, on):
    before = standing([bond(start=start)], {CELL}, on, is_guest=False)
    after = standing([bond(SUCCESSOR, start=start)], {CELL, SUCCESSOR}, on, is_guest=False)

    assert after is before


@given(st.sampled_from([Standing.LEFT, Standing.LATER]), STATUSES, st.sets(st.integers(1, 9)), st.booleans())
def test_nothing_that_is_marked_makes_somebody_count_who_does_not(out, status, marked, by_presence):
    way = Way.PRESENT if by_presence else Way.ABSENT
    line = Name(5, out, status, AttendanceSource.SCAN)

    assert said(line, marks(way, marked, guests=frozenset(marked))) is _S.NOT_COUNTED


@given(st.sets(st.integers(1, 9)), st.booleans(), st.sampled_from([_S.EXCUSED, _S.UNEXCUSED]))
def test_a_guest_is_never_absent(marked, by_presence, reason):
    way = Way.PRESENT if by_presence else Way.ABSENT
    told = said(Name(5, Standing.GUEST), marks(way, marked, reasons={5: reason}, guests=frozenset(marked)))

    assert told is (_S.PRESENT if 5 in marked else None)


@given(st.sets(st.integers(1, 9)), st.booleans())
def test_who_checked_in_is_present_whatever_is_marked(marked, by_presence):
    way = Way.PRESENT if by_presence else Way.ABSENT
    line = Name(5, status=_S.PRESENT, source=AttendanceSource.SCAN)

    assert said(line, marks(way, marked)) is _S.PRESENT


@given(st.sets(st.integers(1, 40)))
def test_marking_those_absent_and_marking_all_others_present_say_the_same(absent):
    names = [Name(number) for number in range(1, 41)]
    present = {name.number for name in names} - absent

    for name in names:
        assert said(name, marks(Way.ABSENT, absent)) is said(name, marks(Way.PRESENT, present))


def test_the_reason_is_said_of_those_absent_only():
    given_reasons = {1: _S.EXCUSED, 2: _S.UNEXCUSED}
    told = [said(Name(number), marks(marked=[1, 3], reasons=given_reasons)) for number in (1, 2, 3)]

    assert told == [_S.EXCUSED, _S.PRESENT, _S.ABSENT]


def test_who_takes_part_on_line_is_present_there():
    assert said(Name(1), marks(online=frozenset([1]))) is _S.ONLINE
    assert said(Name(1), marks(marked=[1], online=frozenset([1]))) is _S.ABSENT
    assert said(Name(1), marks(is_online=True)) is _S.ONLINE


def test_guests_stay_as_they_are_when_nobody_asks_about_them():
    assert said(Name(5, Standing.GUEST, _S.PRESENT), marks(guests=None)) is _S.PRESENT
    assert said(Name(5, Standing.GUEST), marks(guests=None)) is None


SAYINGS = st.dictionaries(st.integers(1, 20), STATUSES)


@given(SAYINGS, SAYINGS, st.sets(st.integers(1, 20)))
def test_two_savings_make_one_and_nothing_of_either_is_lost(mine, theirs, keep_theirs):
    whole = {number: mine.get(number) for number in mine.keys() | theirs.keys()}
    one = merged(whole, theirs, keep_theirs)

    assert one.keys() == whole.keys()
    for number in one:
        assert one[number] is (theirs.get(number) if number in keep_theirs else whole[number])
    for number in set(one) - set(differences(whole, theirs)):
        assert one[number] is whole[number] is theirs.get(number)


@given(SAYINGS)
def test_a_saving_does_not_differ_from_itself(mine):
    assert differences(mine, mine) == ()


@pytest.mark.parametrize(
    ("names", "way"), [(40, Way.ABSENT), (60, Way.ABSENT), (61, Way.PRESENT), (250, Way.PRESENT)]
)
def test_in_a_big_cell_nobody_is_present_by_default(names, way):
    assert first_way(names, 60) is way


def test_only_a_phone_checks_in():
    assert has_checked_in(Name(1, status=_S.PRESENT, source=AttendanceSource.SCAN))
    assert not has_checked_in(Name(1, status=_S.PRESENT, source=AttendanceSource.LIST))


@pytest.mark.parametrize("state", MeetingState)
def test_attendance_is_saved_of_a_meeting_that_was_convened_and_is_not_signed(state):
    is_open = state in (MeetingState.CONVENED, MeetingState.HELD)

    assert (objection_to_saving(state, ON, ON) is None) is is_open
    assert objection_to_saving(state, ON, ON - timedelta(days=1)) is not None


NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
WINDOW = Window(NOON - timedelta(minutes=60), NOON + timedelta(minutes=120))


@given(st.integers(-600, 600))
def test_the_door_is_open_within_its_hours_only(minutes):
    now = NOON + timedelta(minutes=minutes)
    refused = objection_to_check_in(MeetingState.CONVENED, Standing.COUNTED, WINDOW, now)

    assert (refused is None) is (-60 <= minutes <= 120)


@pytest.mark.parametrize("out", [Standing.LEFT, Standing.LATER])
def test_who_does_not_count_is_told_why_at_the_door(out):
    assert objection_to_check_in(MeetingState.CONVENED, out, WINDOW, NOON) is not None


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.CANCELLED, MeetingState.SIGNED])
def test_the_door_of_a_meeting_that_is_not_on_stays_shut(state):
    assert objection_to_check_in(state, Standing.COUNTED, WINDOW, NOON) is not None
