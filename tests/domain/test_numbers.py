"""Telephones, Party cards, decisions."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.numbers import card_digits, card_number, decision_number, phone, shown_phone


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "091-2345-678",
        "(091) 2345678",
        "+84 912 345 678",
        "+84912345678",
        "84912345678",
        "0084 912 345 678",
        "+84 (0)912 345 678",
        "+840912345678",
        "0912\u00a0345\u200b678",
    ],
)
def test_a_number_is_understood_however_it_is_written(text):
    found = phone(text)

    assert (found.number, found.note, found.shown) == ("0912345678", None, "0912 345 678")


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        ("0163 345 6789", "0333456789", "0163 345 6789 → 033 345 6789"),
        ("01203456789", "0703456789", "0120 345 6789 → 070 345 6789"),
        ("0121.345.6789", "0793456789", "0121 345 6789 → 079 345 6789"),
        ("0123 345 6789", "0833456789", "0123 345 6789 → 083 345 6789"),
        ("+84 188 345 6789", "0583456789", "0188 345 6789 → 058 345 6789"),
        ("84199 345 6789", "0593456789", "0199 345 6789 → 059 345 6789"),
        ("1633456789", "0333456789", "0163 345 6789 → 033 345 6789"),
        ("912345678", "0912345678", "912345678 → 0912 345 678"),
        ("841234567", "0841234567", "841234567 → 0841 234 567"),
        ("2383842345", "02383842345", "2383842345 → 02383 842 345"),
    ],
)
def test_what_was_changed_in_a_number_is_said(text, number, note):
    found = phone(text)

    assert (found.number, found.note) == (number, note)


@pytest.mark.parametrize("text", ["0900000084", "0900000840", "0384848484", "0984000000"])
def test_a_country_code_stands_only_at_the_beginning(text):
    assert phone(text).number == text


@pytest.mark.parametrize("text", ["0238 3842 345", "024.3825.1234", "+84 238 3842345"])
def test_a_fixed_line_has_eleven_digits(text):
    assert phone(text).number.startswith("02")
    assert phone(text).note is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không có",
        "12345",
        "0412345678",
        "0161 345 6789",
        "09123456789",
        "0912345678/0987654321",
        "٠٩١٢٣٤٥٦٧٨",
        "0912345678a",
        "+33 6 12 34 56 78",
        "02 3842 345",
    ],
)
def test_what_cannot_be_a_number_is_refused_with_an_example(text):
    with pytest.raises(Refused) as refused:
        phone(text, field="phone")

    assert str(refused.value) == "Enter a 10-digit phone number, for example 0912 345 678"
    assert refused.value.field == "phone"


@given(st.from_regex(r"\A0[35789][0-9]{8}\Z") | st.from_regex(r"\A0[35789][0-9]{,4}84[0-9]{2,6}\Z"))
def test_a_stored_number_is_read_back_without_a_note(number):
    assume(len(number) == 10)

    assert phone(number).number == number
    assert phone(shown_phone(number)) == phone(f"+84{number[1:]}") == phone(number)


@given(st.text(max_size=20))
def test_whatever_is_typed_gives_digits_or_a_sentence(text):
    said = ""
    try:
        said = phone(text).number
    except Refused as refusal:
        said = str(refusal)

    assert (said.isdecimal() and len(said) in (10, 11)) or said.startswith("Enter a 10-digit phone number")


@pytest.mark.parametrize(
    ("text", "kept", "digits"),
    [("30.464260", "30.464260", "30464260"), (" 12 345678 ", "12 345678", "12345678"), ("87654321",) * 3],
)
def test_a_card_number_is_kept_as_typed_and_compared_by_its_digits(text, kept, digits):
    assert card_number(text) == kept
    assert card_digits(text) == digits


@pytest.mark.parametrize("text", ["", "....", "AB 123", "12-345678", "1" * 21, "١٢٣٤٥٦"])
def test_what_is_no_card_number_is_refused(text):
    with pytest.raises(Refused, match=r"12\.345678"):
        card_number(text, field="card_number")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("45/QĐ-UBND", "45/QĐ-UBND"),
        ("45-QĐ/TU", "45-QĐ/TU"),
        ("1234/2026/QĐ-BGDĐT", "1234/2026/QĐ-BGDĐT"),
        (" số 45 / qđ - ubnd ", "45/QĐ-UBND"),
        ("Số: 07-QĐ/ĐU", "07-QĐ/ĐU"),
        ("12 – QĐ/BTVTU", "12-QĐ/BTVTU"),
        ("45/QD-UBND", "45/QD-UBND"),
    ],
)
def test_decisions_of_the_state_and_of_the_party_are_taken(text, number):
    assert decision_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "45", "QĐ-UBND", "45/QĐ", "45 ngày 3/5", "45/QĐ-UBND<b>", "4" * 60 + "/QĐ-UBND"]
)
def test_what_is_no_decision_number_is_refused_with_both_forms(text):
    with pytest.raises(Refused) as refused:
        decision_number(text, field="decision_number")

    assert str(refused.value) == "Enter the decision number, for example 45/QĐ-UBND or 45-QĐ/TU"
