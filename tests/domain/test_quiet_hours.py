"""Between 21 and 7 o'clock nobody's telephone rings."""

from datetime import datetime, time

import pytest

from adapters.clock import HERE
from domain.quiet_hours import NIGHT, waking


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
    assert waking(moment, *NIGHT) == leaves


@pytest.mark.parametrize(
    ("begins", "ends", "moment", "leaves"),
    [
        (time(0), time(6), at(16, 23), at(16, 23)),
        (time(0), time(6), at(17, 0), at(17, 6)),
        (time(0), time(6), at(17, 6), at(17, 6)),
        (time(22, 30), time(5, 30), at(16, 22), at(16, 22)),
        (time(22, 30), time(5, 30), at(16, 22, 30), at(17, 5, 30)),
        (time(0), time(0), at(17, 0), at(17, 0)),
        (time(0), time(0), at(17, 3), at(17, 3)),
    ],
)
def test_an_installation_has_quiet_hours_of_its_own(begins, ends, moment, leaves):
    assert waking(moment, begins, ends) == leaves
