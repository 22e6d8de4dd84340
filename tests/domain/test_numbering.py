"""Numbers and dates as Party documents write them."""

from datetime import date

import pytest

from domain.numbering import document_date, number_text


@pytest.mark.parametrize(("number", "text"), [(1, "01-GGT/ĐU"), (10, "10-GGT/ĐU"), (127, "127-GGT/ĐU")])
def test_the_number_of_a_letter_has_two_digits_a_type_and_a_body(number, text):
    assert number_text(number, "GGT/ĐU") == text


def test_a_series_begins_with_one():
    with pytest.raises(ValueError, match="begins with 1"):
        number_text(0, "GGT/ĐU")


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 15), "ngày 15 tháng 3 năm 2026"),
        (date(2026, 11, 9), "ngày 09 tháng 11 năm 2026"),
        (date(2027, 1, 31), "ngày 31 tháng 01 năm 2027"),
    ],
)
def test_a_document_writes_small_days_and_the_first_two_months_with_a_zero(day, text):
    assert document_date(day) == text
