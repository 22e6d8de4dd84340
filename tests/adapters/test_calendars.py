"""A meeting as a file for calendars: its hour, its zone, its mark, and nothing that was not given."""

from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from adapters import calendars
from adapters.calendars import Appointment

STARTS = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)


def an_appointment(**more):
    values: dict[str, Any] = {
        "mark": "0123456789ab@so-lien-he",
        "sequence": 0,
        "title": "Cuộc họp 6 tháng đầu năm 2026 – Chi bộ Tổ dân phố 5",
        "starts_at": STARTS,
        "place": "Nhà văn hóa; ngõ 12, phường Trường Vinh",
        "address": "http://localhost/invitations/0123456789ab",
    }
    return Appointment(**values | more)


def read(appointment):
    calendar = Calendar.from_ical(calendars.file(appointment))
    return calendar, calendar.walk("VEVENT")[0]


@pytest.mark.parametrize("starts_at", [STARTS, STARTS.astimezone()])
def test_the_hour_is_told_in_the_zone_of_viet_nam(starts_at):
    calendar, event = read(an_appointment(starts_at=starts_at))

    assert event["dtstart"].to_ical() == b"20260615T193000"
    assert event["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]


def test_vietnamese_words_and_signs_survive_the_folding_of_lines():
    _calendar, event = read(an_appointment())

    assert str(event["summary"]).endswith("Chi bộ Tổ dân phố 5")
    assert str(event["location"]) == "Nhà văn hóa; ngõ 12, phường Trường Vinh"
    assert all(len(line) <= 75 for line in calendars.file(an_appointment()).split(b"\r\n"))


def test_a_meeting_without_a_place_has_none():
    _calendar, event = read(an_appointment(place=None))

    assert "location" not in event


def test_a_cancelled_meeting_strikes_out_the_entry_with_its_mark():
    calendar, event = read(an_appointment(is_cancelled=True, sequence=2))

    assert (str(calendar["method"]), str(event["status"])) == ("CANCEL", "CANCELLED")
    assert (str(event["uid"]), event["sequence"]) == ("0123456789ab@so-lien-he", 2)
