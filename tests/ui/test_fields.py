"""Fields read kindly and keep what was typed."""

from datetime import date

import pytest
from flask import Flask

from adapters import clock
from domain.days import PartialDay
from models.vocabulary import ChangeKind
from tests.ui.house import PinForm, TellChangeForm
from ui.forms import new_key


def typed(house: Flask, **values: object) -> TellChangeForm:
    with house.test_request_context("/x", method="POST", data={"form_key": new_key(), **values}):
        form = TellChangeForm(meta={"csrf": False})
        form.validate()
        return form


@pytest.mark.parametrize(
    "text", ["15/3/2026", "15-03-2026", "15.3.2026", "15 tháng 3 năm 2026", " 15/3/2026 "]
)
def test_a_day_is_read_as_people_write_it_and_shown_as_typed(house: Flask, text: str) -> None:
    field = typed(house, effective_on=text).effective_on

    assert field.data == date(2026, 3, 15)
    assert field._value() == text


def test_today_is_a_day_too(house: Flask) -> None:
    assert typed(house, effective_on="hôm nay").effective_on.data == clock.today()


def test_a_day_that_is_none_is_refused_once_with_what_to_write(house: Flask) -> None:
    field = typed(house, effective_on="31/2/2026").effective_on

    assert field.data is None
    assert len(field.errors) == 1
    assert "28" in field.errors[0]


def test_a_missing_day_is_asked_for(request_in: Flask, house: Flask) -> None:
    assert len(typed(house, effective_on=" ").effective_on.errors) == 1


def test_a_day_given_is_written_in_the_field(request_in: Flask) -> None:
    form = TellChangeForm(data={"effective_on": date(2026, 3, 5), "admitted_on": PartialDay(1998, 3)})

    assert form.effective_on._value() == "5/3/2026"
    assert form.admitted_on._value() == "3/1998"


def test_a_part_of_a_day_is_enough_where_it_may_be(house: Flask) -> None:
    assert typed(house, admitted_on="1998").admitted_on.data == PartialDay(1998)


def test_a_phone_number_is_stored_in_digits(house: Flask) -> None:
    field = typed(house, phone="+84 912.345.678").phone

    assert field.data == "0912345678"
    assert field._value() == "+84 912.345.678"


def test_a_choice_is_a_member_of_its_enumeration(house: Flask) -> None:
    assert typed(house, kind="retirement").kind.data is ChangeKind.RETIREMENT


@pytest.mark.parametrize("field", ["kind", "cell", "members"])
def test_what_was_not_offered_is_not_taken(house: Flask, field: str) -> None:
    errors = typed(house, **{field: "somebody-elses"})[field].errors

    assert errors == [errors[0]]
    assert errors[0].startswith("Đồng chí chọn")


def test_nothing_chosen_is_nothing(house: Flask) -> None:
    form = typed(house)

    assert form.cell.data is None
    assert form.cell.errors == []
    assert form.members.data == ()


def test_a_long_list_can_be_narrowed_and_a_short_one_need_not(request_in: Flask) -> None:
    form = TellChangeForm()

    assert form.cell.is_long
    assert not form.members.is_long


@pytest.mark.parametrize("text", ["123456", "123 456", "123.456"])
def test_a_pin_is_its_digits(house: Flask, text: str) -> None:
    assert pin(house, text, "123456").pin.data == "123456"


@pytest.mark.parametrize("text", ["12345", "abcdef", "１２３４５６", "1234567"])
def test_a_pin_has_six_digits(house: Flask, text: str) -> None:
    assert pin(house, text, text).pin.errors == ["Đồng chí nhập mã PIN gồm 6 chữ số."]


def test_both_typings_of_a_pin_agree(house: Flask) -> None:
    assert len(pin(house, "123456", "123457").pin_again.errors) == 1


def test_a_password_is_kept_to_the_letter_and_not_shown_again(house: Flask) -> None:
    with house.test_request_context("/x", method="POST", data={"password": "  mật khẩu  "}):
        form = PinForm(meta={"csrf": False})

        assert form.password.data == "  mật khẩu  "
        assert "mật" not in form.password()


@pytest.mark.parametrize(("sent", "read"), [("7", 7), ("", 0), ("x", 0), ("-1", 0), ("9" * 30, 0)])
def test_a_version_is_a_number_whatever_is_sent(house: Flask, sent: str, read: int) -> None:
    assert typed(house, version=sent).version.data == read


def pin(house: Flask, first: str, second: str) -> PinForm:
    with house.test_request_context("/x", method="POST", data={"pin": first, "pin_again": second}):
        form = PinForm(meta={"csrf": False})
        form.validate()
        return form
