"""Working days: Saturdays, Sundays and the holidays of the office's table are skipped (BR-15)."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date, holidays: AbstractSet[date]) -> bool:
    """Whether offices work on that day (BR-15)."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(day: date, count: int, holidays: AbstractSet[date]) -> date:
    """The count-th working day after a day, which itself does not count; with 0, the day itself (BR-15)."""
    if count < 0:
        raise ValueError("deadlines are counted forwards")
    while count:
        day += _ONE_DAY
        count -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: AbstractSet[date]) -> int:
    """How many working days lie after `start`, up to and with `end`; 0 when `end` is not later (BR-15)."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def is_overdue(due_on: date, today: date) -> bool:
    """Whether the due day has passed; on the day itself there is still time."""
    return today > due_on
