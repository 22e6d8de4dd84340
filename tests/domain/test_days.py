"""Days as people type them, and days known only in part."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import PartialDay, coming_day, typed_day, years_later
from domain.errors import Refused

TODAY = date(2026, 3, 16)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "15/3/2026",
        "15/03/2026",
        " 15 - 3 - 2026 ",
        "15 3 2026",
        "15.3.2026",
        "15 tháng 3 năm 2026",
        "Ngày 15 tháng 03 năm 2026",
        "15032026",
        "2026-03-15",
        "hôm qua",
        "Hôm Qua",
        "yesterday",
    ],
)
def test_a_day_is_understood_as_people_write_it(text):
    assert typed_day(text, TODAY) == date(2026, 3, 15)


@pytest.mark.parametrize("text", ["hôm nay", "Today", "HÔM NAY"])
def test_today_is_a_day(text):
    assert typed_day(text, TODAY) == TODAY


@given(DAYS)
def test_every_day_shown_can_be_typed_back(day):
    assert typed_day(PartialDay.of(day).shown, TODAY) == day
    assert typed_day(f"ngày {day.day} tháng {day.month} năm {day.year}", TODAY) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write a real date, for example 15/3/2026."),
        ("mai", "Write a real date, for example 15/3/2026."),
        ("15/3/0026", "Write a real date, for example 15/3/2026."),
        ("15/3/9026", "Write a real date, for example 15/3/2026."),
        ("05-03-26", "Write the year with four digits: 5/3/1926 or 5/3/2026."),
        ("15/3", "Write the year as well, for example 15/3/2026."),
        ("31/02/1970", "Month 2/1970 has 28 days: write a day from 1 to 28."),
        ("29/2/2100", "Month 2/2100 has 28 days: write a day from 1 to 28."),
        ("0/4/2026", "Month 4/2026 has 30 days: write a day from 1 to 30."),
        ("3/15/2026", "Write the day first, then the month: 15/3/2026."),
        ("15/13/2026", "Write the month as a number from 1 to 12."),
        ("5/0/2026", "Write the month as a number from 1 to 12."),
    ],
)
def test_a_day_that_is_none_is_refused_with_what_to_write(text, sentence):
    with pytest.raises(Refused) as refused:
        typed_day(text, TODAY, field="decided_on")

    assert (str(refused.value), refused.value.field) == (sentence, "decided_on")


@given(st.text(max_size=30) | st.from_regex(r"[0-9/. -]{1,14}"))
def test_whatever_is_typed_gives_a_day_or_a_sentence(text):
    for parse in (typed_day, PartialDay.parse):
        said = ""
        try:
            said = f"{parse(text, TODAY)} is a day"
        except Refused as refusal:
            said = str(refusal)

        assert said.endswith("is a day") or said.startswith(("Write ", "Month "))


@pytest.mark.parametrize(
    ("text", "stored", "shown"),
    [
        ("1975", "1975", "1975"),
        ("năm 1975", "1975", "1975"),
        ("00/00/1975", "1975", "1975"),
        ("3/1975", "1975-03", "3/1975"),
        ("0/3/1975", "1975-03", "3/1975"),
        ("tháng 3 năm 1975", "1975-03", "3/1975"),
        ("1975-03", "1975-03", "3/1975"),
        ("12/03/1975", "1975-03-12", "12/3/1975"),
    ],
)
def test_a_day_may_be_known_in_part(text, stored, shown):
    day = PartialDay.parse(text, TODAY)

    assert (day.stored, day.shown, str(day)) == (stored, shown, shown)
    assert PartialDay.from_stored(stored) == day


@pytest.mark.parametrize("text", ["75", "13/1975", "31/2/1975", "0001", ""])
def test_half_a_day_must_still_be_possible(text):
    with pytest.raises(Refused):
        PartialDay.parse(text, TODAY)


@pytest.mark.parametrize(
    ("stored", "earliest", "latest", "is_full"),
    [
        ("1976", date(1976, 1, 1), date(1976, 12, 31), False),
        ("1976-02", date(1976, 2, 1), date(1976, 2, 29), False),
        ("1976-02-03", date(1976, 2, 3), date(1976, 2, 3), True),
    ],
)
def test_a_day_known_in_part_lies_between_two_days(stored, earliest, latest, is_full):
    day = PartialDay.from_stored(stored)

    assert (day.earliest, day.latest, day.is_full) == (earliest, latest, is_full)


@given(DAYS, DAYS)
def test_stored_days_sort_as_time_does(one, other):
    assert (PartialDay.of(one).stored < PartialDay.of(other).stored) is (one < other)


@pytest.mark.parametrize(
    ("day", "later"), [(date(2008, 3, 1), date(2026, 3, 1)), (date(2008, 2, 29), date(2026, 3, 1))]
)
def test_a_birthday_comes_back_every_year(day, later):
    assert years_later(day, 18) == later


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15/6", date(2026, 6, 15)),
        ("15 tháng 6", date(2026, 6, 15)),
        ("ngày 15/6", date(2026, 6, 15)),
        ("16/3", TODAY),
        ("15/3", date(2027, 3, 15)),
        ("15/3/2026", date(2026, 3, 15)),
        ("hôm nay", TODAY),
        ("ngày mai", date(2026, 3, 17)),
        ("mai", date(2026, 3, 17)),
        ("ngày kia", date(2026, 3, 18)),
        ("hôm qua", date(2026, 3, 15)),
    ],
)
def test_a_day_to_come_needs_no_year(text, day):
    assert coming_day(text, TODAY) == day


@given(DAYS, DAYS)
def test_a_day_without_its_year_is_the_next_one(day, today):
    typed = f"{day.day}/{day.month}"
    try:
        coming = coming_day(typed, today)
    except Refused:
        assert (day.day, day.month) == (29, 2)
    else:
        assert (coming.day, coming.month) == (day.day, day.month)
        assert 0 <= (coming - today).days <= 366


@pytest.mark.parametrize("text", ["31/6", "15/13", "thứ hai", "15/6/26"])
def test_what_is_no_day_to_come_is_refused_like_any_other(text):
    with pytest.raises(Refused):
        coming_day(text, TODAY)
