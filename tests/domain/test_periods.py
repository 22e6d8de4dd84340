"""Half-open periods of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import Period, covers, gaps, overlaps

JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))
DAYS = st.integers(0, 30).map(lambda n: JAN + timedelta(days=n))
PERIODS = st.builds(
    lambda start, length: Period(start, None if length is None else start + timedelta(days=length)),
    DAYS,
    st.none() | st.integers(0, 12),
)


@pytest.mark.parametrize(
    ("day", "end", "is_covered"),
    [
        (JAN, FEB, True),
        (FEB - timedelta(days=1), FEB, True),
        (FEB, FEB, False),
        (APR, None, True),
        (JAN - timedelta(days=1), None, False),
        (JAN, JAN, False),
    ],
)
def test_the_first_day_belongs_to_a_period_and_the_last_does_not(day, end, is_covered):
    assert covers(day, JAN, end) is is_covered


@given(PERIODS, PERIODS)
def test_two_periods_overlap_when_they_share_a_day(one, other):
    days = [JAN + timedelta(days=n) for n in range(60)]

    assert overlaps(one, other) is any(covers(day, *one) and covers(day, *other) for day in days)


@given(st.lists(PERIODS, max_size=5), PERIODS)
def test_a_day_is_covered_or_in_exactly_one_gap(periods, within):
    found = gaps(periods, within)

    for day in (JAN + timedelta(days=n) for n in range(60)):
        is_free = covers(day, *within) and not any(covers(day, *period) for period in periods)
        assert sum(covers(day, *gap) for gap in found) == is_free


def test_a_register_without_a_break_has_no_gap():
    assert gaps([Period(FEB), Period(JAN, FEB)], Period(JAN)) == []


def test_gaps_come_in_order():
    assert gaps([Period(FEB, MAR)], Period(JAN, APR)) == [Period(JAN, FEB), Period(MAR, APR)]
