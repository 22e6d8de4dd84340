"""Between 21 and 7 o'clock nobody's telephone rings."""

from datetime import datetime

import pytest

from adapters.clock import HERE
from domain.quiet_hours import waking


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=HERE)


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        (at(16, 7), at(16, 7)),
        (at(16, 12, 30), at(16, 12, 30)),
        (at(16, 20, 59), at(16, 20, 59)),
        (at(16, 21), at(17, 7)),
        (at(16, 23, 59), at(17, 7)),
        (at(17, 0), at(17, 7)),
        (at(17, 6, 59), at(17, 7)),
        (at(31, 22), datetime(2026, 4, 1, 7, tzinfo=HERE)),
    ],
)
def test_what_rings_at_night_waits_for_the_morning(moment, leaves):
    assert waking(moment) == leaves
