"""The only file that reads the time. Moments are kept in UTC; days are those of Viet Nam."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Ho_Chi_Minh")

_source: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731 — replaced as a whole by `standing_at`


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _source()


def today() -> date:
    """The day it is in Viet Nam."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in Viet Nam on which a moment falls."""
    return moment.astimezone(HERE).date()


@contextmanager
def standing_at(source: Callable[[], datetime]) -> Iterator[None]:
    """Let a test decide what time it is."""
    global _source
    before, _source = _source, source
    try:
        yield
    finally:
        _source = before
