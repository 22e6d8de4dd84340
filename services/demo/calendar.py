"""Time in the demonstration: everything happened at some hour of some working day before today."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from adapters import clock
from domain.deadlines import is_working_day
from queries.rulesets import holidays

_DAY = timedelta(days=1)


class Calendar:
    """Days counted back from the day on which the demonstration is made."""

    def __init__(self) -> None:
        self.now = clock.now()
        self.today = clock.today()
        self._holidays = holidays()

    def working_day(self, ago: int) -> date:
        """The working day that many working days before today; 0 is today, or the last one before it."""
        day = self.today
        while not is_working_day(day, self._holidays):
            day -= _DAY
        for _number in range(ago):
            day -= _DAY
            while not is_working_day(day, self._holidays):
                day -= _DAY
        return day

    @contextmanager
    def at(self, day: date, hour: int = 9, minute: int = 0) -> Iterator[None]:
        """Let it be that hour in Viet Nam, but never later than now."""
        moment = datetime.combine(day, time(hour, minute), tzinfo=clock.HERE).astimezone(UTC)
        with clock.standing_at(lambda: min(moment, self.now)):
            yield
