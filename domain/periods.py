"""Half-open periods of days: the first day belongs to the period, the last does not; no last day means open."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """From a day up to, and without, another; open when `end` is None."""

    start: date
    end: date | None = None


def covers(day: date, start: date, end: date | None) -> bool:
    """Whether the day lies in the period."""
    return start <= day and (end is None or day < end)


def overlaps(one: Period, other: Period) -> bool:
    """Whether the two periods share a day; periods without a day share none."""
    start = max(one.start, other.start)
    ends = [period.end for period in (one, other) if period.end is not None]
    return not ends or start < min(ends)


def gaps(periods: Iterable[Period], within: Period) -> list[Period]:
    """The stretches of `within` that no period covers, in order."""
    found: list[Period] = []
    reached = within.start
    for period in sorted((period for period in periods if overlaps(period, within)), key=lambda p: p.start):
        if period.start > reached:
            found.append(Period(reached, period.start))
        if period.end is None:
            return found
        reached = max(reached, period.end)
    if within.end is None or reached < within.end:
        found.append(Period(reached, within.end))
    return found
