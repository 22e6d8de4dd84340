"""Working days and what is overdue."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import add_working_days, is_overdue, is_working_day, working_days_between

TABLE = Path(__file__).parents[2] / "reference" / "holidays.csv"
NONE: frozenset[date] = frozenset()
TET = frozenset(date(2026, 2, day) for day in range(16, 21))
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 1))
HOLIDAYS = st.frozensets(DAYS, max_size=20)


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), False),
        (date(2026, 2, 15), False),
        (date(2026, 2, 17), False),
        (date(2026, 2, 23), True),
    ],
)
def test_weekends_and_holidays_are_not_working_days(day, is_working):
    assert is_working_day(day, TET) is is_working


@pytest.mark.parametrize(
    ("start", "count", "holidays", "due"),
    [
        (date(2026, 3, 2), 3, NONE, date(2026, 3, 5)),
        (date(2026, 3, 6), 1, NONE, date(2026, 3, 9)),
        (date(2026, 3, 7), 5, NONE, date(2026, 3, 13)),
        (date(2026, 2, 13), 3, TET, date(2026, 2, 25)),
        (date(2026, 3, 7), 0, NONE, date(2026, 3, 7)),
    ],
)
def test_a_deadline_counts_working_days_after_the_sending(start, count, holidays, due):
    assert add_working_days(start, count, holidays) == due


@given(DAYS, st.integers(1, 60), HOLIDAYS)
def test_a_deadline_is_a_working_day_and_counting_back_gives_its_days(start, count, holidays):
    due = add_working_days(start, count, holidays)

    assert is_working_day(due, holidays)
    assert working_days_between(start, due, holidays) == count


@given(DAYS, st.integers(0, 400))
def test_no_working_day_lies_before_the_start(start, days):
    assert working_days_between(start, start - timedelta(days=days), NONE) == 0


def test_deadlines_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 3, 2), -1, NONE)


@pytest.mark.parametrize(("today", "is_late"), [(date(2026, 3, 5), False), (date(2026, 3, 6), True)])
def test_there_is_still_time_on_the_due_day(today, is_late):
    assert is_overdue(date(2026, 3, 5), today) is is_late


def test_the_table_of_holidays_names_each_day_once():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    days = [date.fromisoformat(row["date"]) for row in rows]
    assert days == sorted(set(days))
    assert all(row["name"] and row["basis"] in {"law", "lunar", "substitute", "announced"} for row in rows)
    assert {day.year for day in days} == {2025, 2026, 2027}


@pytest.mark.parametrize(
    ("year", "first_of_tet", "kings"),
    [(2025, (1, 29), (4, 7)), (2026, (2, 17), (4, 26)), (2027, (2, 6), (4, 16))],
)
def test_each_year_has_the_holidays_of_the_labour_code(year, first_of_tet, kings):
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["date"].startswith(str(year))]

    days = {date.fromisoformat(row["date"]) for row in rows}
    fixed = {date(year, *day) for day in ((1, 1), (4, 30), (5, 1), (9, 2), first_of_tet, kings)}
    assert fixed <= days
    named = Counter(row["name"].split(" (")[0] for row in rows if row["basis"] != "substitute")
    assert (named["Tết Nguyên đán"], named["Quốc khánh"]) == (5, 2)
