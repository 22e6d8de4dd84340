"""How days, moments, numbers and telephones read."""

from datetime import UTC, date, datetime, time

import pytest
from flask import Flask
from flask_babel import force_locale

from domain.days import PartialDay
from ui import filters


def test_a_day_has_no_zeros_and_its_whole_year() -> None:
    assert filters.day(date(2026, 3, 5)) == "5/3/2026"
    assert filters.day(None) == ""


def test_a_moment_is_that_of_viet_nam(request_in: Flask) -> None:
    late = datetime(2026, 3, 14, 17, 5, tzinfo=UTC)

    assert filters.moment(late) == "0 giờ 05, 15/3/2026"
    assert filters.day(late) == "15/3/2026"
    assert filters.moment(None) == ""


def test_the_hour_reads_otherwise_in_english(request_in: Flask) -> None:
    with force_locale("en"):
        assert filters.hour(datetime(2026, 3, 14, 12, 42, tzinfo=UTC)) == "19:42"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 15), "ngày 15 tháng 3 năm 2026"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026"),
    ],
)
def test_papers_date_days_below_ten_and_the_first_two_months_with_a_zero(day: date, written: str) -> None:
    assert filters.document_day(day) == written


def test_thousands_have_a_dot() -> None:
    assert filters.number(1240) == "1.240"
    assert filters.number(1234567) == "1.234.567"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (PartialDay(1998), "1998"),
        (PartialDay(1998, 3), "3/1998"),
        (PartialDay(1998, 3, 15), "15/3/1998"),
        ("1998-03", "3/1998"),
        (date(1998, 3, 15), "15/3/1998"),
        (None, ""),
    ],
)
def test_of_a_day_as_much_is_read_as_is_known(value: PartialDay | str | None, read: str) -> None:
    assert filters.partial_day(value) == read


def test_when_has_an_hour_only_where_there_is_one(request_in: Flask) -> None:
    assert filters.when(date(2026, 3, 15)) == "15/3/2026"
    assert filters.when(datetime(2026, 3, 15, 1, 0, tzinfo=UTC)) == "8 giờ 00, 15/3/2026"


def test_a_phone_number_is_read_in_groups() -> None:
    assert filters.phone("0912345678") == "0912 345 678"
    assert filters.phone(None) == ""


def test_a_day_to_come_is_told_with_its_weekday_and_without_its_year(request_in: Flask) -> None:
    assert filters.weekday(date(2026, 6, 15)) == "thứ Hai"
    assert filters.weekday(date(2026, 6, 21)) == "Chủ nhật"
    assert filters.day_month(date(2026, 6, 5)) == "5/6"


def test_papers_tell_the_hour_in_vietnamese_in_whatever_language(request_in: Flask) -> None:
    with force_locale("en"):
        assert filters.document_hour(datetime(2026, 3, 14, 12, 5, tzinfo=UTC)) == "19 giờ 05"


def test_an_hour_of_the_day_reads_like_that_of_a_moment(request_in: Flask) -> None:
    assert filters.hour(time(19, 30)) == "19 giờ 30"
