"""Twins of what the tests must decide themselves: the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from adapters import clock

MORNING = datetime(2026, 3, 16, 9, 0, tzinfo=clock.HERE)
"""A working Monday in Viet Nam, far from any holiday."""


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: datetime = MORNING) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment at which it stands, in UTC like the clock it stands for."""
        return self.moment.astimezone(UTC)

    @property
    def today(self) -> date:
        """The day it is in Viet Nam."""
        return clock.day_of(self.moment)

    def move(self, days: int = 0, hours: int = 0, minutes: int = 0) -> None:
        """Let time pass."""
        self.moment += timedelta(days=days, hours=hours, minutes=minutes)

    def set(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Go to an hour of a day in Viet Nam."""
        self.moment = datetime.combine(day, time(hour, minute), tzinfo=clock.HERE)


@contextmanager
def standing_clock(moment: datetime = MORNING) -> Iterator[Clock]:
    """A clock that stands at this moment for as long as the block lasts."""
    standing = Clock(moment)
    with clock.standing_at(standing.now):
        yield standing
