"""Hours as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.hours import typed_hour

TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    "text",
    [
        "19 giờ 30", "19h30", "19:30", "19.30", "19 h 30", "19g30", "19 giờ 30 phút", "19h30p", "19 giờ rưỡi",
        "7 giờ 30 tối", "7h30 tối", "7 rưỡi tối", "7 giờ rưỡi tối", "lúc 19 giờ 30", "7:30 PM", "1930", " 19 : 30 ",
    ],
)  # fmt: skip
def test_half_past_seven_in_the_evening(text):
    assert typed_hour(text) == time(19, 30)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("19", time(19)),
        ("19h", time(19)),
        ("19 giờ", time(19)),
        ("8 giờ sáng", time(8)),
        ("7h5", time(7, 5)),
        ("2 giờ chiều", time(14)),
        ("14 giờ chiều", time(14)),
        ("12 giờ trưa", time(12)),
        ("11 giờ trưa", time(11)),
        ("1 giờ trưa", time(13)),
        ("12 giờ đêm", time(0)),
        ("10 giờ đêm", time(22)),
        ("12:15 am", time(0, 15)),
        ("0:00", time(0)),
    ],
)
def test_other_hours(text, hour):
    assert typed_hour(text) == hour


@given(TIMES)
def test_every_hour_shown_can_be_typed_back(hour):
    for shown in (f"{hour.hour}:{hour.minute:02d}", f"{hour.hour} giờ {hour.minute:02d}"):
        assert typed_hour(shown) == hour


@pytest.mark.parametrize("text", ["", "tối", "19 giờ 300", "193", "7 giờ kém", "19:30:20", "một giờ", "730"])
def test_what_is_no_hour_is_refused_with_an_example(text):
    with pytest.raises(Refused, match="for example 19:30"):
        typed_hour(text)


@pytest.mark.parametrize("text", ["24:00", "19:75", "99 giờ"])
def test_what_no_clock_shows_is_refused(text):
    with pytest.raises(Refused, match="from 0 to 23"):
        typed_hour(text)
